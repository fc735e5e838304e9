"""What a mission knows of its countries, and whom it can ask there."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fristed.casework.choices import BriefReader, ContactKind, ContactPlace
from fristed.vault.fields import SealedTextField


class OfCountry(models.Model):
    """What a mission wrote of a country, where it has it from, and when it is looked at again.
    About no person."""

    ref = models.CharField(max_length=26)
    unit = models.CharField(max_length=40)  # the mission whose it is
    country = models.CharField(max_length=2)  # from code list "country"
    text = models.TextField()
    source = models.CharField(max_length=300)
    written_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    review_on = models.DateField()
    ended_on = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(name="%(class)s_ref_once", fields=["ref"]),
            models.CheckConstraint(name="%(class)s_has_a_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="%(class)s_reviewed_later", condition=Q(review_on__gt=F("written_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class CountryNote(OfCountry):
    """What somebody helping a person there should know of a country (landnotat).

    Never changed: a new one takes its place, so that what was relied on can be read later.
    """

    topic = models.CharField(max_length=40)  # from code list "country_topic"

    class Meta(OfCountry.Meta):
        indexes: ClassVar = [
            models.Index(name="countrynote_in_use", fields=["country"], condition=Q(ended_on=None))
        ]


class CountryBrief(OfCountry):
    """Two pages about a country for services in Norway (landorientering)."""

    title = models.CharField(max_length=120)
    from_inquiry = models.CharField(max_length=26, blank=True)  # the question it began with


class BriefReadingManager(models.Manager["BriefReading"]):
    def count_one(self, brief: int, reader: BriefReader, *, on: date) -> None:
        """One more of a service, that day."""
        self.get_or_create(brief_id=brief, reader=reader, read_on=on)
        self.filter(brief_id=brief, reader=reader, read_on=on).update(times=F("times") + 1)


class BriefReading(models.Model):
    """How often a service was given a brief on a day. Never who."""

    brief = models.ForeignKey(CountryBrief, on_delete=models.CASCADE, related_name="readings")
    reader = models.CharField(max_length=16, choices=BriefReader)
    read_on = models.DateField()
    times = models.PositiveIntegerField(default=0)

    objects: ClassVar[BriefReadingManager] = BriefReadingManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="briefreading_once_a_day", fields=["brief", "reader", "read_on"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader} {self.read_on}"


class ContactRegister(models.Model):
    """A mission's register of whom it can ask (kontaktregister): one file of the mission's own,
    open to its members that day and to nobody else."""

    file = models.OneToOneField(
        "vault.File", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    ref = models.CharField(max_length=26)
    unit = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="contactregister_ref_once", fields=["ref"]),
            models.UniqueConstraint(name="contactregister_of_a_mission", fields=["unit"]),
        ]

    def __str__(self) -> str:
        return self.ref


class Contact(models.Model):
    """An organisation or a person the mission can ask. Who, how, from whom it knows of them and how
    far they are trusted is one sealed text."""

    ref = models.CharField(max_length=26)
    register = models.ForeignKey(ContactRegister, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=12, choices=ContactKind)
    place = models.CharField(max_length=6, choices=ContactPlace)
    may_know_of_case = models.BooleanField(default=False)  # that there is one, and never more
    kept_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_on = models.DateField(null=True)  # from then the text is gone
    body = SealedTextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="contact_ref_once", fields=["ref"])]

    def __str__(self) -> str:
        return self.ref
