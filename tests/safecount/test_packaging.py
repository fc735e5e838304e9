"""safecount is a package of its own: what it needs is what `packaging/safecount` says it needs.

That the wheel installs alone and its command runs was tried by hand:
pip wheel --no-deps packaging/safecount, then pip install it in a new environment.
"""

import ast
import re
import sys
import tomllib
from pathlib import Path

import safecount

ROOT = Path(__file__).parents[2]
PACKAGE = tomllib.loads((ROOT / "packaging/safecount/pyproject.toml").read_text())["project"]
#: What is installed -> what is imported, where the names differ; Ibis brings pyspark.
NAMES = {"ibis_framework": "ibis"}


def imported():
    found = set()
    for path in (ROOT / "src/safecount").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(str(node.module).split(".")[0])
    return found - sys.stdlib_module_names - {"safecount"}


def declared(requirements):
    names = {re.match(r"[\w-]+", line)[0].replace("-", "_") for line in requirements}
    return {NAMES.get(name, name) for name in names}


def test_everything_imported_is_declared_and_everything_declared_imported():
    extras = PACKAGE["optional-dependencies"].values()
    optional = declared(line for lines in extras for line in lines)

    assert declared(PACKAGE["dependencies"]) == imported() - optional
    assert optional - imported() == {"pandas"}  # frames are handed in, never made


def test_the_package_has_the_version_and_the_command_of_the_code():
    module, _, function = PACKAGE["scripts"]["safecount"].partition(":")

    assert PACKAGE["version"] == safecount.__version__
    assert callable(getattr(__import__(module, fromlist=[function]), function))
    assert (ROOT / "packaging/safecount/src/safecount").resolve() == ROOT / "src/safecount"
