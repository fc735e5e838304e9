"""Write the lock files anew: exact versions with hashes, and no address of where they came from."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = "uv==0.*"
COMPILE = ["pip", "compile", "--generate-hashes", "--no-emit-index-url", "--no-header"]
COMPILE += ["--python-version", "3.11", "--quiet", "pyproject.toml"]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "--quiet", "install", "--target", folder, UV]
        subprocess.run(pip, check=True)
        uv = str(Path(folder) / "bin" / "uv")
        subprocess.run([uv, *COMPILE, "-o", "requirements.lock"], cwd=ROOT, check=True)
        dev = [uv, *COMPILE, "--extra", "dev", "-c", "requirements.lock"]
        subprocess.run([*dev, "-o", "requirements-dev.lock"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
