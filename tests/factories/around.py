"""What stands around a case: people, ways to reach them, links, neutral texts."""

from dataclasses import replace
from datetime import timedelta

from tests.factories.casework import TODAY
from tests.factories.staff import as_owner

from fristed.casework.actions import keeping_people, linking, safeguarding
from fristed.casework.models import Channel as ChannelRow
from fristed.casework.rules.contacting import Channel
from fristed.casework.rules.linking import Link
from fristed.casework.rules.people import Person
from fristed.casework.rules.plans import Plan
from fristed.casework.rules.risk import Assessment
from fristed.gate import scope
from fristed.kernel.refs import new_ref
from fristed.notices.models import NeutralText

SAFE = Channel(
    kind="sms",
    value="+47 900 00 000",
    days=("1", "2", "3", "4", "5", "6", "7"),
    from_clock="00.00",
    to_clock="23.59",
    code_word="sommerfugl",
    read_by="storebror",
    is_safe=True,
)


def a_person_with_phone(actor, case, *, person=None, channel=SAFE):
    """The references of a person and of a way to reach her."""
    person = person or Person(name="Leila", relation="self", role="unknown", language="en")
    ref = keeping_people.add_person(actor, case, person=person)
    keeping_people.add_channel(actor, case, of=ref, person=person, channel=channel)
    with scope(actor):
        return ref, ChannelRow.objects.order_by("-id").first().ref


def a_channel(**changed):
    return replace(SAFE, **changed)


def a_link(actor, case, other, *, kind="sibling", purpose="Samme hjem, felles trygghetsplan."):
    linking.link_case(actor, case, other=other.ref, link=Link(kind, purpose), on=TODAY)


def a_neutral_text(
    use="message", *, status="in_use", writer=None, approver=None, nb="Hei! Ring meg."
):
    """A text with a second eye on it, whoever that was."""
    with as_owner():
        return NeutralText.objects.create(
            ref=new_ref("ntx"),
            use=use,
            words={"nb": nb, "nn": nb, "en": "Hi! Call me."},
            status=status,
            written_by_id=writer.id if writer else None,
            written_on=TODAY,
            approved_by_id=approver.id if approver and status == "in_use" else None,
            approved_on=TODAY if status == "in_use" else None,
        )


JUDGED = Assessment(
    factors={"threats_said": "now", "alone_with_it": "earlier", "own_despair": "unknown"},
    reasoning="Truslene er blitt flere etter at kjæresten ble kjent.",
    scenarios="Hun sendes bort i ferien.",
    measures="Avtale om å ringe hver fredag.",
)
PLAN = Plan(
    variant="abroad",
    language="ar",
    together=True,
    people="Læreren vet alt.",
    card_numbers="900 00 000\n900 00 001",
    card_place="الحديقة",
)


def a_judgement(actor, case, assessment=JUDGED):
    safeguarding.assess_risk(
        actor, case, assessment=assessment, on=TODAY, review_on=TODAY + timedelta(days=14)
    )


def a_plan(actor, case, plan=PLAN):
    safeguarding.make_safety_plan(
        actor, case, plan=plan, on=TODAY, review_on=TODAY + timedelta(days=14)
    )
