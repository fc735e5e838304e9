"""What a view says of its page so that a door may draw it once for many."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def same_for_everyone(view: View[P]) -> View[P]:
    """Nothing on the page depends on who asks: no session, no form's token, nothing typed."""

    @wraps(view)
    def said(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.is_same_for_everyone = True  # type: ignore[attr-defined]  # config.keeping reads it
        return response

    return said
