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
    # their codes are the same or variants; the catalogue finds claims by code, not by candidate
    codes = union(*(way.where(directive.c.id.in_(ids)) for way in _WAYS))
    may_mean = _OPEN.where(_UNDECIDED.c.code.in_(codes), _CANDIDATE.c.value.in_(ids))
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


# Made once: to make them takes SQLAlchemy longer than SQLite takes to answer.
_UNDECIDED = claim.alias()
_CANDIDATE = func.json_each(_UNDECIDED.c.candidates).table_valued("value")
_OPEN = select(_UNDECIDED.c.id).join(_CANDIDATE, true()).correlate(None)
_WAYS = [select(way).correlate(None) for way in written(directive.c.code)]
