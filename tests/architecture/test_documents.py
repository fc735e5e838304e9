"""What the documents say of the house is what is there."""

import re
from configparser import ConfigParser

import pytest
from tests.architecture.test_layout import ROOT, SRC

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
