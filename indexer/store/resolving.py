"""Claims → directives, for the codes whose claims have changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from indexer.resolve.evidence import Claim
from indexer.resolve.identity import Directive, Partition, resolve
from indexer.resolve.numbering import variants
from indexer.store.codes import count_articles, folded, letters, number, year
from indexer.store.schema import article, claim, directive, unresolved

CHUNK = 200  # codes at a time


def resolve_changed(database: sa.Engine) -> None:
    """Find anew which directives the claims of every changed code mean."""
    while True:
        with database.begin() as connection:
            query = sa.select(unresolved.c.code).order_by(unresolved.c.code).limit(CHUNK)
            codes = list(connection.scalars(query))
            if not codes:
                return
            families = _families(connection, codes)
            claims = _claims(connection, [code for family in families for code in family])
            taken: list[str] = []
            for family in families:
                known = [known for code in family for known in claims[code]]
                partition = resolve((c for c, _ in known), taken)
                _apply(connection, family, known, partition)
                taken += (found.id for found in partition.directives)
            codes = [code for family in families for code in family]
            count_articles(connection, codes)
            connection.execute(sa.delete(unresolved).where(unresolved.c.code.in_(codes)))


def _families(connection: sa.Connection, codes: Iterable[str]) -> list[tuple[str, ...]]:
    """*codes*, each with its variants, and those that differ in separators or diacritics only.

    Directives of the latter may want the same ids, so who gets which is settled for all of them at
    once, in the order of codes: it does not matter which came first.
    """
    families: set[tuple[str, ...]] = set()
    new = {variants(code) for code in codes}
    while new - families:
        families |= new
        alike = {folded(code) for family in new for code in family}
        query = sa.select(directive.c.code).distinct().where(directive.c.folded.in_(alike))
        new = {variants(code) for code in connection.scalars(query)}
    return sorted(families)


Before = tuple[str | None, str | None, str | None]  # directive, candidates, reason
Known = tuple[Claim, Before]


def _claims(connection: sa.Connection, codes: Sequence[str]) -> dict[str, list[Known]]:
    query = (
        sa.select(claim, article.c.published, article.c.place)
        .join(article, article.c.id == claim.c.article_id)
        .where(claim.c.code.in_(codes))
    )
    found: dict[str, list[Known]] = {code: [] for code in codes}
    for row in connection.execute(query):
        values = {name: getattr(row, name) for name in Claim.__dataclass_fields__ if name != "key"}
        before = (row.directive_id, row.candidates, row.reason)
        found[row.code].append((Claim(key=row.id, **values), before))
    return found


def _apply(
    connection: sa.Connection,
    family: Sequence[str],
    claims: Iterable[Known],
    partition: Partition,
) -> None:
    """Write down *partition*; rows that stay as they are are not touched."""
    _put_directives(connection, partition.directives)
    after: dict[int, Before] = {}
    for found in partition.directives:
        after |= {key: (found.id, None, reason) for key, reason in found.claims.items()}
    for left in partition.open:
        after[left.key] = (None, json.dumps(left.candidates), left.reason)
    by_change: dict[Before, list[int]] = defaultdict(list)
    for known, before in claims:
        if after[known.key] != before:
            by_change[after[known.key]].append(known.key)
    for (directive_id, candidates, reason), keys in by_change.items():
        values = {"directive_id": directive_id, "candidates": candidates, "reason": reason}
        connection.execute(
            sa.update(claim).where(claim.c.id == sa.bindparam("key")).values(values),
            [{"key": key} for key in keys],
        )
    kept = [found.id for found in partition.directives]
    gone = directive.c.code.in_(family) & directive.c.id.not_in(kept)
    connection.execute(sa.delete(directive).where(gone))


def _put_directives(connection: sa.Connection, found: Sequence[Directive]) -> None:
    ids = [each.id for each in found]  # one of them may be that of a code alike, which gets another
    known = set(connection.scalars(sa.select(directive.c.id).where(directive.c.id.in_(ids))))
    for each in found:
        values = {
            "code": each.code,
            "number": number(each.code),
            "folded": folded(each.code),
            "letters": letters(each.code),
            "year": year(each.code, each.date),
            "type": each.type,
            "body": each.body,
            "issuer": each.issuer,
            "date": each.date,
            "title": each.title,
            "term": each.term,
        }
        if each.id in known:
            connection.execute(sa.update(directive).where(directive.c.id == each.id).values(values))
        else:
            connection.execute(sa.insert(directive).values(id=each.id, **values))
