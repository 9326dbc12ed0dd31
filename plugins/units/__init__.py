"""Links: which unit issues, implements, reviews, supervises or advises on which directive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

import regex

from indexer.models import Annotations, Article, Code, Directive, Link, Organisation, Place
from indexer.text.sentences import for_patterns, sentence_at, sentences
from indexer.text.spans import Spans
from plugins.relations.subject import subject
from plugins.units import wording
from plugins.units.clauses import Agent, Clause, agents
from plugins.units.deeds import Deed, Lead, deeds
from plugins.units.issuing import issued
from plugins.units.references import Reference, references, title_spans
from plugins.units.tasks import Task, carried, goes_on, liable, tasking

name = "units"
needs = ("codes", "directives", "organisations", "places")

_ITEM = regex.compile(
    r"(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là\b"
    r"|\(?\d{1,2}[.)]|[-+•*]|\([a-zđ\d]+\)|[a-zđ]\)"
)
_DUTY_ITEM = regex.compile(r"\(?\d{1,2}[.)] |[-+•] |\([a-zđ\d]+\) |[a-zđ]\) ")
_LONGEST = 3000  # code points; a longer "sentence" is a list or a table without full stops
_DUTY = regex.compile(r"\b(?:[Tt]rách nhiệm|[Pp]hân công|[Gg]iao|nhiệm vụ|cần|yêu cầu|đề nghị)\b")


def extract(article: Article, found: Annotations) -> Iterator[Link]:
    """One link for each unit, directive and relation that *article* states, with its sentence.

    What is told both as done and as planned is done.
    """
    every = [*_issued(article.text, found), *_acted(article.text, found)]
    best: dict[tuple[str, str, str], Link] = {}
    for link in every:
        key = (link.unit, link.directive, link.relation)
        if key not in best or (best[key].planned and not link.planned):
            best[key] = link
    yield from best.values()


def _issued(text: str, found: Annotations) -> Iterator[Link]:
    """The issuers that the text names; one that only the code's body tells is none of them."""
    spans = sentences(text)
    known = {o.name for o in found.of(Organisation)}
    for directive in found.of(Directive):
        start, end = sentence_at(spans, directive.start)
        each = [one for issuer in directive.issuers for one in _each(issuer.split(", "), known)]
        for issuer in dict.fromkeys(each):
            yield Link(
                start=start,
                end=end,
                text=text[start:end],
                unit=issuer,
                directive=directive.code,
                relation="issues",
                code=directive.start,
            )


def _each(parts: Sequence[str], known: Set[str]) -> list[str]:
    """The bodies of a joint issuer; the comma in "Bộ Văn hóa, Thể thao và Du lịch" parts none."""
    for i in range(1, len(parts)):
        if (first := ", ".join(parts[:i])) in known:
            return [first, *_each(parts[i:], known)]
    return [", ".join(parts)]


def _acted(text: str, found: Annotations) -> Iterator[Link]:
    """What units do; what an official document or a list of duties says, they have yet to do."""
    folded = for_patterns(text)
    in_titles = title_spans(text, found)
    told = references(text, found, in_titles)
    own = next((r for r in told if r.own), None)
    titles = Spans(in_titles)
    units = _free(agents(found.of(Organisation), found.of(Place)), told)
    topic: list[Agent] = []
    lead: Lead | None = None
    known = {d.code for d in found.of(Directive) if d.issuers}
    given: list[Task] = []  # the tasks of the sentence before
    about = subject(found.article, folded, found.of(Code))
    presented = next((r for r in told if about and r.code == about.code), None)
    last = 0  # where a directive was last named
    current = own  # the directive that gives the tasks of the sentences
    for start, end in _pieces(text):
        clause = Clause(folded, (start, end), units, told, titles)
        if lead and not _in_list(folded, start):
            lead = None if _starts_line(folded, start) else lead
        given = carried(clause, current) or (goes_on(clause, current) if given else [])
        duties = [] if given else liable(clause, current or presented, last)
        last = clause.references[-1].until if clause.references else last
        tasks = [Deed(a, r, rel, True) for a, r, rel in [*given, *duties]]
        for deed in [*deeds(clause, topic, lead), *_assigned(clause, lead), *tasks]:
            if own and deed.reference.code != own.code and wording.PREAMBLE.match(folded, start):
                continue  # what a document is based on: a relation
            duty = own or _lists_duty(folded, start) or (lead and lead.planned)
            due = duty and not wording.DONE.search(folded, start, deed.reference.start)
            yield _link(replace(deed, planned=True) if due else deed, text, (start, end))
        for agent, reference in issued(clause):
            if reference.code not in known:
                yield _link(Deed(agent, reference, "issues", False), text, (start, end))
        lead = _lead(clause, folded, lead) or lead
        current = own or tasking(clause, current)
        topic = clause.topic() or topic


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of *text*; one that is too long to be one, in pieces."""
    for start, end in sentences(text):
        while end - start > _LONGEST:
            cut = max(text.rfind(mark, start, start + _LONGEST) for mark in (";", ",", " "))
            cut = cut if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


def _free(units: Sequence[Agent], told: Sequence[Reference]) -> list[Agent]:
    """The units that do not lie in the name of a directive: "Quyết định của UBND"."""
    named = Spans((r.start, r.end) for r in told)
    return [u for u in units if not named.hold(u.start)]


def _link(deed: Deed, text: str, span: tuple[int, int]) -> Link:
    start, end = span
    return Link(
        start=start,
        end=end,
        text=text[start:end],
        unit=deed.agent.name,
        directive=deed.reference.code,
        relation=deed.relation,
        planned=deed.planned,
        code=deed.reference.at,
    )


def _lead(clause: Clause, text: str, outer: Lead | None) -> Lead | None:
    """The lead that a sentence ending in a colon gives to the list below it.

    Inside another list it goes on with what the *outer* lead told.
    """
    if not text[clause.start : clause.end].endswith((":", "sau")):
        return None
    planned = bool(_DUTY.search(text, clause.start, clause.end))
    told = tuple(clause.references[:1])
    if outer:
        planned, told = planned or outer.planned, told or outer.references
    return Lead(tuple(clause.subjects()[-1:]), told, planned)


def _assigned(clause: Clause, lead: Lead | None) -> Iterator[Deed]:
    """A list of duties under a directive: each item opens with the unit that has it."""
    if not lead or not lead.references or not lead.planned or clause.references:
        return
    item = _ITEM.match(clause.text, clause.start)
    at = item.end() if item else clause.start
    for agent in clause.agents:
        if clause.text[at : agent.start].strip(" *_.-–:") == "":
            yield Deed(agent, lead.references[0], "implements", True)


def _in_list(text: str, start: int) -> bool:
    return _ITEM.match(text, start) is not None


def _lists_duty(text: str, start: int) -> bool:
    return _DUTY_ITEM.match(text, start) is not None


def _starts_line(text: str, start: int) -> bool:
    return start == 0 or "\n" in text[max(0, start - 3) : start]
