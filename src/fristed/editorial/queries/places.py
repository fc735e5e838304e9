"""Where one can go from every page of the studio's own."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from fristed.gate import Actor
from fristed.ui.house import Place


def places(someone: object) -> Sequence[Place]:
    """Nobody's before she has signed in."""
    if not isinstance(someone, Actor):
        return ()
    return (
        Place(_("Venter"), reverse("editorial:show_studio"), "v"),
        Place(_("Noras sider"), reverse("editorial:list_pages"), "n"),
        Place(_("Tekster"), reverse("articles:list"), "t"),
        Place(_("Min innlogging"), reverse("accounts:show_own_sign_in")),
    )
