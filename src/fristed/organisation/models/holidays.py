"""School holidays, county by county. Public holidays are in no table: a library knows them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.organisation.models.dated import starts_before_it_ends


class SchoolHoliday(models.Model):
    """When the schools of a county are closed, as the county decided it (skolerute).

    None are known to us: an installation enters its own; the sample's are made up.
    """

    county = models.CharField(max_length=2)
    name = models.CharField(max_length=60)  # "høstferien", as it stands in a sentence
    starts_on = models.DateField()
    ends_on = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            starts_before_it_ends("schoolholiday_starts_before_it_ends"),
            models.CheckConstraint(
                name="schoolholiday_has_a_source_or_is_sample",
                condition=~Q(source="") | Q(is_sample=True),
            ),
            models.UniqueConstraint(
                name="schoolholiday_once", fields=["county", "starts_on"], include=["name"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.starts_on}"
