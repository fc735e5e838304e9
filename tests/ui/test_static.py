"""The files a door serves: small at nora, licensed, traceable, and all there when collected."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.utils.translation import gettext, override

STATIC = Path(__file__).parents[2] / "src" / "fristed" / "ui" / "static"
VENDOR = STATIC / "vendor"
NORA_BUDGET = 60_000  # bytes, compressed: a whole first visit with everything
LAYOUT_BUDGET = 40_000  # bytes, compressed: what the layout may take of it

PAGE = (
    """{% extends "ui/nora.html" %}{% block main %}<h1>Skriv til oss</h1>{{ form }}{% endblock %}"""
)


def static_files(html):
    return re.findall(r'(?:href|src)="/static/([^"]+)"', html)


def compressed(data):
    return len(gzip.compress(data, 9))


def test_a_first_visit_to_nora_is_small(draw):
    html = draw("nora", "ui/nora.html", sample=True)

    files = static_files(html)
    sizes = {name: compressed(Path(finders.find(name)).read_bytes()) for name in files}
    total = compressed(html.encode()) + sum(sizes.values())
    assert len(files) == 6  # four stylesheets, the exit and the icon
    assert total < LAYOUT_BUDGET < NORA_BUDGET, sizes


def test_nora_loads_neither_web_components_nor_fonts_nor_htmx(draw):
    html = draw("nora", "ui/nora.html")

    assert not [
        name for name in static_files(html) if "designsystemet.js" in name or "htmx" in name
    ]
    for name in static_files(html):
        if name.endswith(".css"):
            assert "@font-face" not in Path(finders.find(name)).read_text()


def test_every_class_of_designsystemet_that_nora_uses_is_in_the_light_cut():
    light = (VENDOR / "designsystemet/light.css").read_text()
    templates = Path(__file__).parents[2] / "src" / "fristed"
    used = set()
    for app in ("ui", "contact", "portal", "publications"):
        for path in templates.glob(f"{app}/templates/**/*.html"):
            if path.name not in {"desk.html", "_desk_dialogs.html", "components.html"}:
                used |= set(
                    re.findall(
                        r"\bds-[a-z-]+", " ".join(re.findall(r'class="([^"]*)"', path.read_text()))
                    )
                )

    assert "ds-button" in used
    assert {name for name in used if f".{name}" not in light} == set()


@pytest.mark.parametrize("name", ["designsystemet", "htmx", "inter"])
def test_the_licence_of_what_we_did_not_write_is_kept(name):
    text = (VENDOR / name / "LICENSE").read_text()

    assert "permission" in text.lower()


def test_everything_inside_the_web_components_has_its_licence():
    folder = VENDOR / "designsystemet"

    assert sorted(path.name for path in folder.glob("LICENSE*")) == [
        "LICENSE",
        "LICENSE.floating-ui",
        "LICENSE.invokers-polyfill",
        "LICENSE.popover-polyfill",
    ]
    assert "u-elements" in (folder / "NOTICE").read_text()


def test_vendored_files_are_the_ones_the_tool_wrote():
    noted = json.loads((VENDOR / "VERSIONS.json").read_text())["sha256"]
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "VERSIONS.json"
    }

    assert found == noted


@pytest.mark.parametrize(
    "path",
    [path for path in STATIC.rglob("*") if path.suffix in {".js", ".css"}],
    ids=lambda path: path.name,
)
def test_no_file_names_a_source_map_or_asks_another_house(path):
    text = path.read_text()

    assert "sourceMappingURL" not in text
    assert re.findall(r"@import|url\(\s*[\"']?(?:https?:)?//", text) == []


ASKS = {"blank.js", "shortcuts.js"}
"""They tell the house that a screen is covered, and what a person chose for her keys."""


@pytest.mark.parametrize("path", sorted((STATIC / "ui").rglob("*.js")), ids=lambda path: path.name)
def test_our_scripts_work_under_the_strict_policy(path):
    text = path.read_text()

    forbidden = (
        r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|cssText"
    )
    assert re.findall(forbidden, text) == []
    assert "fetch(" not in text or path.name in ASKS
    assert 'setAttribute("style"' not in text


def test_all_files_can_be_collected_with_hashed_names(settings, tmp_path):
    """A stylesheet that names a file which is not there fails the collecting."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    manifest = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    sheet = (tmp_path / manifest["ui/desk/desk.css"]).read_text()
    assert manifest["vendor/inter/inter-latin.woff2"].rsplit("/", 1)[1] in sheet


def test_the_compiled_texts_are_those_of_the_source():
    with override("nn"):
        assert gettext("Forlat siden") == "Forlat sida"
