"""Who does what with a directive: the deeds that one sentence tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from indexer.models import LinkRelation
from plugins.units import wording
from plugins.units.clauses import Agent, Clause, Verb
from plugins.units.references import Reference
from plugins.units.tasks import assigned

_CAUSED = 60  # code points between who directs and who is directed


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


def deeds(clause: Clause, topic: Sequence[Agent], lead: Lead | None) -> list[Deed]:
    """What is done with each directive of the sentence.

    *topic* are the subjects of the sentence before, for one that names none itself; *lead* is
    the sentence that opened the list in which this one stands.
    """
    done: list[Deed] = []
    previous: list[Deed] = []
    bound = clause.start
    for reference in clause.references:
        own = _deeds_of(clause, reference, bound, topic, lead)
        predicate = wording.PREDICATE.match(clause.text, reference.until)
        if not own and previous and not predicate and _listed(clause, bound, reference.start):
            own = [replace(d, reference=reference) for d in previous]
        done.extend(own)
        previous = own
        bound = reference.until
    return done


def _deeds_of(
    clause: Clause, reference: Reference, bound: int, topic: Sequence[Agent], lead: Lead | None
) -> list[Deed]:
    chain = _chain(clause, reference, bound)
    if turned := _passive(clause, reference, chain):
        return turned
    if tasks := _assigned(clause, reference, governed=bool(chain)):
        return tasks
    if wording.MENTIONED.search(clause.text, max(bound, reference.start - 70), reference.start):
        return []
    if chain and bound > clause.start and _of_document(clause, bound, chain[0]):
        return []  # from document to document: a relation, no link
    if not chain:
        return (
            _founded(clause, reference, bound)
            or _fronted(clause, reference, topic)
            or _following(clause, reference, bound)
        )
    actors, planned = _actors(clause, chain, reference, topic, lead)
    since = actors[-1].end if actors and actors[-1].end <= chain[0].start else chain[0].start
    since = max(since, clause.text.rfind(", ", clause.start, chain[0].start))
    if wording.NEGATED.search(clause.text, since, reference.start):
        return []
    between = clause.text[chain[-1].end : reference.start]
    told = actors and wording.ACTUALLY.match(clause.text, actors[-1].end, reference.start)
    made = chain[-1].relation == "advises" and wording.MADE_IT.search(between)
    far = reference.rule and not (told or made) and len(between) > wording.CLOSE
    changes = chain[-1].relation != "advises" and wording.CHANGES.search(between)
    if changes or (far and not _told_to(clause, actors, between)):
        return []
    if wording.MADE_IT.search(between) and chain[-1].relation == "implements":
        return []  # "chỉ đạo xây dựng và ban hành Kế hoạch số 12" issues it
    if met := _met(clause, chain[0].start, reference):
        return met
    advised = _advised(clause, chain, reference)
    relation = _relation(clause, chain, reference, bool(advised))
    done = [Deed(a, reference, _by(a, relation), planned) for a in actors]
    done += [Deed(a, reference, "implements", planned) for a in advised]
    acting = next((v for v in chain if v.relation == relation), chain[-1])
    together = clause.with_whom(actors, acting.start) if relation != "advises" else []
    done += [Deed(a, reference, relation, planned) for a in together]
    done += _outer(clause, actors, reference, topic)
    return [d for d in done if d.agent.start < reference.start or d.agent.start > reference.end]


def _of_document(clause: Clause, bound: int, verb: Verb) -> bool:
    """Whether *verb* tells what the document that ends at *bound* is about."""
    apart = clause.text.startswith(wording.GUIDED_BY, bound) and verb.start == bound + len(", ")
    return apart or wording.OF_DOCUMENT.fullmatch(clause.text, bound, verb.start) is not None


def _met(clause: Clause, position: int, reference: Reference) -> list[Deed]:
    """Who is asked how they carry it out, and who asks: "A làm việc với B về việc thực hiện"."""
    for agent in reversed([a for a in clause.agents if a.end <= position]):
        if not wording.CHECKED.fullmatch(clause.text, agent.end, position):
            continue
        met = wording.MEETS.search(clause.text, max(clause.start, agent.start - 30), agent.start)
        asking = clause.agents_before(met.start()) if met else _meeting(clause, agent)
        if met or asking:
            done = [Deed(a, reference, "supervises", False) for a in asking]
            return [*done, Deed(agent, reference, "implements", False)]
    return []


def _meeting(clause: Clause, agent: Agent) -> list[Agent]:
    """Who meets *agent* to ask: "tại buổi làm việc của đoàn kiểm tra với Huyện ủy"."""
    before = [a for a in clause.agents if a.end <= agent.start][-1:]
    for asking in before:
        start = max(clause.start, asking.start - 90)
        if wording.MEETING.search(clause.text, start, asking.start) and wording.WITH_WHOM.fullmatch(
            clause.text, asking.end, agent.start
        ):
            return before
    return []


def _told_to(clause: Clause, actors: Sequence[Agent], between: str) -> bool:
    """Whether somebody asks the unit to act "theo" a law, which others only refer to."""
    before = clause.text[clause.start : actors[0].start] if actors else ""
    asked = wording.ASKS.search(before) is not None
    return asked and wording.ACCORDING.search(between) is not None


def _chain(clause: Clause, reference: Reference, bound: int) -> list[Verb]:
    """The verbs that govern the mention: the nearest one and those coordinated with it."""
    chain: list[Verb] = []
    right = reference.start
    if wording.MEANS.search(clause.text, max(bound, right - wording.CLOSE), right):
        return chain
    for verb in reversed([v for v in clause.verbs if bound <= v.start < reference.start]):
        between = clause.text[verb.end : right]
        tied = wording.ACCORDING.search(between) or wording.CONTENTS.match(between)
        reach = wording.FAR if not chain and tied else wording.REACH
        if not chain and len(between) > reach and wording.ABOVE_ALL.match(between):
            reach = wording.LISTING
        if len(between) > reach or wording.BREAK.search(between):
            break
        if chain and clause.subjects_in(verb.end, right) and verb.relation != "advises":
            break
        chain.insert(0, verb)
        right = verb.start
    return [*_advice(clause, chain), *chain] if chain else chain


def _advice(clause: Clause, chain: Sequence[Verb]) -> list[Verb]:
    """The "tham mưu" that opens the sentence and governs all that follows without a subject."""
    before = [v for v in clause.verbs if v.relation == "advises" and v.end <= chain[0].start]
    if not before or clause.subjects_in(before[-1].end, chain[0].start):
        return []
    return before[-1:] if before[-1].start - clause.start < wording.REACH else []


def _actors(
    clause: Clause,
    chain: Sequence[Verb],
    reference: Reference,
    topic: Sequence[Agent],
    lead: Lead | None,
) -> tuple[list[Agent], bool]:
    """The subject of the verbs, and whether the deed is still to be done."""
    first = chain[0].start
    actors = clause.agents_before(first)
    since = actors[0].start - 30 if actors else clause.start
    planned = clause.planned(max(clause.start, since), reference.start)
    if actors:
        return actors, planned
    opens = first - clause.start < 3  # the verb itself opens the sentence
    if opens or wording.OPENING.match(clause.text, clause.start, reference.start):
        after = clause.agents_after(reference.until)
        if after:
            return after, planned or clause.planned(after[-1].end, after[-1].end + 25)
    if lead and lead.agents:
        return list(lead.agents), lead.planned
    if wording.NO_SUBJECT.fullmatch(clause.text, clause.start, first) or (
        first == clause.start and chain[0].relation == "advises"
    ):
        return list(topic), planned
    return [], planned


def _relation(
    clause: Clause, chain: Sequence[Verb], reference: Reference, advised: bool
) -> LinkRelation:
    """The strongest verb beside the code decides; who acts "theo" a directive implements it."""
    between = clause.text[chain[-1].end : reference.start]
    strongest = max(chain, key=lambda v: v.strength).relation
    if strongest != "reviews" and wording.ACCORDING.search(between) and not advised:
        return "implements"
    return strongest


def _by(agent: Agent, relation: LinkRelation) -> LinkRelation:
    """A mission that inspects supervises, whatever it inspects."""
    return "supervises" if wording.MISSION.match(agent.name) else relation


def _founded(clause: Clause, reference: Reference, bound: int) -> list[Deed]:
    """Who acts on what opens the sentence: "Trên cơ sở Nghị quyết …, Huyện ủy đã …"."""
    before = clause.text[max(bound, reference.start - 45) : reference.start]
    grounds = wording.GROUNDS.search(before)
    grounds = grounds or wording.GROUNDS_IN.match(clause.text, clause.start, reference.start)
    grounds = grounds or wording.WITH.fullmatch(clause.text, clause.start, reference.start)
    if not grounds and not wording.SINCE.match(clause.text, clause.start, reference.start):
        return []
    actors = clause.agents_after(reference.until)
    if not actors or reference.source or wording.ASKING.match(clause.text, actors[0].end):
        return []
    if reference.rule and not wording.FIRST_GROUNDS.match(clause.text, clause.start):
        return []
    quoted = wording.QUOTED.match(clause.text, clause.start, reference.start)
    alone = not reference.rule and all(r.start < actors[0].start for r in clause.references)
    if quoted and alone and wording.IN_CHARGE.match(clause.text, actors[-1].end):
        return [Deed(a, reference, "implements", True) for a in actors]
    if quoted and not wording.ACTED.match(clause.text, actors[-1].end):
        return []
    after = [v for v in clause.verbs if 0 <= v.start - actors[-1].end <= wording.REACH]
    if not grounds and not after:
        return []
    relation = "implements" if grounds else max(after[:2], key=lambda v: v.strength).relation
    return [Deed(a, reference, relation, False) for a in actors]


def _following(clause: Clause, reference: Reference, bound: int) -> list[Deed]:
    """Who acts "theo" a directive, whatever they do: "Sở Y tế mở 5 lớp theo Kế hoạch số 12"."""
    before = clause.text[max(bound, reference.start - 110) : reference.start]
    order = wording.BY_ORDER.search(before)
    by = order or wording.BY_PLAN.search(before[-45:])
    if not by or reference.rule or reference.source:
        return []
    theo = reference.start - len(by[0])
    actors = [a for a in clause.agents_before(theo) if theo - a.end <= wording.FAR]
    if not actors or not clause.opens(actors[0]):
        return []
    then = order and wording.THEN_ACTS.match(clause.text, reference.until, clause.end)
    if not (then or clause.acts(actors[-1])):
        return []
    between = clause.text[actors[-1].end : theo]
    made = not then and wording.MADE.search(between)
    if bound > actors[-1].start or wording.NEGATED.search(between) or made:
        return []
    planned = clause.planned(max(clause.start, actors[0].start - 30), theo)
    return [Deed(a, reference, "implements", planned) for a in actors]


def _passive(clause: Clause, reference: Reference, chain: Sequence[Verb]) -> list[Deed]:
    """Who it is done by: "Quy chế … được HĐND thành phố tập trung chỉ đạo thực hiện"."""
    match = wording.PASSIVE.match(clause.text, reference.until, clause.end)
    agent = next((a for a in clause.agents if match and a.start == match.end()), None)
    if agent is None or reference.rule or wording.ISSUED.match(clause.text, agent.end):
        return []
    ahead = [v for v in clause.verbs if 0 <= v.start - agent.end <= wording.REACH]
    if not ahead and wording.HOLDS.match(clause.text, agent.end):
        ahead = list(chain)
    relation = max(ahead[:3], key=lambda v: v.strength).relation if ahead else None
    planned = clause.planned(clause.start, reference.start)
    return [Deed(agent, reference, relation, planned)] if relation else []


def _assigned(clause: Clause, reference: Reference, *, governed: bool) -> list[Deed]:
    """Whom a directive gives a task: "Kế hoạch số 12/KH-UBND giao Sở Y tế …"."""
    group = assigned(clause, reference, governed=governed)
    elsewhere = any(r.start > reference.until for r in clause.references)
    if group and elsewhere and any(0 <= v.start - group[-1].end < 3 for v in clause.verbs):
        return []  # "… giao Đảng đoàn giám sát việc thực hiện Nghị quyết": the task is on the other
    return [Deed(a, reference, "implements", True) for a in group]


def _fronted(clause: Clause, reference: Reference, topic: Sequence[Agent]) -> list[Deed]:
    """What is done stands behind: "đối với Chương trình 02-CTr/QU, chủ động đề xuất …"."""
    before = clause.text[max(clause.start, reference.start - 40) : reference.start]
    then = wording.THEN.match(clause.text, reference.until, clause.end)
    if not (reference.named and wording.TOPIC.search(before) and then):
        return []
    actors = clause.agents_before(reference.start) or list(topic)
    planned = "cần" in then[0] or (" đã " not in then[0] and bool(wording.PLANNED.search(before)))
    return [Deed(a, reference, "implements", planned) for a in actors[:1]]


def _advised(clause: Clause, chain: Sequence[Verb], reference: Reference) -> list[Agent]:
    """The units that are advised act themselves: "tham mưu cho Chính phủ chỉ đạo …"."""
    advising = next((v for v in chain if v.relation == "advises"), None)
    advised: list[Agent] = []
    position = advising.end if advising else clause.end
    for agent in (a for a in clause.agents if position <= a.start < reference.start):
        between = clause.text[position : agent.start]
        if regex.fullmatch(r" ?(?:với|cho|giúp|để|,|và|, và)? ?", between):
            advised.append(agent)
            position = agent.end
    if not advising or chain[-1].start < advising.end:
        return []  # advised to issue it, not to carry it out
    return [a for a in advised if not a.name.lower().startswith(("cấp ủy", "cấp uỷ"))]


def _outer(
    clause: Clause, actors: Sequence[Agent], reference: Reference, topic: Sequence[Agent]
) -> list[Deed]:
    """Who guides others "trong việc" the deed, or directs them to do it, implements it as well."""
    if not actors:
        return []
    start = actors[0].start
    if causes := wording.CAUSES.search(clause.text, max(clause.start, start - _CAUSED), start):
        near = [a for a in clause.agents_before(causes.start()) if a not in actors]
        planned = clause.planned(max(clause.start, causes.start() - _CAUSED), causes.start())
        near = near if near and causes.start() - near[-1].end < _CAUSED else []
        return [Deed(a, reference, "implements", planned) for a in near]
    if not clause.text.startswith(" trong việc ", actors[-1].end):
        return []
    guiding = [v for v in clause.verbs if v.end < actors[0].start]
    if not guiding:
        return []
    outer = clause.agents_before(guiding[-1].start) or list(topic)
    return [Deed(a, reference, "implements", False) for a in outer]


def _listed(clause: Clause, start: int, end: int) -> bool:
    """Whether only a list goes on between two mentions, in which the verb stays the same."""
    between = clause.text[start:end]
    joined = regex.search(
        r"(?:,|;| và| cùng| gắn với\b[^,;]*| với)(?: của [^,;.]{3,60}? tại)?"
        r" (?:(?:các )?\p{L}+ ){0,4}(?:số )?\Z",
        between,
    )
    one = len(between) < 300 and not regex.search(r"\.\s", between) and joined is not None
    return one and not clause.subjects_in(start, end)
