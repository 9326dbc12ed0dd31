"""Who issues a directive, where only the verb of the sentence tells: "cụ thể hóa … bằng …"."""

from __future__ import annotations

import regex

from plugins._vocabulary import type_pattern
from plugins.units.clauses import Agent, Clause
from plugins.units.references import Reference

_FAR = 250  # code points between who issues and the code
_TYPED = (
    rf"(?:(?:các|những|bản) )?(?:(?i:{type_pattern()}|văn bản)\b[^,;.:]{{0,25}}? ?)?(?:số:? ?)?"
)
_ISSUES = rf"(?:ban hành|ký(?: ban hành)?|có|ra|lên) {_TYPED}"
# "thừa ủy quyền của Thủ tướng Chính phủ, Phó Thủ tướng … ký công văn số …": for the one before.
_BEHALF = regex.compile(r"\b(?:[Tt]hừa (?:ủy quyền|lệnh)|[Tt]hay mặt|[Uu]ỷ quyền)(?: của)? \Z")
_SIGNED = regex.compile(rf", [^.;]{{0,120}}?\b{_ISSUES}")
_ACTS = regex.compile(rf"(?: \p{{Ll}}+){{0,4}}? {_ISSUES}")  # a locality: "Thành phố … ban hành …"
_BY = regex.compile(rf"[^.;]{{0,120}}? bằng {_TYPED}")
_DETAILS = regex.compile(r"\bcụ thể hóa\b")
_AND = regex.compile(  # not "…, hướng dẫn thi hành Nghị định số …", which is what it is about
    rf"(?:,| và|, và) (?![^,]*\b(?:thi hành|thực hiện|triển khai|sửa đổi|thay thế)\b){_TYPED}"
)
_IN = regex.compile(rf"(?:\A|[,;:] )(?:Tại|Trong|tại|trong) {_TYPED}\Z")
_NEW = regex.compile(r" (?:vừa |mới )?(?:được )?ban hành, \Z")
_DONE_BY = regex.compile(r",? do \Z")
_GRANTS = regex.compile(r"(?: [–-] [^,;.]{1,60})? (?:đã )?(?:cấp|ban hành|ký)\b")


def issued(clause: Clause) -> list[tuple[Agent, Reference]]:
    """Who issues the directives of the sentence; what "và" joins has the same issuer."""
    told: list[tuple[Agent, Reference]] = []
    before: Reference | None = None
    for reference in clause.references:
        agent = _issuer(clause, reference)
        if agent is None and told and told[-1][1] is before:
            joined = _AND.fullmatch(clause.text, told[-1][1].until, reference.start)
            agent = told[-1][0] if joined else None
        told += [(agent, reference)] if agent else []
        before = reference
    return told


def _issuer(clause: Clause, reference: Reference) -> Agent | None:
    before = [a for a in clause.agents if 0 <= reference.start - a.end <= _FAR]
    after = [a for a in clause.agents if 0 <= a.start - reference.end <= _FAR]
    found = [a for a in reversed(before) if _issues(clause, a, reference)]
    return next(iter([*found, *(a for a in after if _granting(clause, a, reference))]), None)


def _issues(clause: Clause, agent: Agent, reference: Reference) -> bool:
    between = clause.text[agent.end : reference.start]
    if agent.place:
        return clause.opens(agent) and _ACTS.fullmatch(between) is not None
    if _BEHALF.search(clause.text, max(clause.start, agent.start - 25), agent.start):
        return _SIGNED.fullmatch(between) is not None
    return _DETAILS.search(between) is not None and (_BY.fullmatch(between) is not None)


def _granting(clause: Clause, agent: Agent, reference: Reference) -> bool:
    """ "số 12/GCN do Cục Quản lý cạnh tranh cấp", "Tại Nghị định … vừa ban hành, Chính phủ …"."""
    to = clause.text[reference.end : agent.start]
    granted = _DONE_BY.fullmatch(to) and _GRANTS.match(clause.text, agent.end)
    speaks = _NEW.fullmatch(to) and _IN.search(clause.text, clause.start, reference.start)
    return bool(granted or speaks)
