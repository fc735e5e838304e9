"""Whatever the document of the open API lets one ask, it answers as the document says.

Requests are drawn from `openapi.json` itself: every address, every parameter by its own schema,
good values and nonsense. Never a fault of ours, never a body of another shape.
"""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fristed.portal.rules.spending import Window
from fristed.portal.views import open_data

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
BASE = "/api/pxweb/v2"
EXAMPLES = 40
SAID = {"no", "nn", "en", "json-stat2", "csv", "px", "xlsx", "html", "historikk", "aar", "total"}
VALUES = {"*", "top(1)", "from(2010)", "range(2010,2012)", "2018", "MR", "03", "top(x)", "[", "?"}


def of_schema(schema, document):
    """Values of a schema's type, and of others."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    kinds = {
        "string": st.sampled_from(sorted(SAID | VALUES)) | st.text(max_size=30),
        "integer": st.integers(-5, 200_000),
        "boolean": st.booleans(),
        "null": st.none(),
    }
    if "anyOf" in schema:
        return st.one_of([of_schema(one, document) for one in schema["anyOf"]])
    if schema.get("type") == "array":
        return st.lists(of_schema(schema["items"], document), max_size=3)
    if schema.get("type") == "object" or "properties" in schema:
        fields = {
            name: of_schema(one, document) for name, one in schema.get("properties", {}).items()
        }
        needed = {name: fields.pop(name) for name in schema.get("required", ()) if name in fields}
        return st.fixed_dictionaries(needed, optional=fields)
    return kinds.get(schema.get("type", "string"), st.text(max_size=10))


def operations(document):
    return [
        (path, method, one)
        for path, methods in sorted(document["paths"].items())
        for method, one in sorted(methods.items())
    ]


@pytest.fixture
def document(nora_client, history, release, monkeypatch):
    monkeypatch.setattr(open_data, "window", Window(calls=10**6, length=10))
    release(2022, 1)
    release(2023, 2)
    return nora_client.get(f"{BASE}/openapi.json").json()


def test_every_operation_answers_what_the_document_says(nora_client, document):
    seen: set[tuple[str, str, int]] = set()

    @given(data=st.data())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def ask(data):
        path, method, one = data.draw(st.sampled_from(operations(document)))
        query = {}
        for parameter in one.get("parameters", ()):
            value = of_schema(parameter["schema"], document)
            if parameter["in"] == "path":
                drawn = str(data.draw(value)).replace("/", "").replace("\\", "") or "x"
                path = path.replace(
                    f"{{{parameter['name']}}}", drawn if drawn not in {".", ".."} else "x"
                )
            elif data.draw(st.booleans()):
                drawn = data.draw(value)
                query[parameter["name"]] = "" if drawn is None else str(drawn)
        if path.endswith("/data") and data.draw(st.booleans()):
            query["valuecodes[Tid]"] = data.draw(st.sampled_from(sorted(VALUES)))
        headers = {"sec-fetch-site": "cross-site", "origin": "https://example.org"}
        if method == "post":
            body = one["requestBody"]["content"]["application/json"]["schema"]
            sent = json.dumps(data.draw(of_schema(body, document)))
            response = nora_client.post(
                path, sent, content_type="application/json", headers=headers, query_params=query
            )
        else:
            response = nora_client.get(path, query, headers=headers)
        seen.add((one["operationId"], method, response.status_code))
        check(response, one)

    ask()
    assert len({name for name, _method, _status in seen}) > 5
    assert {200, 400, 404} <= {status for _name, _method, status in seen}


def check(response, operation):
    status = response.status_code
    if status == 404 and not response.headers["Content-Type"].endswith("problem+json"):
        return  # no such address at all: nora's own page
    assert str(status) in operation["responses"], (operation["operationId"], status)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response.headers
    if status >= 400:
        problem = response.json()
        assert response.headers["Content-Type"] == "application/problem+json"
        assert set(problem) == {"type", "title", "status", "detail"}
        assert (problem["status"], bool(problem["detail"])) == (status, True)
    else:
        assert response.headers["ETag"].startswith('"')
        assert response.headers["Cache-Control"] == "public, max-age=300"
