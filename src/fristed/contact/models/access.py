"""How a young person comes back: a code the keeper binds, and a visit that alone opens nothing."""

from django.db import models


class Code(models.Model):
    """A word code. Readable by nobody: first sealed to the keeper, then only its HMAC."""

    file = models.OneToOneField("vault.File", on_delete=models.CASCADE, related_name="+")
    sealed_code = models.BinaryField(null=True)  # until the keeper has bound it
    lookup = models.BinaryField(null=True, unique=True)
    youth_wrap = models.BinaryField(null=True)
    asked_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="code_is_pending_or_bound",
                condition=models.Q(
                    sealed_code__isnull=False, lookup__isnull=True, youth_wrap__isnull=True
                )
                | models.Q(
                    sealed_code__isnull=True, lookup__isnull=False, youth_wrap__isnull=False
                ),
            )
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(lookup__isnull=True),
                name="contact_code_pending",
            )
        ]

    def __str__(self) -> str:
        return "•••"


class Session(models.Model):
    """A visit with a code. `sealed` holds the keeper's word, under a key only the cookie has."""

    token_hash = models.BinaryField(max_length=32, primary_key=True)
    sealed = models.BinaryField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    is_queued = models.BooleanField(default=False)  # `sealed` holds her words, for the next page
    is_opened = models.BooleanField(default=False)  # the agreed word was given
    is_duress = models.BooleanField(default=False)  # the other word was: nothing of before shows
    new_after = models.PositiveIntegerField(null=True)  # answers with a higher number are new
    own_after = models.PositiveIntegerField(null=True)  # what she wrote since is hers to see

    def __str__(self) -> str:
        return "•••"
