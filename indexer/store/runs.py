"""Runs of ingest: what each has done, kept in the catalogue, within a transaction of the caller."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from indexer.store.schema import run, run_failure

KEPT = 200  # runs; with one a day and some by hand, that of half a year
CUT_OFF = "cut off"

Outcome = Literal["done", "stopped", "failed"]
Failures = Iterable[tuple[str, str]]  # path, reason


def begin(connection: sa.Connection, options: Mapping[str, Any], plugins: Mapping[str, str]) -> int:
    """The number of a new run; those that have not ended were cut off, for only one writes."""
    cut_off = {"outcome": CUT_OFF}
    connection.execute(sa.update(run).where(run.c.outcome.is_(None)).values(cut_off))
    row = {"started": _now(), "options": _json(options), "plugins": _json(plugins), "report": "{}"}
    number: int = connection.execute(sa.insert(run).values(row).returning(run.c.id)).scalar_one()
    newest = sa.select(run.c.id).order_by(run.c.id.desc()).limit(KEPT)
    connection.execute(sa.delete(run).where(run.c.id.not_in(newest)))
    return number


def go_on(connection: sa.Connection, number: int) -> bool:
    """Whether run *number* is still kept; it goes on then."""
    again = sa.update(run).where(run.c.id == number).values(ended=None, outcome=None, reason=None)
    return connection.execute(again).rowcount > 0


def note(
    connection: sa.Connection, number: int, report: Mapping[str, Any], failures: Failures
) -> None:
    """What run *number* has done up to now, and which inputs have failed since the last time."""
    told = sa.update(run).where(run.c.id == number).values(report=_json(report))
    connection.execute(told)
    rows = [{"run_id": number, "path": path, "reason": reason} for path, reason in failures]
    if rows:
        connection.execute(sa.insert(run_failure), rows)


def end(
    connection: sa.Connection, number: int, outcome: Outcome, reason: str | None = None
) -> None:
    """Run *number* has ended."""
    values = {"ended": _now(), "outcome": outcome, "reason": reason}
    connection.execute(sa.update(run).where(run.c.id == number).values(values))


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
