"""The worker's job that takes mail in, run once to its end, with a real mailbox and a real server.

python -m bench.mailing   answers, as JSON, how long it took
"""

import json
import sys
import time

import django

django.setup()

from fristed.guidance.tasks import fetch_mail  # noqa: E402 - after setup


def main() -> None:
    began = time.perf_counter()
    fetch_mail.func(timestamp=0)
    json.dump({"seconds": time.perf_counter() - began}, sys.stdout)


if __name__ == "__main__":
    main()
