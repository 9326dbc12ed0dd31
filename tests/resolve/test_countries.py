"""Countries whose truth is known, from benchmarks/countries.py: documents stay apart and whole."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FILE = Path(__file__).parents[2] / "benchmarks" / "countries.py"


@pytest.fixture(scope="module")
def countries() -> Iterator[ModuleType]:
    """The benchmark as a module."""
    spec = importlib.util.spec_from_file_location("countries", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    path, sys.modules["countries"] = list(sys.path), module  # dataclasses look themselves up
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = path
    del sys.modules["countries"]


@pytest.mark.parametrize(
    ("seed", "directives", "articles"), [(1, 160, 700), (2, 160, 700), (3, 40, 150), (4, 400, 900)]
)
def test_mentions_of_one_document_fall_together(
    countries: ModuleType, seed: int, directives: int, articles: int
) -> None:
    country = countries.Country(seed, directives, articles)
    precision, _, f1 = countries.b_cubed(*countries.by_claims(country.papers))

    assert precision >= 0.98
    assert f1 >= 0.97


def test_the_order_of_ingestion_does_not_matter(countries: ModuleType) -> None:
    papers = countries.Country(5, 80, 300).papers
    found, _ = countries.by_claims(papers)
    for order in range(countries.ORDERS):
        shuffled = random.Random(order).sample(papers, len(papers))
        assert countries.by_claims(shuffled)[0] == found


def test_plugins_and_catalogue_lose_little(countries: ModuleType) -> None:
    papers = countries.Country(6, 12, 30).papers
    _, _, by_claims = countries.b_cubed(*countries.by_claims(papers))
    _, _, by_texts = countries.b_cubed(*countries.by_texts(papers, jobs=1))

    assert by_texts >= by_claims - 0.05


def test_what_is_alone_or_thrown_together_counts_less(countries: ModuleType) -> None:
    assert countries.b_cubed({0: "a", 1: "a", 2: "b"}, [1, 1, 2]) == (1, 1, 1)
    assert countries.b_cubed({0: "a", 1: "open 1"}, [1, 1]) == pytest.approx((1, 0.5, 2 / 3))
    assert countries.b_cubed({0: "a", 1: "a"}, [1, 2]) == pytest.approx((0.5, 1, 2 / 3))
