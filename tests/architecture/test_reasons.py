"""Why something is refused reaches the page in words: a code nobody explained fails here."""

import ast
from collections.abc import Iterator
from pathlib import Path

from fristed.ui.reasons import is_explained

SOURCE = Path(__file__).parents[2] / "src" / "fristed"


def codes(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "deny":
            yield from (one.value for one in node.args if isinstance(one, ast.Constant))


def test_every_reason_a_predicate_gives_is_explained():
    files = [*SOURCE.glob("*/access.py"), *SOURCE.glob("*/access/*.py")]
    found = {code: path.parent.name for path in files for code in codes(path)}

    assert len(found) > 20
    assert sorted((app, code) for code, app in found.items() if not is_explained(code)) == []
