"""What the documents say of the house is what is there."""

import re
from configparser import ConfigParser

import pytest
from tests.architecture.test_layout import ROOT, SRC

from fristed.keeper import __main__ as keeper

LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "src/**/*.md", "deploy/*.md", "bench/*.md")
    for path in ROOT.glob(pattern)
)
NOT_OURS = {"var"}  # what a run leaves


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file(path):
    links = LINK.findall(path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def block_of(document: str, heading: str = "") -> list[str]:
    """The lines of the first drawing after a heading."""
    text = (ROOT / document).read_text(encoding="utf-8").partition(heading)[2 if heading else 0]
    drawn = re.search(r"```\n(.*?)```|\n\n((?:    [^\n]*\n)+)", text, re.DOTALL)
    assert drawn is not None
    return [line for line in (drawn[1] or drawn[2]).splitlines() if line.strip()]


def test_the_readmes_tree_names_every_folder():
    tree = {line.split()[0].split("/")[0] for line in block_of("README.md", "## The tree")}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] not in "._"}

    assert tree == folders - NOT_OURS


def test_the_drawn_floors_are_the_ones_the_build_holds():
    plan = ConfigParser()
    plan.read(ROOT / ".importlinter")
    held = plan["importlinter:contract:floors"]["layers"]
    names = {path.parent.name for path in SRC.glob("*/__init__.py")} | {"safecount"}
    drawing = block_of("ARCHITECTURE.md", "A package exists only if")
    drawn = [word for line in drawing for word in re.findall(r"[a-z]+", line[12:43])]

    assert set(drawn) == names
    assert set(re.findall(r"(?<![\w(])[a-z]+", held)) == names - {"safecount"}


def test_readme_says_in_five_lines_what_it_is():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()

    assert (lines[0], lines[1], lines[7]) == ("# Fristed", "", "")
    assert all(lines[2:7])


def test_architecture_is_one_page():
    lines = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()

    assert len(lines) <= 90


def test_the_glossarys_names_stand_in_the_code():
    """Those of what is built; what comes later has only its word."""
    built, _, later = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").partition("## Later")
    files = [path for end in ("py", "json", "html") for path in SRC.parent.rglob(f"*.{end}")]
    words = {word for path in files for word in re.findall(r"\w+", path.read_text("utf-8"))}
    names = {
        name
        for line in built.splitlines()
        if line.count("|") > 3
        for code in re.findall(r"`([^`]+)`", line.split("|")[3])
        for name in re.findall(r"\w+", code)
    }

    assert later
    assert len(names) > 100
    assert names - words == set()


def test_every_setting_of_the_environment_is_described():
    """But for what the supervisor tells the processes it starts, and what is the tests' own."""
    files = set(SRC.rglob("*.py")) - {SRC / "config/settings/tests.py"}
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    asked = set(re.findall(r'environ(?:\.get\(|\[)\s*"(FRISTED_\w+)"', code))
    told = {"FRISTED_PORT", "FRISTED_HOLDS_SAMPLE"}
    pages = [ROOT / "deploy/environment", *DOCUMENTS]
    described = {
        name
        for path in pages
        if path.parent.name in {"how-to", "deploy"}
        for name in re.findall(r"FRISTED_\w+", path.read_text(encoding="utf-8"))
    }

    assert told < asked
    assert asked - told - described == set()


def test_every_command_of_the_keeper_is_described():
    """The README says that deploy's has them all."""
    described = (ROOT / "deploy/README.md").read_text(encoding="utf-8")
    commands = re.search(r"\{([\w,-]+)\}", keeper._parser().format_usage())[1].split(",")

    assert "rewrap" in commands
    assert [name for name in commands if name not in described] == []
