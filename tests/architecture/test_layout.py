"""What must hold of every app's files and names."""

import ast
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest
from django.apps import apps as django_apps

import fristed
from fristed.gate.doing import GATED

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "fristed"
OUTSIDE_ROOMS = {"sample", "config"}  # they set up; people act through the rooms


def ours() -> list[str]:
    return sorted(
        config.name.removeprefix("fristed.")
        for config in django_apps.get_app_configs()
        if config.name.startswith("fristed.")
    )


def python_files() -> list[Path]:
    return sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)


def app_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0]


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return found


def test_models_are_private_to_their_app():
    strangers = [
        (str(path.relative_to(SRC)), name)
        for path in python_files()
        for name in imports(path)
        if name.startswith("fristed.")
        and ".models" in name
        and name.split(".")[1] != app_of(path)
        and app_of(path) not in OUTSIDE_ROOMS
        and not (
            app_of(path) in {"gate", "audit", "vault"} and name.split(".")[1] in {"audit", "vault"}
        )
    ]

    # Files are the vault's, and every room's rows point at one; the row itself is passed on.
    assert [each for each in strangers if not each[1].startswith("fristed.vault.models")] == []


def test_every_public_function_in_actions_has_a_gate():
    ungated = []
    for app in ours():
        folder = SRC / app / "actions"
        if not folder.exists() or app in OUTSIDE_ROOMS:
            continue
        package = importlib.import_module(f"fristed.{app}.actions")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if name.startswith("_") or not callable(value) or inspect.isclass(value):
                    continue
                if (
                    getattr(value, "gate", None) is None
                    and getattr(value, "__module__", "") == module.__name__
                ):
                    ungated.append(f"{module.__name__}.{name}")

    assert ungated == []


def test_there_are_gated_actions_at_all():
    assert len(GATED) > 5


@pytest.mark.parametrize(
    "forbidden", ["signals", "admin", "utils", "common", "helpers", "managers"]
)
def test_no_file_of_a_forbidden_kind(forbidden):
    rooms = [
        path for path in python_files() if app_of(path) != "keeper"
    ]  # its `admin` is no Django's

    assert [path for path in rooms if path.stem == forbidden] == []


def test_django_admin_is_not_installed():
    assert not django_apps.is_installed("django.contrib.admin")


def overrides_save(path: Path) -> bool:
    nodes = ast.walk(ast.parse(path.read_text()))
    return any(isinstance(node, ast.FunctionDef) and node.name == "save" for node in nodes)


def test_no_save_override_and_no_signal_of_our_own():
    signals = ("django.dispatch", "django.db.models.signals")
    offences = [
        str(path)
        for path in python_files()
        if any(name.startswith(signals) for name in imports(path))
        or ("/models" in str(path) and overrides_save(path))
    ]

    assert offences == []


def test_tests_mirror_the_apps():
    tested = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    packages = {found.name for found in pkgutil.iter_modules(fristed.__path__)}

    assert packages - tested == set()


def test_every_package_has_a_readme():
    packages = [path.parent for path in SRC.glob("*/__init__.py")]

    assert {path.name for path in packages} > set(ours())
    assert [path.name for path in packages if not (path / "README.md").exists()] == []


def test_no_setting_reaches_the_next_person():
    """`set_config(..., false)` and `set session` outlive a transaction in the pool."""
    offences = [
        str(path)
        for path in python_files()
        if "set_config(" in path.read_text() and ", false)" in path.read_text()
    ]

    assert offences == []


@pytest.mark.parametrize(
    "template", sorted(SRC.rglob("templates/**/_*.html")), ids=lambda p: p.name
)
def test_a_partial_says_what_it_is_given(template):
    first = template.read_text().splitlines()[0]

    assert first.startswith("{#")
    assert "context" in first


OWN_RULES = {"_slice.html", "_table.html", "_timetable.html"}  # two short columns; either way


@pytest.mark.parametrize(
    "template",
    sorted(path for path in SRC.rglob("templates/**/*.html") if "<table" in path.read_text()),
    ids=lambda p: p.name,
)
def test_a_table_fits_a_phone(template):
    """Its rows become cards, each cell with its heading, or it scrolls within itself."""
    text = template.read_text()

    phone = re.findall(r'class="ds-table[^">]* cards|class="scroller"', text)
    assert len(phone) >= text.count("<table") or template.name in OWN_RULES
