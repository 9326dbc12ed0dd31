"""The runs of ingest that an index keeps."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row, func, select

from indexer.errors import TracuuError
from indexer.store.index import Index
from indexer.store.runs import CUT_OFF
from indexer.store.schema import run, run_failure

UNDER_WAY = "under way"


class UnknownRun(TracuuError):
    """A run was asked for that the index does not keep."""

    def __init__(self, number: int, kept: tuple[int, int] | None) -> None:
        known = "It keeps none." if kept is None else f"It keeps {kept[0]} to {kept[1]}."
        super().__init__(f"The index has no run {number}. {known}")
        self.number = number


def runs(index: Index) -> list[dict[str, Any]]:
    """All runs, newest first, each with the number of its failures; run() lists these."""
    failed = (
        select(func.count())
        .where(run_failure.c.run_id == run.c.id)
        .scalar_subquery()
        .label("failed")
    )
    writing = index.is_written()
    with index.connect() as connection:
        rows = connection.execute(select(run, failed).order_by(run.c.id.desc())).all()
    return [_told(row, writing=writing) | {"failed": row.failed} for row in rows]


def one(index: Index, number: int) -> dict[str, Any]:
    """A run with all its failures; raises UnknownRun."""
    writing = index.is_written()
    with index.connect() as connection:
        row = connection.execute(select(run).where(run.c.id == number)).one_or_none()
        if row is None:
            first, last = connection.execute(select(func.min(run.c.id), func.max(run.c.id))).one()
            raise UnknownRun(number, None if first is None else (first, last))
        failures = connection.execute(
            select(run_failure.c.path, run_failure.c.reason)
            .where(run_failure.c.run_id == number)
            .order_by(run_failure.c.id)
        )
        failed = [dict(failure) for failure in failures.mappings()]
    return _told(row, writing=writing) | {"failed": failed}


def _told(row: Row[Any], *, writing: bool) -> dict[str, Any]:
    """A run as it is printed. One that has not ended goes on, or else it was cut off.

    Whoever writes has marked all others that have not ended, so that only the newest can go on.
    """
    outcome = row.outcome or (UNDER_WAY if writing else CUT_OFF)
    return {
        "run": row.id,
        "started": row.started,
        "ended": row.ended,
        "outcome": outcome,
        "reason": row.reason,
        **json.loads(row.report),
        "options": json.loads(row.options),
        "plugins": json.loads(row.plugins),
    }
