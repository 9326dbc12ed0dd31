"""Whom a directive gives a task: "Kế hoạch số 12/KH-UBND giao Sở Y tế …"."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from indexer.models import LinkRelation
from plugins.units import wording
from plugins.units.clauses import Agent, Clause
from plugins.units.references import Reference

Task = tuple[Agent, Reference, LinkRelation]
_FAR = 200  # code points between a directive and the unit that it gives a task
_NEAR = 60  # between the start of the sentence and the task that somebody gives
# "giao", "yêu cầu" right before the unit. Not "được giao", "theo yêu cầu".
_GIVES = regex.compile(
    r"(?<!\b(?:được|theo|các|những|đáp ứng) )\b(?:giao(?: nhiệm vụ)?(?: cho)?|phân công|yêu cầu"
    r"|đề nghị|(?<!lãnh đạo, )chỉ đạo):? (?:các )?\Z"
)
_HANDED = regex.compile(  # "thu hồi 48 ha đất giao cho Công ty …"
    r"\b(?:đất|ha|m2|vốn|kinh phí|đồng|dự toán)\b[^;.]{0,60}\bgiao(?: cho)? (?:các )?\Z"
)
_BESIDE = regex.compile(r" (?:đã |cũng )?(?:giao|phân công|yêu cầu|đề nghị|chỉ đạo) \Z")
_STATES = regex.compile(r"(?:(?:nêu rõ|ghi rõ|quy định(?: rõ)?)[:,]?|trách nhiệm của) \Z")
_ELIDED = regex.compile(
    r"\b(?:theo dõi|kiểm tra|giám sát|đôn đốc|đánh giá|sơ kết|tổng kết)[^;.]{0,25}?"
    r" (?:việc|kết quả) (?:tổ chức |triển khai )*thực hiện(?=[,.;]| (?:tại|ở|trong|đến|của)\b|\Z)"
)
_ISSUED = regex.compile(r"\b(?:ban hành|ký|có|gửi|ra|[Tt]ại) (?:\p{L}+ ){0,3}(?:số )?\Z")
_ITEM = regex.compile(r"[\s\-–+*•]*(?:Điều )?(?:\d{1,2}[.)] ?)?")
_DUE = regex.compile(
    r"(?:,? (?:theo|căn cứ|trên cơ sở) [^.;:]{0,60}?)? (?:khẩn trương|chủ trì|chủ động|tập trung"
    r"|tăng cường|tiếp tục|phối hợp|chỉ đạo|rà soát|theo dõi|điều hành|triển khai|đẩy mạnh"
    r"|nghiêm túc|chịu trách nhiệm|có trách nhiệm|phải|cần)\b"
)
# "gửi Sở Y tế các tỉnh yêu cầu …": whom a letter asks.
_SENT = regex.compile(r"\bgửi (?:đến |tới |cho )?(?:các )?\Z")
_ASKS = regex.compile(
    r",? (?:yêu cầu|chỉ đạo"
    r"|(?:về việc|để|đề nghị) (?:tăng cường|triển khai|chấn chỉnh|thực hiện))\b"
)
# "Điều 9. Trách nhiệm của Sở Y tế", "Trách nhiệm quản lý chợ của UBND xã:".
_DUTIES_OF = regex.compile(
    r"\W*(?:Điều \d+\W+(?:quy định )?)?(?:\d+[.)] )?[Tt]rách nhiệm(?: [^.;:\n]{0,80})? của"
    r" (?:các )?"
)
_HEAD_ENDS = regex.compile(
    r"[\s*_]*(?:\(Điều \d+\)\W*)?(?: (?:trong|đối với) [^.;:]{0,80})?(?: như sau)?[\s*_]*(?::|\Z)"
)
_DUTY_OPENS = regex.compile(
    r"(?:[^.;:\n]{0,60}\bquy định(?: rõ)?:? |[^.;:\n]{0,60}\b(?:yêu cầu|nêu rõ|ghi rõ)[:,] ?)?"
    r"\W*(?:Điều \d+\W+)?(?:\d+[.)] ?)?(?:[Cc]ác )?"
)
_LIABLE = regex.compile(rf"(?:\W*\(Điều \d+\))?{wording.LIABLE.pattern}")
_ANYBODY = regex.compile(  # whoever it may concern is no unit that one could ask about
    r"cá nhân|(?i:\A(?:các )?(?:cơ quan|tổ chức|đơn vị|doanh nghiệp)"
    r"(?:,? (?:và )?(?:cơ quan|tổ chức|đơn vị|doanh nghiệp))*(?: đảng)?\Z)"
)
_ANOTHER = (
    regex.compile(  # a document without a number: "Luật Đất đai 2024", "Thông tư 12 năm 2020"
        r"\b(?:Luật|Bộ luật|Pháp lệnh|Nghị (?:định|quyết)|Thông tư|Quyết định|Kết luận|Điều lệ)"
        r" (?:của )?(?!này)(?:\p{Lu}|số|\d)"
    )
)
_MUST = regex.compile(r" (?:(?:chịu|có) trách nhiệm|phải|cần|căn cứ)\b")


def assigned(clause: Clause, reference: Reference, *, governed: bool) -> list[Agent]:
    """The units to which *reference*, or who acts in it, gives a task in the sentence.

    Where a verb *governed* the mention, somebody carries it out, and only what it says itself
    counts: "Thực hiện Kế hoạch 12, UBND tỉnh giao Sở Y tế …" is none.
    """
    if reference.source:
        return []  # "Tờ trình … đề nghị UBND tỉnh phê duyệt" asks, and gives no task
    ends = [r.start for r in clause.references if r.start > reference.start]
    bound = min([reference.until + _FAR, *ends])
    after = [a for a in clause.agents if reference.until < a.start < bound]
    for i, agent in enumerate(after):
        between = clause.text[reference.until : agent.start]
        if _BESIDE.fullmatch(between) or (not governed and _tasked(clause, reference, agent)):
            return _group(clause, after[i:])
    return []


def _tasked(clause: Clause, reference: Reference, agent: Agent) -> bool:
    between = clause.text[reference.until : agent.start]
    if ";" in between or wording.BREAK.search(between.rstrip(": ")):
        return False
    must, states = _MUST.match(clause.text, agent.end), _STATES.search(between)
    if must and states:  # what a law says that a unit "phải" do is its content, no task
        return not reference.rule or "trách nhiệm của" in states[0] or "chịu" in must[0]
    if _HANDED.search(between):
        return False  # land or money, no task
    sent = _SENT.search(between) and _ASKS.match(clause.text, agent.end)
    return bool(sent) or _GIVES.search(between) is not None


def _group(clause: Clause, agents: Sequence[Agent]) -> list[Agent]:
    """The first of *agents* with those that a list joins to it."""
    group = list(agents[:1])
    for agent in agents[1:]:
        if not wording.JOINED.fullmatch(clause.text, group[-1].end, agent.start):
            break
        group.append(agent)
    return group


def carried(clause: Clause, current: Reference | None) -> list[Task]:
    """Whom the sentence gives a task, though it names no directive for it: "Giao Sở Y tế …".

    It is the one that the sentence told before ("… kiểm tra việc thực hiện"), else *current*.
    """
    told: list[Task] = []
    if not (clause.references or current):
        return told
    for i, agent in enumerate(clause.agents):
        gives = _GIVES.search(clause.text, max(clause.start, agent.start - 40), agent.start)
        if gives is None:
            continue
        end = clause.text.find(";", agent.end, clause.end)
        part = (agent.end, end if end > 0 else clause.end)
        before = [r for r in clause.references if r.start < agent.start]
        if any(part[0] <= r.start < part[1] for r in clause.references):
            continue
        relation = _elided(clause, part) or (None if before else "implements")
        reference = before[-1] if before else current
        if reference and relation and _asked(clause, gives.start(), reference):
            told += [(a, reference, relation) for a in _group(clause, clause.agents[i:])]
    return told


def goes_on(clause: Clause, current: Reference | None) -> list[Task]:
    """What an order lays on those who open the next of its sentences: "Sở Y tế tăng cường …"."""
    first = clause.agents[:1]
    if not (first and current and current.orders) or clause.references:
        return []
    opens = _ITEM.fullmatch(clause.text, clause.start, first[0].start)
    group = _group(clause, clause.agents)
    due = _DUE.match(clause.text, group[-1].end, clause.end) if opens else None
    if due is None or wording.DONE.search(clause.text, clause.start, due.end() + _NEAR):
        return []
    return [(a, current, "implements") for a in group]


def liable(clause: Clause, presented: Reference | None, last: int) -> list[Task]:
    """Whom the document that the text presents makes liable: "Sở Y tế có trách nhiệm …".

    Or whose duties a heading announces: "Trách nhiệm của Sở Y tế". *last* is where a directive was
    last named; none where one without a number has been named since.
    """
    if presented is None or any(r.named or r.code != presented.code for r in clause.references):
        return []
    for i, agent in enumerate(clause.agents):
        before = clause.text[clause.start : agent.start]
        group = _group(clause, clause.agents[i:])
        end = group[-1].end
        heads = _DUTIES_OF.fullmatch(before) and _HEAD_ENDS.match(clause.text, end, clause.end)
        opens = _DUTY_OPENS.fullmatch(before) and _LIABLE.match(clause.text, end, clause.end)
        if (heads or opens) and not _ANOTHER.search(clause.text, last, clause.start):
            return [(a, presented, "implements") for a in group if not _ANYBODY.search(a.name)]
    return []


def tasking(clause: Clause, current: Reference | None) -> Reference | None:
    """The directive that goes on giving tasks after the sentence: the one it says was issued."""
    for reference in clause.references:
        before = clause.text[max(clause.start, reference.start - 45) : reference.start]
        if reference.orders and (
            _ISSUED.search(before) or assigned(clause, reference, governed=False)
        ):
            return reference
    others = any(not r.rule and current and r.code != current.code for r in clause.references)
    return None if others else current


def _asked(clause: Clause, gives: int, reference: Reference) -> bool:
    """Whether nobody named, or who issued the directive, gives the task at *gives*."""
    start = max(clause.start, clause.text.rfind(";", clause.start, gives) + 1)
    part = clause.text[start:gives]
    if _ITEM.fullmatch(part):
        return True
    names = [a.name.removeprefix("Chủ tịch ") for a in clause.agents if start <= a.start < gives]
    by = reference.issuer in names or ("Thủ tướng" in reference.issuer and "Thủ tướng" in part)
    return by and len(part) < _NEAR and not wording.DONE.search(part)


def _elided(clause: Clause, part: tuple[int, int]) -> LinkRelation | None:
    """What is done where the directive is left out: "kiểm tra việc thực hiện tại các xã"."""
    match = _ELIDED.search(clause.text, *part)
    if match is None:
        return None
    verb = next((v for v in clause.verbs if v.start == match.start()), None)
    return verb.relation if verb else None
