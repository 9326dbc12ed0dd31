"""The reports: what the catalogue holds on units, directives, figures and doubts, as rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from indexer.annotate.record import whole
from indexer.answer import filters
from indexer.answer.filters import Filters
from indexer.answer.meaning import candidates
from indexer.answer.show import named
from indexer.store.index import Index
from indexer.store.schema import article, claim, directive, doubt, link, statistic

Rows = list[dict[str, Any]]

ACTING = ("implements", "reviews", "supervises", "advises")  # to issue is not to carry out


def report(index: Index, name: str, wanted: Filters) -> Rows:
    """The rows of the report *name*, one of REPORTS.

    Where it is open which directive an article means, its row has no directive_id but the ids of
    the `candidates`; of a directive, such articles are `open`.

    Raises UnknownCode where *wanted* names a code that the index does not hold.
    """
    with index.connect() as connection:
        if wanted.code:
            named(connection, wanted.code)
        return REPORTS[name](connection, wanted)


def implementers(connection: Connection, wanted: Filters) -> Rows:
    """Who acts on which directive: one row for each unit and relation, with its proof.

    The directive that most units act on comes first; under it what is done before what is
    planned, and what most articles tell first.
    """
    rows = _acts(connection, wanted)
    units = Counter(known for known, _ in {(_about(r), r["unit"]) for r in rows})
    return sorted(rows, key=lambda r: (-units[_about(r)], r["code"], *_weight(r)))


def units(connection: Connection, wanted: Filters) -> Rows:
    """The same rows from the unit's side: the unit that acts on most directives first."""
    rows = _acts(connection, wanted)
    directives = Counter(unit for unit, _ in {(r["unit"], _about(r)) for r in rows})
    ordered = sorted(
        rows, key=lambda r: (-directives[r["unit"]], r["unit"], r["code"], *_weight(r))
    )
    return [{"unit": row["unit"]} | row for row in ordered]


def directives(connection: Connection, wanted: Filters) -> Rows:
    """The directives, each with its articles and the units that act on it."""
    passing = filters.claims(connection, wanted)
    found = connection.execute(
        select(*(claim.c[key] for key in ("directive_id", "candidates", "article_id")))
        .add_columns(link.c.unit, link.c.relation)
        .outerjoin(link, link.c.claim_id == claim.c.id)
        .where(claim.c.id.in_(passing))
    )
    said: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in found:
        for meant in [row.directive_id] if row.directive_id else candidates(row.candidates):
            said[meant].append(row)
    fitting = select(directive).where(directive.c.id.in_(filters.directives(connection, wanted)))
    known = [row for row in connection.execute(fitting) if row.id in said]
    rows = [_directive(row, said[row.id]) for row in known]
    return sorted(rows, key=lambda r: (-len(r["articles"]), r["code"], r["directive_id"]))


def statistics(connection: Connection, wanted: Filters) -> Rows:
    """The figures, in order of their articles, with the directive that each belongs to."""
    query = (
        select(
            statistic.c.article_id.label("article"),
            claim.c.directive_id,
            claim.c.code,
            *(statistic.c[key] for key in ("text", "value", "of", "unit", "what")),
            article.c.published,
            article.c.place,
            statistic.c.sentence,
            claim.c.candidates,
        )
        .join(article, article.c.id == statistic.c.article_id)
        .outerjoin(claim, claim.c.id == statistic.c.claim_id)
        .where(*filters.of_articles(connection, wanted))
        .order_by(article.c.published, article.c.id, statistic.c.start)
    )
    if wanted.of_claims:
        query = query.where(claim.c.id.in_(filters.claims(connection, wanted)))
    return [whole(_row(row._asdict())) for row in connection.execute(query)]


def doubts(connection: Connection, wanted: Filters) -> Rows:
    """What a careful reader would question, with the articles that give reason to."""
    key = (claim.c.directive_id, claim.c.code, doubt.c.kind, doubt.c.why, claim.c.candidates)
    query = (
        select(*key, claim.c.article_id)
        .join(claim, claim.c.id == doubt.c.claim_id)
        .where(claim.c.id.in_(filters.claims(connection, wanted)))
        .order_by(claim.c.code, *key, claim.c.article_id)
    )
    names = ("directive_id", "code", "kind", "why", "candidates")
    rows = [_row(row._asdict()) for row in connection.execute(query)]
    return [
        dict(zip(names, values, strict=True))
        | {"articles": _unique(row["article_id"] for row in group)}
        for values, group in groupby(rows, key=itemgetter(*names))
    ]


REPORTS: Mapping[str, Callable[[Connection, Filters], Rows]] = {
    "implementers": implementers,
    "units": units,
    "directives": directives,
    "statistics": statistics,
    "doubts": doubts,
}


def _acts(connection: Connection, wanted: Filters) -> Rows:
    found = connection.execute(_links(connection, wanted))
    return [_act(list(group)) for _, group in groupby(found, key=lambda r: tuple(r)[:5])]


def _links(connection: Connection, wanted: Filters) -> Select[Any]:
    key = (directive.c.id, claim.c.code, claim.c.candidates, link.c.unit, link.c.relation)
    return (
        select(
            *key,
            directive.c.issuer,
            directive.c.date,
            link.c.planned,
            link.c.evidence,
            article.c.id.label("article"),
            article.c.published,
        )
        .join(claim, claim.c.id == link.c.claim_id)
        .outerjoin(directive, directive.c.id == claim.c.directive_id)
        .join(article, article.c.id == claim.c.article_id)
        .where(or_(directive.c.id.is_not(None), claim.c.candidates.is_not(None)))
        .where(link.c.relation.in_(ACTING), *filters.of_links(connection, wanted))
        .where(claim.c.id.in_(filters.claims(connection, wanted)))
        # what is done proves more than what is planned, and the first account is nearest to it
        .order_by(*key, link.c.planned, article.c.published, article.c.id, link.c.start)
    )


def _act(group: Sequence[Row[Any]]) -> dict[str, Any]:
    proof = group[0]
    days = sorted(row.published for row in group if row.published)
    return {
        "directive_id": proof.id,
        "code": proof.code,
        "directive_issuer": proof.issuer,
        "directive_date": proof.date,
        "unit": proof.unit,
        "relation": proof.relation,
        "planned": proof.planned,
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "articles": _unique(row.article for row in group),
        "evidence": proof.evidence,
        "candidates": candidates(proof.candidates),
    }


def _about(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells one directive from another; where that is open, one choice from another."""
    return (row["directive_id"] or "", row["code"], *row["candidates"])


def _weight(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        _about(row),
        row["planned"],
        -len(row["articles"]),
        ACTING.index(row["relation"]),
        row["unit"],
    )


def _directive(known: Row[Any], group: Sequence[Row[Any]]) -> dict[str, Any]:
    return {
        "directive_id": known.id,
        **{key: getattr(known, key) for key in ("code", "type", "issuer", "date", "title")},
        "articles": _unique(row.article_id for row in group if row.candidates is None),
        "units": _unique(r.unit for r in group if r.relation in ACTING and r.candidates is None),
        "open": _unique(row.article_id for row in group if row.candidates is not None),
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"candidates": candidates(row["candidates"])}


def _unique(values: Iterable[str]) -> list[str]:
    return sorted(set(values))
