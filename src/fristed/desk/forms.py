"""What is typed on pages that show several rooms."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fristed.codelists.choices import Tag
from fristed.codelists.queries import Groups, counties_for_choice
from fristed.contact.choices import Urgency
from fristed.desk.queries.overseeing import ROLES
from fristed.desk.queries.retaining import KINDS, quarter_in_words
from fristed.guidance.choices import Kind
from fristed.guidance.choices import Urgency as HowSoon
from fristed.guidance.forms.working import choices_of
from fristed.kernel.periods import Quarter
from fristed.kernel.roles import Role
from fristed.notices.choices import Channel, ReplyKind, Use
from fristed.notices.rules import wording
from fristed.organisation.actions.ringing import Entry, LocalEntry
from fristed.organisation.choices import LocalKind
from fristed.organisation.queries import faults_of_calls
from fristed.organisation.rules.appointing import OFFICES
from fristed.portal.choices import Goal
from fristed.portal.rules.contributing import MOST_LETTERS
from fristed.vault.choices import FileKind

LONGEST_ANSWER = 10_000  # characters
OLDEST_YEARS = 15
WEEK = (
    ("1", _("mandag")),
    ("2", _("tirsdag")),
    ("3", _("onsdag")),
    ("4", _("torsdag")),
    ("5", _("fredag")),
    ("6", _("lørdag")),
    ("7", _("søndag")),
)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")


class Answer(forms.Form):
    text = forms.CharField(
        label=_("Svar"),
        help_text=_(
            "Den unge leser svaret neste gang de fire ordene blir brukt. Skriv :: og et stikkord"
            " for å sette inn en ferdig tekst."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_ANSWER,
    )
    is_safe = forms.BooleanField(
        label=_("Svaret sier ingenting til andre som leser det"),
        help_text=_("Er kodeord avtalt, vises bare slike svar før ordet er skrevet."),
        required=False,
    )


class Contribute(forms.Form):
    page = forms.ChoiceField(label=_("Hvilken side gjelder det?"), required=False)
    text = forms.CharField(
        label=_("Hva bør Nora si?"),
        help_text=_("Ingen navn, steder, skoler eller noe annet som sier hvem noen er."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=MOST_LETTERS,
        error_messages={"required": _("Skriv noe først.")},
    )
    is_sure = forms.BooleanField(
        label=_("Ordene som er funnet, sier ikke hvem noen er"),
        help_text=_("Redaktøren ser de samme ordene merket."),
        required=False,
    )

    def __init__(self, *args: Any, pages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Ingen av dem, noe nytt")), *pages]
        self.fields["page"].choices = choices  # type: ignore[attr-defined]

    def ask_of_nothing(self) -> None:
        """No word was found that she could be sure of."""
        del self.fields["is_sure"]


class HowUrgent(forms.Form):
    urgency = forms.TypedChoiceField(
        label=_("Hvor mye haster det?"),
        help_text=_("Bare enheten ser det."),
        choices=Urgency.choices,
        coerce=lambda value: Urgency(int(value)),
        widget=forms.RadioSelect,
    )


class SecondEye(forms.Form):
    """What a colleague says of an answer she has read."""

    draft = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Til den som skrev svaret"),
        help_text=_("Den unge ser det ikke."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MakeInquiry(forms.Form):
    """What she has agreed may be asked of other professionals. Names no one."""

    text = forms.CharField(
        label=_("Hva vil du spørre om?"),
        help_text=_("Ikke navn, skole eller annet som viser hvem det er."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    kind = forms.ChoiceField(label=_("Hva slags henvendelse er det?"), choices=Kind.choices)
    urgency = forms.ChoiceField(
        label=_("Haster det?"), choices=HowSoon.choices, initial=HowSoon.ORDINARY
    )
    audience = forms.ChoiceField(label=_("Hvem gjelder det?"))
    county = forms.ChoiceField(label=_("Fylke"))
    agreed = forms.CharField(
        label=_("Hva har den unge sagt ja til?"),
        help_text=_("Skriv det slik dere ble enige om det. Bare enheten ser det."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    has_agreed = forms.BooleanField(
        label=_("Den unge har sagt ja til at akkurat dette deles"),
        error_messages={"required": _("Spør den unge først. Uten et ja kan du ikke dele.")},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = choices_of("about_group", on)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["county"].choices = [("", _("Velg")), *counties_for_choice(on)]  # type: ignore[attr-defined]  # as above

    @property
    def asked(self) -> dict[str, str]:
        """As an inquiry has it; who asks is one of ours."""
        names = ("text", "kind", "urgency", "audience", "county")
        return {name: self.cleaned_data[name] for name in names} | {
            "service": "other",
            "role": "counsellor",
        }


class Reach(forms.Form):
    """A neutral text, where the young person has asked to get one. Never words of one's own."""

    channel = forms.ChoiceField(label=_("Hvordan?"), widget=forms.RadioSelect)
    to = forms.CharField(
        label=_("Telefonnummer eller e-postadresse"),
        help_text=_("Den unges egen. Alle som ser skjermen, kan lese meldingen."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    text = forms.ChoiceField(label=_("Hva skal det stå?"), widget=forms.RadioSelect)
    has_asked = forms.BooleanField(
        label=_("Den unge har selv bedt om å få en melding"),
        error_messages={"required": _("Send bare når den unge selv har bedt om det.")},
    )

    def __init__(
        self,
        *args: Any,
        channels: Iterable[Channel],
        texts: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(one.value, one.label) for one in channels]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["text"].choices = list(texts)  # type: ignore[attr-defined]  # as above


class PassOn(forms.Form):
    unit = forms.ChoiceField(
        label=_("Hvilket team?"),
        help_text=_("De ser at samtalen er tilbudt dem, og leser den først når de tar imot."),
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]  # a ChoiceField


class AgreedWord(forms.Form):
    word = forms.CharField(
        label=_("Avtalt kodeord"),
        help_text=_("Skriv ordet dere er blitt enige om. Det siste gjelder."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    duress = forms.CharField(
        label=_("Nødord"),
        help_text=_(
            "Blir den unge tvunget til å vise samtalen, viser dette ordet en tom samtale, og dere"
            " blir varslet. Avtal det i samtalen."
        ),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.FRISTED_DURESS_WORD:
            del self.fields["duress"]


class ProposeRetention(forms.Form):
    """How long a kind of file is kept after it was closed, and why."""

    kind = forms.TypedChoiceField(
        label=_("Hva det gjelder"),
        coerce=FileKind,
        choices=[("", "–"), *((kind.value, label) for kind, label in KINDS.items())],
    )
    months = forms.IntegerField(
        label=_("Hvor mange måneder det lagres etter avslutning"),
        min_value=1,
        max_value=1200,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    because = forms.CharField(
        label=_("Hvilken lov eller hvilket vedtak det bygger på"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProposeText(forms.Form):
    """A neutral text in the three languages of the house."""

    use = forms.ChoiceField(
        label=_("Hvor den skal brukes"), choices=Use.choices, widget=forms.RadioSelect
    )
    nb = forms.CharField(label=_("Bokmål"), max_length=wording.LONGEST)
    nn = forms.CharField(label=_("Nynorsk"), max_length=wording.LONGEST)
    en = forms.CharField(label=_("Engelsk"), max_length=wording.LONGEST)

    def words(self) -> dict[str, str]:
        return {language: self.cleaned_data[language] for language in wording.LANGUAGES}


class AppointMember(forms.Form):
    """Whom, who employs her, and from when."""

    username = forms.CharField(
        label=_("Brukernavn"),
        help_text=_("Kontoen må være laget. En administrator gjør det."),
        max_length=64,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    employer = forms.ChoiceField(label=_("Arbeidsgiver"))
    professional_lead = forms.ChoiceField(label=_("Fagansvar"))
    starts_on = forms.DateField(label=_("Første dag"), widget=_day())
    ends_on = forms.DateField(
        label=_("Siste dag"),
        help_text=_("La stå tomt når den ikke er bestemt."),
        required=False,
        widget=_day(),
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("employer", "professional_lead"):
            self.fields[name].choices = agencies  # type: ignore[attr-defined]  # a ChoiceField


class AppointToOffice(AppointMember):
    """Whom, to what, and where. Sent twice: the second time she has seen what it means."""

    role = forms.TypedChoiceField(label=_("Rolle"), coerce=Role, widget=forms.RadioSelect)
    unit = forms.ChoiceField(
        label=_("Enhet"),
        help_text=_("En leder oppnevnes for enheten hun leder, de andre i direktoratet."),
    )
    is_confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ("username", "role", "unit")

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]  # as above
        self.fields["role"].choices = [  # type: ignore[attr-defined]  # as above
            (role.value, str(ROLES[role]).capitalize()) for role in OFFICES
        ]

    @property
    def hidden_again(self) -> list[tuple[str, str]]:
        """What was typed, to be sent once more with the confirmation."""
        typed = self.data.items()
        return [(name, str(value)) for name, value in typed if name in self.fields]


class EndMembership(forms.Form):
    last_day = forms.DateField(
        label=_("Siste dag"),
        help_text=_("Velg i går for å avslutte med en gang."),
        widget=_day(),
    )


class ProposeReplyText(forms.Form):
    """A ready-made text for answers, in the three languages of the house."""

    kind = forms.ChoiceField(
        label=_("Hva er det?"), choices=ReplyKind.choices, widget=forms.RadioSelect
    )
    keyword = forms.CharField(
        label=_("Stikkord"),
        help_text=_("Ett ord. Skrives etter :: eller ?? når den settes inn."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    nb = forms.CharField(label=_("Bokmål"), max_length=4000, widget=forms.Textarea)
    nn = forms.CharField(label=_("Nynorsk"), max_length=4000, widget=forms.Textarea)
    en = forms.CharField(label=_("Engelsk"), max_length=4000, widget=forms.Textarea)
    law_version = forms.CharField(
        label=_("Utgave av loven"),
        help_text=_("Må fylles ut for en artikkel."),
        max_length=80,
        required=False,
    )
    review_on = forms.DateField(
        label=_("Må ses gjennom senest"),
        help_text=_("Etter den dagen kan den ikke settes inn."),
        widget=_day(),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        today = timezone.localdate()
        for language in wording.LANGUAGES:
            for fault in faults_of_calls([said.get(language, "")], on=today):
                self.add_error(language, fault)
        return said

    def words(self) -> dict[str, str]:
        return {language: self.cleaned_data[language] for language in wording.LANGUAGES}


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M")


class _Rung(forms.Form):
    """What is said of any number: where it stands, and whether somebody rang it today."""

    number = forms.CharField(
        label=_("Telefonnummer"),
        max_length=16,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    source = forms.CharField(label=_("Hvor står det?"), max_length=300)
    rang = forms.BooleanField(label=_("Jeg ringte i dag, og dette stemmer"), required=False)


class ChangeService(_Rung):
    """What the public is told of a help service."""

    email = forms.EmailField(label=_("E-post"), required=False)
    chat = forms.CharField(
        label=_("Chat"), help_text=_("Bare nettstedet, som volinjen.no."), max_length=80,
        required=False,
    )  # fmt: skip
    tag = forms.ChoiceField(
        label=_("Hvor sikkert er nummeret?"),
        choices=Tag.choices,
        widget=forms.RadioSelect,
        help_text=_("Bare det som er lest hos den ansvarlige, vises på Nora."),
    )
    hours_tag = forms.ChoiceField(
        label=_("Hvor sikker er åpningstiden?"),
        choices=[("", _("ikke oppgitt")), *Tag.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Er kildene uenige, viser Nora til tjenestens egne sider."),
    )
    hours_nb = forms.CharField(label=_("Åpningstid, bokmål"), max_length=80, required=False)
    hours_nn = forms.CharField(label=_("Åpningstid, nynorsk"), max_length=80, required=False)
    hours_en = forms.CharField(label=_("Åpningstid, engelsk"), max_length=80, required=False)
    is_always_open = forms.BooleanField(label=_("Åpent hele døgnet"), required=False)
    week = forms.MultipleChoiceField(
        label=_("Dager"), choices=WEEK, required=False, widget=forms.CheckboxSelectMultiple
    )
    opens = forms.TimeField(label=_("Åpner"), required=False, widget=_clock())
    closes = forms.TimeField(label=_("Stenger"), required=False, widget=_clock())
    field_order = (
        "number", "email", "chat", "tag", "source", "hours_nb", "hours_nn", "hours_en",
        "hours_tag", "is_always_open", "week", "opens", "closes", "rang",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        said = [bool(given.get(f"hours_{language}")) for language in wording.LANGUAGES]
        if any(said) != all(said) or any(said) != bool(given.get("hours_tag")):
            raise forms.ValidationError(
                _("Skriv åpningstiden på alle tre språk og si hvor sikker den er, eller ingen.")
            )
        return given

    def entry(self) -> Entry:
        given = self.cleaned_data
        hours = {language: given[f"hours_{language}"] for language in wording.LANGUAGES}
        return Entry(
            number=given["number"],
            email=given["email"],
            chat=given["chat"],
            hours=hours if all(hours.values()) else {},
            hours_tag=given["hours_tag"],
            is_always_open=given["is_always_open"],
            week="".join(given["week"]),
            opens=given["opens"],
            closes=given["closes"],
            tag=given["tag"],
            source=given["source"],
        )


class KeepLocalService(_Rung):
    """A crisis centre or a child-welfare duty, and every municipality it answers for."""

    kind = forms.ChoiceField(
        label=_("Hva er det?"), choices=LocalKind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Hva den heter"), max_length=120)
    owner = forms.CharField(label=_("Hvem driver den"), max_length=80)
    municipalities = forms.MultipleChoiceField(
        label=_("Kommuner den gjelder for"),
        help_text=_("Hold Ctrl nede for å velge flere."),
        widget=forms.SelectMultiple(attrs={"size": 12}),
    )
    field_order = ("kind", "name", "number", "owner", "municipalities", "source", "rang")

    def __init__(self, *args: Any, places: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = True
        self.fields["municipalities"].choices = places  # type: ignore[attr-defined]  # as above

    def entry(self) -> LocalEntry:
        names = ("kind", "name", "number", "owner", "source")
        return LocalEntry(**{name: self.cleaned_data[name] for name in names})


class KeepOldAddress(forms.Form):
    """An address of an earlier portal, and where it leads now."""

    path = forms.CharField(
        label=_("Gammel adresse"),
        help_text=_("Lim inn hele adressen. Bare det som står etter nettstedet, blir brukt."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    to = forms.ChoiceField(label=_("Leder til"))
    language = forms.ChoiceField(
        label=_("Språk"),
        choices=[("nb", _("bokmål")), ("nn", _("nynorsk")), ("en", _("engelsk"))],
        widget=forms.RadioSelect,
        initial="nb",
    )

    def __init__(self, *args: Any, pages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*Goal.choices, *pages]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]  # as above

    def kept(self) -> dict[str, Any]:
        to = self.cleaned_data["to"]
        page = int(to) if to.isdigit() else 0
        return {
            "path": self.cleaned_data["path"],
            "page": page,
            "goal": "" if page else to,
            "language": self.cleaned_data["language"],
        }


class ReportProblem(forms.Form):
    words = forms.CharField(
        label=_("Hva gikk galt?"),
        help_text=_("Skriv hva du gjorde, og hva som skjedde. Ikke noe om en person eller en sak."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=1000,
    )
    is_sure = forms.BooleanField(
        label=_("Jeg har sett over: teksten sier ikke hvem noen er."),
        widget=forms.HiddenInput,
        required=False,
    )

    def ask_to_be_sure(self) -> None:
        """Something in the words may say who somebody is: she is asked, and only then."""
        self.fields["is_sure"].widget = forms.CheckboxInput()


class PreviewQuarter(forms.Form):
    """Of which unit, and when. What is over is offered, the oldest first."""

    def __init__(self, *args: Any, units: list[tuple[str, str]], on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = forms.ChoiceField(label=_("Enhet"), choices=units)
        self.fields["quarter"] = forms.ChoiceField(
            label=_("Kvartal"),
            choices=[(str(one), quarter_in_words(one)) for one in _quarters_before(on)],
        )


def _quarters_before(day: date) -> Iterator[Quarter]:
    one, running = Quarter(day.year - OLDEST_YEARS, 1), Quarter.of(day)
    while one != running:
        yield one
        one = one.next()
