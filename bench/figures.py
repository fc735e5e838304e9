"""Figures for everyone: the page of a released table, the open API, and the yearly cube behind."""

import http.client
import json
import subprocess
import sys
import threading
import time

from bench.houses import Ground
from bench.table import Line
from bench.timing import all_at_once, median, p95

from fristed.config.installation import ROOT

CLIENTS, SECONDS, TURNS = 16, 10, 30
ALL = "lang=no&valuecodes[en]=*&valuecodes[to]=*&valuecodes[tre]=*"
PRIMERO = "Primero's comparable page: 15.7 s in SQL alone at 60,000 incidents"


def measure(ground: Ground) -> list[Line]:
    return [*_cube(), *_doors(ground)]


def _cube() -> list[Line]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.yearly"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    found = json.loads(done.stdout)
    name = "yearly cube of 1,000,000 facts"
    return [
        Line("figures", f"{name}: counted, rounded, attacked", found["seconds"], "s", most=60),
        Line("figures", f"{name}: of it rounding and attack", found["protecting_seconds"], "s"),
        Line("figures", f"{name}: peak memory", found["peak_mb"], "MB", most=1024),
        Line("figures", f"{name}: cells told exactly", found["exact"], "", most=0),
    ]


def _doors(ground: Ground) -> list[Line]:
    ground.stage()
    with ground.house(doors=True) as house:
        whole, thousand = json.loads(house.run("bench.shelving", settings="superset"))
        pages = {
            "statistics page": "/statistikk",
            "released table of a year": f"/statistikk/{whole}",
            "the same as a map": f"/statistikk/{whole}?figur=kart",
        }
        lines = []
        for name, path in pages.items():
            one = Asking(ground.port)
            cold = one.ask(path)
            warm = [one.ask(path) for _ in range(TURNS)]
            lines += [
                Line("figures", f"{name}: cold", cold * 1000, "ms", most=300),
                Line("figures", f"{name}: warm", median(warm) * 1000, "ms", most=50, peer=PRIMERO),
            ]
        return [*lines, *_api(ground.port, f"/api/pxweb/v2/tables/{thousand}/data?{ALL}")]


def _api(port: int, path: str) -> list[Line]:
    clients = [Asking(port) for _ in range(CLIENTS)]
    done = all_at_once(CLIENTS, lambda client, _turn: clients[client].ask(path), seconds=SECONDS)
    name = f"open API, 1,000 cells, {CLIENTS} clients, {SECONDS} s"
    return [
        Line("figures", name, done.per_second, "per second", least=300),
        Line("figures", f"{name}: p95", p95(done.seconds) * 1000, "ms"),
        Line("figures", f"{name}: failed", len(done.failed), "", most=0),
    ]


class Asking:
    """One kept connection; each request from a network of its own, so that no limit is met."""

    number = 0
    lock = threading.Lock()

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, path: str) -> float:
        """Seconds until the whole answer is there."""
        with self.lock:
            Asking.number += 1
            network = f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"
        began = time.perf_counter()
        self.connection.request("GET", path, headers={"X-Forwarded-For": network})
        answer = self.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return time.perf_counter() - began
