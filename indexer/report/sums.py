"""Sums of figures: of one unit of measure and one noun, each thing counted once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

import regex

from indexer.answer.acts import unique
from indexer.report.owners import Owner, days, owner
from indexer.text.numbers import SCALES
from indexer.text.unicode import fold_tone, normalise

Row = Mapping[str, Any]

# Why a figure is not in the sum.
RATE, AIM, UNTOLD, DIFFERS, PART = APART = ("rate", "aim", "untold", "differs", "part")
_RATE = regex.compile(r"[%‰]|phần trăm|lần\b|.*/|.*\b(?:độ|điểm|bậc)\b")


class Measure(NamedTuple):
    """What figures must share to be added: base unit, noun, and whether they tell a whole."""

    unit: str
    what: str
    ratio: bool


@dataclass
class Fact:
    """One thing that is told, by one article or by several."""

    value: Decimal  # in the base unit
    of: Decimal | None
    owner: Owner | None
    rows: list[Row] = field(default_factory=list)
    period: str | None = None
    directive: str | None = None

    def may_be(self, other: Fact) -> bool:
        """Whether both may be told of one time and one directive: what is not told may be any."""
        if self.directive and other.directive and self.directive != other.directive:
            return False
        one, two = days(self.period), days(other.period)
        return one is None or two is None or (one[0] <= two[1] and two[0] <= one[1])

    def spans(self, other: Fact) -> bool:
        """Whether the time of *other* is a part of this one's."""
        one, two = days(self.period), days(other.period)
        return bool(one and two and one != two and one[0] <= two[0] and two[1] <= one[1])


class Sum(NamedTuple):
    """The facts that were added, those that were not, each with the reason, and what comes out."""

    value: Decimal | None
    of: Decimal | None
    unit: str | None
    added: list[Fact]
    apart: list[tuple[Fact, str]]


def measure(row: Row) -> tuple[Measure, int] | None:
    """What the figure of *row* may be added with, and its scale; None where no noun is told."""
    if not row["what"]:
        return None
    scale = 1
    base: list[str] = []
    for word in (row["unit"] or "").split():
        if word in SCALES and not base:
            scale *= SCALES[word]
        else:
            base.append(word)
    what = " ".join(fold_tone(normalise(row["what"]).lower()).split())
    return Measure(" ".join(base), what, row["of"] is not None), scale


def added(rows: Sequence[Row], known: Measure) -> Sum:
    """*rows*, which share the measure *known*, added up as far as they may be."""
    facts, apart = _facts(rows), []
    left: list[Fact] = []
    for fact in facts:
        if why := _alone(fact, known):
            apart.append((fact, why))
        else:
            left.append(fact)
    disagreeing = list(_disagreeing(left))
    apart += disagreeing
    left = _without(left, disagreeing)
    parts = list(_parts(left))
    apart += parts
    left = _without(left, parts)
    unit = _scale(left or facts)
    divisor = _factor(unit)
    total = sum((fact.value for fact in left), Decimal(0)) / divisor if left else None
    whole = sum((fact.of or Decimal(0) for fact in left), Decimal(0)) / divisor if left else None
    return Sum(total, whole if known.ratio else None, unit, left, apart)


def _facts(rows: Sequence[Row]) -> list[Fact]:
    """What *rows* tell, each thing once, however many articles tell it."""
    same: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    found: list[Fact] = []
    for row in sorted(rows, key=lambda r: (r["period"] is None, r["directive_id"] is None)):
        fact = _fact(row)
        key = (
            fact.owner.key if fact.owner else row["article"],
            fact.value,
            fact.of,
            row["planned"],
        )
        twin = next((f for f in same[key] if f.may_be(fact)), None)
        if twin is None:
            same[key].append(fact)
            found.append(fact)
        else:
            twin.rows += fact.rows
    return found


def _fact(row: Row) -> Fact:
    _, scale = measure(row) or (None, 1)
    whole = None if row["of"] is None else Decimal(str(row["of"])) * scale
    return Fact(
        value=Decimal(str(row["value"])) * scale,
        of=whole,
        owner=owner(row["achieved_by"], row["own_place"]),
        rows=[row],
        period=row["period"],
        directive=row["directive_id"],
    )


def _alone(fact: Fact, known: Measure) -> str | None:
    """Why *fact* is added with nothing, whatever the others are."""
    if _RATE.match(known.unit):
        return RATE
    if fact.rows[0]["planned"]:
        return AIM
    return UNTOLD if fact.owner is None else None


def _disagreeing(facts: Iterable[Fact]) -> Iterator[tuple[Fact, str]]:
    """Those of one owner that may be of one time and tell something else; or of a part of it."""
    by_owner: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.owner:
            by_owner[fact.owner.key].append(fact)
    for own in by_owner.values():
        for fact in own:
            others = [f for f in own if f is not fact and f.may_be(fact)]
            if any(other.spans(fact) for other in others):
                yield fact, PART
            elif any(not fact.spans(other) for other in others):
                yield fact, DIFFERS


def _parts(facts: Sequence[Fact]) -> Iterator[tuple[Fact, str]]:
    """Those that another one holds: a district's beside its province's."""
    holders = [f for f in facts if f.owner and (f.owner.whole or f.owner.kind or f.owner.central)]
    for fact in facts:
        for holder in holders:
            if _holds(holder, fact):
                yield fact, PART
                break


def _holds(holder: Fact, fact: Fact) -> bool:
    owned = holder.owner is not None and fact.owner is not None
    return owned and holder.owner.holds(fact.owner) and holder.may_be(fact)  # type: ignore[union-attr,arg-type]


def _without(facts: Iterable[Fact], apart: Iterable[tuple[Fact, str]]) -> list[Fact]:
    gone = {id(fact) for fact, _ in apart}
    return [fact for fact in facts if id(fact) not in gone]


def _scale(facts: Iterable[Fact]) -> str | None:
    """The unit in which most of *facts* are told, the larger one of two: "triệu đồng"."""
    told = Counter(row["unit"] for fact in facts for row in fact.rows)
    return max(told, key=lambda unit: (told[unit], _factor(unit)), default=None)


def _factor(unit: str | None) -> int:
    factor = 1
    for word in (unit or "").split():
        if word not in SCALES:
            break
        factor *= SCALES[word]
    return factor


def articles(facts: Iterable[Fact]) -> list[str]:
    """The articles that tell *facts*, each once."""
    rows = [row for fact in facts for row in fact.rows]
    return unique(known for row in rows for known in (row["article"], *row.get("same", ())))


def number(facts: Iterable[Fact]) -> int:
    """How many articles these are, near-duplicates counted once."""
    return len({row["group"] for fact in facts for row in fact.rows})
