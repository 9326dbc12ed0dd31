"""What narrows a search or a report: by type, issuer, unit, place, code, relation, days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import regex
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    or_,
    select,
)

from indexer.answer.codes import understood
from indexer.answer.meaning import each, means
from indexer.answer.names import bearers, bearing
from indexer.answer.value import Value
from indexer.errors import TracuuError
from indexer.resolve import areas
from indexer.store.schema import article, claim, directive, link, relation, statistic

# Those of indexer.models, which is slow to import; a test compares them.
RELATIONS = (
    *("issues", "implements", "reviews", "supervises", "advises"),
    *("based_on", "amends", "replaces", "repeals", "cites"),
)
_ISO = regex.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_DAY = regex.compile(
    r"(?:(?:(?P<day>[0-9]{1,2})[/.-])?(?P<month>[0-9]{1,2})[/.-])?(?P<year>[0-9]{4})"
)


class BadDay(TracuuError):
    """A filter's day is none."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is no day. Write 2019-10-09, 09/10/2019, 2019-10 or 2019.")
        self.typed = typed


@dataclass(frozen=True, kw_only=True)
class Filters(Value):
    """What a question is narrowed to; all that is given must hold.

    Names match where the words asked for stand in them, in any case, with or without
    diacritics. The name of a body or place also matches those that were merged into it, and an
    old name matches the new body from the day of the merger on; not with `as_written`. Days are
    ISO, or the first part of it, and compare with the article's publication.
    """

    type: str | None = None
    issuer: str | None = None
    unit: str | None = None
    place: str | None = None
    code: str | None = None
    relation: str | None = None
    since: str | None = None
    until: str | None = None
    as_written: bool = False

    @property
    def of_claims(self) -> bool:
        """Whether anything is asked of directives or units, not only of the article."""
        return any((self.type, self.issuer, self.unit, self.code, self.relation))


def as_day(typed: str) -> str:
    """*typed* as an ISO day, month or year; raises BadDay where it is none."""
    match = _ISO.fullmatch(typed) or _DAY.fullmatch(typed)
    if not match:
        raise BadDay(typed)
    parts = [part.zfill(2) for part in match.group("year", "month", "day") if part]
    try:
        date.fromisoformat("-".join([*parts, "01", "01"][:3]))
    except ValueError:  # month 13, 30 February
        raise BadDay(typed) from None
    return "-".join(parts)


def articles(connection: Connection, filters: Filters) -> Select[tuple[Any]]:
    """The ids of the articles that pass."""
    passing = select(article.c.id).where(*of_articles(connection, filters))
    if filters.of_claims:
        owners = select(claim.c.article_id).where(claim.c.id.in_(claims(connection, filters)))
        passing = passing.where(article.c.id.in_(owners))
    return passing


def claims(connection: Connection, filters: Filters) -> Select[tuple[Any]]:
    """The ids of the claims that pass in articles that pass.

    One passes that is open and may mean a directive that does.
    """
    passing = (
        select(claim.c.id)
        .join(article, article.c.id == claim.c.article_id)
        .where(*of_articles(connection, filters))
    )
    if filters.type or filters.issuer or filters.code:
        passing = passing.where(means(directives(connection, filters)))
    if filters.unit or filters.relation:
        passing = passing.where(or_(*_acting(connection, filters)))
    return passing


def directives(connection: Connection, filters: Filters) -> Select[tuple[Any]]:
    """The ids of the directives that pass by themselves, whatever articles say of them."""
    passing = select(directive.c.id).where(*_of_directives(connection, filters))
    return passing.correlate(None)


def of_articles(connection: Connection, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """The conditions on the article table."""
    if filters.place:
        yield _says(connection, article.c.place, filters.place, filters)
    if filters.since:
        yield article.c.published >= filters.since
    if filters.until:  # until 2019 means until its last day
        yield func.substr(article.c.published, 1, len(filters.until)) <= filters.until


def of_figures(connection: Connection, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """The conditions on the statistic table, and on the article table beside it.

    Here the unit is the one that achieved the figure, and the place the figure's own, if told.
    """
    yield from of_articles(connection, filters.model_copy(update={"place": None}))
    if filters.unit:
        yield _says(connection, statistic.c.achieved_by, filters.unit, filters)
    if filters.place:
        here = _says(connection, statistic.c.place, filters.place, filters)
        around = _says(connection, article.c.place, filters.place, filters)
        inside = statistic.c.place.in_(each(_inside(connection, filters.place)))
        yield or_(here, and_(or_(statistic.c.place.is_(None), inside), around))


def _inside(connection: Connection, place: str) -> list[str]:
    """The places of figures that may lie in *place*."""
    told = connection.scalars(select(statistic.c.place).distinct())
    known = areas.area(place)
    return [p for p in told if (a := areas.area(p)) and not areas.contradict(a, known)]


def of_links(connection: Connection, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """The conditions on the link table."""
    if filters.unit:
        yield _says(connection, link.c.unit, filters.unit, filters)
    if filters.relation:
        yield link.c.relation == filters.relation


def _of_directives(connection: Connection, filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.type:
        types = bearers(connection, directive.c.type, filters.type, as_written=True)
        yield bearing(directive.c.type, types)
    if filters.issuer:
        yield _says(connection, directive.c.issuer, filters.issuer, filters)
    if filters.code:
        meant = [known.id for known in understood(connection, filters.code)]
        yield directive.c.id.in_(each([filters.code, *meant]))


def _acting(connection: Connection, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """One link that a claim has, or one relation, where no unit is asked for."""
    linked = select(link.c.claim_id).where(*of_links(connection, filters))
    yield claim.c.id.in_(linked)
    if not filters.unit:
        for side in (relation.c.from_claim, relation.c.to_claim):
            yield claim.c.id.in_(select(side).where(relation.c.relation == filters.relation))


def _says(
    connection: Connection, column: Column[Any], wanted: str, filters: Filters
) -> ColumnElement[bool]:
    """Whether *column* is called *wanted*, then or now."""
    found = bearers(connection, column, wanted, as_written=filters.as_written)
    return bearing(column, found)
