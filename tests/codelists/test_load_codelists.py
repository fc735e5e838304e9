"""Loading: once, whole, and never losing a code."""

import json
import shutil
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from psycopg.errors import InsufficientPrivilege

from fristed.codelists import queries
from fristed.codelists.management.commands.load_codelists import DATA
from fristed.codelists.models import Code, CodeListVersion, CodeMapping, LoadedData

TODAY = date(2026, 11, 25)

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    """A copy of the shipped data to change."""
    yield shutil.copytree(DATA, tmp_path / "data")
    queries.forget()


@pytest.fixture(scope="module", autouse=True)
def read_the_shipped_ones_again(django_db_setup, django_db_blocker):
    """So that no later test pays for the first reading."""
    yield
    with django_db_blocker.unblock():
        queries.forget()
        queries.warm_up()


def load(files=DATA, **options):
    out = StringIO()
    call_command("load_codelists", data=files, stdout=out, **options)
    return out.getvalue().strip()


def change(files, name, edit):
    path = files / "lists" / f"{name}.json"
    listed = json.loads(path.read_text())
    edit(listed)
    path.write_text(json.dumps(listed))


def test_the_same_files_are_not_loaded_twice(django_assert_num_queries):
    assert load() == "code lists: unchanged"
    with django_assert_num_queries(1):
        load()


def test_check_says_whether_the_files_are_loaded(files):
    load(check=True)
    change(files, "gender", lambda listed: listed["title"].update(nb="Kjønn!"))

    with pytest.raises(CommandError):
        load(files, check=True)


def test_a_changed_label_is_loaded_and_read(files):
    change(
        files,
        "gender",
        lambda listed: listed["versions"][0]["codes"][2]["label"].update(nb="Vet ikke"),
    )

    assert load(files) == "code lists: loaded"
    assert queries.label("gender", "unknown", language="nb") == "Vet ikke"


def test_a_code_that_vanished_is_refused_and_nothing_is_loaded(files):
    before = LoadedData.objects.get(name="codelists").sha256
    change(files, "gender", lambda listed: listed["versions"][0]["codes"].pop())

    with pytest.raises(CommandError, match="unknown"):
        load(files)

    assert Code.objects.filter(version__code_list__name="gender").count() == 3
    assert LoadedData.objects.get(name="codelists").sha256 == before


def test_a_new_era_begins_where_the_old_one_ends(files):
    def end_and_begin(listed):
        (old,) = listed["versions"]
        old["valid_to"] = "2026-12-31"
        listed["versions"].append(
            old | {"version": "2027", "valid_from": "2027-01-01", "valid_to": None}
        )

    change(files, "gender", end_and_begin)
    load(files)

    assert queries.code_list("gender", date(2026, 12, 31)).version == "2008"
    assert queries.code_list("gender", date(2027, 1, 1)).version == "2027"


def test_two_versions_at_a_time_are_refused_by_the_database(files):
    def overlap(listed):
        (old,) = listed["versions"]
        listed["versions"].append(old | {"version": "2027", "valid_from": "2027-01-01"})

    change(files, "gender", overlap)

    with pytest.raises(IntegrityError, match="codelistversion_one_at_a_time"):
        load(files)


def test_a_label_in_two_languages_only_is_refused_by_the_database():
    version = CodeListVersion.objects.get(code_list__name="gender")

    with pytest.raises(IntegrityError, match="code_label_in_three_languages"), transaction.atomic():
        Code.objects.create(version=version, value="x", position=9, label={"nb": "x", "en": "x"})


def test_an_empty_database_says_what_to_do():
    LoadedData.objects.all().delete()
    for model in (CodeMapping, Code, CodeListVersion):
        model.objects.all().delete()
    queries.forget()

    with pytest.raises(queries.NotLoaded, match="load_codelists"):
        queries.code_list("gender", TODAY)


@pytest.mark.parametrize("door", ["fristed_nora", "fristed_desk", "fristed_worker"])
def test_every_door_may_read_and_none_may_write(connect_as, door):
    with connect_as(door) as connection:
        (count,) = connection.execute("select count(*) from codelists_code").fetchone()
        assert count > 300
        with pytest.raises(InsufficientPrivilege):
            connection.execute("update codelists_code set value = 'x'")
