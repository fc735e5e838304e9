"""The words sign-in branches on."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why an attempt came to nothing: for the trail, never for the page."""

    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a reason, not a password
    UNKNOWN_PERSON = "unknown_person"
    INACTIVE = "inactive"
    TOO_MANY = "too_many"
