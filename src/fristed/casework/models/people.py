"""People around the young person, how to reach them, and cases that belong together."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.casework.models.case import Case
from fristed.casework.models.parts import OfCase


class PersonInCase(OfCase):
    """The young person, somebody of the family or another. All about them is sealed."""

    ended_on = models.DateField(null=True)  # no longer part of it


class Channel(OfCase):
    """A way to reach somebody, and when it is safe."""

    person = models.ForeignKey(PersonInCase, on_delete=models.CASCADE, related_name="+")
    ended_on = models.DateField(null=True)


class CaseLink(OfCase):
    """That two cases belong together. Gives nobody access: it says whom to ask.

    The pair stands in the clear, so that the other case can say so too; why is sealed.
    """

    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    linked_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta(OfCase.Meta):
        constraints: ClassVar = [
            *OfCase.Meta.constraints,
            models.CheckConstraint(name="caselink_to_another", condition=~Q(case=F("other"))),
            models.UniqueConstraint(
                name="caselink_once", fields=["case", "other"], condition=Q(ended_on=None)
            ),
        ]
