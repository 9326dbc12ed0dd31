"""Whatever a program asks the API, the answer is one of those that its schema tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

HOST = "127.0.0.1:8765"  # as the fixture `page` is asked
EXAMPLES = 40  # of each operation

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
PATHS = (
    *("search", "directive", "article", "report/{name}", "graph", "complete", "like", "saved"),
    *("plugins", "state", "runs", "runs/{number}"),
)


def test_every_operation_is_asked(page: TestClient) -> None:
    told = page.get("/api/openapi.json").json()["paths"]

    assert {*told} == {f"/api/{path}" for path in PATHS}


@pytest.mark.parametrize("path", PATHS)
def test_no_request_is_answered_with_what_the_schema_does_not_tell(
    path: str, page: TestClient
) -> None:
    """No 500, no status and no body of which the schema says nothing."""
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
