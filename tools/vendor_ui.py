"""Fetch and build the vendored files under src/fristed/ui/static/vendor, the same way every time.

    python tools/vendor_ui.py            write them
    python tools/vendor_ui.py --check    build them elsewhere and compare with what is committed

Works in a scratch folder outside the repository and needs npm and the network. The versions stand
below; the ordinary npm settings of the machine decide where packages come from. Nothing is edited
by hand: to change the colours, change THEME and run this again.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "src/fristed/ui/static/vendor"

PACKAGES = {
    "@digdir/designsystemet": "1.15.0",  # the theme builder
    "@digdir/designsystemet-css": "1.22.0",
    "@digdir/designsystemet-web": "1.22.0",
    "@fontsource-variable/inter": "5.3.0",
    "htmx.org": "2.0.11",  # only its licence: the file is served from django-htmx
    "invokers-polyfill": "1.0.3",  # only its licence: inside designsystemet.js
    "@oddbird/popover-polyfill": "0.7.1",  # only its licence: inside designsystemet.js
}

THEME = {
    "outDir": "./design-tokens",
    "themes": {
        "fristed": {
            "colors": {
                "main": {"primary": "#1F5B57", "accent": "#8A4B2A"},
                "support": {"plum": "#5D4777"},
                "neutral": "#3D3830",
            },
            "typography": {"fontFamily": "Inter"},
            "borderRadius": 8,
        }
    },
}

# What nora needs of Designsystemet; the rest would only cost a young person's data.
LIGHT_CUT = [
    *("button", "link", "heading", "paragraph", "list", "label", "field", "fieldset", "input"),
    *("validation-message", "error-summary", "alert", "card", "details", "divider", "table"),
    *("tag", "skip-link"),
]

LICENCES = {
    "designsystemet/LICENSE": "@digdir/designsystemet-css/LICENSE",
    "designsystemet/LICENSE.floating-ui": "@floating-ui/dom/LICENSE",
    "designsystemet/LICENSE.invokers-polyfill": "invokers-polyfill/LICENSE",
    "designsystemet/LICENSE.popover-polyfill": "@oddbird/popover-polyfill/LICENSE",
    "inter/LICENSE": "@fontsource-variable/inter/LICENSE",
    "htmx/LICENSE": "htmx.org/LICENSE",
}

U_ELEMENTS = """\
designsystemet.js also contains @u-elements/u-combobox, u-datalist, u-details and u-tabs.
Their packages carry no licence file; each declares "license": "MIT" in its package.json.
"""

SOURCE_MAP = re.compile(r"\n?(//# sourceMappingURL=.*|/\*# sourceMappingURL=.*?\*/)\s*$")


def main() -> int:
    check = "--check" in sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="fristed-vendor-") as folder:
        scratch = Path(folder)
        built = build(scratch, scratch / "out")
        if check:
            return compare(built, VENDOR)
        shutil.rmtree(VENDOR, ignore_errors=True)
        shutil.copytree(built, VENDOR)
    return 0


def build(scratch: Path, out: Path) -> Path:
    (scratch / "package.json").write_text('{"name": "fristed-vendor", "private": true}\n')
    (scratch / ".npmrc").write_text(
        "omit-lockfile-registry-resolved=true\nfund=false\naudit=false\n"
    )
    (scratch / "theme.json").write_text(json.dumps(THEME))
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    run(scratch, "npm", "install", "--ignore-scripts", "--save-exact", *wanted)
    designsystemet = ("npx", "--no-install", "designsystemet", "tokens")
    run(scratch, *designsystemet, "create", "--config", "theme.json", "--clean")
    run(scratch, *designsystemet, "build", "-t", "design-tokens", "-o", "dist")

    modules = scratch / "node_modules"
    css = modules / "@digdir/designsystemet-css/dist/src"
    script = modules / "@digdir/designsystemet-web/dist/umd/index.js"
    fonts = modules / "@fontsource-variable/inter/files"
    theme = text_of(scratch / "dist/fristed.css")
    write(out / "designsystemet/designsystemet.css", text_of(css / "index.css"))
    write(out / "designsystemet/designsystemet.js", text_of(script))
    write(out / "designsystemet/theme.css", theme)
    write(out / "designsystemet/light.css", light_cut(css))
    for part in ("latin", "latin-ext"):  # latin-ext carries the letters of the Sami languages
        target = out / f"inter/inter-{part}.woff2"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(fonts / f"inter-{part}-wght-normal.woff2", target)
    for target_name, source in LICENCES.items():
        write(out / target_name, text_of(modules / source))
    write(out / "designsystemet/NOTICE", U_ELEMENTS)
    write(out / "VERSIONS.json", json.dumps(versions(out), indent=2) + "\n")
    return out


def light_cut(css: Path) -> str:
    """Designsystemet's own files for LIGHT_CUT, in its own layers."""
    parts = "".join(text_of(css / f"{name}.css") for name in LIGHT_CUT)
    base = text_of(css / "base.css")
    return (
        "@layer ds.theme,ds.base,ds.components;"
        f"@layer ds.base{{{base}}}@layer ds.components{{{parts}}}\n"
    )


def text_of(path: Path) -> str:
    """The file without its source map comment (it names a file that is not served)."""
    return SOURCE_MAP.sub("", path.read_text(encoding="utf-8").rstrip()) + "\n"


def versions(out: Path) -> dict[str, dict[str, str]]:
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {
        "packages": PACKAGES,
        "sha256": {
            path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        },
    }


def compare(built: Path, committed: Path) -> int:
    names = {
        path.relative_to(folder).as_posix()
        for folder in (built, committed)
        for path in folder.rglob("*")
        if path.is_file()
    }
    different = [name for name in sorted(names) if not same(built / name, committed / name)]
    for name in different:
        print(f"differs: {name}")
    return 1 if different else 0


def same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
