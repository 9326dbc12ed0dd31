"""Figures told of a directive that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from indexer.models import Annotations, Article, Code, Relation
from indexer.text.numbers import in_words
from indexer.text.sentences import for_patterns
from indexer.text.spans import within

_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+"
# "giảm từ 31 phòng xuống còn 22 phòng, tức giảm 8 phòng": counts only. Not money and per cent,
# which are rounded and change their unit.
_FEWER = regex.compile(
    rf"(?P<way>giảm|tăng)(?: \p{{L}}+){{0,6}} từ (?P<from>{_NUMBER})(?![\d,.%])(?: \p{{L}}+){{0,4}}"
    rf" (?:xuống|lên)(?: còn| thành)? (?P<to>{_NUMBER})(?![\d,.%])(?: \p{{L}}+){{0,4}}[,(\s]+"
    rf"(?:tức (?:là )?)?(?P=way)(?: được| đi| thêm)? (?P<by>{_NUMBER})(?![\d,.]| ?%)"
)
# "có 45/50 hộ đạt chuẩn, đạt 80%": a share that the two counts do not make; or the share first.
_RATIO = (
    rf"(?<![\d/.,-])(?P<part>{_NUMBER})(?:/| trên (?:tổng số )?| trong (?:tổng )?số )"
    rf"(?P<whole>{_NUMBER})(?![\d/.,-])"
)
_PER_CENT = r"(?P<share>\d{1,3}(?:,\d+)?) ?%"
_SHARE = regex.compile(
    rf"{_RATIO}(?: [^\d\s,;.()%]+){{0,8}}[,;]?"
    r" ?(?:\((?:đạt|chiếm|bằng|tương đương)? ?(?:tỷ lệ )?|(?:đạt|chiếm|bằng|tương đương)"
    rf"(?: tỷ lệ)? |tỷ lệ ){_PER_CENT}(?P<of>[^.;]{{0,25}})"
)
_SHARE_FIRST = regex.compile(rf"(?<![\d.,]){_PER_CENT}(?P<of>) \({_RATIO}[^()]{{0,40}}\)")
# A share of others than those counted: "455/459 đại biểu …, chiếm 95,19% tổng số đại biểu".
_OF_OTHERS = regex.compile(r"\b(?:tổng số|toàn|dân số|so với|kế hoạch|chỉ tiêu|cùng kỳ)\b")
_FEW = 5  # below it a ratio is more often a day, a score or a mark
_SCALED = regex.compile(r"\b(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng)\b")
# "Thông tư … sửa đổi, bổ sung 5 thông tư", which can be counted where they are named.
_AMENDS = regex.compile(
    r"[^.;\d]{0,60}?sửa đổi, bổ sung (?P<count>\d{1,2}|\p{Ll}+) (?P<type>\p{L}+ \p{L}+)"
)
_FAR = 1500  # code points behind a mention of a directive, in which figures may still be about it


def figure_doubts(article: Article, found: Annotations) -> Iterator[tuple[str, Code]]:
    """What is wrong with a figure, and the mention of the directive that it is told of."""
    text, codes = for_patterns(article.text), found.of(Code)
    yield from _fewer(text, codes)
    yield from _shares(text, codes)
    yield from _amended(text, codes, found.of(Relation))


def _fewer(text: str, codes: Sequence[Code]) -> Iterator[tuple[str, Code]]:
    for match in _FEWER.finditer(text):
        was, now, by = (int(match[g].replace(".", "")) for g in ("from", "to", "by"))
        before = within(codes, (match.start() - _FAR, match.start()))
        if before and abs(was - now) != by and not _SCALED.search(match[0]):
            yield (
                f"từ {match['from']} đến {match['to']} là {match['way']} {abs(was - now)},"
                f" nhưng bài viết nói {match['way']} {match['by']}",
                before[-1],
            )


def _shares(text: str, codes: Sequence[Code]) -> Iterator[tuple[str, Code]]:
    if not codes or "%" not in text:
        return
    for match in (*_SHARE.finditer(text), *_SHARE_FIRST.finditer(text)):
        part, whole = (int(match[g].replace(".", "")) for g in ("part", "whole"))
        before = within(codes, (match.start() - _FAR, match.start()))
        if not before or part > whole or whole < _FEW or _OF_OTHERS.search(match["of"]):
            continue
        share, decimals = 100 * part / whole, len(match["share"].partition(",")[2])
        if abs(share - float(match["share"].replace(",", "."))) > 10.0**-decimals:
            yield (
                f"{match['part']}/{match['whole']} là {share:.2f}%".replace(".", ",")
                + f", nhưng bài viết ghi {match['share']}%",
                before[-1],
            )


def _amended(
    text: str, codes: Sequence[Code], relations: Sequence[Relation]
) -> Iterator[tuple[str, Code]]:
    types = {code.code: (code.type or "").lower() for code in codes}
    amended: dict[tuple[str, str], set[str]] = {}
    for told in relations:
        if told.relation == "amends":
            key = (told.source, types.get(told.target, ""))
            amended.setdefault(key, set()).add(told.target)
    for code in codes:
        match = _AMENDS.match(text, code.end)
        said = _count(match["count"]) if match else None
        named = amended.get((code.code, match["type"].lower()), set()) if match else set()
        if match and said is not None and len(named) > said:
            yield (
                f"bài viết nói sửa đổi, bổ sung {match['count']} {match['type']}, nhưng nêu tên"
                f" {len(named)}: {', '.join(sorted(named))}",
                code,
            )


def _count(words: str) -> int | None:
    return int(words) if words.isdigit() else in_words(words)
