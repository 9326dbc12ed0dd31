"""Which directives a claim means, or may mean where that is open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true, union

from indexer.store.schema import claim, directive


def each(values: Sequence[str] | Sequence[int]) -> Select[Any]:
    """*values* as a subselect: one parameter, however many there are."""
    listed = func.json_each(json.dumps(values)).table_valued("value")
    return select(listed.c.value)


def means(ids: Select[Any]) -> ColumnElement[bool]:
    """Whether a claim means one of the directives *ids*, or is open and may mean one."""
    undecided = claim.alias()
    candidate = func.json_each(undecided.c.candidates).table_valued("value")
    # their codes are the same or variants; the catalogue finds claims by code, not by candidate
    ways = written(directive.c.code)
    codes = union(*(select(way).where(directive.c.id.in_(ids)).correlate(None) for way in ways))
    may_mean = (
        select(undecided.c.id)
        .join(candidate, true())
        .where(undecided.c.code.in_(codes), candidate.c.value.in_(ids))
    )
    return or_(claim.c.directive_id.in_(ids), claim.c.id.in_(may_mean))


def written(code: ColumnElement[str]) -> list[ColumnElement[str]]:
    """*code* in every way to write it that variants() has, for the catalogue."""
    usual = code
    for odd, way in (("-QĐi", "-QĐ"), ("-QyĐ", "-QĐ"), ("ThxU", "TXU")):
        usual = func.replace(usual, odd, way)
    types = [usual, *(func.replace(usual, "-QĐ", odd) for odd in ("-QĐi", "-QyĐ"))]
    return [way for type_ in types for way in (type_, func.replace(type_, "TXU", "ThxU"))]


def candidates(kept: str | None) -> list[str]:
    """The ids in the column of that name: none where it is not open what the claim means."""
    ids: list[str] = json.loads(kept) if kept else []
    return ids
