"""Question → the directives and articles that answer it, with facets."""

from __future__ import annotations

import sys
import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, desc, func, select

from indexer.answer import filters
from indexer.answer.codes import Known, apart, as_row, is_part, understood
from indexer.answer.facets import facets
from indexer.answer.filters import Filters
from indexer.answer.likely import nearest
from indexer.answer.meaning import candidates, each, means
from indexer.answer.names import bearers, beside
from indexer.answer.query import Codes, Parsed, parse, plain, words
from indexer.answer.same import Firsts, others
from indexer.answer.snippet import Sought, Span, snippet, spans_of
from indexer.answer.spelling import mended
from indexer.answer.typed import by_title, mixed
from indexer.models import Model
from indexer.store.engine import And, DateRange, Field, Hit, Or, Phrase, Query, Sort
from indexer.store.index import Index
from indexer.store.schema import article, claim, link, mention
from indexer.text.successors import now_in

_DIRECTIVES = 50  # that one number lists: "1" is the number of hundreds
_ALL = sys.maxsize
_NAMES: Mapping[Field, Column[Any]] = {
    "issuer": claim.c.issuer,
    "unit": link.c.unit,
    "place": article.c.place,
}


class Question(Model):
    """What is asked, and which page of the answer."""

    query: str = ""
    filters: Filters = Filters()
    sort: Sort = "relevance"
    limit: int = 10
    offset: int = 0
    every: bool = False  # of near-duplicates each one, not only the best hit of a group


def search(index: Index, question: Question) -> dict[str, Any]:
    """The answer, with the keys of the interface.

    A typed code is answered from the catalogue: with the articles that mention the directives
    it names, those of the best one first; articles of which it is open whether they mean it
    follow those that do. Words beside a code are looked for in its articles. All else is looked
    for in the full text. A figure alone may be both, and so may letters. Of near-duplicates the
    best is a hit, and the others of its group are its `same`.
    Nothing that can be typed raises.
    """
    began = time.perf_counter()
    with index.connect() as connection:
        answer = _answer(index, connection, question)
    return answer | {"took_ms": round((time.perf_counter() - began) * 1000, 1)}


def _answer(index: Index, connection: Connection, question: Question) -> dict[str, Any]:
    named, parsed, ranked = _found(index, connection, question)
    sought = list(words(parsed.query))
    named = named or _in_words(connection, sought)
    shown = ranked if question.every else _once(connection, ranked)
    page = shown[question.offset : question.offset + question.limit]
    hint, meant = parsed.hint, None
    if not (hint or ranked or named):  # a code that is known needs no other that looks like it
        hint, meant = _suggestion(index, connection, question)
    fitting = _passing(connection, named, question.filters)
    listed = fitting[:_DIRECTIVES]
    return {
        "query": question.query,
        "total": len(shown),
        "suggestion": hint,
        "did_you_mean": meant,
        "directives": [as_row(known) for known in listed],
        "apart": apart(listed),
        "hits": _hits(connection, page, sought, named),
        "facets": facets(connection, [hit.id for hit in ranked], every=question.every),
    }


def _found(
    index: Index, connection: Connection, question: Question
) -> tuple[list[Known], Parsed, list[Hit]]:
    """The directives that are named, the question to the full text, and the articles in order.

    Where there are words beside a code, they are looked for in the articles of its directives; if
    those do not have them, in all.
    """
    named = understood(connection, question.query)
    around = None if named else mixed(connection, question.query)
    if around:
        parsed = _parsed(connection, around.words)
        inside = question.model_copy(update={"query": around.words})
        having = {hit.id for hit in _mentioning(connection, around.directives, "date")}
        hits = _ranked(index, connection, inside, (), parsed.query)
        if hits := [hit for hit in hits if hit.id in having]:
            return by_title(around), parsed, hits
    parsed = _parsed(connection, question.query)
    return named, parsed, _ranked(index, connection, question, named, parsed.query)


def _parsed(connection: Connection, typed: str) -> Parsed:
    return parse(typed, _codes_of(connection), partial(_otherwise, connection))


def _once(connection: Connection, ranked: Iterable[Hit]) -> list[Hit]:
    """The best hit of each group of near-duplicates."""
    firsts = Firsts(connection)
    best: dict[str, Hit] = {}
    for hit in ranked:
        best.setdefault(firsts.of(hit.id), hit)
    return list(best.values())


def _ranked(
    index: Index,
    connection: Connection,
    question: Question,
    named: Sequence[Known],
    query: Query,
) -> list[Hit]:
    """Every article that answers and passes the filters, in order."""
    hits = _mentioning(connection, named, question.sort) if named else []
    if not named or is_part(question.query):
        first = {hit.id for hit in hits}
        found = index.search(query, limit=_ALL, sort=question.sort).hits
        hits += [hit for hit in found if hit.id not in first]
    if question.filters != Filters():
        passing = set(connection.scalars(filters.articles(connection, question.filters)))
        hits = [hit for hit in hits if hit.id in passing]
    if question.sort == "relevance":
        written = list(_as_written(index, connection, question, query))
        hits.sort(key=lambda hit: any(hit.id not in ids for ids in written))
    return hits


def _as_written(
    index: Index, connection: Connection, question: Question, query: Query
) -> Iterator[Container[str]]:
    """The articles that have the names asked for as they were typed: they come first.

    Nothing where no name is asked for, or none has another.
    """
    plainly = parse(question.query, _codes_of(connection)).query
    if plainly != query:
        yield set(index.ids(plainly))
    if question.filters.issuer or question.filters.unit or question.filters.place:
        asked = question.filters.model_copy(update={"as_written": True})
        yield set(connection.scalars(filters.articles(connection, asked)))


def _codes_of(connection: Connection) -> Codes:
    """What tells which codes are meant by one that was typed."""
    return lambda typed: [known.code for known in understood(connection, typed)]


def _otherwise(connection: Connection, field: Field, name: str) -> list[Query]:
    """What is, was or will be called *name* in *field*, under the names that are written there."""
    if field not in _NAMES:
        return []
    found = bearers(connection, _NAMES[field], name)
    others: list[Query] = [Phrase(value, field) for value in found.renamed]
    for day, values in found.since.items():
        others += [And((Phrase(value, field), DateRange(day))) for value in values]
    return others


def _mentioning(connection: Connection, named: Sequence[Known], sort: Sort) -> list[Hit]:
    """The articles that mention one of *named*: of the best directive first, most mentions first.

    One that may mean several comes after those that surely mean one of them. The score is the
    number of mentions.
    """
    rank = {known.id: place for place, known in enumerate(named)}
    key = (claim.c.article_id, claim.c.directive_id, claim.c.candidates)
    rows = connection.execute(
        select(*key, func.count(mention.c.id))
        .outerjoin(mention, mention.c.claim_id == claim.c.id)
        .join(article, article.c.id == claim.c.article_id)
        .where(means(each(list(rank))))
        .group_by(*key)
        .order_by(desc(article.c.published), claim.c.article_id)
    ).all()
    if sort == "relevance":
        rows = sorted(rows, key=lambda row: (*_place(rank, *row[1:3]), -row[3]))
    best: dict[str, Hit] = {}
    for found, _, _, mentions in rows:
        best.setdefault(found, Hit(found, float(mentions)))
    return list(best.values())


def _place(rank: Mapping[str, int], directive_id: str | None, kept: str | None) -> tuple[int, bool]:
    """The rank of a claim's directive; one that is open follows all that it may mean."""
    if directive_id is not None:
        return rank[directive_id], False
    return max(rank[known] for known in candidates(kept) if known in rank), True


def _passing(connection: Connection, named: Sequence[Known], wanted: Filters) -> list[Known]:
    """Those of *named* that pass the filters in any article."""
    if wanted == Filters():
        return list(named)
    fitting = filters.directives(connection, wanted)
    rows = connection.execute(
        select(claim.c.directive_id, claim.c.candidates)
        .where(means(each([known.id for known in named])))
        .where(claim.c.id.in_(filters.claims(connection, wanted)))
        .distinct()
    )
    met = {known for own, kept in rows for known in (own, *candidates(kept))}
    met.intersection_update(connection.scalars(fitting))
    return [known for known in named if known.id in met]


def _in_words(connection: Connection, sought: Iterable[Sought]) -> list[Known]:
    """The directives whose codes stand among the words of a question."""
    named = (understood(connection, part.text) for part in sought if part.field == "code")
    return list(dict.fromkeys(known for group in named for known in group))


def _suggestion(
    index: Index, connection: Connection, question: Question
) -> tuple[str | None, str | None]:
    """What to ask instead of a question that nothing answers: a line that tells it, and itself."""
    typed = question.query
    if near := nearest(connection, typed):
        return f"Số ký hiệu gần giống: {', '.join(near)}.", near[0]
    for other in mended(connection, typed):
        _, _, hits = _found(index, connection, question.model_copy(update={"query": other}))
        if hits:
            return f"Có phải ý bạn là: {other}?", other
    every = plain(typed)
    if len(every) > 1 and index.search(Or(every), limit=1).total:
        any_of = " OR ".join(w.text for w in every)
        return f"Không bài viết nào có đủ các từ. Có từ nào cũng được: {any_of}", any_of
    return None, None


def _hits(
    connection: Connection,
    page: Sequence[Hit],
    sought: Sequence[Sought],
    named: Sequence[Known],
) -> list[dict[str, Any]]:
    ids = [hit.id for hit in page]
    shown = ("id", "title", "published", "place", "path", "url", "text")
    columns = [article.c[key] for key in shown]
    rows = connection.execute(select(*columns).where(article.c.id.in_(each(ids))))
    by_id = {row.id: row._asdict() for row in rows}
    codes, places = _codes(connection, ids), _mentions(connection, ids, named)
    undecided, same = _open(connection, ids), others(connection, ids)
    found = []
    for hit in page:
        if hit.id in by_id:  # else the full text is behind the catalogue: check tells
            row = by_id[hit.id]
            spans = places.get(hit.id) or _marked(row["text"], sought)
            excerpt = snippet(row.pop("text"), spans)
            found.append(
                row
                | beside(row["place"])
                | {"now_in": now_in(row["place"]), "score": round(hit.score, 4), "snippet": excerpt}
                | {"codes": codes.get(hit.id, []), "open": undecided.get(hit.id, [])}
                | {"same": same.get(hit.id, [])}
            )
    return found


def _marked(text: str, sought: Iterable[Sought]) -> list[Span]:
    """Where the words of a question stand in *text*; words of fields like place need not."""
    return spans_of(text, (part for part in sought if part.field in (None, "title", "code")))


def _codes(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[str]]:
    codes: dict[str, list[str]] = {}
    pair = (claim.c.article_id, claim.c.code)
    for owner, code in connection.execute(
        select(*pair).where(claim.c.article_id.in_(each(ids))).distinct().order_by(*pair)
    ):
        codes.setdefault(owner, []).append(code)
    return codes


def _open(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[dict[str, Any]]]:
    """The codes of which it is open what the articles *ids* mean, with what it may be."""
    key = (claim.c.article_id, claim.c.code, claim.c.candidates, claim.c.reason)
    undecided: dict[str, list[dict[str, Any]]] = {}
    for owner, code, kept, reason in connection.execute(
        select(*key)
        .where(claim.c.article_id.in_(each(ids)), claim.c.candidates.is_not(None))
        .distinct()
        .order_by(*key)
    ):
        choice = {"code": code, "candidates": candidates(kept), "reason": reason}
        undecided.setdefault(owner, []).append(choice)
    return undecided


def _mentions(
    connection: Connection, ids: Sequence[str], named: Sequence[Known]
) -> Mapping[str, list[Span]]:
    """Where the articles *ids* mention one of *named*, in any form: "Thông báo số 380"."""
    rows = connection.execute(
        select(claim.c.article_id, mention.c.start, mention.c.end)
        .join(claim, claim.c.id == mention.c.claim_id)
        .where(claim.c.article_id.in_(each(ids)))
        .where(means(each([known.id for known in named])))
    )
    spans: dict[str, list[Span]] = {}
    for owner, start, end in rows:
        spans.setdefault(owner, []).append((start, end))
    return spans
