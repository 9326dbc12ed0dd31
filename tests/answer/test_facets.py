"""Facets count what a plain recount finds, and what a filter by the value finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.answer.facets import facets
from indexer.answer.filters import Filters
from indexer.answer.same import Firsts
from indexer.answer.search import Question, search
from indexer.models import Annotations, Article
from indexer.store.index import Index
from indexer.store.schema import article, claim, directive, link, relation, same
from indexer.store.sources import Source

NAMES = ("type", "issuer", "place", "year", "unit", "relation")


def told(connection: sa.Connection, article_id: str) -> dict[str, set[str | None]]:
    """What the catalogue has of one article, asked one by one."""
    (row,) = connection.execute(sa.select(article).where(article.c.id == article_id))
    values: dict[str, set[str | None]] = {name: set() for name in NAMES}
    values["place"] = {row.place}
    values["year"] = {row.published[:4] if row.published else None}
    for said in connection.execute(sa.select(claim).where(claim.c.article_id == article_id)):
        for meant in connection.execute(
            sa.select(directive).where(directive.c.id == said.directive_id)
        ):
            values["type"].add(meant.type)
            values["issuer"].add(meant.issuer)
        for act in connection.execute(sa.select(link).where(link.c.claim_id == said.id)):
            values["unit"].add(act.unit)
            values["relation"].add(act.relation)
        for tie in connection.execute(sa.select(relation).where(relation.c.from_claim == said.id)):
            values["relation"].add(tie.relation)
    return values


def recounted(index: Index, ids: list[str], *, every: bool) -> dict[str, dict[str, int]]:
    having: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in NAMES}
    with index.connect() as connection:
        firsts = {r.article_id: r.first for r in connection.execute(sa.select(same))}
        for each in ids:
            for name, values in told(connection, each).items():
                for value in values - {None}:
                    owner = each if every else firsts.get(each, each)
                    having[name][str(value)].add(owner)
    return {n: {v: len(owners) for v, owners in found.items()} for n, found in having.items()}


IDS = ["festival", "here", "notice", "plan", "somewhere", "there"]


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(IDS)), st.booleans())
def test_counts_are_those_of_a_plain_recount(undecided: Index, ids: set[str], every: bool) -> None:
    with undecided.connect() as connection:
        found = facets(connection, sorted(ids), firsts=None if every else Firsts(connection))

    counts = {name: {v["value"]: v["count"] for v in values} for name, values in found.items()}
    assert counts == recounted(undecided, sorted(ids), every=every)


NEWS = """Phiên chợ nổi họp từ tờ mờ sáng, ghe xuồng chở đầy khóm, dừa, bắp và bông súng. Người bán
treo hàng lên cây bẹo, khách ghé mạn thuyền trả giá rồi uống cà phê ngay trên sông. Tới trưa nước
ròng, ghe tản dần về các vàm rạch, chỉ còn vài chiếc bán bún cho du khách tới muộn."""


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """One piece of news in three papers of two years and places, and another article."""
    texts = [NEWS, f"{NEWS}\nTheo báo tỉnh", f"Sáng nay: {NEWS}", "Mưa lớn ở vùng cao."]
    about = [("2019-12-31", "tỉnh An Giang"), ("2020-01-01", "tỉnh Hậu Giang")]
    with Index.create(tmp_path_factory.mktemp("market")) as made:
        with made.writer() as writer:
            for number, text in enumerate(texts):
                day, place = about[number % 2]
                told = {"id": f"m{number}", "path": f"m{number}.txt", "text": text}
                article = Article(**told, published=day, place=place)
                writer.add(Source(article.path), [Annotations(article=article, found={})])
        yield made


@pytest.mark.parametrize("every", [False, True])
def test_near_duplicates_count_once_but_where_each_is_asked_for(market: Index, every: bool) -> None:
    ids = ["m0", "m1", "m2", "m3"]
    found = search(market, Question(every=every))["facets"]

    counts = {name: {v["value"]: v["count"] for v in values} for name, values in found.items()}
    assert counts == recounted(market, ids, every=every)
    assert counts["year"] == ({"2019": 2, "2020": 2} if every else {"2019": 1, "2020": 2})


def test_the_most_frequent_value_comes_first(undecided: Index) -> None:
    for values in search(undecided, Question())["facets"].values():
        order = [(-v["count"], v["value"]) for v in values]
        assert order == sorted(order)


@pytest.mark.parametrize("name", ["relation", "place", "type", "unit"])
def test_a_value_asked_for_finds_as_many_as_it_counts(sample: Index, name: str) -> None:
    values = search(sample, Question())["facets"][name]

    assert values
    for each in values:
        asked: dict[str, Any] = {name: each["value"], "as_written": True}
        found = search(sample, Question(filters=Filters(**asked)))
        assert found["total"] >= each["count"]
        if name in ("relation", "place", "type"):  # a unit's name may stand in a longer one
            assert found["total"] == each["count"]


def test_relations_are_those_of_units_and_of_directives(sample: Index) -> None:
    found = {v["value"]: v["count"] for v in search(sample, Question())["facets"]["relation"]}

    # "plan" has a unit that issues, one that implements, one that supervises, and a directive
    # that implements another; "notice", "here" and "there" implement.
    assert found == {"implements": 4, "issues": 1, "supervises": 1}
