"""What every door answers by itself: nothing there, something broke, what a browser reports."""

import logging
import time

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fristed.config import violations
from fristed.config.logs import new_error_id

log = logging.getLogger(__name__)
kept = violations.Kept()


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """One body for what is missing and what is refused."""
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Something broke. The id stands in the log; nothing else leaves the house."""
    error_id = new_error_id()
    request.error_id = error_id  # type: ignore[attr-defined]  # read by logs.AllowedOnly
    return render(request, "500.html", {"error_id": error_id}, status=500)


@login_not_required
@csrf_exempt  # a browser's report holds no token; SameOrigin knows where it came from
@require_POST
def keep_violation(request: HttpRequest) -> HttpResponse:
    """A browser stopped something on a page of this door. The same answer, whatever was sent."""
    body = request.read(violations.AT_MOST)
    violation = violations.violation_in(body)
    if violation and kept.is_new(violation, time.monotonic()):
        what = {"action": f"{violation.rule}:{violation.kind}", "entry": violation.route}
        log.warning("a browser stopped something on a page", extra=what)
    return HttpResponse(status=204)
