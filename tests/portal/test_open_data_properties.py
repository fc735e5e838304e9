"""Whatever the document of the open API lets one ask, it answers as the document says.

schemathesis draws the requests from `openapi.json`, good values and nonsense, and holds each answer
against the document: never a fault of ours, never a body of another shape.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, reset_queries
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, Response
from schemathesis.specs.openapi.checks import positive_data_acceptance, unsupported_method

from fristed.portal.rules.spending import Window
from fristed.portal.views import open_data

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DOCUMENT = "/api/pxweb/v2/openapi.json"
EXAMPLES = 15  # of each operation
FROM_ELSEWHERE = {"sec-fetch-site": "cross-site", "origin": "https://example.org"}
NOT_ASKED = [
    unsupported_method,  # Django answers OPTIONS for every address
    positive_data_acceptance,  # a value is one of a table's own, which the document cannot list
]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@pytest.fixture
def nora(nora_client, as_nora, history, release, monkeypatch) -> Iterator[Wsgi]:
    """The door as a program that programs call, in the test's own transaction."""
    monkeypatch.setattr(open_data, "window", Window(calls=10**6, length=10))
    release(2022, 1)
    release(2023, 2)
    door = get_wsgi_application()

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with as_nora():
            return list(door(environ, start))

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    request_started.disconnect(reset_queries)
    yield answer
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    request_started.connect(reset_queries)


def test_every_operation_answers_what_the_document_says(nora):
    document = schemathesis.openapi.from_wsgi(DOCUMENT, nora)
    operations = [one.ok() for one in document.get_all_operations()]
    seen = {operation.label: asked(operation) for operation in operations}

    assert len(seen) > 5
    assert {200, 400, 404} <= {status for statuses in seen.values() for status in statuses}


def asked(operation: Any) -> set[int]:
    """Ask it again and again; answers which statuses came."""
    statuses = set()

    @seed(1)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: Case) -> None:
        response = case.call(headers=FROM_ELSEWHERE)
        statuses.add(response.status_code)
        if response.status_code != 404 or is_problem(response):  # else no such address at all
            case.validate_response(response, excluded_checks=NOT_ASKED)
            check(response)

    ask()
    return statuses


def is_problem(response: Response) -> bool:
    return response.headers["content-type"][0].endswith("problem+json")


def check(response: Response) -> None:
    """What the document does not say, and holds for every answer."""
    assert response.headers["access-control-allow-origin"] == ["*"]
    assert "set-cookie" not in response.headers
    if response.status_code >= 400:
        problem = response.json()
        assert response.headers["content-type"] == ["application/problem+json"]
        assert set(problem) == {"type", "title", "status", "detail"}
        assert (problem["status"], bool(problem["detail"])) == (response.status_code, True)
    else:
        assert response.headers["etag"][0].startswith('"')
        assert response.headers["cache-control"] == ["public, max-age=300"]
