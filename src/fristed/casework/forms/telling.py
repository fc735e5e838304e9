"""What may be typed where the family is not to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fristed.casework.forms.fields import offer, text_field
from fristed.casework.queries import Askable
from fristed.organisation.queries import PersonOn


class AskOverride(forms.Form):
    """Why, and which colleague is asked to agree. One who cannot read the case is offered what was
    done in it, on a ground."""

    why = text_field(
        gettext_lazy("Hvorfor må familien få vite noe?"),
        gettext_lazy("Kollegaen du spør, leser dette."),
        rows=4,
        required=True,
    )
    colleague = forms.ChoiceField(label=gettext_lazy("Hvem spør du?"))
    basis = forms.ChoiceField(
        label=gettext_lazy("Hva bygger delingen på?"),
        help_text=gettext_lazy("Bare når kollegaen ikke kan lese saken fra før."),
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, people: Askable, bases: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.reading = {one.ref: one for one in people.reading}
        self.others = {one.ref: one for team in people.others.values() for one in team}
        offer(
            self,
            "colleague",
            [
                ("", _("Velg")),
                (_("Kan lese saken"), [(one.ref, one.name) for one in people.reading]),
                *(
                    (unit, [(one.ref, one.name) for one in team])
                    for unit, team in people.others.items()
                ),
            ],
        )
        offer(self, "basis", bases)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("colleague") in self.others and not given.get("basis"):
            self.add_error("basis", _("Velg hva delingen bygger på."))
        return given

    def colleague_asked(self) -> PersonOn:
        return (self.reading | self.others)[self.cleaned_data["colleague"]]

    @property
    def must_share(self) -> bool:
        return self.cleaned_data["colleague"] in self.others
