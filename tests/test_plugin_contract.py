"""What every built-in plugin keeps to, on every article of the corpus and on any text at all."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.annotate import annotate
from indexer.annotate.record import as_record
from indexer.models import Annotations, Article
from indexer.plugin import Plugin, Sources, discover
from indexer.read import read
from indexer.text.unicode import normalise

CORPUS = Path(__file__).parents[1] / "corpus"
BUILT_IN = Sources(package="plugins", entry_points=False)
PLUGINS = discover(BUILT_IN)
NAMES = [plugin.name for plugin in PLUGINS]


@cache
def articles() -> list[Article]:
    files = sorted(p for p in CORPUS.iterdir() if p.suffix in (".txt", ".html", ".jsonl"))
    return [found for path in files for found in read(path) if isinstance(found, Article)]


@cache
def annotated() -> list[Annotations]:
    return [annotate(article, PLUGINS) for article in articles()]


def of(text: str, *, published: str | None = None, place: str | None = None) -> Annotations:
    """What all plugins find in *text* as it comes through the door."""
    article = Article(id="a", path="a.txt", text=normalise(text), published=published, place=place)
    return annotate(article, PLUGINS)


# Each plugin on the corpus


def test_the_corpus_is_there() -> None:
    assert len(articles()) >= 24


@pytest.mark.parametrize("plugin", PLUGINS, ids=NAMES)
def test_a_plugin_says_what_it_is_and_comes_after_its_needs(plugin: Plugin) -> None:
    assert plugin.kind.endswith(".")
    assert plugin.origin == "built in"
    assert plugin.version
    assert set(plugin.needs) <= set(NAMES[: NAMES.index(plugin.name)])


@pytest.mark.parametrize("name", NAMES)
def test_a_plugin_finds_something_in_the_corpus(name: str) -> None:
    assert any(found.found[name] for found in annotated())


@pytest.mark.parametrize("name", NAMES)
def test_spans_lie_in_the_text_in_order_and_hold_their_words(name: str) -> None:
    for found in annotated():
        text, position = found.article.text, 0
        for mention in found.found[name]:
            assert position <= mention.start < mention.end <= len(text)
            assert mention.text == text[mention.start : mention.end]
            assert mention.text == mention.text.strip()
            position = mention.start


def test_no_plugin_fails_on_the_corpus() -> None:
    assert [failure for found in annotated() for failure in found.failures] == []


@pytest.mark.parametrize("name", ["codes", "dates", "organisations", "places", "statistics"])
def test_what_one_plugin_marks_in_the_text_does_not_overlap(name: str) -> None:
    for found in annotated():
        assert all(a.end <= b.start for a, b in pairwise(found.found[name]))


def test_the_same_article_gives_the_same_again() -> None:
    assert [annotate(article, PLUGINS) for article in articles()[:8]] == annotated()[:8]


@pytest.mark.parametrize("plugin", PLUGINS, ids=NAMES)
@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "…", "“"])
def test_a_text_that_says_nothing_gives_nothing(plugin: Plugin, text: str) -> None:
    article = Article(id="a", path="a.txt", text=text)

    assert list(plugin.extract(article, Annotations(article=article))) == []


@pytest.mark.parametrize("plugin", PLUGINS, ids=NAMES)
def test_a_plugin_raises_nothing_where_its_needs_found_nothing(plugin: Plugin) -> None:
    for article in articles()[:8]:
        list(plugin.extract(article, Annotations(article=article)))


def test_links_relations_and_doubts_speak_of_codes_that_stand_in_the_article() -> None:
    for found in annotated():
        codes = {c.start: c.code for c in found.found["codes"]}
        for name in ("units", "doubts"):
            assert all(codes[m.code] == m.directive for m in found.found[name])
        for relation in found.found["relations"]:
            assert codes[relation.source_code] == relation.source
            assert codes[relation.target_code] == relation.target


def test_each_code_belongs_to_one_directive() -> None:
    for found in annotated():
        told = [start for d in found.found["directives"] for start in d.codes]
        assert sorted(told) == [c.start for c in found.found["codes"]]


# Any text

FRAGMENTS = (
    *("64-KL/TW", "12/2017/NĐ-CP", "218/KH-UBND", "61/2020/QH14", "615/UBND-KT", "7-", "/2019/"),
    *("TTLT-BNV-BTC", "-NQ/", "TƯ", "QĐ", "\u0421\u0422", "\u00d0", "số", "Số: ", "số 85, 86"),
    *("Thông báo", "Nghị quyết", "Kết luận số 731", "Luật Đất đai", "Quyết định", "Văn bản số 9"),
    *(
        "ngày 4/6/2018",
        "quý I",
        "tháng 7",
        "năm 2019",
        "31/02/2020",
        "2016 – 2021",
        "20/12 đến 3/1",
    ),
    *("Tỉnh ủy", "Ban Thường vụ Tỉnh uỷ Hà Nam", "UBND huyện", "Bộ Chính trị khóa XI", "các xã"),
    *("tỉnh Hà Nam", "TP. Huế", "Ban Dân vận", "Bộ trưởng Bộ Nội vụ", "huyện Yên Khánh", "Sở Y tế"),
    *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Căn cứ", "V/v", "KẾ HOẠCH", "Kính gửi", "về việc"),
    *("của", "ban hành", "triển khai", "tổng kết", "giám sát", "tham mưu", "thay thế", "cần", "đã"),
    *("10 năm thực hiện", "19.471 m2", "478/488", "Ba", "99,57%", "triệu", "trong tổng số 12 xã"),
    *("“", "”", '"', "(", ")", "*", ".", ",", ";", ":", "-", "–", "/", " ", "\n", "\n\n", "|"),
)
GLUED = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), min_size=2, max_size=40).flatmap(
    lambda parts: st.sampled_from(["", " ", ", "]).map(lambda between: between.join(parts))
)
ANY = st.text(max_size=200) | GLUED
DAYS = st.sampled_from([None, "2019-10-09", "0001-01-01", "9999-12-31", "2019-02-31"])
LOCALITIES = st.sampled_from([None, "tỉnh Hà Nam", "thành phố Huế", "xã", "", "?", "thị xã"])

thorough = settings(max_examples=200, deadline=None)


@thorough
@given(ANY, DAYS, LOCALITIES)
def test_no_plugin_fails_on_any_text(text: str, published: str | None, place: str | None) -> None:
    assert of(text, published=published, place=place).failures == ()


@thorough
@given(st.text(max_size=60))
def test_no_plugin_fails_on_a_text_that_did_not_come_through_the_door(text: str) -> None:
    article = Article(id="a", path="a.txt", text=text)

    assert annotate(article, PLUGINS).failures == ()


@thorough
@given(ANY)
def test_composed_and_decomposed_texts_give_the_same(text: str) -> None:
    assert of(unicodedata.normalize("NFD", text)) == of(text)


@thorough
@given(GLUED)
def test_codes_do_not_overlap_in_any_text(text: str) -> None:
    codes = of(text).found["codes"]

    assert all(a.end <= b.start for a, b in pairwise(codes))


UNRELATED = "Trời mưa to, lúa chín vàng, bà con ra đồng từ sáng sớm."
UNTOUCHED = [name for name in NAMES if name != "words"]


@pytest.mark.parametrize("name", UNTOUCHED)
def test_results_do_not_change_when_an_unrelated_paragraph_is_added(name: str) -> None:
    for before in annotated()[:8]:
        text = f"{before.article.text}\n{UNRELATED}"
        longer = before.article.model_copy(update={"text": text})
        assert annotate(longer, PLUGINS).found[name] == before.found[name]


def test_results_only_move_when_an_unrelated_paragraph_is_put_before() -> None:
    for before in annotated()[8:16]:
        text = f"{UNRELATED}\n{before.article.text}"
        longer = before.article.model_copy(update={"text": text})
        assert _unplaced(annotate(longer, PLUGINS)) == _unplaced(before)


def _unplaced(annotations: Annotations) -> dict[str, list[dict[str, object]]]:
    """The record of an article's annotations without their offsets."""
    record = as_record(annotations)
    return {
        layer: [{k: v for k, v in item.items() if k not in ("start", "end")} for item in items]
        for layer, items in record.items()
        if isinstance(items, list)
    }
