"""Who does what with a directive: the verbs that govern its mention and their subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import regex

from indexer.models import LinkRelation, Organisation, Place
from indexer.text.spans import Spans, within
from indexer.text.tables import table
from plugins.units import wording
from plugins.units.references import Reference

_RELATIONS: dict[str, LinkRelation] = {
    "implements": "implements",
    "reviews": "reviews",
    "supervises": "supervises",
    "advises": "advises",
}
_NOUN = ("sự ", "ý kiến ")
_ADVERBS = regex.compile(r"\s*(?:\p{Ll}+ ){0,3}")
# "đối với Khối dân vận các xã trong việc cụ thể hóa …"; not who is sent a letter
_IN_DOING = regex.compile(r" (?:trong|về) (?:việc )?")


@dataclass(frozen=True)
class Verb:
    """A verb that tells what a unit does with a directive."""

    start: int
    end: int
    relation: LinkRelation
    strength: int


@dataclass(frozen=True)
class Agent:
    """A unit that may be the subject of a verb."""

    start: int
    end: int
    name: str
    place: bool = False  # a locality, which acts only where a verb follows
    office: bool = False  # a head, who is a person where a name follows


class Clause:
    """One sentence with what stands in it."""

    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        units: Sequence[Agent],
        told: Sequence[Reference],
        titles: Spans,
    ) -> None:
        self.text = text
        self.start, self.end = span
        self.titles = titles
        here = [a for a in within(units, span) if not titles.hold(a.start)]
        self.agents = [a for a in here if not self._person(a)]
        self.references = [r for r in within(told, span) if not titles.hold(r.start)]
        self._acting = self._subject_starts()
        self._named = Spans([(a.start, a.end) for a in self.agents])

    @cached_property
    def verbs(self) -> list[Verb]:
        """What units do in it, in order; not verbs that only belong to a name."""
        if not (self.references or self.agents):  # nothing is done in such a sentence
            return []
        return [v for v in verbs(self.text, self.start, self.end) if not self._in_name(v)]

    def subjects(self) -> list[Agent]:
        """The units that act in the sentence: those that no preposition makes an object."""
        return [a for a in self.agents if self._is_subject(a)]

    def topic(self) -> list[Agent]:
        """The subject of the sentence, which the next one may leave out; none where it has none."""
        opening = [a for a in self.subjects() if a.start - self.start < wording.FAR]
        return [a for a in opening if wording.ACTS.match(self.text, a.end)][:1]

    def _in_name(self, verb: Verb) -> bool:
        """Whether a verb stands in a title or a unit, is a code's type word, or an opinion said.

        So is the noun: "sự phối hợp", "ý kiến chỉ đạo".
        """
        if self.titles.hold(verb.start) or self._named.hold(verb.start):
            return True
        if self.text.endswith(_NOUN, 0, verb.start):
            return True
        word = wording.TYPE_WORD.match(self.text, verb.end)  # "Hướng dẫn số 12"
        if word and any(r.start == word.end() for r in self.references):
            return self.text[verb.start : verb.end].lower() in wording.TYPE_NAMES
        said = self.text.startswith("đánh giá", verb.start)
        return said and not wording.REVIEWED.match(self.text, verb.end)

    def _person(self, agent: Agent) -> bool:
        """ "Chủ tịch HĐND tỉnh Nguyễn Văn A" is a person, and does not act as a unit."""
        return agent.office and bool(
            wording.PERSON_NAME.match(self.text, agent.end)
            or wording.ENDS_IN_NAME.search(agent.name)
        )

    def planned(self, start: int, end: int) -> bool:
        """Whether what is told between two places is still to be done.

        What somebody asks for in the sentence before *start* is asked of all who follow.
        """
        part = self.text[start:end]
        marks = [m.start() for m in wording.PLANNED.finditer(part)]
        if marks:
            return not any(m.start() > marks[-1] for m in wording.DONE.finditer(part))
        asked = wording.ASKS.search(self.text, self.start, min(end, start + wording.CLOSE))
        return asked is not None and not wording.DONE.search(self.text, asked.end(), end)

    def subjects_in(self, start: int, end: int) -> bool:
        """Whether a unit that acts stands between two places."""
        return any(start <= a.start < end and self._is_subject(a) for a in self.agents)

    def agents_before(self, position: int) -> list[Agent]:
        """The subject of the verb at *position*: the nearest unit before it, with its fellows."""
        group: list[Agent] = []
        for agent in reversed([a for a in self.agents if a.end <= position]):
            if group and not wording.JOINED.fullmatch(self.text, agent.end, group[0].start):
                break
            if self._governs(agent, position):
                group.insert(0, agent)
            elif group or self._breaks(agent, position):
                break  # nor does any that stands farther off
        return group

    def with_whom(self, agents: Sequence[Agent], position: int) -> list[Agent]:
        """Who acts together with *agents*: "A phối hợp với B thực hiện …", B right before the verb.

        What *agents* do "với" others on their own ("… phối hợp với B, thực hiện …") is theirs.
        """
        between = (a for a in self.agents if agents and agents[-1].end < a.start < position)
        beside = [a for a in between if not self._is_subject(a)]
        if not beside or not wording.TOGETHER.search(self.text, agents[-1].end, beside[0].start):
            return []
        apart = self.text[beside[-1].end : position]
        joined = (wording.JOINED.fullmatch(self.text, a.end, b.start) for a, b in pairwise(beside))
        return beside if all(joined) and wording.ADVERBS.fullmatch(apart) else []

    def _governs(self, agent: Agent, position: int) -> bool:
        if _IN_DOING.fullmatch(self.text, agent.end, position):
            before = self.text[max(self.start, agent.start - 20) : agent.start]
            acts = self._is_subject(agent) or wording.CONCERNS.search(before)
            return bool(acts) and not wording.SENT.search(before)
        return self._is_subject(agent) and not self._breaks(agent, position)

    def _breaks(self, agent: Agent, position: int) -> bool:
        """Whether what stands between ends what the unit does."""
        between = self.text[agent.end : position]
        return bool(
            wording.BREAK.search(between)
            or wording.SAYS.search(between)
            or wording.ASKS.search(between)
            or self._changes(agent, position)
        )

    def _changes(self, agent: Agent, position: int) -> bool:
        """Whether a semicolon brings another subject; a verb after it goes on with the same."""
        semicolon = self.text.rfind(";", agent.end, position)
        verb = next((v for v in self.verbs if v.start > semicolon), None)
        goes_on = verb and _ADVERBS.fullmatch(self.text, semicolon + 1, verb.start)
        return semicolon >= 0 and not goes_on

    def _is_subject(self, agent: Agent) -> bool:
        return agent.start in self._acting

    def _subject_starts(self) -> set[int]:
        """Where the units start that no preposition makes an object, nor a list of objects."""
        acting: set[int] = set()
        before: Agent | None = None
        for agent in self.agents:
            joined = before and wording.JOINED.fullmatch(self.text, before.end, agent.start)
            listed = before if before and joined and before.start not in acting else None
            if self._opens(agent, listed):
                acting.add(agent.start)
            before = agent
        return acting

    def _opens(self, agent: Agent, listed: Agent | None) -> bool:
        """Whether the unit is a subject; *listed* is the object that a comma or "và" joins it to.

        "với Sở Y tế, UBND tỉnh đã …", "tại thành phố Hà Giang, Tỉnh ủy tổ chức …" begin anew.
        """
        if wording.MISSION.match(agent.name):
            return True
        before = self.text[max(self.start, agent.start - 36) : agent.start]
        aside = before.endswith("(") and self.text.startswith(")", agent.end)
        if aside or wording.OBJECT.search(before):
            return False
        if wording.GIVEN.search(before) and wording.GIVES_IT.match(self.text, agent.end):
            return False
        if agent.place and (
            wording.OF_PLACE.search(before) or not wording.ACTS.match(self.text, agent.end)
        ):
            return False  # "Bệnh viện Đa khoa tỉnh Hòa Bình", "nhân dân tỉnh Hòa Bình"
        return listed is None or (before.endswith(", ") and self._begins_anew(agent, listed))

    def _begins_anew(self, agent: Agent, listed: Agent) -> bool:
        """Whether the unit acts, though it stands in a list with the object *listed*."""
        acts = wording.ACTS if listed.place else wording.ACTED
        return bool(acts.match(self.text, agent.end) or wording.LIABLE.match(self.text, agent.end))

    def agents_after(self, position: int) -> list[Agent]:
        """The subjects behind the clause that opens the sentence.

        "Thực hiện …, UBND tỉnh đã …; Sở Y tế mở …": it holds for each that acts.
        """
        groups: list[list[Agent]] = [[]]
        for agent in (a for a in self.agents if a.start >= position):
            last = groups[-1]
            before = self.text[max(position, agent.start - 12) : agent.start]
            if last and wording.JOINED.fullmatch(self.text, last[-1].end, agent.start):
                last.append(agent)
            elif last and self.acts(last[-1]):
                goes_on = before.endswith(("; ", "; các ")) and not self._told(position, agent)
                groups += [[agent]] if goes_on else []
            elif ";" not in self.text[position : agent.start].removesuffix("; "):
                opens = regex.search(r"[,:;] (?:thì )?(?:các )?\Z", before)
                groups[-1] = [agent] if opens else []
        return [a for group in groups if group and self.acts(group[-1]) for a in group]

    def acts(self, agent: Agent) -> bool:
        """Whether a verb follows the unit."""
        return bool(
            wording.ACTS.match(self.text, agent.end) or wording.BEGINS.match(self.text, agent.end)
        )

    def opens(self, agent: Agent) -> bool:
        """Whether the unit opens the sentence or a part of it."""
        before = self.text[max(self.start, agent.start - 12) : agent.start]
        return agent.start - self.start < 3 or bool(wording.PART_STARTS.search(before))

    def _told(self, position: int, agent: Agent) -> bool:
        """Whether *agent* does something with another directive in its part of the sentence."""
        end = self.text.find(";", agent.end, self.end)
        end = end if end > 0 else self.end
        others = [r for r in self.references if position < r.start < end]
        return any(agent.end <= v.start < r.start for v in self.verbs for r in others)


def verbs(text: str, start: int, end: int) -> list[Verb]:
    """The verbs of relation between two places of *text*, in order."""
    table = _verbs()
    return [
        Verb(m.start(), m.end(), *table[m[0].lower()])
        for m in _pattern().finditer(text, start, end)
    ]


def agents(organisations: Sequence[Organisation], places: Sequence[Place]) -> list[Agent]:
    """Everything that can act: organisations, and places named with their level."""
    every = [Agent(o.start, o.end, o.name, office=_is_office(o)) for o in organisations]
    inside = Spans((o.start, o.end) for o in organisations)
    for place in places:
        levelled = not place.text.startswith(place.name)
        if levelled and not inside.hold(place.start):
            every.append(Agent(place.start, place.end, place.full, place=True))
    return sorted(every, key=lambda a: a.start)


def _is_office(organisation: Organisation) -> bool:
    return organisation.office or organisation.name.startswith(("Chủ tịch", "Chánh"))


@cache
def _verbs() -> dict[str, tuple[LinkRelation, int]]:
    return {
        row["phrase"]: (_RELATIONS[row["relation"]], int(row["strength"]))
        for row in table(Path(__file__).with_name("verbs.csv"))
    }


@cache
def _pattern() -> regex.Pattern[str]:
    phrases = sorted(_verbs(), key=len, reverse=True)
    return regex.compile(rf"(?i)\b(?:{'|'.join(map(regex.escape, phrases))})\b")
