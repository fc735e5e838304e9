"""safecount's speed and accuracy, each line in a process of its own so that its memory shows.

One limit, the latent class sampler's, needs numba (`safecount[fast]`). What peers take stands
beside them when `SAFECOUNT_PEERS` names the Python interpreters that have them, a colon between.
"""

import json
import os
import subprocess
import sys
from typing import Any

from bench.houses import Ground
from bench.table import Line

from fristed.config.installation import ROOT

SPEED, PEERS = (ROOT / "bench/safecount" / name for name in ("speed.py", "peers.py"))
#: What is measured -> peers that do the like, in words, and how much of its time is allowed.
LIKE: dict[str, dict[str, tuple[str, float | None]]] = {
    "two_party_100k": {"openmined": ("the same lists", 0.7)},
    "match_keys": {
        "clkhash": ("with anonlink, Bloom filters of the same people", None),
        "splink": ("the same people in clear text", None),
    },
    "rounding_10k": {"acro": ("one crosstab of the same records, primary blanks only", None)},
    "models_113": {"conting": ("5,000 steps of reversible jump on its spina table", None)},
}


def measure(ground: Ground) -> list[Line]:
    names = json.loads(_said(sys.executable, str(SPEED), "--names"))
    return [line for name in names for line in _lines(name)]


def _lines(name: str) -> list[Line]:
    found = json.loads(_said(sys.executable, str(SPEED), name))
    title = f"safecount: {found['what']}"
    lines = [Line("counting", title, found["seconds"], "s", most=found["limit"])]
    lines.append(Line("counting", f"{title}: peak memory", found["peak_mb"], "MB"))
    for figure, (value, least, most) in found["figures"].items():
        lines.append(Line("counting", f"{title}: {figure}", value, "", most=most, least=least))
    for peer, (words, most) in LIKE.get(name, {}).items():
        measured = _peer(peer)
        if measured:
            said = f"{words}: {measured['seconds']:.2f} s"
            said += f", F1 {measured['f1']}" if "f1" in measured else ""
            ratio = found["seconds"] / measured["seconds"]
            what = f"{title}: part of {peer}'s time"
            lines.append(Line("counting", what, ratio, "", most=most, peer=said))
    return lines


def _peer(name: str) -> dict[str, Any] | None:
    interpreters = os.environ.get("SAFECOUNT_PEERS", sys.executable).split(os.pathsep)
    for interpreter in interpreters:
        asked = [interpreter, str(PEERS), name]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
            return answer
    return None


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:])} failed:\n{done.stderr}")
    return done.stdout.splitlines()[-1]
