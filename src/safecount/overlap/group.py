"""The prime-order group ristretto255, on many points at once."""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import functools
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from safecount.failures import RoundRefused
from safecount.progress import Progress

POINT = 32
DIGEST = 64
#: Points worked on between two reports of progress, and the least worth a second process.
PART = 1_000
#: Processes that share the work, or None: the caller's own.
Workers = Executor | None


def new_secret() -> bytes:
    """A random scalar that is not zero."""
    secret: bytes = _rbcl().crypto_core_ristretto255_scalar_random()
    return secret


@contextmanager
def working(processes: int) -> Iterator[Workers]:
    """Processes for as long as one round's work takes, or None for one process.

    They are forked, so starting them is quick, and end with the work: none outlives a secret.
    """
    if processes <= 1:
        yield None
        return
    _rbcl()  # loaded once, not in each
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        pool.submit(bool)  # forks them now, before the caller has threads
        yield pool


def hashed(digests: bytes, workers: Workers = None) -> bytes:
    """Map digests of 64 bytes, one after another, to points.    -> 32 bytes each"""
    return b"".join(_mapped(_hash, digests, DIGEST, workers))


def random_point() -> bytes:
    """A point nobody knows an identifier for."""
    return hashed(os.urandom(DIGEST))


def multiplied(
    secret: bytes, points: bytes, workers: Workers = None, progress: Progress | None = None
) -> bytes:
    """Multiply each point by the secret.

    points    32 bytes each, one after another
    workers   processes to share the work between; each multiplication takes 35 to 60 microseconds
    progress  told how many points are done

    :raises RoundRefused: a point is malformed or the identity.
    """
    answers, done = [], 0
    try:
        for answer in _mapped(functools.partial(_multiply, secret), points, POINT, workers):
            answers.append(answer)
            done += len(answer) // POINT
            if progress is not None:
                progress(done)
    except (RuntimeError, ValueError):
        # libsodium checks each point as it multiplies; only a bad batch is gone through twice.
        check_points(points)
        raise
    return b"".join(answers)


def check_points(points: bytes) -> None:
    """Refuse anything that is not a list of proper group elements.

    :raises RoundRefused: names the first bad point.
    """
    is_valid = _rbcl().crypto_core_ristretto255_is_valid_point
    if len(points) % POINT:
        raise RoundRefused("The batch is cut off in the middle of a point.")
    for number, point in enumerate(pieces(points, POINT), start=1):
        if point == bytes(POINT) or not is_valid(point):
            raise RoundRefused(f"Point {number} of the batch is malformed; nothing was counted.")


def pieces(data: bytes, width: int) -> Iterator[bytes]:
    """The entries of a batch, `width` bytes each."""
    return (data[start : start + width] for start in range(0, len(data), width))


def shuffled(points: bytes) -> bytes:
    """The points in an order drawn from the operating system's randomness."""
    table = np.frombuffer(points, dtype=np.uint8).reshape(-1, POINT)
    mixed: bytes = table[secret_order(len(table))].tobytes()
    return mixed


def secret_order(size: int) -> Any:
    """A permutation drawn from the operating system's randomness, each equally likely."""
    while True:
        keys = np.frombuffer(os.urandom(8 * size), dtype=np.uint64)
        order = np.argsort(keys)
        ordered = keys[order]
        if (ordered[1:] != ordered[:-1]).all():  # equal keys would leave the sort to choose
            return order


def _mapped(
    work: Callable[[bytes], bytes], data: bytes, width: int, workers: Workers
) -> Iterable[bytes]:
    """The work done on `PART` entries of `width` bytes at a time."""
    parts = list(pieces(data, PART * width))
    return map(work, parts) if workers is None or len(parts) < 2 else workers.map(work, parts)


def _hash(digests: bytes) -> bytes:
    return b"".join(map(_rbcl().crypto_core_ristretto255_from_hash, pieces(digests, DIGEST)))


def _multiply(secret: bytes, points: bytes) -> bytes:
    times: Callable[[bytes, bytes], bytes] = _rbcl().crypto_scalarmult_ristretto255
    return b"".join(times(secret, point) for point in pieces(points, POINT))


@functools.cache
def _rbcl() -> Any:
    """libsodium, which rbcl unpacks to the temporary folder and would leave there."""
    import rbcl
    from rbcl._sodium import lib_path

    with suppress(OSError):  # 2.7 MB that nobody needs once they are loaded
        Path(lib_path).unlink()
    return rbcl
