"""Her own screen: the code that brings it back, and what her keyboard does."""

from django.contrib.auth.hashers import make_password

from fristed.accounts import access
from fristed.accounts.models import User
from fristed.accounts.rules.screen import Choice, check_screen_code
from fristed.gate import Actor, action, asking

ask_to_cover_screen = asking("accounts.cover_screen", may=access.may_cover_screen)


@action("accounts.keep_screen_code", may=access.may_change_own_sign_in)
def keep_screen_code(actor: Actor, person: User, *, code: str) -> None:
    """Keep the digits that bring a covered screen back; none: whoever is there may.

    :raises RuleBroken: see `rules.screen.check_screen_code`.
    """
    if code:
        check_screen_code(code)
    person.screen_code = make_password(code) if code else ""
    person.save(update_fields=["screen_code"])


@action("accounts.keep_screen_choice", may=access.may_cover_screen)
def keep_screen_choice(actor: Actor, person: User, *, choice: Choice, is_on: bool) -> None:
    """Whether letters are shortcuts, and whether a minute without use hides the page."""
    setattr(person, choice.value, is_on)
    person.save(update_fields=[choice.value])
