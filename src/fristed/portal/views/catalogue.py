"""What is open, as harvesters and news readers want it."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from fristed.portal.queries import open_data
from fristed.portal.queries.catalogue import catalogue, entries

MINUTES = cache_control(public=True, max_age=300)


@require_safe
@conditional_page
@MINUTES
def show_catalogue(request: HttpRequest) -> HttpResponse:
    answer = catalogue(
        [one for one in open_data.open_tables() if not one.is_withdrawn],
        site=_site(request),
        licence=settings.FRISTED_DATA_LICENCE,
        owner=settings.FRISTED_OWNER,
    )
    return JsonResponse(answer, content_type="application/ld+json")


@require_safe
@conditional_page
@MINUTES
def show_feed(request: HttpRequest) -> HttpResponse:
    """Releases, withdrawals and revisions (Atom)."""
    site = _site(request)
    feed = Atom1Feed(
        title=_("Frigitte tabeller"),
        link=f"{site}/statistikk",
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for entry in entries(open_data.open_tables(), site):
        on = entry.pop("changed_on")
        feed.add_item(**entry, updateddate=datetime.combine(on, time(), UTC))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
