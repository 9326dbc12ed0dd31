"""Who issues a document, and when, by the words before its code: "Tỉnh ủy vừa ban hành …"."""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cached_property

import regex

from indexer.models import Annotations, Code, Date, Organisation
from indexer.text.sentences import for_patterns, sentence_at, sentences
from indexer.text.spans import match_near, within
from plugins._vocabulary import bodies, named_type, type_pattern
from plugins.directives.issue_day import IN_PART, issue_day, issued_behind

_TYPES = type_pattern()
_TYPE = named_type()
_ISSUES = regex.compile(
    r"(?: \([^()\n]{1,40}\))?(?: \p{Lu}\p{L}+){0,4}[\s,]*"  # its symbol; the person who signs
    r"(?:(?:vào )?ngày \d[\d./-]*,? )?"
    r"(?:(?:đã|vừa|mới|cũng|chính thức|kịp thời|chủ động|đồng loạt|nhanh chóng|tiên phong"
    r"|sớm|trước đó|sau đó|lại|tiếp tục|mới đây|gần đây|hôm nay|phối hợp|thống nhất|đồng ý"
    r"|quyết định|(?:chỉ đạo )?xây dựng và) )*"
    r"(?:ký ban hành|ban hành|ký(?: tiếp)?|có|ra|gửi|lên|thông qua|phê duyệt|công bố|xây dựng"
    r"|cấp(?: (?:giấy )?phép(?: số)?| giấy chứng nhận)?)"
    rf"(?: (?:bản|các|những|nhiều|một số|kèm theo))*(?: {_TYPE})?[\s:]*"
)
_AT = regex.compile(rf"[^.;:]{{0,150}}?[\s,]tại (?:các )?(?:{_TYPE})?\s*")
_REFERS = regex.compile(
    r"\b(?:cho biết|cho rằng|(?:theo|với|đúng|trái) (?:\p{L}+ ){0,2}quy định)\b"
)
_DECIDED = regex.compile(  # "được Chính phủ phê duyệt tại", of a code without a body
    r" (?:\p{Ll}+ ){0,3}?(?:phê duyệt|phê chuẩn|chấp thuận|thông qua|công nhận|ban hành)\b"
)
# "được UBND tỉnh phê duyệt theo Quyết định số …": what "được" (was) makes of "tại" (in).
_APPROVED = regex.compile(
    rf"(?: \p{{Ll}}+){{0,3}}? (?:phê duyệt|phê chuẩn|chấp thuận|công nhận|thành lập|cho phép|giao"
    rf"|ban hành|thống nhất|thông qua)\b[^.;:]{{0,100}}? (?:theo|bằng) (?:{_TYPE})?\s*"
)
_WAS = regex.compile(r"\b(?:được|bị|do) \Z")
_OPENING = regex.compile(  # all that stands before the subject of a sentence
    r"[\s\W]*(?:(?:Trước đó|Tiếp đó|Sau đó),? )?(?:(?:[Vv]ào |[Cc]hiều |[Ss]áng )?(?:[Nn]gày )?"
    r"\d[\d./-]*(?: tháng \d+ năm \d+)?,? )?"
)
_DECIDES = regex.compile(  # not "được … phê duyệt tại": there the subject decides nothing
    rf"(?: (?!được\b|bị\b)[^\s;:]+){{1,60}} tại (?:các )?(?:{_TYPE})?\s*"
)
_OWNED = regex.compile(  # "Nghị quyết của Bộ Chính trị (số …", "đề nghị của Sở Y tế (Tờ trình số …"
    rf"[\s,(*_]*(?:số:?)?[\s*_]*|\s\((?:{_TYPE})?\s*"
)
_OWN_TYPE = regex.compile(  # not "Luật Bảo hiểm xã hội số …", which is its name
    rf"(?:(?!(?i:luật|bộ luật|pháp lệnh) \Z)(?i:{_TYPES})(?: của)?|\b(?:đề nghị|kiến nghị) của) \Z"
)
_ABOUT_IT = regex.compile(rf" về [^.;:()\n]{{3,200}} \((?:{_TYPE})?\s*")  # "… về X (Nghị quyết số"
_BEHALF = regex.compile(r"[Tt]hay mặt \Z")
_SIGNED = regex.compile(rf"[^.;:]{{0,200}}?\bký(?: ban hành)?(?: {_TYPE})?[\s:]*")
# "UBND tỉnh đã họp bàn …; ban hành Kế hoạch số …": a later predicate of the same subject.
_ALSO = regex.compile(
    r"[,;] (?:(?:đồng thời|và|đã|phối hợp|kịp thời|chỉ đạo xây dựng và) )*(?:ký )?(?:ban hành|ký)"
    rf"(?: (?:các|những|nhiều))? (?:{_TYPE})?[\s:]*\Z"
)
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
_LEAD = regex.compile(r"(?:[^.;]{0,40}(?:như|gồm|là|sau|sau đây|bao gồm))?\s*:")
_OWNER = regex.compile(rf"(?i:{_TYPES}|văn bản)[^.;:]{{0,40}} của \Z")
_APPOSED = regex.compile(r"(?: \([^()]{1,20}\))?(?:,| -| –| thuộc) ")
_AGENCY = regex.compile(r"(?:Tổng cục|Cục|Chi cục|Vụ|Viện|Trung tâm|Cơ quan) ")
_ACTED = regex.compile(r" (?:đã|vừa|cũng|tổ chức|chỉ đạo|tập trung|chủ động)\b")
_JOINED = regex.compile(r",? và |, ")
_MOST = 8  # who issue one document together
_FAR = 1500  # code points between a body and the last of the documents that a list says it issued
_DOCUMENT = regex.compile(
    rf"[\s*]*(?:[-–+•*(]|\d{{1,2}}[.)/])?[\s*]*(?:Ngày \d[\d./-]*[:,] )?(?i:{_TYPES})"
)
_LONG = 300  # code points between the subject of a sentence and the document it decides in
_HEADING = 150  # code points
Lead = tuple[Organisation, str | None]  # who issued what a list holds, and when
_NEAR = 250  # code points between a day and the document that was issued on it


def may_sign(organisation: Organisation, code: Code) -> bool:
    """Whether its symbol is the one in *code*, or the code has none that is known."""
    symbol = (code.body or "").partition("-")[0].rstrip("0123456789")
    unknown = organisation.body is None and symbol not in bodies()
    return unknown or organisation.body in (code.body, symbol)


class Before:
    """What *text* tells of its documents before their codes."""

    def __init__(self, text: str, found: Annotations) -> None:
        self._text = for_patterns(text)
        self._codes = found.of(Code)
        self._organisations = found.of(Organisation)
        self._starts = {o.start: o for o in self._organisations}
        self._dates = {d.start: d for d in found.of(Date)}
        self._sentences = sentences(text)
        self._leads = self._leading()

    def told(self, code: Code, *, owned: bool) -> tuple[Organisation | None, str | None]:
        """Who issues the document of *code*, and the day on which that is said to be done.

        One that is *owned*, whose issuer stands behind its code, takes none from the sentence
        that leads a list.
        """
        start = sentence_at(self._sentences, code.start)[0]
        issuing = self._issuing(start, code)
        if issuing is None:
            lead, day = self._leads.get(start, (None, None))
            if lead and lead.body == code.body and not owned:
                return lead, day or self._given(code)
            return None, self._given(code)
        day = self.day_before(issuing) or self._given(code)
        if issuing.body == "TTg" and code.body == "CP":
            return None, day  # the Prime Minister signs for the Government
        return issuing, day

    def day_before(self, issuing: Organisation) -> str | None:
        """The day that opens the sentence: "Ngày 08/12/2025, … ban hành Kết luận …"."""
        start = sentence_at(self._sentences, issuing.start)[0]
        for date in (self._dates[at] for at in range(start, start + 15) if at in self._dates):
            between = self._text[date.end : issuing.start]
            if (
                date.end < issuing.start
                and between.strip(" ,*") == ""
                and IN_PART.match(date.value)
            ):
                return date.value
        return None

    def jointly(self, issuer: Organisation, code: Code) -> Organisation:
        """*issuer* with those who issue with it: "của Bộ Chính trị, Ban Bí thư".

        Local bodies with one symbol do not: in "của UBND tỉnh, UBND huyện đã …" the second acts.
        """
        symbols = {symbol.rstrip("0123456789") for symbol in (code.body or "").split("-")}
        names, end = [issuer.name], issuer.end
        own = bodies().get(issuer.body or "")
        if issuer.body not in symbols:
            return issuer
        if own and own.levels:
            symbols.remove(own.symbol)
        while len(names) < _MOST:
            joined = _JOINED.match(self._text, end)
            other = self._starts.get(joined.end()) if joined else None
            if other is None or other.body not in symbols or other.name in names:
                break
            names.append(other.name)
            end = other.end
        return issuer.model_copy(update={"name": ", ".join(names), "end": end})

    def _issuing(self, start: int, code: Code) -> Organisation | None:
        """Who issues the document of *code*, by the words before it in the sentence from *start*.

        The nearest that may be: whoever decides "tại" (in) a document signs it with a symbol.
        """
        end = code.start
        if subject := self._subject(start, code):
            return subject
        for organisation in reversed(within(self._organisations, (max(start, end - _FAR), end))):
            if organisation.collective:
                continue
            between = self._text[organisation.end : end]
            if (
                _ISSUES.fullmatch(between)
                or (_AT.fullmatch(between) and self._signs(organisation, code, between))
                or self._owns(organisation, between)
                or self._signed_for(organisation, between)
                or self._approved(organisation, between, code)
                or self._lead_end(organisation) <= end
            ):
                first = self._first_of(organisation, code)
                return self.jointly(self._part_of(first, code), code)
        return self._goes_on(start, code)

    def _signs(self, organisation: Organisation, code: Code, between: str) -> bool:
        """Whether it may sign the document in which it decides; what it does "được" tells, too."""
        if code.body is None and code.form == "short":
            was = _WAS.search(self._text, max(0, organisation.start - 6), organisation.start)
            return bool(was and _DECIDED.match(between))
        if organisation.body is None and _REFERS.search(between):
            return False  # "Cục Thú y cho biết, theo quy định tại Thông tư số …"
        return may_sign(organisation, code)

    def _first_of(self, organisation: Organisation, code: Code) -> Organisation:
        """The first of those who issue together: "chỉ đạo của Bộ Chính trị, Ban Bí thư tại"."""
        before = within(self._organisations, (organisation.start - _HEADING, organisation.start))
        first = before[-1] if before else organisation
        joined = _JOINED.fullmatch(self._text, first.end, organisation.start)
        of = self._text.startswith("của ", first.start - 4)
        central = organisation.body == first.body == "TW" and code.body == "TW"
        return first if joined and of and central else organisation

    def _part_of(self, organisation: Organisation, code: Code) -> Organisation:
        """The agency whose ministry *organisation* is only named behind it: "Cục Thú y, Bộ …"."""
        before = within(self._organisations, (organisation.start - _HEADING, organisation.start))
        if not before or organisation.body in (code.body or "").split("-"):
            return organisation
        beside = _APPOSED.fullmatch(self._text, before[-1].end, organisation.start)
        return before[-1] if beside and _AGENCY.match(before[-1].name) else organisation

    def _goes_on(self, start: int, code: Code) -> Organisation | None:
        """The subject of the sentence, where a later predicate says what it issued."""
        if not _ALSO.search(self._text, max(start, code.start - 90), code.start):
            return None
        near = max(start, code.start - _LONG)
        for organisation in reversed(within(self._organisations, (near, code.start))):
            if organisation.body in (code.body or "").split("-"):
                opens = _OPENING.fullmatch(self._text, start, organisation.start)
                parted = self._text.startswith((", ", "; "), organisation.start - 2)
                acts = _ACTED.match(self._text, organisation.end)
                return organisation if acts and (opens or parted) else None
        return None

    def _subject(self, start: int, code: Code) -> Organisation | None:
        """Who opens the sentence and decides, whatever others it names: "Ngày …, UBND … tại …"."""
        at = bisect_left(self._organisations, start, key=lambda o: o.start)
        first = self._organisations[at] if at < len(self._organisations) else None
        if first is None or not first.end < code.start < first.end + _LONG:
            return None
        if first.collective or not may_sign(first, code):
            return None
        if first.body is None and _REFERS.search(self._text, first.end, code.start):
            return None
        opens = _OPENING.fullmatch(self._text, start, first.start)
        return first if opens and _DECIDES.fullmatch(self._text, first.end, code.start) else None

    def _owns(self, organisation: Organisation, between: str) -> bool:
        """Whether it stands between type and number: "Nghị quyết của Bộ Chính trị (số …"."""
        before = self._text[max(0, organisation.start - 40) : organisation.start]
        owned = _OWNED.fullmatch(between) or _ABOUT_IT.fullmatch(between)
        return owned is not None and _OWN_TYPE.search(before) is not None

    def _signed_for(self, organisation: Organisation, between: str) -> bool:
        """Whether somebody signs for it: "thay mặt Bộ Chính trị, Tổng Bí thư … ký ban hành"."""
        before = self._text[max(0, organisation.start - 10) : organisation.start]
        return _BEHALF.search(before) is not None and _SIGNED.fullmatch(between) is not None

    def _approved(self, organisation: Organisation, between: str, code: Code) -> bool:
        """Whether something is approved by it in the document: "được … phê duyệt theo …"."""
        was = _WAS.search(self._text, max(0, organisation.start - 6), organisation.start)
        return bool(was and _APPROVED.fullmatch(between)) and may_sign(organisation, code)

    def _lead_end(self, organisation: Organisation) -> float:
        """Where what it issued begins to be listed: "nhiều Nghị quyết của Thành ủy như: …"."""
        return self._lead_ends.get(organisation.start, math.inf)

    @cached_property
    def _lead_ends(self) -> dict[int, int]:
        ends: dict[int, int] = {}
        for organisation in self._organisations:
            before = self._text[max(0, organisation.start - 60) : organisation.start]
            lead = _OWNER.search(before) and match_near(_LEAD, self._text, organisation.end)
            lead = lead or match_near(_MADE, self._text, organisation.end)
            if lead:
                ends[organisation.start] = lead.end()
        return ends

    def _leading(self) -> dict[int, Lead]:
        """Who issued what a list holds, and when, by the start of each of its lines.

        "Ngày 05/3/2021, UBND tỉnh ban hành các quyết định sau:" goes before lines of codes.
        """
        leads: dict[int, Lead] = {}
        lead: Lead | None = None
        item = _ITEM
        for start, end in self._sentences:
            if self._text[start:end].endswith(":"):
                lead, item = self._lead_of(start, end), _ITEM
            elif lead and item.match(self._text, start):
                leads[start] = lead
            else:
                lead, item = self._headed(start, end), _DOCUMENT
        return leads

    def _headed(self, start: int, end: int) -> Lead | None:
        """What a heading above documents tells: "Các nghị quyết của Bộ Chính trị"."""
        heading = self._text[end - 1] not in ".;,!?" and not within(self._codes, (start, end))
        return self._lead_of(start, end, ":") if heading and end - start < _HEADING else None

    def _lead_of(self, start: int, end: int, closing: str = "") -> Lead | None:
        for organisation in reversed(within(self._organisations, (start, end))):
            behind = self._text[organisation.end : end] + closing
            before = self._text[max(start, organisation.start - 60) : organisation.start]
            owns = closing == behind and _OWNER.search(before)
            if not organisation.collective and (
                owns or _MAKES.match(behind) or self._lead_end(organisation) <= end
            ):
                return organisation, self.day_before(organisation)
        return None

    def _given(self, code: Code) -> str | None:
        """The day on which the sentence says that the document was issued."""
        start = max(sentence_at(self._sentences, code.start)[0], code.start - _NEAR)
        end = issued_behind(self._text[start : code.start])
        days = [self._dates[at] for at in range(start, start + (end or 0)) if at in self._dates]
        if end is None or not days or within(self._codes, (days[-1].start, code.start)):
            return None  # the day of another document
        return issue_day(self._text[start : start + end], start, days[-1])
