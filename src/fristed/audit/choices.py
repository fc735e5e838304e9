"""The words the trail uses."""

from django.db import models


class Event(models.TextChoices):
    BEGUN = "begun"  # decided yes, about to be done
    OPENED = "opened"  # decided yes, about to be readable
    REFUSED = "refused"
    DONE = "done"
    FAILED = "failed"
