"""A plan → a query of tantivy."""

from __future__ import annotations

from collections.abc import Iterable

from tantivy import FieldType, Occur, Query, Schema, Searcher

from indexer.store import lookup
from indexer.store.lookup import (
    AllOf,
    AnyOf,
    Beginning,
    Better,
    But,
    Every,
    Flat,
    Near,
    Plan,
    Published,
    Terms,
)

COUNTED = {"text", "title", "type", "issuer", "unit", "place"}  # how often terms stand is kept


def compiled(plan: Plan, schema: Schema, searcher: Searcher) -> Query:
    """The query that finds what *plan* does; *searcher* knows the terms that there are."""

    def of(part: Plan) -> Query:
        return compiled(part, schema, searcher)

    match plan:
        case Every():
            return Query.const_score_query(Query.all_query(), 0.0)
        case Terms():
            return _terms(plan, schema)
        case Beginning(field, prefix):  # letters and figures only, which are no signs of a pattern
            shaped = Query.regex_query(schema, field, f"{prefix}.*")
            return Query.const_score_query(shaped, lookup.SHAPE_SCORE)
        case Near():
            return _near(plan, schema, searcher)
        case Published(first, last):
            days = Query.range_query(schema, "date", FieldType.Integer, first, last)
            return Query.const_score_query(days, 0.0)
        case AllOf(parts):
            return _boolean((Occur.Must, of(part)) for part in parts)
        case AnyOf(parts):
            return _boolean((Occur.Should, of(part)) for part in parts)
        case But(found, unwanted):
            return _boolean([(Occur.Must, of(found)), (Occur.MustNot, of(unwanted))])
        case Better(found, bonus):
            return _boolean([(Occur.Must, of(found)), (Occur.Should, of(bonus))])
        case Flat(part, score):
            return Query.const_score_query(of(part), score)


def _terms(plan: Terms, schema: Schema) -> Query:
    if len(plan.terms) > 1:
        query = Query.phrase_query(schema, plan.field, list(plan.terms))
    else:
        kept = "freq" if plan.field in COUNTED else "basic"
        query = Query.term_query(schema, plan.field, plan.terms[0], kept)
    return query if plan.weight == 1.0 else Query.boost_query(query, plan.weight)


def _near(plan: Near, schema: Schema, searcher: Searcher) -> Query:
    known = (
        term
        for letter in lookup.first_letters(plan)
        for term, _ in searcher.terms_with_prefix(plan.field, letter)
    )
    terms = lookup.near(plan, known)
    if not terms:
        return Query.empty_query()
    found = Query.term_set_query(schema, plan.field, terms)
    return Query.const_score_query(found, lookup.SHAPE_SCORE)


def _boolean(parts: Iterable[tuple[Occur, Query]]) -> Query:
    clauses = list(parts)
    return Query.boolean_query(clauses) if clauses else Query.empty_query()
