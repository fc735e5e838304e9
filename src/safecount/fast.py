"""Optional speed: numba where it is installed (`pip install safecount[fast]`), numpy where not.

A kernel is an ordinary function over numpy arrays. Without numba nothing here is run: the caller
has a numpy path of its own that does the same.
"""

# ruff: noqa: PLC0415  # heavy libraries load when first needed: importing safecount is quick

import functools
import importlib.util
import os
from collections.abc import Callable
from typing import Any


@functools.cache
def has_numba() -> bool:
    """Whether numba may be used: installed, and not switched off with SAFECOUNT_PURE=1."""
    if os.environ.get("SAFECOUNT_PURE") == "1":
        return False
    return importlib.util.find_spec("numba") is not None


@functools.cache
def compiled(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """The kernel as machine code, kept on disk between runs; needs numba."""
    import numba  # type: ignore[import-not-found,unused-ignore]  # optional

    code: Callable[..., Any] = numba.njit(cache=True, nogil=True)(kernel)
    return code
