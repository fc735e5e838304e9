"""Files, the ledger of their items, sealed documents, and who holds a key grant.

Texts stand in `SealedTextField` columns of the rooms' own models; each is one item of a file.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fristed.kernel.refs import new_ref
from fristed.vault.choices import FileKind, Ground


class UnitKey(models.Model):
    """The public half of a unit's key pair for a quarter; writing needs nothing else.

    The keeper's own public half stands here too, as unit "keeper" without a quarter.
    """

    unit = models.CharField(max_length=40)
    quarter = models.CharField(max_length=6, blank=True)
    public_key = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "quarter"], name="vault_unitkey_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.quarter}"


class File(models.Model):
    """What keys are kept for: one case or one conversation. Its `ref` is theirs too."""

    ref = models.CharField(max_length=26, unique=True)
    kind = models.CharField(max_length=12, choices=FileKind)
    unit = models.CharField(max_length=40)
    quarter = models.CharField(max_length=6)
    creator = models.CharField(max_length=26, blank=True)  # empty: made without an account
    public_key = models.BinaryField(max_length=32)
    wrapped = models.BinaryField(max_length=80)  # its private half, for the unit's quarter
    items = models.IntegerField(default=0)
    chained = models.IntegerField(default=0)  # what the keeper's chain is known to hold
    closed_on = models.DateField(null=True)
    legal_hold = models.BooleanField(default=False)
    expires_on = models.DateField(null=True)
    shielded_on = models.DateField(null=True)  # since when it has a wrapping key of its own

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(chained__lt=models.F("items")),
                name="vault_file_unchained",
            ),
            models.Index(fields=["creator"], name="vault_file_made_by"),
        ]

    def __str__(self) -> str:
        return self.ref


class Item(models.Model):
    """A line of a file's ledger: that a text was written, where, and its digest."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    number = models.IntegerField()
    item = models.UUIDField()
    slot = models.CharField(max_length=90)
    part = models.CharField(max_length=20)
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="vault_item_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.slot} ({self.number})"


class BlobChunk(models.Model):
    """A piece of a document's sealed bytes. Its key stands in an item of the file."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+", db_index=False)
    blob = models.CharField(max_length=26)  # the row the document belongs to
    number = models.IntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "blob", "number"], name="vault_chunk_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.blob} ({self.number})"


class Grant(models.Model):
    """A key grant, void without the keeper's MAC."""

    ref = models.CharField(max_length=26, unique=True)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    holder = models.CharField(max_length=26)  # the account's reference
    holder_account = models.BigIntegerField()  # its id, for row-level security
    parts = ArrayField(models.CharField(max_length=20))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=12, choices=Ground)
    given_by = models.CharField(max_length=26)
    mac = models.BinaryField(max_length=32)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["holder_account", "file"], name="vault_grant_of_holder")]

    def __str__(self) -> str:
        return f"{self.ground} {self.ref}"


class Bar(models.Model):
    """Somebody a file is closed to by name. Written by database functions alone."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    ref = models.CharField(max_length=26)  # the file's: its own row she may not see
    holder = models.CharField(max_length=26)  # the account's reference
    holder_account = models.BigIntegerField()  # its id, for row-level security

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder_account", "file"], name="vault_bar_once")
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.file_id}"


def _rule_ref() -> str:
    return new_ref("rgl")


class RetentionRule(models.Model):
    """How long a kind of file is kept after closing; in force when another than who proposed it has
    signed it off. Never changed: another takes its place."""

    ref = models.CharField(max_length=26, default=_rule_ref)
    kind = models.CharField(max_length=12, choices=FileKind)
    months = models.PositiveIntegerField()
    because = models.CharField(max_length=500, blank=True)  # by which law or decision
    proposed_by = models.BigIntegerField(null=True)  # her account; empty: came with the data
    proposed_on = models.DateField(null=True)
    signed_off_by = models.CharField(max_length=60, blank=True)  # a role, not a name
    signed_by = models.BigIntegerField(null=True)  # her account
    signed_off_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="vault_retentionrule_one_in_force",
                fields=["kind"],
                condition=models.Q(ended_on=None, signed_off_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="vault_retentionrule_one_waiting",
                fields=["kind"],
                condition=models.Q(ended_on=None, signed_off_on=None),
            ),
            models.CheckConstraint(
                name="vault_retentionrule_two_people",
                condition=models.Q(signed_by=None)
                | models.Q(proposed_by__isnull=False)
                & ~models.Q(signed_by=models.F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.months} months"
