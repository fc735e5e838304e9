"""Pages, and their versions: what stood there, in which language, from which day."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.portal.choices import HOUSE, PageKind, State


class Page(models.Model):
    """One page, whatever language it is read in. Its address is a number that says nothing."""

    ref = models.CharField(max_length=26, unique=True)
    code = models.SlugField(max_length=40, unique=True)  # for those who write; never in an address
    number = models.PositiveSmallIntegerField(unique=True)
    kind = models.CharField(max_length=8, choices=PageKind)
    audiences = models.JSONField(default=list)
    is_important = models.BooleanField(default=False)  # one of those that are translated first
    owner = models.CharField(max_length=40)  # unit that answers for it
    facts = models.JSONField(default=list)  # what it claims: words, tag, source
    is_composite = models.BooleanField(default=False)  # a story of ours, put together from several
    consent = models.CharField(max_length=80, blank=True)  # where a told story's consent is kept
    checked_on = models.DateField()
    checked_by = models.CharField(max_length=26, blank=True)  # empty: as it came with the house
    next_check_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="page_is_checked_again_later", condition=Q(next_check_on__gt=F("checked_on"))
            ),
            models.CheckConstraint(
                name="page_story_is_composite_or_consented",
                condition=~Q(kind=PageKind.STORY) | Q(is_composite=True) | ~Q(consent=""),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Snapshot(models.Model):
    """A version of a page in one language. What it says is never changed, only followed.

    made_from   of a translation: the digest of each Norwegian block it was made from
    """

    ref = models.CharField(max_length=26, unique=True)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="snapshots")
    language = models.CharField(max_length=3)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    lead = models.CharField(max_length=300)
    blocks = models.JSONField()
    house = models.JSONField(default=dict)  # the layout's own words, in a language of its own
    made_from = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    changed_on = models.DateField()
    written_by = models.CharField(max_length=26, blank=True)  # empty: came with the house
    signed_by = models.CharField(max_length=26, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    recalled_on = models.DateField(null=True, blank=True)
    recall_note = models.JSONField(default=dict)  # language -> what was wrong

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="snapshot_version_once", fields=["page", "language", "version"]
            ),
            models.CheckConstraint(
                name="snapshot_shown_translation_is_signed",
                condition=Q(state=State.DRAFT) | Q(language__in=HOUSE) | ~Q(signed_by=""),
            ),
            models.CheckConstraint(
                name="snapshot_signed_by_someone_on_a_day",
                condition=Q(signed_by="", signed_on=None)
                | ~Q(signed_by="") & Q(signed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="snapshot_nobody_signs_her_own",
                condition=Q(signed_by="") | ~Q(signed_by=F("written_by")),
            ),
            models.CheckConstraint(
                name="snapshot_recalled_says_why",
                condition=Q(recalled_on=None) & ~Q(state=State.RECALLED)
                | Q(
                    state=State.RECALLED, recalled_on__isnull=False, recall_note__has_keys=[*HOUSE]
                ),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state"], name="snapshot_in_state")]

    def __str__(self) -> str:
        return self.ref
