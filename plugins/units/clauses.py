"""Who does what with a directive: the verbs that govern its mention and their subject."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import regex

from indexer.models import LinkRelation, Organisation, Place
from plugins.units import wording
from plugins.units.references import Reference

_RELATIONS: dict[str, LinkRelation] = {
    "implements": "implements",
    "reviews": "reviews",
    "supervises": "supervises",
    "advises": "advises",
}


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


@dataclass(frozen=True)
class Deed:
    """What one unit does with one directive, told at one place."""

    agent: Agent
    reference: Reference
    relation: LinkRelation
    planned: bool


@dataclass(frozen=True)
class Lead:
    """What a lead sentence lays on the list below it."""

    agents: tuple[Agent, ...]
    references: tuple[Reference, ...]
    planned: bool


class Clause:
    """One sentence with what stands in it."""

    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        units: Sequence[Agent],
        told: Sequence[Reference],
        titles: Sequence[tuple[int, int]],
    ) -> None:
        self.text = text
        self.start, self.end = span
        self.titles = [t for t in titles if t[0] < self.end and self.start < t[1]]
        self.agents = [a for a in units if self._here(a.start) and not self._person(a)]
        self.references = [r for r in told if self._here(r.start)]
        named = [(a.start, a.end) for a in self.agents]
        self.verbs = [
            v
            for v in verbs(text, self.start, self.end)
            if self._here(v.start) and not any(s <= v.start < e for s, e in named)
            if not self._names(v)
        ]

    def deeds(self, topic: Sequence[Agent], lead: Lead | None) -> list[Deed]:
        """What is done with each directive of the sentence.

        *topic* are the subjects of the sentence before, for one that names none itself; *lead* is
        the sentence that opened the list in which this one stands.
        """
        done: list[Deed] = []
        previous: list[Deed] = []
        bound = self.start
        for reference in self.references:
            own = self._deeds_of(reference, bound, topic, lead)
            if not own and previous and self._listed(bound, reference.start):
                own = [replace(d, reference=reference) for d in previous]
            done.extend(own)
            previous = own or previous
            bound = reference.until
        return done

    def subjects(self) -> list[Agent]:
        """The units that act in the sentence: those that no preposition makes an object."""
        return [a for a in self.agents if self._is_subject(a)]

    def topic(self) -> list[Agent]:
        """The subject of the sentence, which the next one may leave out; none where it has none."""
        opening = [a for a in self.subjects() if a.start - self.start < wording.FAR]
        return [a for a in opening if wording.ACTS.match(self.text, a.end)][:1]

    def _here(self, position: int) -> bool:
        """Whether *position* is in the sentence, and not in the title of a directive."""
        inside = any(start <= position < end for start, end in self.titles)
        return self.start <= position < self.end and not inside

    def _names(self, verb: Verb) -> bool:
        """Whether a verb is the type word of a code ("Hướng dẫn số 12") or an opinion said."""
        word = wording.TYPE_WORD.match(self.text, verb.end)
        if word and any(r.start == word.end() for r in self.references):
            return self.text[verb.start : verb.end].lower() in wording.TYPE_NAMES
        said = self.text.startswith("đánh giá", verb.start)
        return said and not wording.REVIEWED.match(self.text, verb.end)

    def _person(self, agent: Agent) -> bool:
        """ "Chủ tịch HĐND tỉnh Nguyễn Văn A" is a person, and does not act as a unit."""
        return agent.name.startswith("Chủ tịch") and bool(
            wording.PERSON_NAME.match(self.text, agent.end)
        )

    def _deeds_of(
        self, reference: Reference, bound: int, topic: Sequence[Agent], lead: Lead | None
    ) -> list[Deed]:
        if turned := self._passive(reference) or self._assigned(reference):
            return turned
        if wording.MENTIONED.search(self.text, max(bound, reference.start - 70), reference.start):
            return []
        chain = self._chain(reference, bound)
        if not chain:
            return self._founded(reference, bound) or self._fronted(reference, topic)
        actors, planned = self._actors(chain, reference, topic, lead)
        since = actors[-1].end if actors and actors[-1].end <= chain[0].start else chain[0].start
        if wording.NEGATED.search(self.text, since, reference.start):
            return []
        advised = self._advised(chain, reference)
        relation = self._relation(chain, reference, bool(advised))
        deeds = [Deed(a, reference, self._by(a, relation), planned) for a in actors]
        deeds += [Deed(a, reference, "implements", planned) for a in advised]
        deeds += self._outer(actors, reference, topic)
        return [
            d for d in deeds if d.agent.start < reference.start or d.agent.start > reference.end
        ]

    def _chain(self, reference: Reference, bound: int) -> list[Verb]:
        """The verbs that govern the mention: the nearest one and those coordinated with it."""
        chain: list[Verb] = []
        right = reference.start
        for verb in reversed([v for v in self.verbs if bound <= v.start < reference.start]):
            between = self.text[verb.end : right]
            reach = (
                wording.FAR if not chain and wording.ACCORDING.search(between) else wording.REACH
            )
            if len(between) > reach or wording.BREAK.search(between):
                break
            if chain and self._subjects_in(verb.end, right) and verb.relation != "advises":
                break
            chain.insert(0, verb)
            right = verb.start
        return [*self._advice(chain), *chain] if chain else chain

    def _advice(self, chain: Sequence[Verb]) -> list[Verb]:
        """The "tham mưu" that opens the sentence and governs all that follows without a subject."""
        before = [v for v in self.verbs if v.relation == "advises" and v.end <= chain[0].start]
        if not before or self._subjects_in(before[-1].end, chain[0].start):
            return []
        return before[-1:] if before[-1].start - self.start < wording.REACH else []

    def _actors(
        self,
        chain: Sequence[Verb],
        reference: Reference,
        topic: Sequence[Agent],
        lead: Lead | None,
    ) -> tuple[list[Agent], bool]:
        """The subject of the verbs, and whether the deed is still to be done."""
        first = chain[0].start
        actors = self._agents_before(first)
        since = actors[0].start - 30 if actors else self.start
        planned = self._planned(max(self.start, since), reference.start)
        if actors:
            return actors, planned
        if wording.OPENING.match(self.text, self.start, reference.start):
            after = self._agents_after(reference.until)
            if after:
                return after, planned
        if lead and lead.agents:
            return list(lead.agents), lead.planned
        if wording.NO_SUBJECT.fullmatch(self.text, self.start, first) or (
            first == self.start and chain[0].relation == "advises"
        ):
            return list(topic), planned
        return [], planned

    def _relation(self, chain: Sequence[Verb], reference: Reference, advised: bool) -> LinkRelation:
        """The strongest verb beside the code decides; who acts "theo" a directive implements it."""
        between = self.text[chain[-1].end : reference.start]
        strongest = max(chain, key=lambda v: v.strength).relation
        if strongest != "reviews" and wording.ACCORDING.search(between) and not advised:
            return "implements"
        return strongest

    def _by(self, agent: Agent, relation: LinkRelation) -> LinkRelation:
        """A mission that inspects supervises, whatever it inspects."""
        return "supervises" if agent.name.lower().startswith("đoàn ") else relation

    def _planned(self, start: int, end: int) -> bool:
        part = self.text[start:end]
        marks = [m.start() for m in wording.PLANNED.finditer(part)]
        return bool(marks) and not any(m.start() > marks[-1] for m in wording.DONE.finditer(part))

    def _subjects_in(self, start: int, end: int) -> bool:
        return any(start <= a.start < end and self._is_subject(a) for a in self.agents)

    def _agents_before(self, position: int) -> list[Agent]:
        """The subject of the verb at *position*: the nearest unit before it, with its fellows."""
        before = [a for a in self.agents if a.end <= position and self._governs(a, position)]
        group = before[-1:]
        for agent in reversed(before[:-1]):
            if not wording.JOINED.fullmatch(self.text, agent.end, group[0].start):
                break
            group.insert(0, agent)
        return group

    def _governs(self, agent: Agent, position: int) -> bool:
        between = self.text[agent.end : position]
        if regex.match(r" (?:trong|về) (?:việc )?\Z", between):
            return True  # "đối với Khối dân vận các xã trong việc cụ thể hóa …"
        breaks = (
            wording.BREAK.search(between)
            or wording.SAYS.search(between)
            or self._changes(agent, position)
        )
        return self._is_subject(agent) and not breaks

    def _changes(self, agent: Agent, position: int) -> bool:
        """Whether a semicolon brings another subject; a verb after it goes on with the same."""
        semicolon = self.text.rfind(";", agent.end, position)
        going_on = (v for v in self.verbs if semicolon < v.start <= semicolon + 25)
        return semicolon >= 0 and next(going_on, None) is None

    def _is_subject(self, agent: Agent) -> bool:
        if agent.name.lower().startswith("đoàn "):
            return True
        before = self.text[max(self.start, agent.start - 36) : agent.start]
        if wording.OBJECT.search(before) or (
            agent.place and not wording.ACTS.match(self.text, agent.end)
        ):
            return False
        joined = [a for a in self.agents if wording.JOINED.fullmatch(self.text, a.end, agent.start)]
        opens = before.endswith(", ") and wording.ACTS.match(self.text, agent.end)
        return bool(opens) or all(map(self._is_subject, joined))

    def _agents_after(self, position: int) -> list[Agent]:
        """The subject behind the clause that opens the sentence: "Thực hiện …, UBND tỉnh đã …"."""
        group: list[Agent] = []
        for agent in (a for a in self.agents if a.start >= position):
            before = self.text[position : agent.start]
            if group and wording.JOINED.fullmatch(self.text, group[-1].end, agent.start):
                group.append(agent)
            elif (
                not group and regex.search(r", (?:thì )?(?:các )?\Z", before) and ";" not in before
            ):
                group = [agent]
            elif group and wording.ACTS.match(self.text, group[-1].end):
                return group
            else:
                group = []
        return group if group and wording.ACTS.match(self.text, group[-1].end) else []

    def _founded(self, reference: Reference, bound: int) -> list[Deed]:
        """Who acts on what opens the sentence: "Trên cơ sở Nghị quyết …, Huyện ủy đã …"."""
        before = self.text[max(bound, reference.start - 45) : reference.start]
        grounds = regex.search(rf"{wording.ACCORDING.pattern}(?:\p{{L}}+ ){{0,6}}\Z", before)
        if not grounds and not wording.SINCE.match(self.text, self.start, reference.start):
            return []
        actors = self._agents_after(reference.until)
        if not actors:
            return []
        after = [v for v in self.verbs if 0 <= v.start - actors[-1].end <= wording.REACH]
        if not grounds and not after:
            return []
        relation = max(after[:2], key=lambda v: v.strength).relation if after else "implements"
        return [Deed(a, reference, relation, False) for a in actors]

    def _passive(self, reference: Reference) -> list[Deed]:
        """Who it is done by: "Quy chế … được HĐND thành phố tập trung chỉ đạo thực hiện"."""
        match = wording.PASSIVE.match(self.text, reference.until, self.end)
        agent = next((a for a in self.agents if match and a.start == match.end()), None)
        if agent is None:
            return []
        ahead = [v for v in self.verbs if 0 <= v.start - agent.end <= wording.REACH]
        relation = max(ahead[:3], key=lambda v: v.strength).relation if ahead else None
        planned = self._planned(self.start, reference.start)
        return [Deed(agent, reference, relation, planned)] if relation else []

    def _assigned(self, reference: Reference) -> list[Deed]:
        """Whom a directive gives a task: "Kế hoạch số 12/KH-UBND giao Sở Y tế …"."""
        match = wording.ASSIGNS.match(self.text, reference.until, self.end)
        group: list[Agent] = []
        for agent in (a for a in self.agents if match and a.start >= match.end()):
            first = match is not None and agent.start == match.end()
            if first or (group and wording.JOINED.fullmatch(self.text, group[-1].end, agent.start)):
                group.append(agent)
        return [Deed(a, reference, "implements", True) for a in group]

    def _fronted(self, reference: Reference, topic: Sequence[Agent]) -> list[Deed]:
        """What is done stands behind: "đối với Chương trình 02-CTr/QU, chủ động đề xuất …"."""
        before = self.text[max(self.start, reference.start - 40) : reference.start]
        then = wording.THEN.match(self.text, reference.until, self.end)
        if not (reference.named and wording.TOPIC.search(before) and then):
            return []
        actors = self._agents_before(reference.start) or list(topic)
        planned = "cần" in then[0] or (
            " đã " not in then[0] and bool(wording.PLANNED.search(before))
        )
        return [Deed(a, reference, "implements", planned) for a in actors[:1]]

    def _advised(self, chain: Sequence[Verb], reference: Reference) -> list[Agent]:
        """The units that are advised act themselves: "tham mưu cho Chính phủ chỉ đạo …"."""
        advising = next((v for v in chain if v.relation == "advises"), None)
        advised: list[Agent] = []
        position = advising.end if advising else self.end
        for agent in (a for a in self.agents if position <= a.start < reference.start):
            between = self.text[position : agent.start]
            if regex.fullmatch(r" ?(?:với|cho|giúp|để|,|và|, và)? ?", between):
                advised.append(agent)
                position = agent.end
        return [a for a in advised if not a.name.lower().startswith(("cấp ủy", "cấp uỷ"))]

    def _outer(
        self, actors: Sequence[Agent], reference: Reference, topic: Sequence[Agent]
    ) -> list[Deed]:
        """Who guides others "trong việc" the deed implements it as well."""
        if not actors or not self.text.startswith(" trong việc ", actors[-1].end):
            return []
        guiding = [v for v in self.verbs if v.end < actors[0].start]
        if not guiding:
            return []
        outer = self._agents_before(guiding[-1].start) or list(topic)
        return [Deed(a, reference, "implements", False) for a in outer]

    def _listed(self, start: int, end: int) -> bool:
        """Whether only a list goes on between two mentions, in which the verb stays the same."""
        between = self.text[start:end]
        joined = regex.search(
            r"(?:,|;| và| cùng| gắn với\b[^,;]*| với) (?:(?:các )?\p{L}+ ){0,4}(?:số )?\Z",
            between,
        )
        one = len(between) < 300 and not regex.search(r"\.\s", between) and joined is not None
        return one and not self._subjects_in(start, end)


def verbs(text: str, start: int, end: int) -> list[Verb]:
    """The verbs of relation between two places of *text*, in order."""
    table = _verbs()
    return [
        Verb(m.start(), m.end(), *table[m[0].lower()])
        for m in _pattern().finditer(text, start, end)
    ]


def agents(organisations: Sequence[Organisation], places: Sequence[Place]) -> list[Agent]:
    """Everything that can act: organisations, and places named with their level."""
    every = [Agent(o.start, o.end, o.name) for o in organisations]
    inside = [(o.start, o.end) for o in organisations]
    for place in places:
        levelled = not place.text.startswith(place.name)
        if levelled and not any(s <= place.start < e for s, e in inside):
            every.append(Agent(place.start, place.end, place.full, place=True))
    return sorted(every, key=lambda a: a.start)


@cache
def _verbs() -> dict[str, tuple[LinkRelation, int]]:
    table = Path(__file__).with_name("verbs.csv")
    with table.open(encoding="utf-8", newline="") as file:
        return {
            row["phrase"]: (_RELATIONS[row["relation"]], int(row["strength"]))
            for row in csv.DictReader(file)
        }


@cache
def _pattern() -> regex.Pattern[str]:
    phrases = sorted(_verbs(), key=len, reverse=True)
    return regex.compile(rf"(?i)\b(?:{'|'.join(map(regex.escape, phrases))})\b")
