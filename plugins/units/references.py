"""Where a text speaks of a directive: by its code, by its type word alone, by its title."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from indexer.models import Annotations, Code, Directive, Organisation
from indexer.text.sentences import Span, for_patterns
from indexer.text.spans import Spans, matches, within
from indexer.text.unicode import fold_tone
from plugins._vocabulary import type_pattern
from plugins.units import wording

_TYPES = type_pattern()
_THIS = r" (?:này|trên|nêu trên)\b"
# "Đề án", "Chỉ thị này": one document that has been named. Not "2 Đề án", "các Nghị quyết",
# "Nghị quyết Đại hội", "Đề án “…”", nor the type word of a code.
_WORD_ALONE = regex.compile(
    rf"(?<![\p{{L}}\d])(?P<word>{_TYPES}|(?i:{_TYPES})(?={_THIS}))"
    r"(?! ?(?:\d|số|“|\"|«|:|về |do |lần|\p{Lu}))"
    r"(?!,? (?:[Nn]ghị quyết|[Kk]ết luận|[Cc]hỉ thị)\b)(?!\p{L})"
    r"(?<!(?:[Ll]uật|[Pp]háp lệnh)(?= (?!này|trên|nêu)\p{Ll}))"  # "Bộ luật hình sự" is its name
)
_AS_WRITTEN = re.compile(_TYPES)  # plain words: the library's re finds them soonest
_THESE = re.compile(_THIS)
_BEFORE_THIS = regex.compile(rf"(?r)(?i:{_TYPES})")
_SEVERAL = regex.compile(
    r"(?:\b(?:[Cc]ác|những|nhiều|mỗi|hai|ba|bốn|năm|dự (?:thảo|án)|xây dựng)|\d"
    rf"|(?<!\p{{L}})(?i:{_TYPES}),) \Z"
)
_STEP = regex.compile(
    r"[\s,]*(?:(?P<day>(?:ngày |năm )\d{1,4}(?:[./-]\d+)*(?: tháng \d{1,2} năm \d{4})?"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4})"
    r"|(?P<issuer>của )"
    r"|(?P<about>(?:(?:quy định|hướng dẫn) )?(?:về (?:việc )?)?[“\"]?))"
)
# "Công điện số 12/CĐ-TTg yêu cầu các bộ …": what it asks for, no name of its own.
_ASKS = regex.compile(r"(?:yêu cầu|đề nghị|giao|chỉ đạo|phân công) ")
_RULES = ("Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch")
_ORDERS = ("Công văn", "Công điện", "Chỉ thị", "Thông báo", "Kế hoạch", "Kết luận", None)
_SOURCES = ("Báo cáo", "Tờ trình", "Biên bản")
_WORKS = ("Báo cáo", "Tờ trình", "Dự án", "Hợp đồng", "Biên bản", "Giấy phép")  # any of them
_AND = regex.compile(r",? và |, ")
_OF = " của "
# A document given word for word, which calls itself "Nghị quyết này".
_WORD_FOR_WORD = regex.compile(r"(?m)^[\s*_#>]*(?:Căn cứ [^\n]+;|Điều \d+\.)")
_HEAD = 300  # code points in which an article tells what it is about
_NEAR = 600  # code points between a directive and the "này" that means it
_TITLE_OPENS = regex.compile(rf"(?:{_TYPES}) \p{{Ll}}")
_CHANGED = regex.compile(r"\b(?:[Tt]hay thế|[Bb]ãi bỏ|[Ss]ửa đổi|[Bb]ổ sung)\b[^.;]*\Z")
_MANY = 20  # mentions that are looked back on
_TITLE_START = 4  # syllables of a title that name its directive again: "Quy chế công tác dân vận"


@dataclass(frozen=True)
class Reference:
    """A place where the text speaks of one directive."""

    start: int
    end: int
    until: int  # where the date, issuer and title that follow it end
    code: str
    at: int  # where the code mention that it goes back to starts
    named: bool  # by its code, not by a word for it
    rule: bool = False  # a law, a decree, a circular: most sentences only refer to it
    own: bool = False  # the code of the article itself
    orders: bool = False  # a letter, a telegram, a plan: made to give tasks
    issuer: str = ""
    source: bool = False  # a report: who acts "theo" it only quotes it


def references(text: str, found: Annotations, in_titles: Sequence[Span]) -> list[Reference]:
    """Every place where *text* speaks of one of its directives, in order.

    *in_titles* are the spans of title_spans(); what stands in one is no mention.
    """
    codes = found.of(Code)
    folded = for_patterns(text)
    titles = dict(in_titles)
    issuers = {o.start: o.end for o in found.of(Organisation)}
    issued = {d.code: d.issuer for d in found.of(Directive)}
    named = [
        Reference(
            c.start,
            c.end,
            _until(folded, c.end, issuers, titles, issued.get(c.code) or ""),
            c.code,
            c.start,
            named=True,
            rule=c.type in _RULES,
            own=c.own,
            orders=c.type in _ORDERS,
            issuer=issued.get(c.code) or "",
            source=c.type in _SOURCES,
        )
        for c in codes
    ]
    inside = [(o.start, o.end) for o in found.of(Organisation)]  # "Bộ Kế hoạch và Đầu tư"
    taken = Spans([(r.start, r.end) for r in named] + list(titles.items()) + inside)
    again = [
        r
        for r in [*_by_title(folded, found.of(Directive)), *_by_word(folded, codes, found)]
        if not taken.touch(r.start, r.end)
    ]
    return _apart(sorted([*named, *again], key=lambda r: (r.start, -r.end)))


def _until(
    text: str, end: int, issuers: dict[int, int], titles: dict[int, int], issuer: str
) -> int:
    """Where what is told of a directive right behind its code ends: date, issuer, title."""
    for _ in range(4):
        step = _STEP.match(text, end)
        follows = step.end() if step else end
        if step and step["issuer"] and follows in issuers:
            end = _joint_end(text, issuers[follows], issuers, issuer)
        elif step and step["day"]:
            end = follows
        elif step and step["about"] and follows in titles:
            end = titles[follows]
    return end


def _joint_end(text: str, end: int, bodies: dict[int, int], issuer: str) -> int:
    """Where the last of those ends who issued it together: "của Bộ Chính trị, Ban Bí thư"."""
    for _ in range(issuer.count(", ")):
        joined = _AND.match(text, end)
        if joined is None or joined.end() not in bodies:
            break
        end = bodies[joined.end()]
    return end


def _apart(ordered: Sequence[Reference]) -> list[Reference]:
    kept: list[Reference] = []
    for reference in ordered:
        if not kept or reference.start >= kept[-1].end:
            kept.append(reference)
    return kept


def title_spans(text: str, found: Annotations) -> list[Span]:
    """Where titles stand right after their code: a type word in them is no mention.

    A title ends before a unit that acts, as far as it may have been taken.
    """
    spans: list[Span] = []
    units = found.of(Organisation)
    directives = found.of(Directive)
    for directive in directives:
        for start in directive.codes:
            at = text.find(directive.title, start, start + 300) if directive.title else -1
            if at >= 0 and directive.title and not _ASKS.match(directive.title):
                end = at + len(directive.title)
                acting = (_part(text, o) for o in within(units, (at, end)))
                spans.append((at, next(filter(None, acting), end)))
    return spans


def _part(text: str, unit: Organisation) -> int | None:
    """Where the part starts in which *unit* is the subject, or is asked to do something."""
    acts = text.endswith(", ", 0, unit.start) and wording.BEGINS.match(text, unit.end)
    asks = (" yêu cầu ", " đề nghị ")  # of one length
    asked = text.endswith(asks, 0, unit.start)
    return unit.start - len(asks[0]) if asked else unit.start if acts else None


def _by_title(text: str, directives: Sequence[Directive]) -> Iterator[Reference]:
    """A title that begins with a type word names its directive: "Quy chế công tác dân vận"."""
    for directive in directives:
        title = fold_tone(directive.title or "")
        start = " ".join(title.split()[:_TITLE_START])
        if not _TITLE_OPENS.match(title) or len(start.split()) < _TITLE_START:
            continue
        for match in regex.finditer(regex.escape(start), text):
            end = match.end()
            same = len(title) if text.startswith(title, match.start()) else 0
            end = max(end, match.start() + same)
            yield Reference(match.start(), end, end, directive.code, directive.start, False)


def _type_words(text: str) -> list[int]:
    """Where a type word starts that may stand alone: as it is written, or before "này"."""
    this = (_BEFORE_THIS.match(text, 0, m.start()) for m in _THESE.finditer(text))
    return sorted({m.start() for m in (*_AS_WRITTEN.finditer(text), *this) if m})


def _by_word(text: str, codes: Sequence[Code], found: Annotations) -> Iterator[Reference]:
    """A type word alone stands for the document of that type last named.

    "Nghị quyết của Tỉnh ủy" is one of that body, or none that has been named.
    """
    units = {o.start: o.name for o in found.of(Organisation)}
    issued = {d.code: d.issuer or "" for d in found.of(Directive)}
    named: dict[tuple[str, str], list[Code]] = {}
    for code in codes:
        for issuer in {"", issued.get(code.code, "")}:
            named.setdefault(((code.type or "").lower(), issuer), []).append(code)
    for match in matches(_WORD_ALONE, text, _type_words(text) if codes else ()):
        if _SEVERAL.search(text, max(0, match.start() - 30), match.start()):
            continue
        this = _THESE.match(text, match.end())
        if match["word"] in _WORKS and not this:
            continue
        word, unit = match["word"].lower(), units.get(match.end() + len(_OF), "")
        issuer = unit if text.startswith(_OF, match.end()) else ""
        meant = _meant(named.get((word, issuer)) or named.get((word, ""), []), text, match)
        if meant and (issuer in (known := issued.get(meant.code, "")) or known in issuer):
            rule = meant.type in _RULES
            yield Reference(
                match.start(), match.end(), match.end(), meant.code, meant.start, False, rule
            )


def _meant(same: Sequence[Code], text: str, match: regex.Match[str]) -> Code | None:
    """The code last named before *match*, but where it says "này".

    "Quyết định này" is the article's own, or where that was named long ago or documents are given
    word for word, the one that the article opens with; not one that the document only replaces.
    """
    i = bisect_left(same, match.start(), key=lambda c: c.start)
    last = same[i - 1] if i else None
    if not text.startswith(" này", match.end()):
        return last
    own = next((c for c in same if c.own), None)
    far = last is None or match.start() - last.end > _NEAR
    if own or last is None or far or _WORD_FOR_WORD.search(text):
        first = same[0] if same and same[0].start < min(_HEAD, match.start()) else None
        grounds = first and "Căn cứ" in text[text.rfind("\n", 0, first.start) + 1 : first.start]
        opening = None if grounds else first
        return own or opening
    if _CHANGED.search(text, max(0, last.start - 60), last.start):
        others = [c for c in same[max(0, i - _MANY) : i] if c.code != last.code]
        return others[-1] if others else last
    return last
