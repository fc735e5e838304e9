"""A browser tells of what it stopped: kept as codes, once, and never with an address or a text."""

import json
import logging

import pytest

from fristed.config import views, violations
from fristed.config.logs import AllowedOnly
from fristed.config.violations import Violation, violation_in

SECRET = "sak_AAAAAAAAAAAAAAAAAAAAAA"
ADDRESS = "/csp-report"


def report(**changed):
    said = {
        "document-uri": f"https://desk.example/cases/{SECRET}/?q=hemmelig",
        "effective-directive": "script-src-elem",
        "blocked-uri": "inline",
        "script-sample": "hemmelig",
    }
    return json.dumps({"csp-report": said | changed})


@pytest.fixture
def told(monkeypatch, caplog):
    monkeypatch.setattr(views, "kept", violations.Kept())
    caplog.set_level(logging.WARNING, "fristed.config.views")
    return lambda: [AllowedOnly().format(one).split(" ", 1)[1] for one in caplog.records]


def send(client, body, **given):
    return client.post(ADDRESS, body, content_type="application/csp-report", **given)


@pytest.mark.django_db
def test_a_report_is_a_line_of_codes_however_often_it_comes(desk_client, told):
    answers = [send(desk_client, report()) for _ in range(3)]

    assert [(one.status_code, one.content) for one in answers] == [(204, b"")] * 3
    what = "action=script-src-elem:inline entry=casework:show_case"
    assert told() == [f"WARNING fristed.config.views a browser stopped something on a page {what}"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        "[" * 20_000,
        '{"csp-report": 7}',
        '{"csp-report": null}',
        report(**{"effective-directive": SECRET}),
        report(**{"effective-directive": "", "violated-directive": None}),
    ],
)
def test_what_is_no_report_is_answered_alike_and_leaves_nothing(nora_client, told, body):
    answer = send(nora_client, body)

    assert (answer.status_code, answer.content, dict(answer.cookies)) == (204, b"", {})
    assert told() == []


@pytest.mark.django_db
def test_a_report_from_another_site_and_a_question_are_refused(desk_client, told):
    """Nobody fills our log from elsewhere."""
    elsewhere = send(desk_client, report(), headers={"sec-fetch-site": "cross-site"})

    assert elsewhere.status_code == 403
    assert desk_client.get(ADDRESS).status_code == 405
    assert told() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, ("script-src-elem", "inline", "casework:show_case")),
        ({"blocked-uri": f"https://x.example/{SECRET}"}, ("script-src-elem", "address", None)),
        ({"document-uri": f"https://x/{SECRET}"}, ("script-src-elem", "inline", "none")),
        ({"document-uri": "http://[x"}, ("script-src-elem", "inline", "none")),
        (
            {"effective-directive": None, "violated-directive": "img-src"},
            ("img-src", "inline", None),
        ),
    ],
)
def test_what_is_kept_of_it(desk_client, changed, found):
    rule, kind, route = found

    kept = violation_in(report(**changed).encode())

    assert kept == Violation(rule, kind, route or "casework:show_case")
    assert SECRET not in str(kept)


def test_it_is_told_again_after_an_hour():
    kept, one = violations.Kept(), Violation("img-src", "data", "none")

    assert [kept.is_new(one, at) for at in (0.0, 1.0, 3599.0, 3600.0, 3601.0)] == [
        *(True, False, False),
        *(True, False),
    ]
