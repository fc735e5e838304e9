"""What of the shipped data lies in the database."""

from django.db import models


class LoadedData(models.Model):
    """The hash of the files that were loaded last: the same files are not loaded again."""

    name = models.CharField(max_length=40, primary_key=True)
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
