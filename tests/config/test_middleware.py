"""Where a request may come from, and what every answer carries."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from fristed.config import middleware

HERE = "http://testserver"


def answer(method: str = "POST", **headers: str) -> HttpResponse:
    request = RequestFactory().generic(method, "/", headers=headers)
    return middleware.SameOrigin(lambda _: HttpResponse("reached"))(request)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "same-origin", "origin": HERE}, 200),
        ({"origin": HERE}, 200),  # a browser without Sec-Fetch-Site
        ({"sec-fetch-site": "cross-site", "origin": HERE}, 403),
        ({"sec-fetch-site": "same-site"}, 403),  # another port of the same host
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": ""}, 403),
        ({"origin": "https://testserver"}, 403),
        ({"origin": "http://testserver.example"}, 403),
        ({"origin": "http://testserver:8001"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({}, 403),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "X-ODD"])
def test_what_changes_something_must_come_from_a_page_of_this_door(method, headers, status):
    assert answer(method, **headers).status_code == status


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_may_come_from_anywhere(method):
    assert answer(method, **{"sec-fetch-site": "cross-site"}).status_code == 200


def test_behind_sign_in_nothing_is_stored():
    kept = middleware.NoStore(lambda _: HttpResponse(headers={"Cache-Control": "public"}))

    response = kept(RequestFactory().get("/"))

    assert response.headers["Cache-Control"] == "no-store"
