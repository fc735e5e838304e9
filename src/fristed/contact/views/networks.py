"""Files from one network."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from fristed.accounts.queries import count_attempt
from fristed.accounts.views.networks import address_of
from fristed.contact.forms import WithFile
from fristed.contact.rules.visiting import FILES_FROM_ONE_NETWORK


def check_file(request: HttpRequest, form: WithFile, now: datetime) -> None:
    """Many files from one network wait; and a browser forgets which one she chose."""
    if not request.FILES:
        return
    if form.is_valid():
        if count_attempt(FILES_FROM_ONE_NETWORK, address_of(request), now):
            many = _("Det er sendt mange filer herfra. Vent litt før du sender flere.")
            form.add_error("file", many)
    elif not form.has_error("file"):
        form.add_error("file", _("Velg filen en gang til. Den ble ikke husket."))
