"""Whatever a program asks the API, the answer is one of those that its schema tells."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from indexer.report.rows import REPORTS

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

HOST = "127.0.0.1:8765"  # as the fixture `page` is asked
EXAMPLES = 40  # of each operation

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    positive_data_acceptance,
    negative_data_rejection,
    unsupported_method,
]
PATHS = (
    *("search", "directive", "article", "graph", "complete", "like", "saved"),
    *("plugins", "state", "runs", "runs/{number}"),
    *(f"report/{name}" for name in REPORTS),
)


def test_every_operation_is_asked(page: TestClient) -> None:
    told = page.get("/api/openapi.json").json()["paths"]

    assert {*told} == {f"/api/{path}" for path in PATHS}


@pytest.mark.parametrize("path", PATHS)
def test_no_request_is_answered_with_what_the_schema_does_not_tell(
    path: str, page: TestClient
) -> None:
    """No 500, no status and no body of which the schema says nothing.

    What the schema allows is answered, and what it does not is refused.
    """
    told = schemathesis.openapi.from_dict(page.get("/api/openapi.json").json())
    told.app = page.app
    operation = told[f"/api/{path}"]["GET"]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def asked(data: st.DataObject) -> None:
        case = data.draw(
            operation.as_strategy()
            | operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)
        )
        case.call_and_validate(headers={"host": HOST}, checks=CHECKS)

    asked()


ANSWERED = (
    *("search?q=quán triệt", "search?q=05-NQ/TU", "search?q=381-TB/TU&type=xyz", "search?all=1"),
    *("directive?id=380-TB/TU", "directive?id=290-QĐ/TW", "directive?id=05-NQ/TU"),
    *(f"article?id={name}" for name in ("notice", "plan", "here", "somewhere", "festival")),
    *("graph", "graph?id=380-TB/TU&depth=3", "graph?limit=2", "complete?q=380", "complete?q=huy"),
    *("like?id=here", "saved", "plugins", "state", "runs", "report/chain?code=290-QĐ/TW"),
    *(f"report/{name}" for name in REPORTS if name not in ("chain", "silent")),
    *(f"report/statistics?by={by}" for by in ("directive", "unit", "place", "period")),
    "report/silent?code=380-TB/TU&place=tỉnh Tuyên Quang",
)


@pytest.mark.parametrize("asked", ANSWERED)
def test_what_there_is_is_told_as_the_schema_has_it(asked: str, page: TestClient) -> None:
    """Each key and no other; what is asked at random above seldom finds anything."""
    path, _, query = asked.partition("?")
    told = schemathesis.openapi.from_dict(page.get("/api/openapi.json").json())
    operation = told[f"/api/{path}"]["GET"]

    answer = page.get(f"/api/{asked}")

    assert answer.status_code == 200
    assert operation.is_valid_response(answer), query


def test_runs_and_saved_searches_are_told_as_the_schema_has_them(
    own: Callable[..., TestClient],
) -> None:
    client = own()
    token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/intake").text)
    assert token
    files = [("files", ("a.txt", b"12-CT/TU")), ("files", ("b.pdf", b"%PDF-1.4 no"))]
    client.post("/intake", data={"token": token[1]}, files=files)
    while "hx-get" in client.get("/intake/progress").text:
        time.sleep(0.1)
    client.post("/saved", data={"token": token[1], "name": "x", "q": "x", "from": "2019", "all": 1})
    told = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())

    for path in ("saved", "runs", "runs/1"):
        operation = told[f"/api/{path.replace('1', '{number}')}"]["GET"]
        answer = client.get(f"/api/{path}")
        assert answer.json()
        assert operation.is_valid_response(answer)


@pytest.mark.parametrize("key", ["hits", "total"])
def test_an_answer_that_is_told_otherwise_would_be_noticed(key: str, page: TestClient) -> None:
    told = schemathesis.openapi.from_dict(page.get("/api/openapi.json").json())
    answer = page.get("/api/search?q=quán triệt")
    broken = answer.json()
    broken["more"] = broken.pop(key)
    answer._content = json.dumps(broken).encode()

    assert not told["/api/search"]["GET"].is_valid_response(answer)
