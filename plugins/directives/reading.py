"""What the words around one mention of a code tell of its directive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import regex

from indexer.models import Annotations, Code, Date, Organisation
from indexer.text.numbers import impossible
from indexer.text.sentences import for_patterns, sentence_at, sentences, unwrapped
from indexer.text.spans import match_near, within
from plugins._vocabulary import named_type, type_pattern
from plugins.directives.clauses import Setting, follows_comma, setting
from plugins.directives.issuing import Before, may_sign
from plugins.directives.titles import title_after

_TYPES = type_pattern()
_TYPE = named_type()
_TO_DATE = regex.compile(
    r"\scó hiệu lực (?:thi hành )?(?:kể )?từ ngày (?:ký(?:,? ban hành)?|ban hành)[\s,(]+(?:ngày )?"
    r"|[\s,(*_]*(?:(?:đã |vừa )?(?:được )?(?:ký ban hành|ban hành|ký|ra|thông qua)(?: từ| vào)? )?"
    r"(?:(?:cùng )?ngày |năm |đề ngày )?"
)
_PRINTED_DAY = regex.compile(r"[\s,(*_]*(?:ngày )?(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
_TO_ISSUER = regex.compile(
    r"[\s,)*_]*(?:của|do|được) [*_]{0,3}(?:đồng chí )?(?:Hội nghị (?:lần thứ [\p{L}\d]+,? )?)?"
)
_IN_BRACKETS = regex.compile(r"[\s*_]*\((?=\p{Lu})")  # "ngày 22/12/2024 (Bộ Chính trị)"
_CELL = regex.compile(r"[^\s|*](?:[^|\n*]*[^\s|*])?")  # of a row: "| 57-NQ/TW | 22/12/2024 |"
_COMMA = regex.compile(r"\)?,? ")
_ABOUT = regex.compile(r" (?:về|liên quan) [^.;:()\n]{3,160}?, (?=\p{Lu})")
_LAST = regex.compile(r"\s*(?:[.;)\n]|\Z)")  # behind the last of a clause
_LINK = regex.compile(r"\]\([^()\s]*\)")  # the address of a link in Markdown
_SIGNS = regex.compile(r" (?:\p{L}+ ){0,2}?(?:ban hành|ký|quy định|phê duyệt|thông qua)\b")
_SIGNED = regex.compile(
    r"(?: \p{Lu}\p{L}+){0,4} (?:đã |vừa )?(?:ký ban hành|ban hành|ký)(?= ngày|[.,;)]|$)"
)
# "Thông tư số …, hướng dẫn thi hành Nghị định số …": what the first one is about, no list.
_OF_IT = regex.compile(
    r"\b(?:hướng dẫn|quy định chi tiết|sửa đổi|thay thế|bãi bỏ|thực hiện|thi hành)\b"
)
_ASIDE = regex.compile(r"\s*\((?:gọi tắt|sau đây|viết tắt|[^()\d]{0,25}\d+[^()]{0,25})[^()]*\)")
_BETWEEN_LISTED = regex.compile(rf"\)?[\s,;*]*(?:và |cùng |với )*(?:các )?(?:{_TYPE}|số)?\s*:?\s*")
_SPEAKS = regex.compile(rf"\b(?:[Tt]ại|[Tt]heo|[Tt]rong) (?:các )?(?:{_TYPE})\s*\Z")
_DAY_BEHIND = regex.compile(
    r"[\s,(]*(?:đã |vừa )?(?:được )?(?:ký ban hành |ban hành |ký |thông qua )?(?:từ |vào )?ngày "
    r"|[\s,]*(?:đã |vừa )?được (?:ban hành|thông qua) (?:từ |vào )?năm |[\s,]*của "
)
_SHORT_NAME = regex.compile(rf"\s*\((?:gọi tắt|sau đây|viết tắt|(?i:{_TYPES})\b)[^()\n]{{0,80}}\)")
_BESIDE = regex.compile(r"\s*(?:,|;|và|, và)\s*(?:số:?\s*)?")
_NEXT = regex.compile(
    r"(?:[,;]| và| cùng| với)(?: và| các)*"
    r"(?: ngày \d[\d./-]*,?)?(?: (?:tiếp tục )?(?:ban hành|ký))?"
    rf" (?:{_TYPE}|số) ?\Z"
)
_ACTING = regex.compile(  # a unit that does something, or the first of several that do
    r"[^.;,]{0,20}?\b(?:đã|sẽ|vừa|đang|cần|phải|tập trung|chủ động|tổ chức|ban hành|xây dựng"
    r"|triển khai|thực hiện|chỉ đạo|quán triệt|yêu cầu|giao)\b"
    r"|, (?:UBND|HĐND|Huyện|Thành|các)\b"
)
_WORD = regex.compile(_TYPES, regex.IGNORECASE)
_ROW = 2000  # code points of a table's row
_TITLE = 400  # code points in which a title ends
_LAW = regex.compile(  # not that of the law before it: "Luật Đất đai, Luật số …"
    r"((?:Luật|Bộ luật) \p{Lu}(?:(?!, (?:Bộ l|L)uật\b)[^.;:()“”\n\d]){2,90}?)(?: năm \d{4})?"
    r",? (?:\((?:[Ll]uật )?)?(?:số:? )?\Z"
)
_TERM = regex.compile(r"khóa ([IVX]+)")


@dataclass(frozen=True)
class Reading:
    """What one mention tells; the organisations are those that are named."""

    code: Code
    issuer: Organisation | None = None  # after it: "… của Bộ Chính trị"
    issuing: Organisation | None = None  # before it: "Bộ Chính trị ban hành …"
    date: str | None = None
    title: str | None = None


def read_mentions(text: str, found: Annotations) -> list[Reading]:
    """What each code mention of *text* tells, in order; a list shares the issuer that ends it."""
    return _Reader(text, found).all()


def term_of(issuer: str | None) -> str | None:
    """The term that an issuer's name tells: "Bộ Chính trị khóa XI" → "XI"."""
    match = _TERM.search(issuer or "")
    return match[1] if match else None


def _fuller(behind: str | None, before: str | None) -> str | None:
    """The date *behind* a code, or the one *before* it where that is the same in full."""
    return before if before and before.startswith(behind or "") else behind


class _Reader:
    def __init__(self, text: str, found: Annotations) -> None:
        self.text = for_patterns(text)
        self.original = unwrapped(text)
        self.codes = found.of(Code)
        self.organisations = found.of(Organisation)
        self.dates = {d.start: d for d in found.of(Date)}
        self.starts = {o.start: o for o in self.organisations}
        self.sentences = sentences(text)
        self.before = Before(text, found)
        self.rows: dict[int, tuple[str | None, Organisation | None]] = {}

    @cached_property
    def joints(self) -> dict[int, int]:
        """Where each code is joined to what stands before it, by the code's start."""
        near = (
            (c.start, _NEXT.search(self.text, max(0, c.start - 60), c.start)) for c in self.codes
        )
        return {at: joint.start() for at, joint in near if joint}

    def all(self) -> list[Reading]:
        readings: list[Reading] = []
        ends: list[int] = []
        for code in self.codes:
            reading, end = self._after(code)
            issuing, day = self.before.told(code, owned=reading.issuer is not None)
            date = _fuller(reading.date, day)
            if reading.issuer is None:
                issuing = issuing or reading.issuing or self._signing_behind(code)
            reading = replace(reading, issuing=issuing or reading.issuing, date=date)
            readings.append(self._in_row(reading))
            ends.append(end)
        return self._shared(readings, ends)

    def _shared(self, readings: list[Reading], ends: list[int]) -> list[Reading]:
        """*readings* with what the members of a list share: who issues them, who issued them."""
        for i in range(1, len(readings)):  # "ban hành Quyết định số … và Kế hoạch số …"
            this, issuing = readings[i], readings[i - 1].issuing
            if issuing and not (this.issuer or this.issuing) and self._goes_on(i, ends[i - 1]):
                date = this.date or self.before.day_before(issuing)
                readings[i] = replace(this, issuing=issuing, date=date)
        for i in reversed(range(len(readings) - 1)):  # "số 217, 218-QĐ/TW ngày … của Bộ Chính trị"
            this, following = readings[i], readings[i + 1]
            if this.issuer or not self._listed(i, ends[i]):
                readings[i] = self._titled_alike(i, this, following, ends[i])
                continue
            title = following.title if self._untitled_list(i) else this.title
            beside = _BESIDE.fullmatch(self.text, this.code.end, following.code.start)
            date = this.date or (following.date if beside else None)
            readings[i] = replace(this, issuer=following.issuer, title=title, date=date)
        return readings

    def _titled_alike(self, i: int, this: Reading, next_: Reading, end: int) -> Reading:
        """*this* with the issuer that ends a list of one type, titles between: "… của Bộ …"."""
        alone = not (this.issuer or this.issuing) and this.title is not None
        if alone and this.code.type == next_.code.type and self._goes_on(i + 1, end):
            return replace(this, issuer=next_.issuer)
        return this

    def _goes_on(self, i: int, end: int) -> bool:
        """Whether code *i* goes on the list of the one before, titles between them or not."""
        before, this = self.codes[i - 1], self.codes[i]
        if self._listed(i - 1, end):
            return True
        inside = sentence_at(self.sentences, before.start)[1] > this.start
        joined = _NEXT.search(self.text, max(end, this.start - 60), this.start)
        about = joined is not None and _OF_IT.search(joined[0])
        return inside and this.body in (None, before.body) and joined is not None and not about

    def _after(self, code: Code) -> tuple[Reading, int]:
        """Date, issuer and title that follow the code, in the order in which they stand."""
        beside = _LINK.match(self.text, code.end) or match_near(_SHORT_NAME, self.text, code.end)
        printed, end = self._printed(beside.end() if beside else code.end)
        reading, end = self._told(Reading(code, date=printed), end)
        if reading.issuer is None and (acting := self._acting_issuer(code, end)):
            return replace(reading, issuing=acting), end
        if law := self._law_named(code):
            return replace(reading, title=law), end
        aside = match_near(_ASIDE, self.text, end)
        named = self._setting(reading, end)
        start = aside.end() if aside else end
        title = title_after(self.original, start, self._stops(end, named), named)
        if title is None:
            about = match_near(_ABOUT, self.text, end)
            acting = self._acting_issuer(code, about.end() - len(", ")) if about else None
            return (replace(reading, issuing=acting) if acting else reading), end
        titled = replace(reading, title=title.text)
        if reading.issuer is None and (acting := self._acting_issuer(code, title.end - len(", "))):
            return replace(titled, issuing=acting), end
        if not _DAY_BEHIND.match(self.text, title.end):
            return titled, end
        told = self._told(titled, title.end)[0]
        fits = told.issuer is None or may_sign(told.issuer, code)
        return (told if fits else titled), end  # else the issuer of a document in the title

    def _in_row(self, reading: Reading) -> Reading:
        """With the day and the body that stand alone in a cell of the table's row."""
        near = max(0, reading.code.start - _ROW)
        start = self.text.rfind("\n", near, reading.code.start) + 1
        if near and not start:
            return reading  # in a line that is too long for a row
        if start not in self.rows:
            self.rows[start] = self._row(start)
        date, issuer = self.rows[start]
        return replace(reading, date=reading.date or date, issuer=reading.issuer or issuer)

    def _row(self, start: int) -> tuple[str | None, Organisation | None]:
        """The only day and the only body that are cells of the row from *start* on."""
        row = self.text[start : start + _ROW].partition("\n")[0]
        if row.count("|") < 2:
            return None, None
        cells = [(start + m.start(), start + m.end()) for m in _CELL.finditer(row)]
        dates = [d.value for a, b in cells if (d := self.dates.get(a)) and d.end == b]
        issuers = [o for a, b in cells if (o := self.starts.get(a)) and o.end == b]
        return (
            dates[0] if len(dates) == 1 else None,
            issuers[0] if len(issuers) == 1 else None,
        )

    def _printed(self, end: int) -> tuple[str | None, int]:
        """A day that does not exist, as it is printed behind the code."""
        printed = _PRINTED_DAY.match(self.text, end)
        if printed and impossible(*(int(printed[i]) for i in (1, 2, 3))):
            return f"{printed[3]}-{int(printed[2]):02}-{int(printed[1]):02}", printed.end()
        return None, end

    def _told(self, reading: Reading, end: int) -> tuple[Reading, int]:
        """With the date and the issuer that stand at *end*, in either order; and where they end."""
        for _ in range(3):
            date = self._date_at(end)
            issuer = self._issuer_at(end) or self._bracketed_issuer(end)
            if date and (not reading.date or date.value.startswith(reading.date)):
                reading, end = replace(reading, date=date.value), date.end
            elif issuer and not reading.issuer:
                issuer = self.before.jointly(issuer, reading.code)
                reading, end = replace(reading, issuer=issuer), issuer.end
        return reading, end

    def _acting_issuer(self, code: Code, end: int) -> Organisation | None:
        """Who speaks in the document: "Tại Quyết định số 561/QĐ-TTg, Thủ tướng đã phê chuẩn …"."""
        comma = _COMMA.match(self.text, end)
        organisation = self.starts.get(comma.end()) if comma else None
        speaks = _SPEAKS.search(self.text, max(0, code.start - 60), code.start)
        same = organisation is not None and may_sign(organisation, code)
        return organisation if speaks and same else None

    def _signing_behind(self, code: Code) -> Organisation | None:
        """Who signed it, told behind what it is about: "… được Bộ trưởng Bộ Y tế ban hành ngày"."""
        end = min(sentence_at(self.sentences, code.start)[1], code.end + _TITLE)
        for organisation in within(self.organisations, (code.end, end)):
            if not self.text.endswith((" được ", " do "), code.end, organisation.start):
                continue
            signs = _SIGNED.match(self.text, organisation.end)
            if signs and organisation.body == code.body and code.body:
                alone = not within(self.codes, (code.end, organisation.start))
                return organisation if alone else None
        return None

    def _law_named(self, code: Code) -> str | None:
        """A law's own name, which is its title: "Luật Đất đai số 31/2024/QH15"."""
        if code.type not in ("Luật", "Bộ luật"):
            return None
        match = _LAW.search(self.original, max(0, code.start - 120), code.start)
        return match[1] if match else None

    def _date_at(self, end: int) -> Date | None:
        match = _TO_DATE.match(self.text, end)
        return self.dates.get(match.end()) if match else None

    def _issuer_at(self, end: int) -> Organisation | None:
        match = match_near(_TO_ISSUER, self.text, end)
        organisation = self.starts.get(match.end()) if match else None
        if match is None or organisation is None or organisation.collective:
            return None
        does = "của" in match[0] or _SIGNS.match(self.text, organisation.end)
        return organisation if does else None

    def _bracketed_issuer(self, end: int) -> Organisation | None:
        bracket = match_near(_IN_BRACKETS, self.text, end)
        organisation = self.starts.get(bracket.end()) if bracket else None
        closed = organisation and self.text.startswith(")", organisation.end)
        return organisation if organisation and closed and not organisation.collective else None

    def _setting(self, reading: Reading, end: int) -> Setting:
        """How the document is named whose day and issuer end at *end*."""
        code = reading.code
        start = max(sentence_at(self.sentences, code.start)[0], code.start - _TITLE)
        units = within(self.organisations, (start, code.start))
        return setting(
            self.text[start : code.start],
            [o.start - start for o in units if follows_comma(self.text, o)],
            dated=len(reading.date or "") == 10,
            day_last=reading.issuer is None or reading.issuer.end != end,
            bare=end == code.end,
        )

    def _stops(self, start: int, named: Setting) -> list[int]:
        """Where a title must end: the next of a list of documents, the unit that acts."""
        stops: list[int] = []
        for code in within(self.codes, (start, start + _TITLE)):
            joint = self.joints.get(code.start)
            if joint is not None and joint >= start:
                stops.append(joint)
        acting = within(self.organisations, (start, start + _TITLE))
        stops += [o.start - 4 for o in acting if self._centre_owns(o)]
        led = [o for o in acting if follows_comma(self.text, o)]
        return stops + [o.start for o in led if named.introduced or self._acts(o)]

    def _centre_owns(self, organisation: Organisation) -> bool:
        """Whether it is the centre that a document is said to be of, behind its title."""
        owned = self.text.startswith("của ", organisation.start - 4)
        last = _LAST.match(self.text, organisation.end)
        return owned and last is not None and organisation.body == "TW"

    def _acts(self, organisation: Organisation) -> bool:
        """Whether a unit after a comma is the subject of what follows, not part of a title."""
        return _ACTING.match(self.text[organisation.end : organisation.end + 30]) is not None

    def _listed(self, i: int, end: int) -> bool:
        """Whether the next code goes on a list with this one, of documents of the same body."""
        this, following = self.codes[i], self.codes[i + 1]
        same = this.body == following.body
        return same and bool(_BETWEEN_LISTED.fullmatch(self.text, end, following.start))

    def _untitled_list(self, i: int) -> bool:
        """Whether two of a list stand under one type word: "Thông báo số 01 … và số 03 … về"."""
        between = self.text[self.codes[i].end : self.codes[i + 1].start]
        return _WORD.search(between) is None
