"""One page with every component, to look at while building."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fristed.ui import components
from fristed.ui.house import HOUSE


@login_not_required
def show_components(request: HttpRequest) -> HttpResponse:
    """As light, dark or as the machine has it: `?scheme=dark`."""
    if not HOUSE.shows_components:
        raise Http404
    form = components.Example(request.POST or None)
    page = components.components_page(request.GET.get("scheme", ""))
    return render(
        request, "ui/components.html", {"page": page, "form": form, "layout": HOUSE.layout}
    )
