"""Who achieved a figure, and where: the subject of its sentence, its label, the article's lead."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from indexer.models import Annotations, Organisation, Place
from indexer.text.places import places
from indexer.text.sentences import for_patterns, sentences
from indexer.text.spans import Spans, within
from plugins._vocabulary import COMMITTEE_LEVELS, type_pattern
from plugins.statistics.lead import Lead
from plugins.statistics.wording import CONTINUES, DOES, HANDS_ON, OPENER
from plugins.units.clauses import Agent, Clause, agents

COUNTRY = "cả nước"
_LEVELS = "tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu"
# "toàn tỉnh", "trên địa bàn huyện", "cả nước": the place as a whole, not named here.
_WHOLE = regex.compile(
    rf"\b(?i:(?P<country>cả nước|toàn quốc)|(?P<how>toàn|cả|trên địa bàn|trong)(?: (?:T|t)oàn)? "
    rf"(?P<level>{_LEVELS}))\b(?! [ủỦ]y\b| \p{{Lu}}| \d)"
)
_AT = regex.compile(r"(?ir)\b(?:tại|ở|trên địa bàn|trong|toàn|cả) (?:các )?$")
_SUBJECT = ("toàn", "cả")  # "toàn tỉnh có", not "trên địa bàn tỉnh"
_OPENS = regex.compile(r"(?r)(?:^|[,;:]|\b(?:nay|đó|và|có|thấy)) *$")
_ITEM = regex.compile(r"[\s*_\-–+•]*(?:\(?[\da-zđ]{1,2}[.)/]\s?)?[\s*_]*")
_LABEL = regex.compile(r"[*_ ]{0,4}(?:\([^()\n]{0,40}\))?\s?[:–-][\s*_]")
_COMMITTEE = "|".join(sorted(COMMITTEE_LEVELS, key=len, reverse=True))
_LOCALITY = regex.compile(
    rf"(?:\b(?P<committee>(?i:{_COMMITTEE})) ủy|(?:^|\b)(?P<level>(?i:{_LEVELS}))) "
    rf"(?P<name>\p{{Lu}}[^,;()]*?|\d{{1,2}})(?= (?:{_LEVELS})\b|[,;()]|$)"
)
# Another body beside the one that was recognised: whose figure it is, is not told.
_ONE_BEFORE = regex.compile(
    r"(?:^|[,;:]) *(?:các )?(?:\p{Lu}\p{Ll}+ đoàn"
    r"|Đoàn|Hội|Ban|Sở|Phòng|Công ty|Trường|Trung tâm"
    r"|Chi cục|Cục|Viện|Công an|Đồn|Tổ|Ủy ban|UBND|HĐND|Huyện|Xã|Thành phố)\b"
    r"[^,;:]*(?:,| và) (?:các )?$"
)
_ONE_AFTER = regex.compile(
    r" (?:và|cùng|với|cùng với) (?=\p{Lu}|các |huyện |xã |phường |thành phố )"
)
# "theo quyết định UBND tỉnh", "Luật Bảo hiểm xã hội", "(Bộ Tài chính)": no subject.
_NOT_ALONE = regex.compile(rf"(?i)(?:\b(?:{type_pattern()}|văn phòng)|\(|\p{{L}} ?[-–]) ?$")
# A place acts where nothing before it makes it part of another name: "công an xã A".
_PLACE_ALONE = regex.compile(
    r"(?ir)(?:^|[.,;:–(\n-]|\b(?:hiện|nay|riêng|còn|và|đó|như|toàn|đến|thì))[\s*]*$"
)
_LOCAL = regex.compile(  # each place has one, so that its name alone tells none of them
    r"(?:Sở|Phòng|Ủy ban nhân dân|Hội đồng nhân dân"
    r"|UBND|HĐND|Chi cục|Cục Thuế|Cục thuế|Công an"
    r"|Trung tâm|Đảng ủy|Đảng bộ|Chi bộ|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Ban Thường vụ"
    r"|Ban Chấp hành"
    r"|Thường trực|Văn phòng|Ủy ban MTTQ(?! Việt Nam$)|Tỉnh đoàn|Huyện đoàn)\b"
)
_LONGEST = 600  # code points before a figure that are looked at
_LABELLED = 1000  # of a line that a label governs
_TOO_LONG = 3000  # a longer "sentence" is a list or a table without full stops
_BACK = 12  # sentences that go on with one subject


class Doer(NamedTuple):
    """Who achieved a figure, in full, and the place that it is told of; None where not told."""

    unit: str | None = None
    place: str | None = None


class _Whole(NamedTuple):
    """A place as a whole as the subject of a sentence: "toàn tỉnh có"."""

    start: int
    end: int
    place: str | None


class Doers:
    """Finds who achieved the figures of one article."""

    def __init__(self, text: str, found: Annotations, lead: Lead) -> None:
        self._text = for_patterns(text)
        self._spans = sentences(text)
        self._starts = [start for start, _ in self._spans]
        self._lead = lead
        self._own = found.place
        self._agents = agents([o for o in found.of(Organisation) if not o.office], found.of(Place))
        self._places = [p for p in found.of(Place) if not p.text.startswith(p.name)]
        self._clauses: dict[int, Clause] = {}
        self._title = self._spans[0][0] if self._spans else 0

    def of(self, position: int) -> Doer:
        """Who achieved the figure at *position*; nothing that is not told is guessed."""
        number = bisect_right(self._starts, position) - 1
        if number < 0:
            return Doer()
        clause = self._clause(number)
        where = self._where(clause.start, position)
        if position - clause.start > _TOO_LONG:
            return Doer(None, where)
        subject = self._label(position) or self._subject(clause, position)
        if subject is None and self._may_go_on(clause, position):
            if self._is_handed_on(clause.start, position):
                return Doer(None, where)
            subject = self._topic(number)
            if subject is None and OPENER.match(self._text, clause.start):
                return Doer(self._lead.unit, where or locality(self._lead.unit))
        return self._doer(subject, where)

    def _clause(self, number: int) -> Clause:
        if number not in self._clauses:
            span = self._spans[number]
            self._clauses[number] = Clause(self._text, span, self._agents, (), Spans(()))
        return self._clauses[number]

    def _doer(self, subject: Agent | _Whole | None, where: str | None) -> Doer:
        if subject is None:
            return Doer(None, where)
        if isinstance(subject, _Whole):
            same = subject.place is not None and subject.place == locality(self._lead.unit)
            return Doer(self._lead.unit if same else None, subject.place or where)
        unit = subject.name if _is_name(subject.name) else None
        return Doer(unit, where or locality(unit))

    def _subject(self, clause: Clause, position: int) -> Agent | _Whole | None:
        """The unit or place that governs *position*, the nearest one before it."""
        group = clause.agents_before(position)
        agent = group[0] if len(group) == 1 else None
        whole = next((w for w in self._wholes(clause.start, position) if w), None)
        if whole and (agent is None or agent.end <= whole.start):
            return None if self._is_handed_on(whole.end, position) else whole
        return agent if agent and self._achieves(agent, clause.start, position) else None

    def _achieves(self, agent: Agent, start: int, position: int) -> bool:
        """Whether it is *agent* alone that does what the figure counts, and not who asks for it."""
        if self._is_handed_on(agent.end, position) or not DOES.search(
            self._text, agent.end, position
        ):
            return False
        before = self._text[max(start, agent.start - 120) : agent.start]
        if _NOT_ALONE.search(before) or (agent.place and not _PLACE_ALONE.search(before)):
            return False
        return not (_ONE_BEFORE.search(before) or _ONE_AFTER.match(self._text, agent.end))

    def _is_handed_on(self, start: int, end: int) -> bool:
        """Whether what stands between makes others do it: "UBND tỉnh yêu cầu các xã …"."""
        return HANDS_ON.search(self._text, start, end) is not None

    def _wholes(self, start: int, end: int) -> Iterator[_Whole]:
        """The places as a whole that are a subject between two places, the last one first."""
        for match in reversed(list(_WHOLE.finditer(self._text, max(start, end - _LONGEST), end))):
            subject = match["country"] or match["how"].lower() in _SUBJECT
            if subject and _OPENS.search(self._text[start : match.start()]):
                yield _Whole(match.start(), match.end(), self._meant(match))

    def _meant(self, match: regex.Match[str]) -> str | None:
        """The full name of a place as a whole: the article's own, or the province it lies in."""
        if match["country"]:
            return COUNTRY
        return _above(self._own, match["level"].lower())

    def _where(self, start: int, position: int) -> str | None:
        """The place at which the figure is told to be, between *start* and *position*."""
        start = max(start, position - _LONGEST, self._text.rfind(";", start, position))
        told = [(m.start(), self._meant(m)) for m in _WHOLE.finditer(self._text, start, position)]
        told += [
            (place.start, place.full)
            for place in within(self._places, (start, position))
            if place.end <= position
            and _AT.search(self._text, max(start, place.start - 20), place.start)
        ]
        return max(told, default=(0, None), key=lambda at: at[0])[1]

    def _label(self, position: int) -> Agent | None:
        """The unit that opens the line as a label: "Huyện ủy Tiền Hải: 25 mô hình"."""
        line = self._text.rfind("\n", max(0, position - _LABELLED), position) + 1
        if line <= self._title:
            return None  # "Tiền Hải: …" is where a title plays; or the line is too long for one
        item = _ITEM.match(self._text, line)
        start = item.end() if item else line
        opening = next(iter(within(self._agents, (start, start + 1))), None)
        if opening and opening.end <= position and _LABEL.match(self._text, opening.end):
            return opening
        return None

    def _may_go_on(self, clause: Clause, position: int) -> bool:
        """Whether the sentence leaves its subject out: it opens with what was done."""
        if any(a.end <= position for a in clause.subjects()):
            return False
        return CONTINUES.match(self._text, clause.start) is not None

    def _topic(self, number: int) -> Agent | _Whole | None:
        """The subject of the nearest sentence before that names one, in the same line."""
        after = self._spans[number][0]
        for i in range(number - 1, max(-1, number - _BACK), -1):
            start, end = self._spans[i]
            if "\n" in self._text[end:after]:
                return None
            after = start
            if whole := next(self._wholes(start, end), None):
                return whole
            if topic := self._clause(i).topic():
                return topic[0]
            if not CONTINUES.match(self._text, start):
                return None
        return None


def _is_name(unit: str) -> bool:
    """Whether *unit* tells one body from others of its kind: not "UBND", not "các cơ quan"."""
    if unit[1:].islower() or unit.isupper() or unit.startswith("Chủ tịch"):
        return False
    return not _LOCAL.match(unit) or locality(unit) is not None or _ends_in_province(unit)


def _ends_in_province(unit: str) -> bool:
    """Whether the last words are a province's name: "Công an Hà Nội"."""
    words = unit.split()
    ends = (" ".join(words[-number:]) for number in range(2, min(5, len(words))))
    return any(p.province is None for name in ends for p in places().get(name, ()))


@lru_cache(maxsize=20_000)
def locality(unit: str | None) -> str | None:
    """The place that a unit's name tells, with its level: "Huyện ủy A" → "huyện A"."""
    match = _LOCALITY.search(unit or "")
    if not match:
        return None
    if match["committee"]:
        level = COMMITTEE_LEVELS[match["committee"].capitalize()]
        return f"{level} {match['name']}"
    return f"{match['level'].lower()} {match['name']}"


def _above(place: str | None, level: str) -> str | None:
    """*place* where it is of this *level*, else its province where one is meant."""
    if place is None or place.startswith(f"{level} "):
        return place
    if level not in ("tỉnh", "thành phố"):
        return None
    name = regex.sub(rf"^(?:{_LEVELS}) ", "", place)
    provinces = {p.province for p in places().get(name, ()) if p.province}
    if len(provinces) != 1:
        return None
    province = provinces.pop()
    known = (p for p in places().get(province or "", ()) if p.province is None)
    return next((f"{p.level} {p.name}" for p in known if p.level == level), None)
