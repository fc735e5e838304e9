"""An address that nobody has declared the outcome of fails here."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.desk.test_addresses import DECLARED as DESK_AND_CASES
from tests.desk.test_addresses import OPEN
from tests.reporting.test_addresses import DECLARED as REPORTS
from tests.statistics.test_addresses import DECLARED as TABLES
from wagtail.admin import urls as of_wagtail

from fristed.config.doors import DOORS

AT_EVERY_DOOR = {  # the part of ACCOUNTS that the partner door has too
    "come_back",
    "end_by_provider",
    "end_from_provider",
    "go_to_provider",
    "keep_typed",
    "save_draft",
    "show_draft",
    "sign_in",
    "sign_in_as_sample",
    "sign_out",
    "stay",
    "throw_away_draft",
}
ACCOUNTS = {  # open to anyone, or only about oneself: tests/accounts
    "begin_passkey",
    "begin_passkey_sign_in",
    "change_password",
    "come_back",
    "cover_screen",
    "end_by_provider",
    "end_from_provider",
    "enrol",
    "enrol_at_provider",
    "go_to_provider",
    "keep_passkey",
    "keep_screen_choice",
    "keep_screen_code",
    "make_recovery_codes",
    "save_draft",
    "show_draft",
    "show_invitation",
    "show_own_sign_in",
    "sign_in",
    "sign_in_as_sample",
    "sign_in_with_passkey",
    "sign_out",
    "stay",
    "keep_typed",
    "step_up",
    "step_up_at_provider",
    "step_up_with_passkey",
    "throw_away_draft",
    "uncover_screen",
}
NORA = {  # open to anyone: tests/portal and tests/contact
    "before_writing",
    "close_for_good",
    "renew_words",
    "close_visit",
    "download_guide",
    "download_guide_in",
    "download_report",
    "download_table",
    "leave",
    "return_with_code",
    "advisers_as_json",
    "answer_page",
    "search_pages",
    "show_about",
    "show_accessibility",
    "show_advisers",
    "show_help",
    "show_help_abroad",
    "show_help_nearby",
    "show_hidden_population",
    "show_history",
    "show_own_conversation",
    "show_new_words",
    "show_page",
    "show_page_in",
    "show_pages",
    "show_privacy",
    "show_start",
    "show_report",
    "show_table",
    "thank_for_remark",
    "wait_for_turn",
    "write_first_message",
    "write_remark",
}


WORKING = {  # what a regional network has: tests/guidance/test_regions_at_partner.py
    "add_inquiry_note",
    "add_to_article",
    "answer_inquiry",
    "approve_draft",
    "be_away",
    "believe_asker",
    "call_network_meeting",
    "call_off_network_meeting",
    "close_inquiry",
    "close_network_meeting",
    "end_absence",
    "finish_network_action",
    "let_go_of_inquiry",
    "list_answered_inquiries",
    "list_closed_inquiries",
    "list_inquiries",
    "list_schools",
    "make_feed",
    "pass_on_inquiry",
    "revoke_feed",
    "show_calendar",
    "show_feed",
    "show_inquiry",
    "show_network",
    "show_network_knowledge",
    "show_network_meeting",
    "show_originals",
    "show_others",
    "sort_inquiry",
    "take_attachment",
    "take_up_inquiry",
    "write_network_minutes",
}
PARTNER = {  # her own, or open to anyone: tests/guidance/test_asking.py
    "ask_for_course",
    "ask_for_guidance",
    "ask_without_name",
    "claim_mail",
    "raise_concern",
    "show_acute",
    "show_door",
    "show_own_inquiry",
    "show_receipt",
    "step_up",  # tests/accounts/test_by_provider.py
    "step_up_at_provider",
    "tell_what_came",
}
OPEN_DATA = {  # open to anyone, from anywhere: tests/portal/test_open_data.py
    "api-root",
    "describe_table",
    "list_tables",
    "openapi-json",
    "run_saved_query",
    "save_query",
    "select_data",
    "show_catalogue",
    "show_codelist",
    "show_config",
    "show_data",
    "show_default_selection",
    "show_feed",
    "show_metadata",
    "show_saved_query",
    "show_saved_selection",
}

STUDIO = {  # tests/editorial
    "answer_contribution",
    "change_page",
    "check_article",
    "check_page",
    "compare_article",
    "list_pages",
    "recall_version",
    "show_studio",
    "start_page",
    "start_translation",
    "withdraw_page",
}


def names(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name)


@pytest.mark.parametrize(
    ("door", "declared"),
    [
        ("desk", ACCOUNTS | OPEN | set(DESK_AND_CASES) | set(TABLES) | set(REPORTS)),
        ("nora", NORA | OPEN_DATA),
        ("partner", AT_EVERY_DOOR | PARTNER | WORKING),
        ("studio", ACCOUNTS | STUDIO),
    ],
)
def test_every_address_of_a_door_is_declared(door, declared):
    found = set(names(get_resolver(f"fristed.config.urls.{door}").url_patterns))

    assert found - declared - EXTRA[door] == set()
    assert declared - found == set()


# the house's own, the same for everyone: tests/config/test_violations.py, tests/ui/test_looking.py
HOUSE = {"keep_violation", "show_components"}
WAGTAIL = set(names(of_wagtail.urlpatterns))  # closed but for a few: tests/editorial/test_door.py
EXTRA = {"desk": HOUSE, "nora": HOUSE | {"None"}, "partner": HOUSE, "studio": HOUSE | WAGTAIL}


@pytest.mark.parametrize("door", [door.name for door in DOORS if door.offset is not None])
def test_every_door_answers_for_the_house(door):
    assert set(names(get_resolver(f"fristed.config.urls.{door}").url_patterns)) >= HOUSE
