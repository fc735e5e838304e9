"""What stands open at a door, or is only one's own: each address, everyone who comes, GET and POST.

The desk's rooms have tables of their own: tests/desk, tests/statistics, tests/reporting. That no
address knows another method: tests/config/test_settings.py. That a network's pages want a second
factor: tests/accounts/test_by_provider.py.
"""

import pytest
from django.core.management import call_command
from tests.contact.conftest import SECRET, Youth, team_with_keeper, words_in, work  # noqa: F401 - fixtures
from tests.factories.browsers import a_browser
from tests.factories.casework import TODAY
from tests.factories.guidance import (
    ASKED,
    a_network_meeting,
    a_professional,
    a_regional_member,
    an_article,
    ask_as,
)
from tests.factories.organisation import a_unit
from tests.factories.staff import Staff, as_owner, as_role
from tests.guidance.test_regions import keep
from tests.portal.conftest import release  # noqa: F401 - a fixture

from fristed.config.doors import DESK as DESK_DOOR
from fristed.config.doors import PARTNER as PARTNER_DOOR
from fristed.organisation.choices import UnitKind
from fristed.vault.tasks import fetch_unit_keys

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

API = "/api/pxweb/v2"
PAGE, FORM, DO, NOT_HERE = (200, 405), (200, 200), (405, 302), (404, 405)
AWAY, CLOSED, NOT_HERS = ("sign in", "sign in"), (404, 404), (405, 404)

NORA = {  # the same for everyone, with a visit and without
    "show_start": ("/", PAGE),
    "show_pages": ("/les", PAGE),
    "show_page": ("/les/10", PAGE),
    "show_page_in": ("/les/10/ar", NOT_HERE),  # a draft nobody has signed
    "download_guide": ("/les/70.pdf", PAGE),
    "download_guide_in": ("/les/70/ar.pdf", NOT_HERE),
    "show_help": ("/hjelp", PAGE),
    "show_help_nearby": ("/hjelp/sted", FORM),
    "show_help_abroad": ("/hjelp/ute", PAGE),
    "show_advisers": ("/hjelp/steder", PAGE),
    "advisers_as_json": ("/hjelp/steder.json", PAGE),
    "search_pages": ("/sok", (405, 200)),
    "answer_page": ("/svar", (405, 200)),
    "write_remark": ("/svar/mer", (405, 200)),
    "thank_for_remark": ("/svar/takk", PAGE),
    "show_about": ("/om", PAGE),
    "show_privacy": ("/personvern", PAGE),
    "show_accessibility": ("/tilgjengelighet", PAGE),
    "show_history": ("/statistikk", PAGE),
    "show_hidden_population": ("/statistikk/ingen-teller", PAGE),
    "show_report": ("/statistikk/rapport/rap_x", NOT_HERE),
    "download_report": ("/statistikk/rapport/rap_x/nb.pdf", NOT_HERE),
    "show_table": ("/statistikk/{ref}", PAGE),
    "download_table": ("/statistikk/{ref}/csv", PAGE),
    "before_writing": ("/a/for", FORM),
    "write_first_message": ("/a/ny", FORM),
    "show_new_words": ("/a/dine", PAGE),  # without any an ordinary page
    "return_with_code": ("/a/inn", FORM),
    "wait_for_turn": ("/a/vent", (302, 302)),
    "show_own_conversation": ("/a/les", FORM),  # without a visit an ordinary page
    "renew_words": ("/a/ord", DO),
    "show_catalogue": ("/api/dcat", PAGE),
    "show_feed": ("/api/feed", PAGE),
    "openapi-json": (f"{API}/openapi.json", FORM),
    "show_config": (f"{API}/config", PAGE),
    "list_tables": (f"{API}/tables", PAGE),
    "describe_table": (f"{API}/tables/{{ref}}", PAGE),
    "show_metadata": (f"{API}/tables/{{ref}}/metadata", PAGE),
    "show_default_selection": (f"{API}/tables/{{ref}}/defaultselection", PAGE),
    "show_data": (f"{API}/tables/{{ref}}/data", (200, 400)),
    "show_codelist": (f"{API}/codelists/x", NOT_HERE),
    "save_query": (f"{API}/savedqueries", (405, 400)),
    "show_saved_query": (f"{API}/savedqueries/x", NOT_HERE),
    "show_saved_selection": (f"{API}/savedqueries/x/selection", NOT_HERE),
    "run_saved_query": (f"{API}/savedqueries/x/data", NOT_HERE),
    "leave": ("/ut", (303, 204)),
    "close_visit": ("/a/slutt", DO),
    "close_for_good": ("/a/bort", DO),
}
AT_BOTH = {  # stranger, whoever is signed in
    "sign_in": ("/sign-in/", FORM, (302, 302)),
    "sign_in_as_sample": ("/sign-in/sample/", (405, 404), (405, 404)),  # no sample people here
    "keep_typed": ("/sign-in/keep/", (405, "sign in"), (405, "sign in")),
    "stay": ("/sign-in/stay/", AWAY, (204, 405)),
    "go_to_provider": ("/sign-in/with/nobody/", NOT_HERE, NOT_HERE),
    "come_back": ("/sign-in/back/nobody/", NOT_HERE, NOT_HERE),
    "end_from_provider": ("/sign-out/from/nobody/", NOT_HERE, NOT_HERE),
    "end_by_provider": ("/sign-out/by/nobody/", (405, 404), (405, 404)),
    "show_draft": ("/drafts/", AWAY, (204, 405)),
    "save_draft": ("/drafts/save/", AWAY, (405, 400)),
    "throw_away_draft": ("/drafts/utk_AAAAAAAAAAAAAAAAAAAAAA/throw-away/", AWAY, (405, 204)),
    "keep_screen_code": ("/screen/code/", AWAY, FORM),
    "cover_screen": ("/screen/cover/", AWAY, (405, 204)),
    "uncover_screen": ("/screen/uncover/", AWAY, (405, 204)),
}
OUT = {"sign_out": ("/sign-out/", AWAY, (405, "sign in"))}  # last: her session is over then
DESK = {
    **AT_BOTH,
    "prepare_drafts": ("/drafts/prepare/", AWAY, (400, 405)),
    "hand_in_draft": ("/drafts/hand-in/", AWAY, (405, 400)),
    "sign_in_with_passkey": ("/sign-in/passkey/", (405, 200), (405, 200)),
    "begin_passkey_sign_in": ("/sign-in/passkey/begin/", (405, 200), (405, 200)),
    "step_up": ("/step-up/", AWAY, FORM),
    "step_up_with_passkey": ("/step-up/passkey/", AWAY, DO),
    "step_up_at_provider": ("/step-up/with/nobody/", AWAY, NOT_HERE),
    "enrol_at_provider": ("/enrol/with/nobody/", (302, 405), (302, 405)),
    "show_invitation": ("/enrol/", FORM, FORM),
    "enrol": ("/enrol/app/", (302, 302), (302, 302)),  # nobody is invited
    "show_own_sign_in": ("/my-sign-in/", AWAY, PAGE),
    "keep_passkey": ("/my-sign-in/passkey/", AWAY, (405, 200)),
    "begin_passkey": ("/my-sign-in/passkey/begin/", AWAY, (405, 200)),
    "make_recovery_codes": ("/my-sign-in/recovery-codes/", AWAY, (405, 200)),
    "change_password": ("/my-sign-in/password/", AWAY, FORM),
    "keep_screen_choice": ("/screen/idle/keep/", AWAY, (405, 204)),
    **OUT,
}
PARTNER = {  # stranger, whoever asked, somebody else
    **{name: (*row, row[-1]) for name, row in AT_BOTH.items()},
    "show_door": ("/", AWAY, PAGE, PAGE),
    "show_acute": ("/now/", PAGE, PAGE, PAGE),
    "ask_without_name": ("/question/", FORM, FORM, FORM),
    "raise_concern": ("/concern/", AWAY, FORM, FORM),
    "ask_for_guidance": ("/guidance/", AWAY, FORM, FORM),
    "ask_for_course": ("/course/", AWAY, FORM, FORM),
    "claim_mail": ("/mail/x/", AWAY, (200, 302), (200, 302)),  # the same for a link that is none
    "show_receipt": ("/inquiries/{ref}/", AWAY, PAGE, NOT_HERE),
    "tell_what_came": ("/inquiries/{ref}/what-came/", AWAY, FORM, CLOSED),
    "show_own_inquiry": ("/inquiries/{ref}/text/", AWAY, FORM, CLOSED),
    "step_up": ("/step-up/", AWAY, PAGE, PAGE),
    "step_up_at_provider": ("/step-up/with/nobody/", AWAY, NOT_HERE, NOT_HERE),
    **{name: (*row, row[-1]) for name, row in OUT.items()},
}


INQUIRY, NETWORK = "/region/inquiries/{ref}/", "/region/networks/region-ost/"
MEETING = "/region/network-meetings/{meeting}/"
REGION = {  # stranger, whoever asked, a member of the network that has it, one of another network
    "list_inquiries": ("/region/inquiries/", AWAY, NOT_HERE, PAGE, PAGE),
    "list_answered_inquiries": ("/region/inquiries/answered/", AWAY, NOT_HERE, PAGE, PAGE),
    "list_closed_inquiries": ("/region/inquiries/closed/", AWAY, NOT_HERE, PAGE, PAGE),
    "list_schools": ("/region/inquiries/schools/", AWAY, NOT_HERE, PAGE, PAGE),
    "show_inquiry": (INQUIRY, AWAY, NOT_HERE, PAGE, NOT_HERE),
    "show_others": (f"{INQUIRY}others/", AWAY, NOT_HERE, PAGE, NOT_HERE),
    "take_up_inquiry": (f"{INQUIRY}take-up/", AWAY, NOT_HERS, DO, NOT_HERS),
    "show_originals": (f"{INQUIRY}originals/", AWAY, NOT_HERS, (405, 200), NOT_HERS),
    "add_inquiry_note": (f"{INQUIRY}notes/add/", AWAY, CLOSED, FORM, CLOSED),
    "answer_inquiry": (f"{INQUIRY}answer/", AWAY, CLOSED, FORM, CLOSED),
    "approve_draft": (f"{INQUIRY}second-eye/", AWAY, NOT_HERS, DO, NOT_HERS),
    "pass_on_inquiry": (f"{INQUIRY}pass-on/", AWAY, NOT_HERS, (405, 200), NOT_HERS),
    "believe_asker": (f"{INQUIRY}believe/", AWAY, NOT_HERS, NOT_HERS, NOT_HERS),  # no mail
    "sort_inquiry": (f"{INQUIRY}sort/", AWAY, NOT_HERS, NOT_HERS, NOT_HERS),  # no mail
    "take_attachment": (f"{INQUIRY}attachments/1/", AWAY, NOT_HERS, NOT_HERS, NOT_HERS),  # none
    "close_inquiry": (f"{INQUIRY}close/", AWAY, NOT_HERS, DO, NOT_HERS),
    "let_go_of_inquiry": (f"{INQUIRY}let-go/", AWAY, NOT_HERS, NOT_HERS, NOT_HERS),  # it is closed
    "show_network": (NETWORK, AWAY, NOT_HERE, PAGE, PAGE),
    "show_network_knowledge": (f"{NETWORK}knowledge/", AWAY, NOT_HERE, PAGE, PAGE),
    "add_to_article": (f"{NETWORK}knowledge/{{article}}/", AWAY, CLOSED, FORM, CLOSED),
    "call_network_meeting": (f"{NETWORK}meetings/call/", AWAY, CLOSED, FORM, CLOSED),
    "show_network_meeting": (MEETING, AWAY, NOT_HERE, PAGE, NOT_HERE),
    "write_network_minutes": (f"{MEETING}points/1/", AWAY, CLOSED, FORM, CLOSED),
    "finish_network_action": (
        f"{MEETING}actions/ntk_AAAAAAAAAAAAAAAAAAAAAA/finish/",
        *(AWAY, NOT_HERS, DO, NOT_HERS),
    ),
    "close_network_meeting": (f"{MEETING}close/", AWAY, NOT_HERS, DO, NOT_HERS),
    "call_off_network_meeting": (f"{MEETING}call-off/", AWAY, NOT_HERS, DO, NOT_HERS),
    "show_calendar": ("/region/calendar/", AWAY, NOT_HERE, PAGE, PAGE),
    "be_away": ("/region/calendar/away/", AWAY, NOT_HERS, (405, 200), (405, 200)),
    "end_absence": (
        "/region/calendar/away/fra_AAAAAAAAAAAAAAAAAAAAAA/end/",
        *(AWAY, NOT_HERS, NOT_HERS, NOT_HERS),
    ),
    "make_feed": ("/region/calendar/feed/make/", AWAY, NOT_HERS, (405, 200), (405, 200)),
    "revoke_feed": ("/region/calendar/feed/revoke/", AWAY, NOT_HERS, DO, DO),
    "show_feed": (f"/region/calendar/{'A' * 43}.ics", *[NOT_HERE] * 4),  # its address is the key
}


def outcome(answer):
    away = answer.headers.get("Location", "").startswith("/sign-in/")
    return "sign in" if away else answer.status_code


def wrong_in(table, pages, **places):
    """Address, who, what was got, what is declared: where they differ."""
    return [
        (address, who, got, declared)
        for address, *rows in table.values()
        for (who, page), declared in zip(pages.items(), rows, strict=True)
        for where in [address.format(**places)]
        if (got := (outcome(page.get(where)), outcome(page.post(where)))) != declared
    ]


def test_nora_answers_everyone_alike(team_with_keeper, nora_client, work, release):  # noqa: F811
    for shelf in ("load_organisation", "load_pages", "load_publications"):
        call_command(shelf, verbosity=0)
    ref, words = release(), words_in(Youth(nora_client).send())
    work()
    stranger, visiting = (type(nora_client)(nora_client.door_role) for _ in range(2))
    Youth(visiting).come_back(" ".join(words))
    assert SECRET in Youth(visiting).read().content.decode()

    alike = {name: (address, row, row) for name, (address, row) in NORA.items()}
    assert wrong_in(alike, {"stranger": stranger, "visiting": visiting}, ref=ref) == []


def test_the_entrance_of_the_desk_is_one_s_own(keeper, keeper_home, db, desk_client, settings):
    settings.FRISTED_SAMPLE = False
    staff = Staff(home=keeper_home)
    for someone in (staff.amina, staff.oda):
        pages = {"stranger": desk_client, someone.name: a_browser(desk_client, someone)}
        assert wrong_in(DESK, pages) == []


def test_an_inquiry_is_whose_who_asked(keeper, keeper_home, db, partner_client, settings):
    settings.FRISTED_SAMPLE = False
    staff = Staff(home=keeper_home)
    fetch_unit_keys(sorted(staff.maja.units), TODAY)
    asker, other = (a_professional(keeper_home, name) for name in ("ulrik", "vera"))
    ref = ask_as(asker, ASKED)

    pages = {"stranger": partner_client}
    pages |= {who.name: a_browser(partner_client, who) for who in (asker, other)}
    assert wrong_in(PARTNER, pages, ref=ref) == []


def test_what_a_network_has_is_its_members_and_nobody_elses(
    keeper, keeper_home, db, partner_client
):
    """C1, C16, C25."""
    staff = Staff(home=keeper_home)
    fetch_unit_keys(sorted({*staff.maja.units, *staff.yrsa.units}), TODAY)
    keep(staff.yrsa)
    with as_owner():
        a_unit("region-vest", UnitKind.REGIONAL_NETWORK)
    asker = a_professional(keeper_home, "ulrik")
    member, of_another = (
        a_regional_member(keeper_home, name, unit)
        for name, unit in (("idunn", "region-ost"), ("vera", "region-vest"))
    )
    ref = ask_as(asker, ASKED)
    with as_role(PARTNER_DOOR.role):
        meeting = a_network_meeting(member)
    with as_role(DESK_DOOR.role):
        article = an_article(staff.maja, staff.yrsa)

    pages = {"stranger": partner_client}
    pages |= {who.name: a_browser(partner_client, who) for who in (asker, member, of_another)}
    assert wrong_in(REGION, pages, ref=ref, meeting=meeting, article=article) == []
