"""Question → the directives and articles that answer it, with facets."""

from __future__ import annotations

import sys
import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import regex
from sqlalchemy import Column, Connection, desc, func, select

from indexer.answer import filters
from indexer.answer.codes import Known, apart, as_row, is_part, understood
from indexer.answer.facets import Facet, columns, facets
from indexer.answer.filters import Filters
from indexer.answer.hints import instead, more
from indexer.answer.hits import hits
from indexer.answer.kept import Recall, anew
from indexer.answer.meaning import candidates, each, means
from indexer.answer.names import bearers, is_written
from indexer.answer.order import Order, ordered
from indexer.answer.query import Codes, Parsed, parse, words
from indexer.answer.same import Firsts
from indexer.answer.snippet import Sought
from indexer.answer.typed import by_title, mixed
from indexer.answer.unknown import in_words, misnamed, unknown
from indexer.answer.value import Value
from indexer.store.engine import All, And, DateRange, Field, Hit, Phrase, Query
from indexer.store.index import Index
from indexer.store.schema import article, claim, link, mention

_DIRECTIVES = 50  # that one number lists: "1" is the number of hundreds
_ALL = sys.maxsize
_FEW = 10  # articles; where so few are found, what is abbreviated may be spelt out elsewhere
_MANY = 200  # articles; facets of fewer take less time to read than to remember
_TYPED = regex.compile(r"[^\W_]")
_NOTHING_TYPED = (
    "Chưa gõ gì: dưới đây là các bài viết mới nhất. Hãy gõ số ký hiệu (380-TB/TU), các từ cần tìm "
    'hoặc "cụm từ" trong ngoặc kép.'
)
_NAMES: Mapping[Field, Column[Any]] = {
    "issuer": claim.c.issuer,
    "unit": link.c.unit,
    "place": article.c.place,
}


class Found(NamedTuple):
    """The directives that a question names, what the full text is asked, the articles in order."""

    named: list[Known]
    parsed: Parsed
    ranked: list[Hit]
    beside: bool = False  # words stand beside what names the directives

    @property
    def sought(self) -> list[Sought]:
        """The words that are looked for."""
        return list(words(self.parsed.query))


class Spread(NamedTuple):
    """The articles of all pages, near-duplicates once unless every one is asked for; facets."""

    shown: list[Hit]
    facets: dict[str, Facet]


@dataclass(frozen=True, kw_only=True)
class Question(Value):
    """What is asked, and which page of the answer."""

    query: str = ""
    filters: Filters = Filters()  # noqa: RUF009 - it is frozen
    sort: Order = "relevance"
    limit: int = 10
    offset: int = 0
    every: bool = False  # of near-duplicates each one, not only the best hit of a group


def search(index: Index, question: Question, recall: Recall = anew) -> dict[str, Any]:
    """The answer, with the keys of the interface.

    A typed code is answered from the catalogue: with the articles that mention the directives
    it names, those of the best one first; articles of which it is open whether they mean it
    follow those that do. Words beside a code are looked for in its articles. All else is looked
    for in the full text. A figure alone may be both, and so may letters.
    Of near-duplicates the best is a hit, and the others of its group are its `same`.
    Nothing that can be typed raises. With *recall* the pages of an answer share what they can.
    """
    began = time.perf_counter()
    with index.connect() as connection:
        answer = _answer(index, connection, question, recall)
    return answer | {"took_ms": round((time.perf_counter() - began) * 1000, 1)}


def _answer(
    index: Index, connection: Connection, question: Question, recall: Recall
) -> dict[str, Any]:
    asked = question.model_copy(update={"limit": 0, "offset": 0})
    found = recall(("found", asked), lambda: find(index, connection, question))
    spread = recall(("spread", asked), lambda: _spread(connection, question, found.ranked, recall))
    sought, named, beside = found.sought, found.named, found.beside
    answer = _told(connection, question, spread, sought, named, beside=beside)
    if answer["total"]:
        strange = misnamed(question.query)
    else:
        strange = unknown(connection, question.query, question.filters)
    hint, meant = found.parsed.hint or in_words(strange), None
    count = partial(_number, index, connection, question)
    if not (hint or found.ranked):
        hint = _unfiltered(index, connection, question)
        if not (hint or found.named):  # a code that is known needs no other that looks like it
            hint, meant = instead(connection, question.query, count)
    elif not hint and not found.named and answer["total"] < _FEW:
        hint, meant = more(question.query, answer["total"], count)
    return answer | {"suggestion": hint, "did_you_mean": meant, "unknown": strange}


def tell(
    connection: Connection,
    question: Question,
    ranked: Sequence[Hit],
    *,
    sought: Sequence[Sought] = (),
    named: Sequence[Known] = (),
) -> dict[str, Any]:
    """One page of *ranked* as an answer; the words *sought* are marked, or what is *named*.

    A page beyond the end has no hits; total and facets are those of all pages.
    """
    return _told(connection, question, _spread(connection, question, ranked, anew), sought, named)


def _spread(
    connection: Connection, question: Question, ranked: Sequence[Hit], recall: Recall
) -> Spread:
    """What all pages of an answer share. Of many articles the facets are counted from memory."""
    ids = [hit.id for hit in ranked]
    known, firsts = None, None
    if len(ids) > _MANY and recall is not anew:
        known = recall("columns", lambda: columns(connection))
    if not question.every:
        firsts = recall("firsts", lambda: Firsts(connection))
    counted = facets(connection, ids, firsts=firsts, known=known)
    return Spread(firsts.best(ranked) if firsts else list(ranked), counted)


def _told(
    connection: Connection,
    question: Question,
    spread: Spread,
    sought: Sequence[Sought],
    named: Sequence[Known],
    *,
    beside: bool = False,
) -> dict[str, Any]:
    shown = spread.shown
    page = shown[question.offset : question.offset + question.limit]
    listed = _passing(connection, named, question.filters)[:_DIRECTIVES]
    return {
        "query": question.query,
        "total": len(shown),
        "offset": question.offset,
        "suggestion": None,
        "did_you_mean": None,
        "unknown": [],
        "directives": [as_row(known) for known in listed],
        "apart": apart(listed),
        "hits": hits(connection, page, sought, named, beside=beside),
        "facets": spread.facets,
    }


def find(index: Index, connection: Connection, question: Question) -> Found:
    """What answers *question*, whatever the page.

    Where there are words beside a code, they are looked for in the articles of its directives; if
    those do not have them, in all. Where nothing is typed, the newest come first.
    """
    if not _TYPED.search(question.query):
        hint = _NOTHING_TYPED if question.filters == Filters() else None
        parsed = Parsed(All(), hint)
        asked = question.model_copy(update={"query": ""})
        return Found([], parsed, _ranked(index, connection, asked, (), parsed.query))
    named = understood(connection, question.query)
    around = None if named else mixed(connection, question.query)
    if around:
        parsed = _parsed(connection, around.words)
        inside = question.model_copy(update={"query": around.words})
        having = {hit.id for hit in _mentioning(connection, around.directives)}
        ranked = _ranked(index, connection, inside, (), parsed.query)
        if ranked := [hit for hit in ranked if hit.id in having]:
            others = _in_words(connection, words(parsed.query))
            both = list(dict.fromkeys([*by_title(around), *others]))
            return Found(both, parsed, ranked, beside=True)
    parsed = _parsed(connection, question.query)
    ranked = _ranked(index, connection, question, named, parsed.query)
    if named:
        return Found(named, parsed, ranked)
    return Found(_in_words(connection, words(parsed.query)), parsed, ranked, beside=True)


def _parsed(connection: Connection, typed: str) -> Parsed:
    return parse(typed, _codes_of(connection), partial(_otherwise, connection))


def once(connection: Connection, ranked: Iterable[Hit]) -> list[Hit]:
    """The best hit of each group of near-duplicates."""
    return Firsts(connection).best(ranked)


def _ranked(
    index: Index,
    connection: Connection,
    question: Question,
    named: Sequence[Known],
    query: Query,
) -> list[Hit]:
    """Every article that answers and passes the filters, in order."""
    ranked = _mentioning(connection, named) if named else []
    if not named or is_part(question.query):
        first = {hit.id for hit in ranked}
        found = index.search(query, limit=_ALL).hits
        ranked += [hit for hit in found if hit.id not in first]
    ranked = passing(connection, ranked, question.filters)
    if question.sort == "relevance":
        written = list(_as_written(index, connection, question, query))
        if written:
            ranked.sort(key=lambda hit: any(hit.id not in ids for ids in written))
    return ordered(connection, ranked, question.sort)


def passing(connection: Connection, ranked: Sequence[Hit], wanted: Filters) -> list[Hit]:
    """Those of *ranked* that pass the filters."""
    if wanted == Filters():
        return list(ranked)
    ids = set(connection.scalars(filters.articles(connection, wanted)))
    return [hit for hit in ranked if hit.id in ids]


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
    in_short = [value for value in found.written if not is_written(name, value)]
    others: list[Query] = [Phrase(value, field) for value in (*in_short, *found.renamed)]
    for day, values in found.since.items():
        others += [And((Phrase(value, field), DateRange(day))) for value in values]
    return others


def _mentioning(connection: Connection, named: Sequence[Known]) -> list[Hit]:
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
    best: dict[str, Hit] = {}
    for found, _, _, mentions in sorted(rows, key=lambda r: (*_place(rank, *r[1:3]), -r[3])):
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
    """The directives whose codes stand among the words of a question, in quotes or not."""
    codes = (part for part in sought if part.field == "code" or isinstance(part, Phrase))
    named = (understood(connection, part.text) for part in codes if part.field in (None, "code"))
    return list(dict.fromkeys(known for group in named for known in group))


def _unfiltered(index: Index, connection: Connection, question: Question) -> str | None:
    """How many articles there are without the filters, where they shut out all of them."""
    if question.filters == Filters():
        return None
    free = question.model_copy(update={"filters": Filters()})
    number = _number(index, connection, free, question.query)
    return f"Bỏ điều kiện lọc thì có {number} bài viết." if number else None


def _number(index: Index, connection: Connection, question: Question, typed: str) -> int:
    """How many articles answer *typed*, asked as *question* is."""
    ranked = find(index, connection, question.model_copy(update={"query": typed})).ranked
    return len(ranked if question.every else once(connection, ranked))
