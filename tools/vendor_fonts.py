"""Fetch the fonts that paper is set with into src/fristed/ui/print/fonts, the same way every time.

    python tools/vendor_fonts.py

Needs npm and the network; works in a scratch folder outside the repository. Whole families, not
the cuts a browser loads: a name may hold any letter. Arabic covers Arabic, Urdu, Dari, Pashto and
Sorani; Ethiopic covers Tigrinya.
"""

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

FONTS = Path(__file__).resolve().parents[1] / "src/fristed/ui/print/fonts"
PACKAGES = {
    "@expo-google-fonts/inter": ("0.4.2", "Inter"),
    "@expo-google-fonts/noto-sans-arabic": ("0.4.3", "NotoSansArabic"),
    "@expo-google-fonts/noto-sans-ethiopic": ("0.4.2", "NotoSansEthiopic"),
}
WEIGHTS = ("400Regular", "700Bold")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="fristed-fonts-") as scratch:
        shutil.rmtree(FONTS, ignore_errors=True)
        FONTS.mkdir(parents=True)
        for package, (version, family) in PACKAGES.items():
            unpacked = fetch(Path(scratch), package, version)
            for weight in WEIGHTS:
                name = f"{family}_{weight}.ttf"
                shutil.copyfile(unpacked / weight / name, FONTS / name)
            shutil.copyfile(unpacked / "LICENSE_FONT", FONTS / f"LICENSE.{family}")
    (FONTS / "VERSIONS.json").write_text(json.dumps(versions(), indent=2) + "\n")


def fetch(scratch: Path, package: str, version: str) -> Path:
    command = ("npm", "pack", "--silent", f"{package}@{version}")
    packed = subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True)
    folder = scratch / package.replace("/", "-")
    shutil.unpack_archive(scratch / packed.stdout.strip(), folder)
    return folder / "package"


def versions() -> dict[str, dict[str, str]]:
    return {
        "packages": {package: version for package, (version, _) in PACKAGES.items()},
        "sha256": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(FONTS.iterdir())
        },
    }


if __name__ == "__main__":
    main()
