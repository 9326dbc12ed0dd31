"""The API answers as the commands do, describes itself, and never fails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.answer.filters import RELATIONS, Filters
from indexer.answer.search import Question, search
from indexer.answer.show import show
from indexer.report.rows import REPORTS, report
from indexer.store.index import Index

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def test_a_search_is_that_of_the_command(page: TestClient, undecided: Index) -> None:
    asked = {"q": "quán triệt", "limit": 3, "offset": 1, "place": "yên sơn", "from": "2019"}
    answer = page.get("/api/search", params=asked).json()
    wanted = Filters(place="yên sơn", since="2019")
    same = search(undecided, Question(query="quán triệt", filters=wanted, limit=3, offset=1))

    assert {**answer, "took_ms": 0} == {**same, "took_ms": 0}


@pytest.mark.parametrize("known", ["380-TB/TU", "05-NQ/TU"])
def test_a_directive_is_that_of_the_command(page: TestClient, undecided: Index, known: str) -> None:
    answer = page.get("/api/directive", params={"id": known}).json()

    assert answer == show(undecided, known)


def test_an_article_is_that_of_the_command(page: TestClient, undecided: Index) -> None:
    assert page.get("/api/article", params={"id": "plan"}).json() == show(undecided, "plan")


@pytest.mark.parametrize("name", [n for n in REPORTS if n not in ("chain", "silent")])
def test_a_report_is_that_of_the_command(page: TestClient, undecided: Index, name: str) -> None:
    answer = page.get(f"/api/report/{name}", params={"type": "Thông báo"}).json()

    assert answer == report(undecided, name, Filters(type="Thông báo"))


def test_a_graph_has_nodes_and_edges(page: TestClient) -> None:
    answer = page.get("/api/graph", params={"id": "290-QĐ/TW"}).json()

    assert {node["code"] for node in answer["nodes"]} >= {"290-QĐ/TW", "45/KH-UBND"}
    assert answer["edges"]


def test_plugins_state_and_runs_are_told(page: TestClient) -> None:
    names = [plugin["name"] for plugin in page.get("/api/plugins").json()]

    assert "codes" in names
    assert page.get("/api/state").json()["articles"] == 6
    assert page.get("/api/runs").json() == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/directive?id=none", 404),
        ("/api/directive?id=plan", 404),
        ("/api/article?id=380-TB/TU", 404),
        ("/api/search?plase=yên sơn", 400),
        ("/api/runs/9?q=1", 400),
        ("/api/runs/api", 400),
        ("/api/runs/9%3F", 400),
        ("/api/state?q=1", 400),
        ("/api/article", 400),
        ("/api/search?limit=1001", 400),
        ("/api/search?from=then", 400),
        ("/api/report/none", 404),
        ("/api/report/chain", 400),
        ("/api/report/chain?code=%20", 400),
        ("/api/report/chain?code=none", 404),
        ("/api/report/chain?code=05-NQ/TU", 409),
        ("/api/graph?id=05-NQ/TU", 409),
        ("/api/report/silent?code=380-TB/TU", 400),
        ("/api/report/silent?code=380-TB/TU&place=x", 404),
        ("/api/report/doubts?by=unit", 400),
        ("/api/runs/9", 404),
        ("/api/nothing", 404),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_line(
    page: TestClient, path: str, status: int
) -> None:
    answer = page.get(path)

    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert answer.json()["error"]


def test_it_describes_all_of_itself(page: TestClient) -> None:
    described = page.get("/api/openapi.json").json()
    shown = page.get("/api").text

    assert set(described["paths"]) >= {"/api/search", "/api/directive", "/api/runs/{number}"}
    assert {f"/api/report/{name}" for name in REPORTS} <= set(described["paths"])
    for path in described["paths"]:
        assert path in shown


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        *(("2019", True), ("2019-10", True), ("2019-10-09", True), ("09/10/2019", True)),
        *(("9.1.2019", True), ("10-2019", True), ("", True), ("2019-13", False), ("then", False)),
        *(("31/8/2019", True), ("31-12-2019", True), ("2019-02-28", True), ("30.11.2019", True)),
        *(("31/04/2019", False), ("2019-02-30", False), ("10", False), ("2019-00", False)),
        *(("32/1/2019", False), ("2019-1-1", False), ("09/10/19", False)),
    ],
)
def test_it_describes_the_days_that_it_takes(page: TestClient, asked: str, day: bool) -> None:
    told = page.get("/api/openapi.json").json()["paths"]["/api/search"]["get"]["parameters"]
    pattern = next(each["schema"]["pattern"] for each in told if each["name"] == "from")

    assert bool(re.search(pattern, asked)) == day
    assert (page.get("/api/search", params={"from": asked}).status_code == 200) == day


QUERY = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ['"', "(", ")", "AND", "OR", "NOT", "380-TB/TU", "code:", "date:[2016 TO", "]", "dân*", "~"]
    ),
    max_size=8,
).map(" ".join)
often = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class TestNothingThatIsTyped:
    """Whatever it is, it is answered, or refused in a line."""

    @often
    @given(query=QUERY, place=st.text(max_size=10), number=st.integers(-5, 2**70))
    def test_breaks_the_search(self, page: TestClient, query: str, place: str, number: int) -> None:
        for path in ("/", "/api/search"):
            asked = {"q": query, "place": place, "page" if path == "/" else "offset": number}
            assert page.get(path, params=asked).status_code in (200, 400)

    @often
    @given(typed=st.text(max_size=40), start=st.integers(-5, 2**70), end=st.integers(0, 10**9))
    def test_breaks_a_page_of_something(
        self, page: TestClient, typed: str, start: int, end: int
    ) -> None:
        for path in ("/directive", "/article", "/graph", "/api/directive", "/api/article"):
            asked = {"id": typed}
            if path == "/article":
                asked |= {"start": start, "end": end, "sentence": typed}
            assert page.get(path, params=asked).status_code in (200, 400, 404)

    @often
    @given(start=st.integers(0, 400), end=st.integers(0, 400))
    def test_breaks_an_article(self, page: TestClient, start: int, end: int) -> None:
        asked = {"id": "plan", "start": start, "end": end}

        assert page.get("/article", params=asked).status_code == 200

    @often
    @given(
        name=st.sampled_from(REPORTS),
        form=st.sampled_from(["", ".xlsx", ".csv", ".json", ".md", ".exe"]),
        filters=st.dictionaries(
            st.sampled_from(["type", "issuer", "unit", "place", "code", "relation", "from", "to"]),
            st.text(max_size=12) | st.sampled_from([*RELATIONS, "2019", "05-NQ/TU", "yên sơn"]),
        ),
    )
    def test_breaks_a_report(
        self, page: TestClient, name: str, form: str, filters: dict[str, str]
    ) -> None:
        assert page.get(f"/report/{name}{form}", params=filters).status_code in (200, 400, 404)

    @often
    @given(host=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30))
    def test_is_a_host_but_ours(self, page: TestClient, host: str) -> None:
        answer = page.get("/", headers={"host": host})

        assert answer.status_code == (200 if host == "127.0.0.1:8765" else 421)
