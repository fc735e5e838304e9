"""Addresses that fail, for the tests of what a person and the log then see."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

handler404 = "fristed.config.views.not_found"
handler500 = "fristed.config.views.failed"


def fail(request: HttpRequest) -> HttpResponse:
    words = request.GET["words"]
    raise RuntimeError(f"could not keep {words}")


def fail_in_database(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select %s::int", [request.GET["words"]])
    return HttpResponse()


def say_role(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return HttpResponse(cursor.fetchone()[0])


urlpatterns = [
    path("fail", fail, name="fail"),
    path("fail/db", fail_in_database, name="fail_db"),
    path("role", say_role, name="say_role"),
]
