"""The page with one of each component: for those who build, and not there in production."""

import re

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("door", ["nora", "desk"])
@pytest.mark.parametrize(
    ("asked", "scheme"), [("", "auto"), ("dark", "dark"), ("light", "light"), ('"x', "auto")]
)
def test_it_shows_one_of_each_in_light_and_dark(request, door, asked, scheme):
    page = request.getfixturevalue(f"{door}_client").get("/components/", {"scheme": asked})

    assert page.status_code == 200
    assert re.findall(r'data-color-scheme="([^"]*)"', page.content.decode())[0] == scheme


@pytest.mark.parametrize("door", ["nora", "desk"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_in_production_it_is_an_address_that_does_not_exist(request, settings, door, method):
    client = request.getfixturevalue(f"{door}_client")
    settings.PRODUCTION = True

    found, missing = (getattr(client, method)(where) for where in ("/components/", "/missing/"))

    assert (found.status_code, missing.status_code) == (404, 404)
    assert found.content == missing.content
