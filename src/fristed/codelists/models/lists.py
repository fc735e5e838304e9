"""Code lists with versions, and the mappings between them."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from fristed.codelists.choices import MappingKind, Tag

LANGUAGES = ["nb", "nn", "en"]

_during = Func(
    F("valid_from"),
    F("valid_to"),
    Value("[]"),
    function="daterange",
    output_field=DateRangeField(),
)


class CodeList(models.Model):
    """A list by name, such as "concern". What it holds depends on the day."""

    name = models.CharField(max_length=40, unique=True)
    title = models.JSONField()  # language -> words

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="codelist_title_in_three_languages",
                condition=Q(title__has_keys=LANGUAGES),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CodeListVersion(models.Model):
    """The list as it was used between two days. One at a time, the database sees to it."""

    code_list = models.ForeignKey(CodeList, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=16)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField()
    tag = models.CharField(max_length=1, choices=Tag)
    note = models.JSONField(default=dict)  # language -> words; shown where the version ends

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="codelistversion_once", fields=["code_list", "version"]),
            models.CheckConstraint(
                name="codelistversion_starts_before_it_ends",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            ExclusionConstraint(
                name="codelistversion_one_at_a_time",
                expressions=[
                    (
                        Func(F("code_list"), F("code_list"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (_during, RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class Code(models.Model):
    """One value of one version. It is never deleted: old cases still carry it."""

    version = models.ForeignKey(CodeListVersion, on_delete=models.PROTECT, related_name="codes")
    value = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    label = models.JSONField()  # language -> words
    help = models.JSONField(default=dict)  # language -> the definition shown beside the field
    source = models.TextField(blank=True)  # only where it differs from the version's

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="code_once_in_a_version", fields=["version", "value"]),
            models.CheckConstraint(
                name="code_label_in_three_languages", condition=Q(label__has_keys=LANGUAGES)
            ),
        ]

    def __str__(self) -> str:
        return self.value


class CodeMapping(models.Model):
    """What one code of a version became in the next one."""

    from_version = models.ForeignKey(
        CodeListVersion, on_delete=models.PROTECT, related_name="mappings_onwards"
    )
    to_version = models.ForeignKey(
        CodeListVersion, on_delete=models.PROTECT, related_name="mappings_back"
    )
    value = models.CharField(max_length=40)
    values = models.JSONField(default=list)  # values of the later version
    kind = models.CharField(max_length=8, choices=MappingKind)
    is_break = models.BooleanField()  # a series over it must show a break
    note = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="codemapping_once", fields=["from_version", "to_version", "value"]
            ),
            models.CheckConstraint(
                name="codemapping_none_has_no_values",
                condition=Q(kind=MappingKind.NONE, values=[])
                | ~Q(kind=MappingKind.NONE) & ~Q(values=[]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.kind}"
