"""Experience and method: what those who guide have learned, without a word of who anybody is.

Plain text, because all who guide read it and nobody is in it; `rules.experience` sees to that.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.guidance.choices import Evidence, NoteStatus, Verdict


class PatternGroup(models.Model):
    """Notes that people think belong together. Named by people, never by a machine."""

    ref = models.CharField(max_length=26)
    name = models.CharField(max_length=80)
    made_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="patterngroup_ref_once", fields=["ref"]),
            models.UniqueConstraint(name="patterngroup_named_once", fields=["name"]),
        ]

    def __str__(self) -> str:
        return self.ref


class PatternNote(models.Model):
    """Something that is seen again and again (mønsternotat). Where a word in it might be a name,
    a colleague has read it before others do."""

    ref = models.CharField(max_length=26)
    text = models.TextField()
    group = models.ForeignKey(
        PatternGroup, on_delete=models.SET_NULL, null=True, related_name="notes"
    )
    status = models.CharField(max_length=8, choices=NoteStatus)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_on = models.DateField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # who read it first, where that was needed

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="patternnote_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="patternnote_seen_by_another",
                condition=Q(seen_by=None) | ~Q(seen_by=F("written_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Method(models.Model):
    """A way of working (metode), with what it is for and how sure anybody is that it helps. What
    was tried and did not work stands here too. Never changed; another takes its place."""

    ref = models.CharField(max_length=26)
    title = models.CharField(max_length=80)
    aim = models.CharField(max_length=300)
    how = models.TextField()
    evidence = models.CharField(max_length=10, choices=Evidence)
    source = models.CharField(max_length=200, blank=True)  # where that is said
    verdict = models.CharField(max_length=12, choices=Verdict)
    status = models.CharField(max_length=8, choices=NoteStatus)
    review_on = models.DateField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_on = models.DateField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="method_ref_once", fields=["ref"]),
            models.CheckConstraint(
                name="method_seen_by_another",
                condition=Q(seen_by=None) | ~Q(seen_by=F("written_by")),
            ),
            models.CheckConstraint(
                name="method_research_has_a_source",
                condition=Q(evidence=Evidence.EXPERIENCE) | ~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class MethodComment(models.Model):
    """What a colleague found when she used it."""

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="comments")
    text = models.CharField(max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()

    def __str__(self) -> str:
        return str(self.written_on)


class MethodUse(models.Model):
    """That somebody used it on a day. Counted; where it was used is not said."""

    method = models.ForeignKey(Method, on_delete=models.CASCADE, related_name="uses")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    used_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="methoduse_once_a_day", fields=["method", "by", "used_on"])
        ]

    def __str__(self) -> str:
        return str(self.used_on)
