"""The one directive that some reports are on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.answer.codes import Known
from indexer.answer.filters import Filters
from indexer.answer.show import named
from indexer.errors import TracuuError

if TYPE_CHECKING:
    from sqlalchemy import Connection


class NoDirective(TracuuError):
    """A report on one directive is not told on which."""

    def __init__(self, report: str) -> None:
        super().__init__(f"Report '{report}' is on one directive: tracuu report {report} CODE.")


class SeveralDirectives(TracuuError):
    """A report on one directive is asked for by a code that several have."""

    def __init__(self, typed: str, ids: Sequence[str]) -> None:
        more = f" and {len(ids) - 5} more" if len(ids) > 5 else ""
        super().__init__(
            f"'{typed}' names {len(ids)} directives. Give the id of one: "
            f"{', '.join(ids[:5])}{more}."
        )


def one(connection: Connection, wanted: Filters, report: str) -> Known:
    """The directive that *wanted* names; raises NoDirective, SeveralDirectives or UnknownCode."""
    if not wanted.code:
        raise NoDirective(report)
    found = named(connection, wanted.code)
    if len(found) > 1:
        raise SeveralDirectives(wanted.code, [known.id for known in found])
    return found[0]
