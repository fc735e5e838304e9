"""The season as it was last drawn. Rounded figures and verdicts; never a true count."""

from typing import ClassVar

from django.db import models


class Season(models.Model):
    """The one row there is; the worker writes it anew each week.

    years      school year -> its weeks' rounded cases, the whole country
    outlooks   for each county: the verdict, and the holiday it is about
    """

    drawn_on = models.DateField()
    base = models.PositiveSmallIntegerField()
    years = models.JSONField()
    outlooks = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="season_is_one", condition=models.Q(id=1))
        ]

    def __str__(self) -> str:
        return str(self.drawn_on)
