"""A file in a form."""

from typing import Any

from django import forms

from fristed.vault.intake.examining import too_large
from fristed.vault.uploads import MOST_BYTES


class WholeFile(forms.FileField):
    """A file within the limit. What was over it came without its bytes."""

    def to_python(self, data: Any) -> Any:
        if data is not None and data.size > MOST_BYTES:
            raise forms.ValidationError(str(too_large()))
        return super().to_python(data)
