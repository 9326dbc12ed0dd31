"""Issue dates that cannot be: against the term, the anniversary told, the article's own day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from indexer.models import Annotations, Article, Code, Date, Directive
from indexer.text.numbers import impossible, in_words
from indexer.text.sentences import Span, sentence_at
from indexer.text.spans import within
from indexer.text.terms import terms

_ON = r"[\s,(]*(?:(?:ban hành |ký )?ngày )?"
_DAY = regex.compile(rf"{_ON}(\d{{1,2}})[./-](\d{{1,2}})[./-](\d{{4}})\b")
# A day that was mistyped so that none can be read: "24/42017", "10/4/20219", "4/6/218".
_MISTYPED = regex.compile(
    rf"{_ON}(\d{{1,2}}[./-]\d{{5,6}}|\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{3}}|\d{{5}}))(?![\d/])"
)
# Any day, in figures or in words; not the number of a document.
_ANY_DAY = regex.compile(
    r"(?<![\d/.-])(?<!\bsố )"
    r"(?:(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})(?![\d/-])"
    r"|(?i:ngày) (?P<day>\d{1,2}) tháng (?P<month>\d{1,2})(?: năm (?P<year>\d{4}))?\b"
    r"|(?i:ngày) (?P<day>\d{1,2})[/-](?P<month>\d{1,2})(?![\d/.-]))"
)
_LONG_YEAR = regex.compile(
    r"\b(?:giai đoạn (?:\d{4} ?[-–] ?)?|năm )(?P<year>(?:19|20)\d{3})(?![\d.,])"
)
_BESIDE = regex.compile(rf"{_ON}")
_CODE_YEAR = regex.compile(r"/((?:19|20)\d\d)/")
_EFFECT = regex.compile(r"[^.;]{0,80}?có hiệu lực(?: thi hành)?,?(?: kể)? từ (?:ngày )?")
# "Ngày 2/3/2018, huyện triển khai": what is done on the day that opens the sentence.
_THAT_DAY = regex.compile(r"\W*(?:(?:Sáng|Trưa|Chiều|Tối)(?: nay)?,? )?(?:[Nn]gày )?\(?")
_DONE = regex.compile(r"\b(?:triển khai|thực hiện|quán triệt|học tập|sơ kết|tổng kết)\b")
_YEARS = regex.compile(
    r"(?i)\b(?P<count>\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười lăm|hai mươi) năm"
    r"(?: \p{L}+){0,5}? (?:thực hiện|triển khai|thi hành)(?: \p{L}+){0,6}?(?: số)? ?\Z"
)
_NEAR = 250  # code points between a code and a day that its sentence tells of it
_SLACK = 1  # years: "10 năm" is told a year early or late


def date_doubts(
    directive: Directive, article: Article, found: Annotations, spans: Sequence[Span]
) -> Iterator[str]:
    """Every reason why the issue date of *directive* cannot be as the text has it.

    *spans* are the sentences of *article*.
    """
    own = set(directive.codes)
    codes = [c for c in found.of(Code) if c.start in own]
    for code in codes:
        yield from _no_such_day(code, article.text)
        yield from _no_such_day_near(code, found, spans)
        yield from _wrong_year(code, found, later=True)
    yield from _two_days(codes, found, one=len(directive.issuers) < 2)
    yield from _no_such_year(directive.title or "")
    date = directive.date
    if date is None:
        return
    against = [
        *_outside_term(directive, date),
        *_against_years(codes, date, article, found),
        *_carried_out_before(codes, date, found, spans),
    ]
    if against:
        yield f"{date} không thể là ngày ban hành: {'; '.join(against)}"
    elif article.published and date > article.published[: len(date)]:
        yield f"ngày ban hành {date} sau ngày đăng bài viết ({article.published})"
    yield from _effective_before(codes, date, found, spans)


def _no_such_day(code: Code, text: str) -> Iterator[str]:
    match = _DAY.match(text, code.end)
    if match and impossible(int(match[1]), int(match[2]), int(match[3])):
        yield f"không có ngày {match[1]}/{match[2]}/{match[3]}"
    mistyped = _MISTYPED.match(text, code.end)
    if mistyped:
        yield f"{mistyped[1]} không phải là một ngày; văn bản gốc cho biết ngày đúng"


def _no_such_day_near(code: Code, found: Annotations, spans: Sequence[Span]) -> Iterator[str]:
    """A day in the sentence of *code* that does not exist, with no other document between."""
    text = found.article.text
    start, end = sentence_at(spans, code.start)
    for match in _ANY_DAY.finditer(
        text, max(start, code.start - _NEAR), min(end, code.end + _NEAR)
    ):
        behind = match.start() > code.start
        apart = (code.end, match.start()) if behind else (match.end(), code.start)
        parts = [match[part] for part in ("day", "month", "year") if match[part]]
        if impossible(*map(int, parts)) and not within(found.of(Code), apart):
            yield f"không có ngày {'/'.join(parts)}"


def code_year_doubt(code: Code, found: Annotations) -> str | None:
    """Why the year in *code* must be wrong: the day beside it lies in an earlier one.

    A slip writes the year in which somebody writes: the later one of the two is the slip.
    """
    return next(_wrong_year(code, found, later=False), None)


def _wrong_year(code: Code, found: Annotations, *, later: bool) -> Iterator[str]:
    """The day beside a code against the year in it: numbers start anew each year.

    Either where the day is *later* than that year, or where it is earlier.
    """
    year = _CODE_YEAR.search(code.code)
    day = _date_at(found, _after(found, code.end))
    if not (year and day and len(day.value) > len(year[1]) and day.value[:4] in day.text):
        return
    if day.value[:4] != year[1] and (day.value[:4] > year[1]) is later:
        yield (
            f"{code.code} là số của năm {year[1]}, nhưng ngày ghi bên cạnh là {day.text};"
            " văn bản gốc cho biết số hay ngày sai"
        )


def _two_days(codes: Sequence[Code], found: Annotations, *, one: bool) -> Iterator[str]:
    """Two whole days beside a code that is given once and for all.

    Or, without a year in it, once a year, where the text does not tell that more than *one* body
    issued such a document.
    """
    days: dict[str, None] = {}
    for code in codes:
        day = _date_at(found, _after(found, code.end))
        if day and len(day.value) == 10 and day.value[:4] in day.text:
            days[day.value] = None
    for_ever = any(_CODE_YEAR.search(code.code) for code in codes)
    same = one and len({day[:4] for day in days}) == 1
    if len(days) > 1 and (for_ever or same):
        yield f"bài viết ghi những ngày ban hành khác nhau: {', '.join(days)}"


def _no_such_year(title: str) -> Iterator[str]:
    """A year in the title that was mistyped: "giai đoạn 2021 - 20130"."""
    match = _LONG_YEAR.search(title)
    if match:
        yield f"{match['year']} trong trích yếu không phải là một năm"


def _after(found: Annotations, position: int) -> int:
    """Where a date right behind *position* would start."""
    match = _BESIDE.match(found.article.text, position)
    return match.end() if match else position


def _date_at(found: Annotations, position: int) -> Date | None:
    return next((d for d in within(found.of(Date), (position, position + 1))), None)


def _effective_before(
    codes: list[Code], date: str, found: Annotations, spans: Sequence[Span]
) -> Iterator[str]:
    for code in codes:
        effect = _EFFECT.match(found.article.text, code.end, sentence_at(spans, code.start)[1])
        if effect is None or within(found.of(Code), (code.end, effect.end())):
            continue
        day = _date_at(found, effect.end())
        if day and _earlier(day.value, date):
            yield (
                f"ghi ngày ban hành {date} nhưng có hiệu lực từ {day.text}, trước đó;"
                " văn bản gốc cho biết ngày nào sai"
            )
            return


def _carried_out_before(
    codes: list[Code], date: str, found: Annotations, spans: Sequence[Span]
) -> Iterator[str]:
    text = found.article.text
    for code in codes:
        opening = _THAT_DAY.match(text, *sentence_at(spans, code.start))
        day = _date_at(found, opening.end()) if opening else None
        if day and _earlier(day.value, date) and _DONE.search(text, day.end, code.start):
            yield f"bài viết nói văn bản được thực hiện ngày {day.text}"
            return


def _earlier(day: str, date: str) -> bool:
    return len(day) == len(date) == 10 and day < date


def _outside_term(directive: Directive, date: str) -> Iterator[str]:
    committee = "assembly" if (directive.issuer or "").startswith("Quốc hội") else "party"
    span = terms().get((committee, directive.term or ""))
    if span and not span[0][: len(date)] <= date <= span[1][: len(date)]:
        yield f"{directive.issuer} làm việc từ {span[0]} đến {span[1]}"


def _against_years(
    codes: list[Code], date: str, article: Article, found: Annotations
) -> Iterator[str]:
    """The years of implementation that are told, against the years that have passed."""
    now = article.published or _latest(found)
    if now is None or not now[:4].isdigit() or now == date:
        return
    passed = int(now[:4]) - int(date[:4])
    for code in codes:
        told = _YEARS.search(article.text, max(0, code.start - 80), code.start)
        years = _count(told["count"]) if told else None
        if years is not None and abs(passed - years) > _SLACK:
            yield f"bài viết nói {years} năm thực hiện, nhưng đến {now} là {passed} năm"
            return


def _count(words: str) -> int | None:
    return int(words) if words.isdigit() else in_words(words)


def _latest(found: Annotations) -> str | None:
    """The last whole day that the article names: it was not written before."""
    return max((d.value for d in found.of(Date) if len(d.value) == 10), default=None)
