"""The floor plan is held by the build. Each contract is broken here once, on purpose."""

import os
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BREAKS = {
    "Floors: imports go down only; names on one line do not import each other": (
        "src/fristed/contact/queries/talks.py",
        "from fristed.casework import models",
    ),
    "No door loads the keeper; the keeper knows sealing and kernel only": (
        "src/fristed/vault/queries.py",
        "from fristed.keeper import server",
    ),
    "keeper, sealing, kernel, adapters and safecount know no Django": (
        "src/fristed/sealing/items.py",
        "import django",
    ),
    "safecount knows nothing of the system": (
        "src/safecount/__init__.py",
        "from fristed.kernel import facts",
    ),
    "Only sealing, keeper and safecount.overlap do cryptography": (
        "src/fristed/contact/queries/talks.py",
        "import cryptography",
    ),
    "Only the gate writes the trail": (
        "src/fristed/casework/facts.py",
        "from fristed.audit import trail",
    ),
    "Only the gate makes read grants": (
        "src/fristed/casework/facts.py",
        "from fristed.vault.reading import ReadGrant",
    ),
    "Statistics sees only the rooms' facts": (
        "src/fristed/statistics/queries/tables.py",
        "from fristed.casework import models",
    ),
    "Only editorial imports Wagtail": ("src/fristed/portal/apps.py", "import wagtail"),
    "No cycles, at any depth": (
        "src/fristed/kernel/refs.py",
        "from fristed.kernel import walls\nimport fristed.sealing.context",
    ),
    "Inside an app: urls, views, forms and tasks, actions, facts and privacy, queries, access, "
    "models, rules, choices": (
        "src/fristed/casework/access.py",
        "from fristed.casework import actions",
    ),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()",
         "--no-cache", "--config", str(ROOT / ".importlinter")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


def kept(name: str, output: str) -> bool:
    return f"{name} KEPT" in output


def test_every_contract_is_broken_here_once():
    plan = ConfigParser()
    plan.read(ROOT / ".importlinter")
    contracts = [plan[one]["name"] for one in plan.sections() if ":contract:" in one]

    assert sorted(contracts) == sorted(BREAKS)


def test_the_floor_plan_holds():
    result = lint(ROOT)

    assert result.returncode == 0, result.stdout
    assert [name for name in BREAKS if not kept(name, result.stdout)] == []


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources to break things in."""
    folder = tmp_path_factory.mktemp("broken")
    ignore = shutil.ignore_patterns("__pycache__", "static", "locale", "templates", "words")
    shutil.copytree(ROOT / "src", folder / "src", ignore=ignore)
    return folder


@pytest.mark.parametrize("name", BREAKS)
def test_a_contract_breaks_when_it_is_broken(copy, name):
    where, offence = BREAKS[name]
    broken = copy / where
    before = broken.read_text()
    broken.write_text(f"{before}\n{offence}\n")
    if name.startswith("No cycles"):
        other = copy / "src/fristed/sealing/context.py"
        kept_text = other.read_text()
        other.write_text(f"{kept_text}\nimport fristed.kernel.refs\n")
    try:
        result = lint(copy)
    finally:
        broken.write_text(before)
        if name.startswith("No cycles"):
            other.write_text(kept_text)

    assert result.returncode != 0
    assert f"{name} BROKEN" in result.stdout


def test_an_app_outside_the_plan_breaks_the_build(copy):
    stray = copy / "src/fristed/common"
    stray.mkdir()
    (stray / "__init__.py").write_text("")
    try:
        result = lint(copy)
    finally:
        shutil.rmtree(stray)

    assert result.returncode != 0


def test_a_utils_module_breaks_the_build(copy):
    stray = copy / "src/fristed/casework/utils.py"
    stray.write_text("")
    try:
        result = lint(copy)
    finally:
        stray.unlink()

    assert result.returncode != 0
