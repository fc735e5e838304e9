"""Contact persons in other agencies: kept, confirmed, ended."""

from datetime import date

from fristed.gate import Actor, action, asking
from fristed.guidance import access
from fristed.guidance.models import AgencyContact
from fristed.kernel.refs import new_ref

ask_to_keep_agency_contacts = asking("agency.keep", may=access.may_keep_agency_contacts)


@action("agency.add_contact", may=access.may_keep_agency_contacts)
def add_agency_contact(
    actor: Actor, person: Actor, *, agency: str, name: str, reach: str, substitute: str, on: date
) -> None:
    """From this day on she is whom to ask there."""
    AgencyContact.objects.create(
        ref=new_ref("kon"),
        agency=agency,
        name=name,
        reach=reach,
        substitute=substitute,
        starts_on=on,
        confirmed_on=on,
        kept_by_id=actor.id,
    )


@action("agency.confirm_contact", may=access.may_change_agency_contact)
def confirm_agency_contact(actor: Actor, contact: AgencyContact, *, on: date) -> None:
    """Somebody has asked, and it still holds."""
    AgencyContact.objects.filter(pk=contact.pk, ends_on=None).update(confirmed_on=on)


@action("agency.end_contact", may=access.may_change_agency_contact)
def end_agency_contact(actor: Actor, contact: AgencyContact, *, on: date) -> None:
    """She is no longer whom to ask; that she was is kept with its days."""
    AgencyContact.objects.filter(pk=contact.pk, ends_on=None).update(ends_on=on)
