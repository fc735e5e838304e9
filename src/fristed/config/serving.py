"""gunicorn's configuration for every door: `gunicorn -c python:fristed.config.serving`."""

import gc
import logging
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connections
from django.utils.module_loading import import_string
from gunicorn import glogging
from gunicorn.http import wsgi

from fristed.config.cluster import die_with_parent
from fristed.config.logs import AllowedOnly

wsgi_app = "fristed.config.wsgi"
worker_class = "gthread"
workers = int(os.environ.get("FRISTED_WORKERS") or 2)
threads = 8
preload_app = True  # one copy of the code; connections are made after the fork
timeout = 30  # seconds
graceful_timeout = 3
keepalive = 5
limit_request_line = 4094  # bytes; a code that a provider sends her back with is long
limit_request_fields = 60
control_socket_disable = True  # by default one socket in the home folder for every door and copy
SHARED_MEMORY = "/dev/shm"  # noqa: S108 - heartbeats only; gunicorn makes its own file there
worker_tmp_dir = SHARED_MEMORY if Path(SHARED_MEMORY).is_dir() else None
accesslog = None  # who read what, and from where, is not written down
errorlog = "-"
proc_name = os.environ.get("DJANGO_SETTINGS_MODULE", "fristed")


class Quiet(glogging.Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own lines through the same allow list: its errors hold addresses and queries."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(AllowedOnly())


logger_class = Quiet


def post_fork(server: Any, worker: Any) -> None:
    """A worker ends with its master, or it would hold the port."""
    die_with_parent(worker.ppid, signal.SIGTERM)


def pre_fork(server: Any, worker: Any) -> None:
    """What is loaded now lives as long as the process: the collector need not look at it."""
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Code lists are read once per process: now, or when asked for if they are not there yet."""
    with suppress(DatabaseError, RuntimeError):
        import_string("fristed.codelists.queries.warm_up")()
    connections.close_all()


def worker_exit(server: Any, worker: Any) -> None:
    """Give the connections back, then end at once: taking the interpreter apart takes seconds."""
    for connection in connections.all():
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has it
    logging.shutdown()
    os._exit(0)


def without_product_name(response: wsgi.Response) -> list[str]:
    return [line for line in _headers(response) if not line.startswith("Server:")]


_headers = wsgi.Response.default_headers
wsgi.Response.default_headers = without_product_name  # there is no setting for it
