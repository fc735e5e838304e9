"""The trail: strings only, insert only, one chain per door."""

from django.db import models

from fristed.audit.choices import Event


class Entry(models.Model):
    """One line. `hash` covers all of it and the hash before, so a change shows."""

    chain = models.CharField(max_length=12)  # the door it happened at
    number = models.BigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=8, choices=Event)
    ref = models.CharField(max_length=26, unique=True)
    action = models.CharField(max_length=60)
    actor = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=26, blank=True)  # the entry that this one ends
    detail = models.CharField(max_length=400, blank=True)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_entry_numbered"),
            models.UniqueConstraint(
                fields=["about"],
                condition=models.Q(event=Event.DONE),
                name="audit_entry_done_once",
            ),
        ]
        indexes = [models.Index(fields=["subject", "at"], name="audit_entry_about_subject")]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}: {self.event} {self.action}"


class Outcome(models.Model):
    """`done`, committed in the same transaction as the work; the worker chains it behind."""

    entry = models.CharField(max_length=26, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"done {self.entry}"
