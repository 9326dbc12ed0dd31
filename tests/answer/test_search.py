"""Questions to a small index."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.answer.filters import BadDay, Filters, as_day
from indexer.answer.search import Question, search
from indexer.store.index import Index


def ask(index: Index, query: str = "", **more: Any) -> dict[str, Any]:
    paging = {key: more.pop(key) for key in ("sort", "limit", "offset") if key in more}
    return search(index, Question(query=query, filters=Filters(**more), **paging))


def ids(answer: dict[str, Any]) -> list[str]:
    return [hit["id"] for hit in answer["hits"]]


CODES = ["380-TB/TU", "380 tb tu", "thông báo 380", "TB/TU 380", "380"]


@pytest.mark.parametrize("typed", CODES)
def test_a_code_names_its_directive_first_and_the_articles_that_mention_it(
    sample: Index, typed: str
) -> None:
    answer = ask(sample, typed)

    assert answer["directives"][0]["code"] == "380-TB/TU"
    assert answer["directives"][0]["articles"] == 2
    assert ids(answer) == ["notice", "plan"]
    assert answer["total"] == 2


def test_a_short_form_is_marked_where_a_code_is_asked_for(sample: Index) -> None:
    snippet = ask(sample, "380")["hits"][0]["snippet"]

    assert "<mark>Thông báo số 380</mark>" in snippet
    assert "<mark>380-TB/TU</mark>" in snippet


@pytest.mark.parametrize("typed", ['"380-TB/TU"', '"thông báo số 380"', "[380-TB/TU]"])
def test_a_code_in_quotes_is_words_and_names_its_directive(sample: Index, typed: str) -> None:
    answer = ask(sample, typed)

    assert [known["code"] for known in answer["directives"]] == ["380-TB/TU"]
    assert answer["total"] == 2 if "TB/TU" in typed else 1


def test_two_codes_name_both_directives(sample: Index) -> None:
    for typed in ("380-TB/TU, 290-QĐ/TW", "380-TB/TU và 290-QĐ/TW"):
        answer = ask(sample, typed)

        assert [known["code"] for known in answer["directives"]] == ["380-TB/TU", "290-QĐ/TW"]
        assert ids(answer) == ["plan"]


def test_the_words_beside_a_code_are_marked_too(sample: Index) -> None:
    for typed in ("380-TB/TU khéo", "380-TB/TU AND khéo"):
        (hit,) = ask(sample, typed)["hits"]

        assert "<mark>380-TB/TU</mark>" in hit["snippet"]
        assert "<mark>khéo</mark>" in hit["snippet"]


def test_a_unit_that_is_asked_for_is_marked(sample: Index) -> None:
    (hit,) = ask(sample, 'unit:"tân long"')["hits"]

    assert "<mark>Tân Long</mark>" in hit["snippet"]


def test_a_hit_has_the_keys_of_the_interface(sample: Index) -> None:
    answer = ask(sample, "dân vận khéo")
    (hit,) = answer["hits"]

    assert set(answer) == {
        *("query", "total", "offset", "took_ms", "suggestion", "did_you_mean", "unknown"),
        *("directives", "apart", "hits", "facets"),
    }
    assert hit["score"] > 0
    assert "<mark>khéo</mark>" in hit.pop("snippet")
    hit.pop("score")
    assert hit == {
        "id": "notice",
        "title": "Yên Sơn học tập Thông báo 380",
        "published": "2019-03-15",
        "place": "huyện Yên Sơn",
        "successor": None,
        "now_in": "tỉnh Tuyên Quang",
        "path": "notice.txt",
        "url": None,
        "codes": ["380-TB/TU"],
        "open": [],
        "same": [],
    }


WORDS = [
    ("dan van kheo", ["notice"]),
    ("dân vận khéo", ["notice"]),
    ('"vận động viên"', ["festival"]),
    ("múa OR khéo", ["festival", "notice"]),
    ("vận NOT khéo", ["festival"]),
    ("380-TB/TU NOT khéo", ["plan"]),
    ("date:[2019 TO 2020]", ["notice", "plan"]),
    ("place:yên type:thông", ["notice", "plan"]),
    ('unit:"tan long"', ["notice"]),
    ('issuer:"bộ chính trị"', ["plan"]),
    ("chúng tôi không có từ này", []),
]


@pytest.mark.parametrize(("typed", "found"), WORDS)
def test_words_find_articles(sample: Index, typed: str, found: list[str]) -> None:
    assert sorted(ids(ask(sample, typed))) == found


FILTERS = [
    ({}, ["festival", "here", "notice", "plan", "there"]),
    ({"type": "thong bao"}, ["notice", "plan"]),
    ({"issuer": "tỉnh ủy"}, ["here", "notice", "plan", "there"]),
    ({"unit": "Yên Sơn"}, ["notice", "plan"]),
    ({"unit": "Yên Sơn", "relation": "supervises"}, ["plan"]),
    ({"unit": "Tân Long", "relation": "supervises"}, []),  # the same unit, not any in the article
    ({"unit": "Tân Long", "code": "290-QĐ/TW"}, []),
    ({"place": "yen son"}, ["notice", "plan"]),
    ({"place": "sơn yên"}, []),
    ({"code": "thông báo 380"}, ["notice", "plan"]),
    ({"code": "999"}, []),
    ({"relation": "implements"}, ["here", "notice", "plan", "there"]),
    ({"relation": "cites"}, []),
    ({"since": "2021"}, ["here", "there"]),
    ({"until": "2019"}, ["notice"]),
    ({"since": "2020-06", "until": "2021-05-04"}, ["here", "plan"]),
]


@pytest.mark.parametrize(("wanted", "found"), FILTERS)
def test_filters_narrow_an_answer(sample: Index, wanted: dict[str, str], found: list[str]) -> None:
    answer = ask(sample, **wanted)

    assert sorted(ids(answer)) == found
    assert answer["total"] == len(found)


def test_filters_narrow_the_articles_of_a_code(sample: Index) -> None:
    assert ids(ask(sample, "380-TB/TU", since="2020")) == ["plan"]


def test_facets_count_all_matches_not_the_page(sample: Index) -> None:
    facets = ask(sample, "380", limit=1)["facets"]

    assert facets["type"][0] == {"value": "Thông báo", "count": 2}
    assert {"value": "2019", "count": 1} in facets["year"]
    assert {"value": "huyện Yên Sơn", "count": 2} in facets["place"]
    assert {"value": "UBND huyện Yên Sơn", "count": 1} in facets["unit"]
    assert {"value": "Bộ Chính trị", "count": 1} in facets["issuer"]


def test_pages_follow_one_another(sample: Index) -> None:
    pages = [ids(ask(sample, "380", limit=1, offset=n)) for n in range(3)]

    assert pages == [["notice"], ["plan"], []]


@pytest.mark.parametrize("typed", ["380", "", "yên sơn"])
def test_sorted_by_date_the_newest_comes_first(sample: Index, typed: str) -> None:
    days = [hit["published"] for hit in ask(sample, typed, sort="date")["hits"]]

    assert days == sorted(days, key=lambda day: day or "", reverse=True)
    assert len(days) >= 2


HERE, THERE = "05-nq-tu.tinh-uy-tuyen-quang", "05-nq-tu.tinh-uy-ha-nam"

# question, filters → articles, those of which it is open last
UNDECIDED = [
    ("05-NQ/TU", {}, ["there", "here", "somewhere"]),
    ("05-NQ/TU tuyên quang", {}, ["here", "somewhere"]),
    ("", {"code": "05-NQ/TU"}, ["here", "somewhere", "there"]),
    ("", {"code": THERE}, ["somewhere", "there"]),
    ("", {"issuer": "Tỉnh ủy Hà Nam"}, ["somewhere", "there"]),
    ("", {"type": "nghị quyết", "unit": "Minh Quang"}, ["somewhere"]),
    ("", {"issuer": "Ban Thường vụ Tỉnh ủy Tuyên Quang"}, ["notice", "plan"]),  # of another code
]


@pytest.mark.parametrize(("typed", "wanted", "found"), UNDECIDED)
def test_an_article_is_found_by_all_that_its_code_may_mean(
    undecided: Index, typed: str, wanted: dict[str, str], found: list[str]
) -> None:
    hits = ids(ask(undecided, typed, **wanted))

    assert (hits if typed == "05-NQ/TU" else sorted(hits)) == found


def test_a_hit_tells_which_of_its_codes_are_open(undecided: Index) -> None:
    hits = {hit["id"]: hit for hit in ask(undecided, "05-NQ/TU")["hits"]}

    (choice,) = hits["somewhere"]["open"]
    assert choice["candidates"] == [THERE, HERE]
    assert choice["reason"] == "not told: issuer"
    assert "<mark>05-NQ/TU</mark>" in hits["somewhere"]["snippet"]
    assert hits["here"]["open"] == []


NAMED = [
    ({}, [HERE, THERE]),
    ({"issuer": "ha nam"}, [THERE]),
    ({"code": HERE}, [HERE]),
    ({"unit": "Minh Quang"}, [HERE, THERE]),  # which may act on either
    ({"unit": "Tân Quang"}, [HERE]),
    ({"until": "2021-06"}, [HERE]),
    ({"type": "thông báo"}, []),
]


@pytest.mark.parametrize(("wanted", "named"), NAMED)
def test_filters_narrow_the_directives_that_a_question_names(
    undecided: Index, wanted: dict[str, str], named: list[str]
) -> None:
    answer = ask(undecided, "05-NQ/TU", **wanted)

    assert sorted(known["id"] for known in answer["directives"]) == sorted(named)
    assert answer["did_you_mean"] is None  # the code is known, whatever passes


HINTS = [
    ("381-TB/TU", "380-TB/TU"),
    ("dân AND (khéo", "Đã tìm như các từ thường"),
    ("khéo múa", "khéo OR múa"),
]


@pytest.mark.parametrize(("typed", "hint"), HINTS)
def test_a_question_without_an_answer_gets_a_hint(sample: Index, typed: str, hint: str) -> None:
    assert hint in ask(sample, typed)["suggestion"]


DAYS = [
    ("2019", "2019"),
    ("2019-05", "2019-05"),
    ("2019-05-07", "2019-05-07"),
    ("7/5/2019", "2019-05-07"),
    ("05/2019", "2019-05"),
]


@pytest.mark.parametrize(("typed", "day"), DAYS)
def test_days_are_typed_in_either_order(typed: str, day: str) -> None:
    assert as_day(typed) == day


@pytest.mark.parametrize("typed", ["hôm qua", "2019-13", "32/1/2019", "19", "2019-02-30", "٢٠١٩"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(BadDay, match="is no day"):
        as_day(typed)


@settings(max_examples=60)
@given(st.text(max_size=30) | st.text(alphabet='380TB/-* "~():ANDORtưđạ', max_size=30))
def test_no_question_raises(sample: Index, typed: str) -> None:
    answer = ask(sample, typed)

    assert len(answer["hits"]) == min(answer["total"], 10)
