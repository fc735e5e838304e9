"""The doors' own server, for another application."""

from typing import Any

from fristed.config.serving import *  # noqa: F403 - a configuration is its base and more

wsgi_app = "bench.plain.wsgi"


def post_worker_init(worker: Any) -> None:  # type: ignore[no-redef]  # instead of the base's
    """It has no code lists to read."""
