"""From where something is sent: only its network is used, hashed, for minutes."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    return str(request.META.get(settings.FRISTED_CLIENT_ADDRESS, ""))
