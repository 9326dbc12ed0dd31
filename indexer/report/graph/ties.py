"""What the catalogue tells of directives and units, as ties between nodes that have keys only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, FromClause, Row, Select, or_, select

from indexer.answer import filters
from indexer.answer.filters import Filters
from indexer.answer.meaning import candidates, each
from indexer.answer.same import Firsts
from indexer.report.graph.model import MAY_MEAN
from indexer.store.schema import article, claim, link, relation

_OF_UNITS = "unit:"
_OPEN = "open:"


@dataclass
class Tie:
    """What the node *source* does with the node *target*, with all articles that tell it."""

    source: str
    target: str
    relation: str
    planned: bool
    proof: tuple[str, int] | None  # table and id of the row with the first evidence
    articles: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)  # of near-duplicates the one that stands for all

    @property
    def ends(self) -> tuple[str, str]:
        """The keys of the nodes that it ties."""
        return self.source, self.target


@dataclass(frozen=True)
class Open:
    """A code in articles that do not tell which of several directives they mean."""

    code: str
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Ties:
    """All ties that pass; a key stands for a directive by its id, a unit, or something open."""

    ties: list[Tie]
    opens: Mapping[str, Open]


def is_unit(key: str) -> bool:
    """Whether *key* is that of a unit."""
    return key.startswith(_OF_UNITS)


def is_open(key: str) -> bool:
    """Whether *key* is that of something open."""
    return key.startswith(_OPEN)


def unit_of(key: str) -> str:
    """The name of the unit with this key."""
    return key.removeprefix(_OF_UNITS)


def read(connection: Connection, wanted: Filters, *, units: bool) -> Ties:
    """The ties that pass, those of units only where *units* is true.

    One passes where articles that pass tell it, it is of the relation that is asked for, and one
    of its directives has the type and the issuer that are asked for; where a unit is asked for,
    what that unit does, and what is told of the directives that it acts on.
    """
    gathered = _Gathered(Firsts(connection))
    for row in connection.execute(_relations(connection, wanted)):
        ends = gathered.end(row, "from"), gathered.end(row, "to")
        gathered.add(*ends, row.relation, "relation", row)
    acted: set[str] = set()
    if units or wanted.unit:
        for row in connection.execute(_links(connection, wanted)):
            target = gathered.end(row, "to")
            acted.add(target)
            if units and wanted.relation in (None, row.relation):
                gathered.add(_OF_UNITS + row.unit, target, row.relation, "link", row)
    ties: Iterable[Tie] = gathered.ties.values()
    if wanted.unit:
        ties = [tie for tie in ties if acted.intersection(tie.ends)]
    if wanted.type or wanted.issuer:
        passing = set(connection.scalars(_directives(connection, wanted)))
        ties = [tie for tie in ties if not passing.isdisjoint(_meant(tie, gathered.opens))]
    passed = list(ties)
    return Ties([*passed, *_may_mean(passed, gathered.opens)], gathered.opens)


class _Gathered:
    """Ties as they come in, one account after the other."""

    def __init__(self, firsts: Firsts) -> None:
        self._firsts = firsts
        self.ties: dict[tuple[str, str, str], Tie] = {}
        self.opens: dict[str, Open] = {}

    def end(self, row: Row[Any], side: str) -> str:
        """The key of what a claim means; something open is noted."""
        said = row._mapping
        if known := said[f"{side}_id"]:
            return str(known)
        code, meant = said[f"{side}_code"], candidates(said[f"{side}_candidates"])
        key = f"{_OPEN}{code}:{'|'.join(meant)}"
        self.opens[key] = Open(code, tuple(meant))
        return key

    def add(self, source: str, target: str, done: str, table: str, row: Row[Any]) -> None:
        """One account of a tie; the first is its proof, and what is done comes before plans."""
        fresh = Tie(source, target, done, bool(row.planned), (table, row.id))
        tie = self.ties.setdefault((source, target, done), fresh)
        tie.articles.add(row.article_id)
        tie.told.add(self._firsts.of(row.article_id))


def evidence(connection: Connection, ties: Iterable[Tie]) -> dict[tuple[str, int], str]:
    """The sentences that prove *ties*."""
    proofs = [tie.proof for tie in ties if tie.proof]
    told: dict[tuple[str, int], str] = {}
    for name, table in (("relation", relation), ("link", link)):
        ids = [number for kept, number in proofs if kept == name]
        query = select(table.c.id, table.c.evidence).where(table.c.id.in_(each(ids)))
        told |= {(name, row.id): row.evidence for row in connection.execute(query)}
    return told


def _relations(connection: Connection, wanted: Filters) -> Select[Any]:
    source, target = claim.alias(), claim.alias()
    query = (
        select(*_said(source, "from"), *_said(target, "to"))
        .add_columns(relation.c.relation, relation.c.id, source.c.article_id)
        .add_columns(relation.c.relation.is_(None).label("planned"))  # never: they are facts
        .join(source, source.c.id == relation.c.from_claim)
        .join(target, target.c.id == relation.c.to_claim)
        .join(article, article.c.id == source.c.article_id)
        .where(_told(source), _told(target), *filters.of_articles(connection, wanted))
        .order_by(article.c.published, article.c.id, relation.c.start, relation.c.id)
    )
    return query.where(relation.c.relation == wanted.relation) if wanted.relation else query


def _links(connection: Connection, wanted: Filters) -> Select[Any]:
    return (
        select(*_said(claim, "to"), claim.c.article_id)
        .add_columns(link.c.unit, link.c.relation, link.c.planned, link.c.id)
        .join(claim, claim.c.id == link.c.claim_id)
        .join(article, article.c.id == claim.c.article_id)
        .where(_told(claim), *filters.of_articles(connection, wanted))
        .where(*filters.of_links(connection, wanted.model_copy(update={"relation": None})))
        # as in reports: what is done proves more, and the first account is nearest to it
        .order_by(link.c.planned, article.c.published, article.c.id, link.c.start, link.c.id)
    )


def _said(side: FromClause, name: str) -> Iterator[Any]:
    yield side.c.directive_id.label(f"{name}_id")
    yield side.c.code.label(f"{name}_code")
    yield side.c.candidates.label(f"{name}_candidates")


def _told(side: FromClause) -> Any:
    return or_(side.c.directive_id.is_not(None), side.c.candidates.is_not(None))


def _directives(connection: Connection, wanted: Filters) -> Select[Any]:
    own = wanted.model_copy(update={"code": None})
    return filters.directives(connection, own)


def _meant(tie: Tie, opens: Mapping[str, Open]) -> Iterator[str]:
    """The directives that stand, or may stand, at the ends of *tie*."""
    for key in tie.ends:
        yield from opens[key].candidates if key in opens else [key]


def _may_mean(ties: Iterable[Tie], opens: Mapping[str, Open]) -> list[Tie]:
    """A tie from each thing that is open to each directive that it may mean."""
    found: dict[tuple[str, str], Tie] = {}
    for tie in ties:
        for key in {*tie.ends} & opens.keys():
            for meant in opens[key].candidates:
                doubtful = Tie(key, meant, MAY_MEAN, planned=False, proof=None)
                found.setdefault((key, meant), doubtful).articles.update(tie.articles)
                found[key, meant].told.update(tie.told)
    return list(found.values())
