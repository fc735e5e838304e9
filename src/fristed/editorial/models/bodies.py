"""The pieces an editor puts a page together from: texts and codes, and no markup."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from fristed.codelists import queries as codelists
from fristed.organisation.queries import help_numbers
from fristed.portal.queries import editing


def law_topics() -> list[tuple[str, str]]:
    """From the code list: the page then shows what the law says that day."""
    return codelists.choices_for_form("legal_topic", timezone.localdate())


def help_services() -> list[tuple[str, str]]:
    """From the one source of numbers: a number changed there is right here too."""
    return [(one.code, str(one.name)) for one in help_numbers(timezone.localdate())]


def other_pages() -> list[tuple[str, str]]:
    return editing.pages_for_choice()


class Tick(blocks.StructBlock):  # type: ignore[misc]  # Wagtail has no types
    """A sentence to recognise oneself in, and what to know then."""

    text = blocks.TextBlock(label=_("Det hun kan kjenne igjen"), rows=2)
    then = blocks.TextBlock(label=_("Det hun bør vite da"), rows=2)

    class Meta:
        label = _("Kryss av")
        icon = "tick"


class Body(blocks.StreamBlock):  # type: ignore[misc]  # as above
    """Named as `portal.choices.BlockKind` is."""

    heading = blocks.CharBlock(label=_("Overskrift"), max_length=80, icon="title")
    text = blocks.TextBlock(label=_("Avsnitt"), rows=3, icon="pilcrow")
    list = blocks.ListBlock(blocks.CharBlock(), label=_("Liste"), icon="list-ul")
    safety = blocks.TextBlock(
        label=_("Trygghet"),
        help_text=_("Må stemme på alle språk. En oversettelse uten denne endringen vises ikke."),
        rows=3,
        icon="warning",
    )
    tick = Tick()
    law = blocks.ListBlock(
        blocks.ChoiceBlock(choices=law_topics), label=_("Lovhenvisning"), icon="doc-full"
    )
    help = blocks.ListBlock(
        blocks.ChoiceBlock(choices=help_services), label=_("Noen å ringe"), icon="mobile-alt"
    )
    page = blocks.ListBlock(
        blocks.ChoiceBlock(choices=other_pages), label=_("En annen side"), icon="link"
    )
    write = blocks.StaticBlock(
        label=_("Skriv til oss"), admin_text=_("Knappen til en rådgiver."), icon="mail"
    )

    class Meta:
        block_counts = {"write": {"max_num": 1}}
