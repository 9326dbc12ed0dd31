"""Which documents act on which in one sentence, by the words that join them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import regex

from indexer.models import DirectiveRelation
from plugins.relations.acting import asked_in, changes_in, is_changed, its_own, lowered
from plugins.relations.joints import CARRY_OUT, CHANGES, NUMBER, PART, Joint, joint
from plugins.relations.spots import TYPES, Spot


class Told(NamedTuple):
    """A relation between two documents that a sentence tells."""

    source: Spot
    target: Spot
    relation: DirectiveRelation


@dataclass(frozen=True)
class Link:
    """A relation just told, which a list behind it goes on with."""

    source: Spot
    target: Spot
    relation: DirectiveRelation
    turned: bool = False  # the list goes on with documents that act
    many: bool = False  # announced as several: a semicolon does not end the list

    def with_item(self, item: Spot) -> Link:
        """The same relation for the next *item* of the list."""
        source, target = (item, self.target) if self.turned else (self.source, item)
        return Link(source, target, self.relation, self.turned, self.many)


_FAR = 400  # code points before a number; what stands farther off tells nothing of it
_DIGIT = regex.compile(r"\d")
_MARKUP = regex.compile(r"\*+")
_ABOUT_REVIEW = regex.compile(
    r"\bvề (?:việc )?(?:tổ chức )?(?:tổng kết|sơ kết|đánh giá|kiểm tra|giám sát)\b[^.;:]{0,60}\Z"
)
_GOES_ON = regex.compile(r"(?:;\s*(?:đồng thời|và)?|\bđồng thời|,|\bvà|\bđể|\bnhằm)\s*\Z")
_LISTED = regex.compile(
    r"[^.]{0,250}?(?P<mark>[,;]| và|, và| cùng(?: với)?)\s+(?:(?:đặc biệt|nhất) là )?(?:số )?"
    rf"(?:{PART})?(?:{NUMBER})?\Z"
)
_IN_PART = regex.compile(rf"(?<![^\s,(]){PART}{NUMBER}")  # "Điều 8 Nghị định số … hết hiệu lực"
_LAW_NAMED = regex.compile(r"\b(?:Luật|Bộ luật|Pháp lệnh) (?!số)[^.;]*?(?:,| và) ")
_CLOSES = regex.compile(r"[^()]*\)")
_SEVERAL = regex.compile(r"\b(?:các|những|hai|ba|bốn|năm|\d+) \p{L}|:")
_INTO = regex.compile(rf"[^.;]{{0,200}}? (?:bằng|thành)(?: (?:việc )?ban hành| việc)? (?:{NUMBER})")
_TURNED_INTO: tuple[tuple[regex.Pattern[str], DirectiveRelation], ...] = (
    (regex.compile(rf"\b(?:[Cc]ụ thể hóa|[Tt]hể chế hóa) {NUMBER}"), "implements"),
    (regex.compile(rf"\b[Tt]hay thế {NUMBER}"), "replaces"),
)
_AGAIN = regex.compile(  # "căn cứ Nghị định …; căn cứ Thông tư …"
    rf"[^.;]{{0,250}}[;,] (?:và )?(?:[Cc]ăn cứ|[Tt]hực hiện|[Xx]ét)(?: [^.;]{{0,80}})?? {NUMBER}"
)
# "Trả lời kiến nghị tại Công văn số …, Bộ có Công văn số …", "Xét thấy có dấu hiệu vi phạm …".
_ANSWERED = regex.compile(
    r"(?:(?:Trả lời|Phúc đáp|Tiếp theo|Liên quan (?:đến|tới)|Nhận được|Sau khi nhận được)"
    rf"(?: [^.;:]{{1,80}}?(?: tại| trong| theo))?|Xét thấy [^.;:]{{1,200}}?) {NUMBER}"
)
# "nhiều văn bản triển khai Nghị quyết … như: Kế hoạch …", "(ban hành kèm theo Quyết định …)".
_CARRYING = regex.compile(
    rf"\b(?i:văn bản|{TYPES})\b[^.;:]{{0,60}} {CARRY_OUT}(?: (?:thực hiện|thi hành))? {NUMBER}"
)
_SUCH_AS = regex.compile(
    rf"[^.;:()]{{0,200}}?(?: (?:như|gồm|bao gồm|trong đó có):? |: ?|\((?:được )?ban hành kèm theo )"
    rf"{NUMBER}"
)
# "Kể từ ngày Thông tư … có hiệu lực, Thông tư … hết hiệu lực".
_SINCE = regex.compile(rf"\b(?:[Kk]ể )?[Tt]ừ (?:ngày|khi) {NUMBER}")
_ENDS = regex.compile(r"[^.;:]{0,200}?(?<!\p{L})hết hiệu lực\b")
_MAKES = regex.compile(
    r"\b(?:ban hành|xây dựng|ký|có|ra|thông qua)(?: (?:các|nhiều|\d+))?(?: \p{L}+){0,5}"
    r"(?: số:?)? ?\Z"
)
_BEHIND = regex.compile(rf", {NUMBER}")
_ACTS = regex.compile(r"[^,.;:]{0,40}? (?:đã|quy định|sửa đổi|bổ sung|cũng|được)\b")
_OPENS_WITH = regex.compile(
    r"\A[\s\-–+*•]*(?:\p{L}[^,.;:]{0,40}, |\p{L}[^.;:]{0,80}: )?"
    r"(?P<aim>(?:[Đđ]ể|[Nn]hằm)(?!\p{L}) ?)?"
)
# "Tiếp thu …", and a list that a verb opens: "Thể chế hóa chủ trương …, Nghị quyết số".
_RECEIVED = regex.compile(
    rf"(?:tiếp thu|quán triệt)\b[^.;]{{0,80}}\Z|{CARRY_OUT} [^.;:]{{0,200}}(?:,| và) {NUMBER}"
)


def words_before(text: str, start: int, spot: Spot) -> str:
    """*text* from *start* to the number of *spot*, or to the end of the word that it is.

    Only what stands near, so that a sentence with very many documents is read once.
    """
    start = max(start, spot.start - _FAR)
    digit = _DIGIT.search(text, spot.start, spot.end) if spot.is_code else None
    words = _MARKUP.sub("", text[start : digit.start() if digit else spot.end])
    return words.lower() if words.isupper() else words


def joined(text: str, spots: Sequence[Spot], start: int) -> Iterator[Told]:
    """What the words between each two of *spots* tell, and the lists that go on with it.

    *start* is where their sentence starts.
    """
    links: list[Link] = []  # those just told, the outermost first
    for first, second in pairwise(spots):
        words = words_before(text, first.end, second)
        if first.code.code == second.code.code:
            continue
        opening = words_before(text, start, first)
        if first.start == first.end:  # the sentence goes on with the document of the one before
            words, opening = lowered(words), ""
        found = joint(words)
        since = _SINCE.search(opening) and _ENDS.match(text, second.end, second.end + _FAR)
        if since and not found:
            links = [Link(first, second, "repeals")]
        elif into := _into(opening, words):
            links = [Link(second, first, into, turned=True)]
        elif found and not (_over_law(found) and _same_list(links, second)):
            links = _linked(found, words, (first, second), links, opening)
        else:
            links = _going_on(links, words, second)
        if links:
            yield Told(links[-1].source, links[-1].target, links[-1].relation)


def _over_law(found: Joint) -> bool:
    """Whether a law without a number is carried out: "hướng dẫn Luật Đê điều và Nghị định"."""
    return found.relation == "implements" and _LAW_NAMED.search(found.phrase) is not None


def _same_list(links: Sequence[Link], item: Spot) -> bool:
    """Whether *item* may be the next of those that the last of *links* changes."""
    if not links or links[-1].turned or links[-1].relation not in CHANGES:
        return False
    return links[-1].target.code.type == item.code.type


def _linked(
    found: Joint, words: str, pair: tuple[Spot, Spot], links: list[Link], opening: str
) -> list[Link]:
    """*links* and the one that *found* tells of *pair*; none where it tells of somebody else."""
    first, second = pair
    many = bool(_SEVERAL.search(words, len(found.before)))
    if found.turned:
        # "Luật A được sửa đổi theo Luật B hết hiệu lực kể từ ngày Luật C": A is still meant
        first = links[-1].target if links and links[-1].turned else first
        outer = [link for link in links[-1:] if link.target is first and "(" in words]
        in_part = found.relation == "repeals" and _IN_PART.search(lowered(opening))
        turned = "amends" if in_part else found.relation
        return [*outer, Link(second, first, turned, turned=True, many=many)]
    relation = found.relation
    if relation in CHANGES and not links and is_changed(opening):
        return []
    if relation == "cites" and changes_in(found):
        relation = "amends"
    if _ABOUT_REVIEW.search(found.before) and relation == "implements":
        relation = "cites"
    elif not its_own(found, opening):
        if relation != "implements" or not asked_in(found, opening):
            return []
        relation = "cites"
    if not links or not _GOES_ON.search(found.before):
        return [*links[-1:], Link(first, second, relation, many=many)]
    return [Link(links[0].source, second, relation, many=many)]


def _going_on(links: list[Link], words: str, item: Spot) -> list[Link]:
    """*links* with *item* as the next of a list, where *words* go on with one.

    Behind "A sửa đổi Thông tư B hướng dẫn Nghị định C và Thông tư …" it is the list of B.
    """
    listed = _LISTED.match(words)
    if links and links[-1].turned and _CLOSES.match(words):
        links = links[:-1]  # "(A được sửa đổi bởi B), C": C is none of those in brackets
    if not listed or not links:
        return []
    if listed["mark"] == ";" and not links[-1].many and links[-1].relation != "cites":
        return []
    outer = [link for link in links if link.target.code.type == item.code.type]
    link = outer[-1] if outer and not links[-1].turned else links[-1]
    return [*links[: links.index(link)], link.with_item(item)]


def goes_on(words: str) -> bool:
    """Whether *words*, from one document to the number of the next, go on with a list."""
    listed = _LISTED.match(words)
    return listed is not None and listed["mark"] != ";"


def _into(opening: str, words: str) -> DirectiveRelation | None:
    """What is told by "cụ thể hóa A bằng B", of B."""
    if _SUCH_AS.match(words) and _CARRYING.search(opening[-200:]):
        return "implements"
    if not _INTO.match(words):
        return None
    return next((r for pattern, r in _TURNED_INTO if pattern.search(opening[-200:])), None)


def carried(text: str, spots: Sequence[Spot], start: int) -> Iterator[Told]:
    """What is issued to carry out another: "Thực hiện Nghị quyết …, UBND ban hành Kế hoạch …"."""
    opened: list[Told] = []
    making = False
    for before, spot in zip([None, *spots], spots, strict=False):
        words = words_before(text, before.end if before else start, spot)
        if before is None:
            relation = _opening(words) if spot.start - start < _FAR else None
            if relation is None:
                return
            opened = [Told(spot, spot, relation)]
        elif _MAKES.search(words) or (making and _LISTED.match(words)) or _acts(text, spot, words):
            making = True
            yield from (Told(spot, o.target, o.relation) for o in opened)
        elif not making and (_LISTED.match(words) or _AGAIN.fullmatch(words)):
            opened.append(Told(spot, spot, opened[0].relation))
        else:
            making = False


def makes(words: str) -> bool:
    """Whether *words* end in the issuing of the document whose number follows."""
    return _MAKES.search(words) is not None


def _opening(words: str) -> DirectiveRelation | None:
    """What the document whose number ends *words*, the start of a sentence, is there for."""
    start = _OPENS_WITH.match(words)
    if start and _RECEIVED.match(lowered(words[start.end() :])):
        return "implements"
    if start and _ANSWERED.match(words[start.end() :]):
        return "cites"
    for each in (lowered(words), words):
        found = joint(each)
        opens = _OPENS_WITH.fullmatch(found.before) if found else None
        if found and opens and not found.turned:
            if found.relation in ("implements", "based_on"):
                return found.relation
            if found.relation in CHANGES and opens["aim"]:
                return found.relation
    return None


def _acts(text: str, spot: Spot, words: str) -> bool:
    """Whether *spot* is a subject behind a comma: "…, Luật số 85/2025/QH15 đã sửa đổi …"."""
    return bool(_BEHIND.search(words) and _ACTS.match(text, spot.end, spot.end + 120))
