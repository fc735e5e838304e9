"""Compile each app's texts (django.po) into what Django reads (django.mo), or --check them."""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

SRC = Path(__file__).parents[1] / "src" / "fristed"


def main(*arguments: str) -> int:
    stale = [
        path for path in sorted(SRC.glob("*/locale/*/LC_MESSAGES/django.po")) if is_stale(path)
    ]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(SRC)} is not compiled. Run `make texts`.")
        return 1 if stale else 0
    for path in stale:
        compiled = BytesIO()
        write_mo(compiled, catalogue(path))
        path.with_suffix(".mo").write_bytes(compiled.getvalue())
    return 0


def is_stale(path: Path) -> bool:
    """Whether other texts are compiled than those that are written."""
    compiled = path.with_suffix(".mo")
    if not compiled.exists():
        return True
    with compiled.open("rb") as file:
        return texts(read_mo(file)) != texts(catalogue(path))


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def texts(catalogue: Catalog) -> dict[object, object]:
    return {
        (one.context, _same(one.id)): _same(one.string)
        for one in catalogue
        if one.id and one.string
    }


def _same(text: object) -> object:
    """One text, or each of its numbers."""
    return tuple(text) if isinstance(text, list | tuple) else text


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
