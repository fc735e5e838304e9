"""How often someone has tried lately; nothing about who."""

from django.db import models


class Attempts(models.Model):
    """Failed attempts in one bucket: an account, a network, or both together.

    The bucket's name is an HMAC with a key that changes every day, so the row says neither
    which account nor which network.
    """

    bucket = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)
