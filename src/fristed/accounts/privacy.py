"""Every field: how sensitive, what for, how long."""

from typing import Final

from fristed.kernel.privacy import Field

WHILE_EMPLOYED: Final = "as long as the account, which stays closed as long as the trail names it"

DRAFT: Final = "until the form is sent or the draft thrown away; 30 days at most"


def _of_a_session(model: str) -> dict[str, Field]:
    kept = {
        "session_key": Field("internal", "finds the session by a hash of its cookie", "3 days"),
        "session_data": Field("sealed", "who is signed in, and the keeper's word", "3 days"),
        "expire_date": Field("internal", "ends the session", "3 days"),
        "signed_in_at": Field("internal", "ends the session after 8 hours", "3 days"),
        "last_seen_at": Field("internal", "ends the session after 15 minutes", "3 days"),
        "elsewhere": Field("internal", "ends the session when the provider's ends", "3 days"),
        "whose": Field("internal", "ends hers when the provider names only her; a hash", "3 days"),
    }
    return {f"{model}.{name}": field for name, field in kept.items()}


FIELDS: Final = {
    "User.id": Field("internal", "names the account inside the database", WHILE_EMPLOYED),
    "User.ref": Field(
        "internal", "names the account in the trail and at the keeper", WHILE_EMPLOYED
    ),
    "User.username": Field("personal", "what she signs in with", WHILE_EMPLOYED),
    "User.name": Field("personal", "who did it, shown to colleagues", WHILE_EMPLOYED),
    "User.password": Field("personal", "Argon2id of the password", "until it is changed"),
    "User.door": Field("internal", "where the account signs in", WHILE_EMPLOYED),
    "User.screen_code": Field(
        "personal", "Argon2id of the digits that bring her screen back", "until she takes it away"
    ),
    "User.uses_shortcuts": Field("internal", "whether letters are shortcuts", WHILE_EMPLOYED),
    "User.hides_when_idle": Field("internal", "whether a minute hides the page", WHILE_EMPLOYED),
    "User.is_active": Field("internal", "whether anyone may sign in with it", WHILE_EMPLOYED),
    **_of_a_session("DeskSession"),
    **_of_a_session("PartnerSession"),
    **_of_a_session("StudioSession"),
    "Draft.id": Field("internal", "database key", DRAFT),
    "Draft.ref": Field("internal", "binds the sealed text to its row", DRAFT),
    "Draft.unit": Field("internal", "whose quarter key it is sealed to", DRAFT),
    "Draft.quarter": Field("internal", "which key dies with it", DRAFT),
    "Draft.creator": Field("personal", "who alone can open it", DRAFT),
    "Draft.public_key": Field("internal", "sealing to the draft; opens nothing", DRAFT),
    "Draft.wrapped": Field("sealed", "the draft's private half, for the keeper alone", DRAFT),
    "Draft.author": Field("personal", "whom the database shows it to", DRAFT),
    "Draft.place": Field("internal", "which form it belongs to", DRAFT),
    "Draft.saved_on": Field("internal", "when it is let go; never the hour", DRAFT),
    "Draft.text": Field(
        "sealed",
        "what was typed, so that none of it is lost; in her browser too, while the house "
        "cannot be reached, on what she has called her work machine",
        DRAFT,
    ),
    "Attempts.bucket": Field(
        "internal", "an HMAC under a daily key: neither account nor network can be read", "1 hour"
    ),
    "Attempts.count": Field("internal", "stops guessing", "1 hour"),
    "Attempts.ends_at": Field("internal", "opens the bucket again", "1 hour"),
}
