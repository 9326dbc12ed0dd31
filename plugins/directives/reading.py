"""What the words around one mention of a code tell of its directive."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from indexer.models import Annotations, Code, Date, Organisation
from indexer.text.numbers import impossible
from indexer.text.sentences import for_patterns, sentence_at, sentences, unwrapped
from indexer.text.spans import within
from plugins._vocabulary import bodies, type_pattern
from plugins.directives.clauses import Setting, follows_comma, setting
from plugins.directives.issue_day import issue_day, issued_behind
from plugins.directives.titles import title_after

_TYPES = type_pattern()
_TYPE = rf"(?i:{_TYPES}|văn bản|luật)(?: \p{{Ll}}+){{0,3}}?(?: số)?:?"
_TO_DATE = regex.compile(
    r"\scó hiệu lực (?:thi hành )?(?:kể )?từ ngày (?:ký(?:,? ban hành)?|ban hành)[\s,(]+(?:ngày )?"
    r"|[\s,(*_]*(?:được )?(?:ban hành |ký |ra )?(?:(?:cùng )?ngày |năm |đề ngày )?"
)
_PRINTED_DAY = regex.compile(r"[\s,(*_]*(?:ngày )?(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
_TO_ISSUER = regex.compile(
    r"[\s,)*_]*(?:của|do|được) [*_]{0,3}(?:đồng chí )?(?:Hội nghị (?:lần thứ [\p{L}\d]+,? )?)?"
)
_IN_BRACKETS = regex.compile(r"[\s*_]*\((?=\p{Lu})")  # "ngày 22/12/2024 (Bộ Chính trị)"
_LINK = regex.compile(r"\]\([^()\s]*\)")  # the address of a link in Markdown
_JOINED = regex.compile(r",? và |, ")
_SIGNS = regex.compile(r" (?:\p{L}+ ){0,2}?(?:ban hành|ký|quy định|phê duyệt|thông qua)\b")
_ASIDE = regex.compile(r"\s*\((?:gọi tắt|sau đây|viết tắt|[^()\d]{0,25}\d+[^()]{0,25})[^()]*\)")
_BETWEEN_LISTED = regex.compile(rf"[\s,;*]*(?:và |cùng |với )*(?:các )?(?:{_TYPE}|số)?\s*:?\s*")
_ISSUES = regex.compile(
    r"(?: \([^()\n]{1,40}\))?(?: \p{Lu}\p{L}+){0,4}[\s,]*"  # its symbol; the person who signs
    r"(?:(?:đã|vừa|mới|cũng|chính thức|kịp thời|chủ động|đồng loạt|nhanh chóng|tiên phong"
    r"|sớm|trước đó|sau đó|lại|tiếp tục) )*"
    r"(?:ký ban hành|ban hành|ký|có|ra|gửi|lên|thông qua|phê duyệt|công bố|xây dựng)"
    rf"(?: (?:bản|các|những|nhiều|một số|kèm theo))*(?: {_TYPE})?[\s:]*"
)
_SPEAKS = regex.compile(rf"\b(?:[Tt]ại|[Tt]heo|[Tt]rong) (?:các )?(?:{_TYPE})\s*\Z")
_DAY_BEHIND = regex.compile(r"[\s,(]*(?:được )?(?:ban hành |ký )?ngày |[\s,]*của ")
_BESIDE = regex.compile(r"\s*(?:,|;|và|, và)\s*(?:số:?\s*)?")
_AT = regex.compile(rf"[^.;:]{{0,150}}?[\s,]tại (?:các )?(?:{_TYPE})?\s*")
_OWNED = regex.compile(r"[\s,(*_]*(?:số:?)?[\s*_]*")  # "Nghị quyết của Bộ Chính trị (số …"
_OWN_TYPE = regex.compile(rf"(?i:{_TYPES})(?: của)? \Z")
_BEHALF = regex.compile(r"[Tt]hay mặt \Z")
_SIGNED = regex.compile(rf"[^.;:]{{0,200}}?\bký(?: ban hành)?(?: {_TYPE})?[\s:]*")
_ITEM = regex.compile(r"[\s*]*(?:[-–+•*(]|\d{1,2}[.)/]|\p{Lu})")
_MADE = regex.compile(  # "… ban hành các quyết định:", with the list in the same sentence
    r"(?: \p{Lu}\p{L}+){0,4}[^.;:]{0,30}\b(?:ban hành|ký|thông qua|phê duyệt)\b[^.;:]{0,60}"
    rf"(?i:{_TYPES}|văn bản)[^.;:]{{0,80}}:"
)
_MAKES = regex.compile(
    rf"(?: \p{{Lu}}\p{{L}}+){{0,4}}[^.;:]{{0,30}}\b(?:ban hành|ký|thông qua|có)\b[^.;:]{{0,80}}"
    rf"(?:{_TYPES}|văn bản)[^.;:]{{0,120}}:\Z",
    regex.IGNORECASE,
)
_NEXT = regex.compile(rf"(?:[,;]| và| cùng| với)(?: và| các)* (?:{_TYPE}|số) ?\Z")
_ACTING = regex.compile(  # a unit that does something, or the first of several that do
    r"[^.;,]{0,20}?\b(?:đã|sẽ|vừa|đang|cần|phải|tập trung|chủ động|tổ chức|ban hành|xây dựng"
    r"|triển khai|thực hiện|chỉ đạo|quán triệt|yêu cầu|giao)\b"
    r"|, (?:UBND|HĐND|Huyện|Thành|các)\b"
)
_NEAR = 250  # code points between a day and the document that was issued on it
_TITLE = 400  # code points in which a title ends
_FAR = 1500  # code points between a body and the last of the documents that a list says it issued
_LEAD = regex.compile(r"(?:[^.;]{0,40}(?:như|gồm|là|sau|sau đây|bao gồm))?\s*:")
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


def _either(code: Code) -> tuple[None, ...]:
    """What else may sign a code: any body, where the code has none or one that is not known."""
    symbol = (code.body or "").partition("-")[0]
    return () if symbol in bodies() else (None,)


class _Reader:
    def __init__(self, text: str, found: Annotations) -> None:
        self.text = for_patterns(text)
        self.original = unwrapped(text)
        self.codes = found.of(Code)
        self.organisations = found.of(Organisation)
        self.dates = {d.start: d for d in found.of(Date)}
        self.starts = {o.start: o for o in self.organisations}
        self.sentences = sentences(text)
        self.leads = self._leading()

    def all(self) -> list[Reading]:
        readings: list[Reading] = []
        ends: list[int] = []
        for code in self.codes:
            reading, end = self._after(code)
            reading = self._before(reading)
            readings.append(replace(reading, date=reading.date or self._given(code)))
            ends.append(end)
        return self._shared(readings, ends)

    def _shared(self, readings: list[Reading], ends: list[int]) -> list[Reading]:
        """*readings* with what the members of a list share: who issues them, who issued them."""
        for i in range(1, len(readings)):  # "ban hành Quyết định số … và Kế hoạch số …"
            this, issuing = readings[i], readings[i - 1].issuing
            if issuing and not (this.issuer or this.issuing) and self._goes_on(i, ends[i - 1]):
                start = sentence_at(self.sentences, issuing.start)[0]
                date = this.date or self._dated(start, issuing.start)
                readings[i] = replace(this, issuing=issuing, date=date)
        for i in reversed(range(len(readings) - 1)):  # "số 217, 218-QĐ/TW ngày … của Bộ Chính trị"
            this, following = readings[i], readings[i + 1]
            if this.issuer or not self._listed(i, ends[i]):
                continue
            title = following.title if self._untitled_list(i) else this.title
            beside = _BESIDE.fullmatch(self.text, this.code.end, following.code.start)
            date = this.date or (following.date if beside else None)
            readings[i] = replace(this, issuer=following.issuer, title=title, date=date)
        return readings

    def _goes_on(self, i: int, end: int) -> bool:
        """Whether code *i* goes on the list of the one before, titles between them or not."""
        before, this = self.codes[i - 1], self.codes[i]
        if self._listed(i - 1, end):
            return True
        inside = sentence_at(self.sentences, before.start)[1] > this.start
        joined = _NEXT.search(self.text, max(end, this.start - 60), this.start)
        return inside and this.body in (None, before.body) and joined is not None

    def _after(self, code: Code) -> tuple[Reading, int]:
        """Date, issuer and title that follow the code, in the order in which they stand."""
        link = _LINK.match(self.text, code.end)
        reading, end = self._told(Reading(code), self._printed(link.end() if link else code.end))
        if reading.issuer is None and (acting := self._acting_issuer(code, end)):
            return replace(reading, issuing=acting), end
        if law := self._law_named(code):
            return replace(reading, title=law), end
        aside = _ASIDE.match(self.text, end)
        named = self._setting(reading, end)
        start = aside.end() if aside else end
        title = title_after(self.original, start, self._stops(end, named), named)
        if title is None:
            return reading, end
        titled = replace(reading, title=title.text)
        behind = _DAY_BEHIND.match(self.text, title.end)
        return (self._told(titled, title.end)[0] if behind else titled), end

    def _printed(self, end: int) -> tuple[str | None, int]:
        """A day that does not exist, as it is printed behind the code."""
        printed = _PRINTED_DAY.match(self.text, end)
        if printed and impossible(*(int(printed[i]) for i in (1, 2, 3))):
            return f"{printed[3]}-{int(printed[2]):02}-{int(printed[1]):02}", printed.end()
        return None, end

    def _told(self, reading: Reading, printed: tuple[str | None, int] | int) -> tuple[Reading, int]:
        """With the date and the issuer that stand at a place, in either order."""
        day, end = (None, printed) if isinstance(printed, int) else printed
        reading = replace(reading, date=day) if day else reading
        for _ in range(3):
            date = self._date_at(end)
            issuer = self._issuer_at(end) or self._bracketed_issuer(end)
            if date and (not reading.date or date.value.startswith(reading.date)):
                reading, end = replace(reading, date=date.value), date.end
            elif issuer and not reading.issuer:
                issuer = self._jointly(issuer, reading.code)
                reading, end = replace(reading, issuer=issuer), issuer.end
        return reading, end

    def _jointly(self, issuer: Organisation, code: Code) -> Organisation:
        """*issuer* with those who issue with it: "của Bộ Chính trị, Ban Bí thư"."""
        symbols = (code.body or "").split("-")
        joined = _JOINED.match(self.text, issuer.end)
        other = self.starts.get(joined.end()) if joined else None
        if other is None or {issuer.body, other.body} - {*symbols}:
            return issuer
        both = {"name": f"{issuer.name}, {other.name}", "end": other.end}
        return self._jointly(issuer.model_copy(update=both), code)

    def _acting_issuer(self, code: Code, end: int) -> Organisation | None:
        """Who speaks in the document: "Tại Quyết định số 561/QĐ-TTg, Thủ tướng đã phê chuẩn …"."""
        comma = regex.compile(r"\)?,? ").match(self.text, end)
        organisation = self.starts.get(comma.end()) if comma else None
        speaks = _SPEAKS.search(self.text, max(0, code.start - 60), code.start)
        same = organisation is not None and organisation.body in (code.body, *_either(code))
        return organisation if speaks and same else None

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
        match = _TO_ISSUER.match(self.text, end)
        organisation = self.starts.get(match.end()) if match else None
        if match is None or organisation is None or organisation.collective:
            return None
        does = "của" in match[0] or _SIGNS.match(self.text, organisation.end)
        return organisation if does else None

    def _bracketed_issuer(self, end: int) -> Organisation | None:
        bracket = _IN_BRACKETS.match(self.text, end)
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
            bare=end == code.end,
        )

    def _stops(self, start: int, named: Setting) -> list[int]:
        """Where a title must end: the next of a list of documents, the unit that acts."""
        stops: list[int] = []
        for code in within(self.codes, (start, start + _TITLE)):
            listed = _NEXT.search(self.text, max(start, code.start - 60), code.start)
            if listed:
                stops.append(listed.start())
        acting = within(self.organisations, (start, start + _TITLE))
        led = [o for o in acting if follows_comma(self.text, o)]
        return stops + [o.start for o in led if named.introduced or self._acts(o)]

    def _acts(self, organisation: Organisation) -> bool:
        """Whether a unit after a comma is the subject of what follows, not part of a title."""
        return _ACTING.match(self.text[organisation.end : organisation.end + 30]) is not None

    def _before(self, reading: Reading) -> Reading:
        """With the issuer and the day that stand before the code: "Thành ủy vừa có thông báo …"."""
        start = sentence_at(self.sentences, reading.code.start)[0]
        issuing = self._issuing(start, reading.code)
        if issuing is None:
            return self._under_lead(reading, start)
        date = reading.date or self._dated(start, issuing.start)
        if issuing.body == "TTg" and reading.code.body == "CP":
            return replace(reading, date=date)  # the Prime Minister signs for the Government
        return replace(reading, issuing=issuing, date=date)

    def _issuing(self, start: int, code: Code) -> Organisation | None:
        """Who issues the document of *code*, by the words before it in the sentence from *start*.

        The nearest that may be: whoever decides "tại" (in) a document signs it with a symbol.
        """
        end = code.start
        for organisation in reversed(within(self.organisations, (max(start, end - _FAR), end))):
            if organisation.collective:
                continue
            between = self.text[organisation.end : end]
            if (
                _ISSUES.fullmatch(between)
                or (_AT.fullmatch(between) and organisation.body in (code.body, *_either(code)))
                or self._owns(organisation, between)
                or self._signed_for(organisation, between)
                or self._leads(organisation, end)
            ):
                return self._jointly(organisation, code)
        return None

    def _owns(self, organisation: Organisation, between: str) -> bool:
        """Whether it stands between type and number: "Nghị quyết của Bộ Chính trị (số …"."""
        before = self.text[max(0, organisation.start - 40) : organisation.start]
        return _OWNED.fullmatch(between) is not None and _OWN_TYPE.search(before) is not None

    def _signed_for(self, organisation: Organisation, between: str) -> bool:
        """Whether somebody signs for it: "thay mặt Bộ Chính trị, Tổng Bí thư … ký ban hành"."""
        before = self.text[max(0, organisation.start - 10) : organisation.start]
        return _BEHALF.search(before) is not None and _SIGNED.fullmatch(between) is not None

    def _leads(self, organisation: Organisation, end: int) -> bool:
        """Whether its documents are listed: "nhiều Nghị quyết của Thành ủy như: …"."""
        before = self.text[max(0, organisation.start - 60) : organisation.start]
        owns = regex.search(rf"(?i:{_TYPES}|văn bản)[^.;:]{{0,40}} của \Z", before)
        lead = _LEAD.match(self.text, organisation.end) if owns else None
        lead = lead or _MADE.match(self.text, organisation.end)
        return lead is not None and lead.end() <= end

    def _leading(self) -> dict[int, tuple[Organisation, str | None]]:
        """Who issued what a list holds, and when, by the start of each of its lines.

        "Ngày 05/3/2021, UBND tỉnh ban hành các quyết định sau:" goes before lines of codes.
        """
        leads: dict[int, tuple[Organisation, str | None]] = {}
        lead: tuple[Organisation, str | None] | None = None
        for start, end in self.sentences:
            if self.text[start:end].endswith(":"):
                lead = self._lead_of(start, end)
            elif lead and _ITEM.match(self.text, start):
                leads[start] = lead
            else:
                lead = None
        return leads

    def _lead_of(self, start: int, end: int) -> tuple[Organisation, str | None] | None:
        for organisation in reversed(within(self.organisations, (start, end))):
            behind = self.text[organisation.end : end]
            if not organisation.collective and (
                _MAKES.match(behind) or self._leads(organisation, end)
            ):
                return organisation, self._dated(start, organisation.start)
        return None

    def _under_lead(self, reading: Reading, start: int) -> Reading:
        """With what the sentence told that leads the list in which the code stands."""
        issuing, date = self.leads.get(start, (None, None))
        if issuing is None or reading.issuer or issuing.body != reading.code.body:
            return reading
        return replace(reading, issuing=issuing, date=reading.date or date)

    def _dated(self, start: int, issuer: int) -> str | None:
        """The day that opens the sentence: "Ngày 08/12/2025, … ban hành Kết luận …"."""
        for date in (self.dates[at] for at in range(start, start + 15) if at in self.dates):
            if (
                date.end < issuer
                and len(date.value) == 10
                and self.text[date.end : issuer].strip(" ,") == ""
            ):
                return date.value
        return None

    def _given(self, code: Code) -> str | None:
        """The day on which the sentence says that the document was issued."""
        start = max(sentence_at(self.sentences, code.start)[0], code.start - _NEAR)
        end = issued_behind(self.text[start : code.start])
        if end is None or within(self.codes, (start, code.start)):
            return None  # the day of another document
        days = [self.dates[at] for at in range(start, start + end) if at in self.dates]
        return issue_day(self.text[start : start + end], start, days[-1]) if days else None

    def _listed(self, i: int, end: int) -> bool:
        """Whether the next code goes on a list with this one, of documents of the same body."""
        this, following = self.codes[i], self.codes[i + 1]
        same = this.body == following.body
        return same and bool(_BETWEEN_LISTED.fullmatch(self.text, end, following.start))

    def _untitled_list(self, i: int) -> bool:
        """Whether two of a list stand under one type word: "Thông báo số 01 … và số 03 … về"."""
        between = self.text[self.codes[i].end : self.codes[i + 1].start]
        return not regex.search(_TYPES, between, regex.IGNORECASE)
