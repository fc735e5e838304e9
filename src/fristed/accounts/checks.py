"""What `manage.py check --deploy` refuses."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Error

SAMPLE_SIGN_IN = Error(
    "FRISTED_SAMPLE is on: anyone who reaches the sign-in page gets in with one click.",
    hint="Set FRISTED_SAMPLE=0. It is for development and demonstrations.",
    id="accounts.E001",
)


def check_sample_sign_in(app_configs: Any, **kwargs: Any) -> Sequence[Error]:
    return [SAMPLE_SIGN_IN] if settings.FRISTED_SAMPLE else []
