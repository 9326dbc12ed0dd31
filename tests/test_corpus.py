"""The sample corpus is whole: each article has its gold, and the gold keeps its own rules."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from indexer.models import Article, DirectiveRelation, DoubtKind, LinkRelation
from indexer.read import read
from indexer.report.evaluation import GoldFile, gold_files

CORPUS = Path(__file__).parents[1] / "corpus"
FORMATS = {".txt", ".html", ".jsonl"}

TYPE = "(?:[A-ZĐ]+|CTr|TTr)"
BODY = "[A-ZĐ]+(?:U|TW)?[0-9]*"
CODE = re.compile(
    rf"""
      \d{{2,}}-{TYPE}/{BODY}                        # party: 380-TB/TU
    | \d{{2,}}/(?:\d{{4}}/)?{TYPE}-(?:{BODY}|TTg|BTT|-)+  # state: 30/2020/NĐ-CP, 45/KH-UBND
    | \d{{2,}}/\d{{4}}/QH\d\d                       # laws: 85/2015/QH13
    | \d{{2,}}/{BODY}-{BODY}                        # công văn without a type: 526/UBND-TNMT
    | \d{{2,}}(?:-{TYPE})?                          # what is known of a short form: 599-KL, 6934
    """,
    re.VERBOSE,
)
DAY = r"(?:\d{4}|-)-\d\d-\d\d"
DATE = re.compile(rf"(?:{DAY}|(?:\d{{4}}|-)(?:-\d\d|-Q[1-4])?)")


@cache
def articles() -> dict[str, Article]:
    """Every article of the corpus, by the name of its gold."""
    found = {}
    for path in sorted(CORPUS.iterdir()):
        if path.suffix in FORMATS:
            for article in read(path):
                assert isinstance(article, Article), article
                found[article.id if path.suffix == ".jsonl" else path.stem] = article
    return found


GOLD = gold_files(CORPUS / "gold")
each_gold = pytest.mark.parametrize("file", GOLD, ids=lambda g: g.name)


def test_each_article_has_its_gold_and_each_gold_its_article() -> None:
    assert articles().keys() == {g.name for g in GOLD}


def test_the_sample_is_large_enough_and_of_every_format() -> None:
    assert len(GOLD) >= 24
    assert {g.path.suffix for g in GOLD} == FORMATS


@each_gold
def test_what_is_annotated_stands_in_the_article_in_that_order(file: GoldFile) -> None:
    text = " ".join(articles()[file.name].text.split())
    for layer in ("codes", "dates", "statistics"):
        position = 0
        for item in file.gold[layer]:
            start = text.find(item["text"], position)
            assert start >= 0, f"{layer}: {item['text']!r} is not after {text[:position][-40:]!r}"
            position = start + 1


@each_gold
def test_codes_are_canonical_and_each_is_told_of(file: GoldFile) -> None:
    codes = [c["code"] for c in file.gold["codes"]]
    mistyped = {d["directive"] for d in file.gold["doubts"] if d["kind"] == "code"}

    assert [c for c in codes if not CODE.fullmatch(c) and c not in mistyped] == []
    assert [c for c in codes if not _latin(c)] == []
    assert {c["form"] for c in file.gold["codes"]} <= {"full", "short"}
    assert {d["code"] for d in file.gold["directives"]} == set(codes)


def _latin(code: str) -> bool:
    """Whether *code* is NFC and has no look-alike letters of other alphabets or bare Ð."""
    letters = [c for c in code if c.isalpha()]
    return unicodedata.is_normalized("NFC", code) and all(c.isascii() or c == "Đ" for c in letters)


@each_gold
def test_values_can_be_reckoned_with(file: GoldFile) -> None:
    doubtful = {d["directive"] for d in file.gold["doubts"] if d["kind"] == "date"}
    impossible = {d["date"] for d in file.gold["directives"] if d["code"] in doubtful}
    dates = [d["value"] for d in file.gold["dates"]]
    dates += [d["date"] for d in file.gold["directives"] if d["date"]]

    assert [d for d in dates if d not in impossible and not _is_date(d)] == []
    for figure in file.gold["statistics"]:
        assert isinstance(figure["value"], int | float), figure
        assert figure["what"], figure
    for day in (file.gold["published"],):
        assert day is None or date.fromisoformat(day)


def _is_date(value: str) -> bool:
    """Whether *value* is an ISO day, month, quarter or year, or a span of two of one kind."""
    parts = value.split("/")
    for part in parts:
        if not DATE.fullmatch(part):
            return False
        if re.fullmatch(r"\d{4}-\d\d-\d\d", part):
            date.fromisoformat(part)
    return len(parts) <= 2 and parts == sorted(parts)


@each_gold
def test_links_relations_and_doubts_speak_of_known_directives(file: GoldFile) -> None:
    known = {d["code"] for d in file.gold["directives"]}
    gold: Any = file.gold

    assert {x["directive"] for x in (*gold["links"], *gold["doubts"])} <= known
    assert {x[end] for x in gold["relations"] for end in ("from", "to")} <= known
    assert {x["relation"] for x in gold["links"]} <= set(get_args(LinkRelation))
    assert {x["relation"] for x in gold["relations"]} <= set(get_args(DirectiveRelation))
    assert {x["kind"] for x in gold["doubts"]} <= set(get_args(DoubtKind))


@each_gold
def test_a_link_is_stated_once(file: GoldFile) -> None:
    stated = [(x["unit"], x["directive"], x["relation"]) for x in file.gold["links"]]

    assert [s for s in stated if stated.count(s) > 1] == []


def test_one_directive_is_told_of_by_many_articles() -> None:
    tellers = [g.name for g in GOLD if "415-TB/TU" in {c["code"] for c in g.gold["codes"]}]

    assert len(tellers) >= 6


def test_provinces_share_a_code() -> None:
    issuers = {d["issuer"] for g in GOLD for d in g.gold["directives"] if d["code"] == "07-NQ/TU"}

    assert len(issuers) >= 2
