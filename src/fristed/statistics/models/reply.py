"""What was asked from outside, and what was answered."""

from typing import ClassVar

from django.db import models

from fristed.statistics.choices import Asker


class Reply(models.Model):
    """A question of figures from press, Parliament or others, with the answer it got (svar).

    Never changed: whoever asks the same next year must get the same.

    table   the released table its figures stand in, or the published history
    """

    ref = models.CharField(max_length=26, unique=True)
    asker = models.CharField(max_length=12, choices=Asker)
    asked_on = models.DateField()
    question = models.CharField(max_length=600)
    answer = models.CharField(max_length=2000)
    table = models.CharField(max_length=26)
    answered_by = models.CharField(max_length=26)  # account reference
    answered_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reply_after_the_question",
                condition=models.Q(answered_on__gte=models.F("asked_on")),
            )
        ]

    def __str__(self) -> str:
        return self.ref
