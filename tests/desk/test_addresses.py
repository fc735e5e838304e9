"""Every address of desk and casework, every persona, every method: a declared outcome (C1)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from tests.desk.conftest import in_desk_role
from tests.factories.approving import an_approval
from tests.factories.around import a_person_with_phone, a_trip_with_check_in
from tests.factories.casework import a_picture_of, a_real_case, an_export_of
from tests.factories.consulting import a_matter, a_meeting
from tests.factories.conversations import a_conversation, a_reply
from tests.factories.guidance import a_call, a_network_meeting
from tests.factories.organisation import a_local_service
from tests.factories.retaining import a_retention_rule
from tests.vault.test_intake import a_picture

from fristed.accounts import queries
from fristed.accounts.rules.sent import Sent
from fristed.casework.urls import urlpatterns as of_casework
from fristed.desk.urls import urlpatterns as of_desk
from fristed.guidance.urls.desk import urlpatterns as of_guidance
from fristed.organisation.models import Membership
from fristed.sample.personas import BY_KEY

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

ENVOYS = {"emre", "farah", "ghada", "hodan"}
CASES = {"amina", "birger", "celine", "david", "emre", "farah", "ghada", "hodan"}
LEADERS = {"ingrid", "jonas"}
KT = {"nils", "tone"}
GUIDING = CASES | KT | {"maja", "yrsa"}
NETWORK = {"maja", "yrsa"}
EDITORS = {"runa", "sigve"}
RINGING = EDITORS | {"maja"}
EVERYONE = set(BY_KEY)
OWNER, OWNER_AND_LEADER = {"amina"}, {"amina", "ingrid"}
TEAM = {"amina", "celine"}

OPEN = {"show_feed"}  # to whoever has the secret address: tests/guidance/test_calendars.py

# name: address, who gets a page on GET (None: GET is no method of it), who may POST at all
DECLARED = {
    "my_day": ("/", EVERYONE, set()),
    "list_conversations": ("/conversations/", CASES | {"maja"}, set()),
    "show_conversation": ("/conversations/{conversation}/", TEAM, set()),
    "agree_word": ("/conversations/{conversation}/word/", None, TEAM),
    "answer_conversation": ("/conversations/{conversation}/answer/", TEAM, TEAM),
    "show_conversation_file": ("/conversations/{conversation}/files/{message}/", TEAM, set()),
    "preview_conversation_file": (
        "/conversations/{conversation}/files/{message}/preview/",
        TEAM,
        set(),
    ),
    "download_conversation_file": (
        "/conversations/{conversation}/files/{message}/download/",
        TEAM,
        set(),
    ),
    "be_second_eye": ("/conversations/{conversation}/read/", None, TEAM),
    "set_urgency": ("/conversations/{conversation}/urgency/", None, TEAM),
    "pass_on_conversation": ("/conversations/{conversation}/pass-on/", None, TEAM),
    "withdraw_passing": ("/conversations/offers/ovk_AAAAAAAAAAAAAAAAAAAAAA/withdraw/", None, set()),
    "accept_passing": ("/conversations/offers/ovk_AAAAAAAAAAAAAAAAAAAAAA/accept/", None, set()),
    "make_inquiry_from_conversation": ("/conversations/{conversation}/ask/", TEAM, TEAM),
    "reach_young_person": ("/conversations/{conversation}/reach/", TEAM, TEAM),
    "take_conversation": ("/conversations/{conversation}/take/", None, TEAM),
    "let_go_of_conversation": ("/conversations/{conversation}/let-go/", None, {"celine"}),
    "list_neutral_texts": ("/neutral-texts/", CASES | {"maja"}, set()),
    "propose_text": ("/neutral-texts/propose/", CASES | {"maja"}, CASES | {"maja"}),
    "approve_text": ("/neutral-texts/ntx_AAAAAAAAAAAAAAAAAAAAAA/approve/", None, set()),
    "end_text": ("/neutral-texts/ntx_AAAAAAAAAAAAAAAAAAAAAA/end/", None, set()),
    "list_reply_texts": ("/reply-texts/", GUIDING, set()),
    "propose_reply_text": ("/reply-texts/propose/", GUIDING, GUIDING),
    "approve_reply_text": ("/reply-texts/svt_AAAAAAAAAAAAAAAAAAAAAA/approve/", None, set()),
    "end_reply_text": ("/reply-texts/svt_AAAAAAAAAAAAAAAAAAAAAA/end/", None, set()),
    "list_inquiries": ("/inquiries/", GUIDING, set()),
    "list_answered_inquiries": ("/inquiries/answered/", GUIDING, set()),
    "list_closed_inquiries": ("/inquiries/closed/", GUIDING, set()),
    "list_rosters": ("/rosters/", GUIDING, set()),
    "keep_turn": ("/rosters/raad-ost/keep/", TEAM, TEAM),
    "end_turn": ("/rosters/turns/vkt_AAAAAAAAAAAAAAAAAAAAAA/end/", None, set()),
    "list_networks": ("/networks/", GUIDING, set()),
    "keep_network": ("/networks/region-ost/keep/", NETWORK, NETWORK),
    "show_network": ("/networks/region-ost/", GUIDING, set()),
    "call_network_meeting": ("/networks/region-ost/meetings/call/", NETWORK, NETWORK),
    "show_network_knowledge": ("/networks/region-ost/knowledge/", GUIDING, set()),
    "add_to_article": (
        "/networks/region-ost/knowledge/svt_AAAAAAAAAAAAAAAAAAAAAA/",
        set(),
        set(),
    ),
    "show_network_meeting": ("/network-meetings/{network_meeting}/", NETWORK, set()),
    "write_network_minutes": ("/network-meetings/{network_meeting}/points/1/", NETWORK, NETWORK),
    "finish_network_action": (
        "/network-meetings/{network_meeting}/actions/ntk_AAAAAAAAAAAAAAAAAAAAAA/finish/",
        None,
        NETWORK,
    ),
    "close_network_meeting": ("/network-meetings/{network_meeting}/close/", None, NETWORK),
    "call_off_network_meeting": (
        "/network-meetings/nmt_AAAAAAAAAAAAAAAAAAAAAA/call-off/",
        None,
        set(),
    ),
    "list_agency_contacts": ("/agency-contacts/", GUIDING, set()),
    "add_agency_contact": ("/agency-contacts/add/", KT | {"maja"}, KT | {"maja"}),
    "confirm_agency_contact": (
        "/agency-contacts/kon_AAAAAAAAAAAAAAAAAAAAAA/confirm/",
        None,
        set(),
    ),
    "end_agency_contact": ("/agency-contacts/kon_AAAAAAAAAAAAAAAAAAAAAA/end/", None, set()),
    "suggest_member": ("/consultations/who-answers/", KT, set()),
    "show_team_workload": ("/consultations/workload/", KT, set()),
    "write_brief_of_inquiry": ("/inquiries/{inquiry}/write-brief/", set(), set()),
    "show_calendar": ("/calendar/", GUIDING, set()),
    "be_away": ("/calendar/away/", None, GUIDING),
    "end_absence": ("/calendar/away/fra_AAAAAAAAAAAAAAAAAAAAAA/end/", None, set()),
    "make_feed": ("/calendar/feed/make/", None, GUIDING),
    "revoke_feed": ("/calendar/feed/revoke/", None, GUIDING),
    "list_schools": ("/inquiries/schools/", GUIDING, set()),
    "show_waits": ("/inquiries/waits/", GUIDING, set()),
    "log_call": ("/inquiries/call/", GUIDING, GUIDING),
    "show_experience": ("/experience/", GUIDING, set()),
    "write_pattern": ("/experience/notes/write/", GUIDING, GUIDING),
    "approve_pattern": ("/experience/notes/mon_AAAAAAAAAAAAAAAAAAAAAA/approve/", None, set()),
    "group_pattern": ("/experience/notes/mon_AAAAAAAAAAAAAAAAAAAAAA/group/", None, set()),
    "end_pattern": ("/experience/notes/mon_AAAAAAAAAAAAAAAAAAAAAA/end/", None, set()),
    "write_method": ("/experience/methods/write/", GUIDING, GUIDING),
    "show_method": ("/experience/methods/met_AAAAAAAAAAAAAAAAAAAAAA/", set(), set()),
    "approve_method": ("/experience/methods/met_AAAAAAAAAAAAAAAAAAAAAA/approve/", None, set()),
    "use_method": ("/experience/methods/met_AAAAAAAAAAAAAAAAAAAAAA/use/", None, set()),
    "review_method": ("/experience/methods/met_AAAAAAAAAAAAAAAAAAAAAA/review/", None, set()),
    "end_method": ("/experience/methods/met_AAAAAAAAAAAAAAAAAAAAAA/end/", None, set()),
    "show_mail": ("/inquiries/mail/", GUIDING, set()),
    "sort_inquiry": ("/inquiries/{inquiry}/sort/", None, set()),  # it came by telephone
    "believe_asker": ("/inquiries/{inquiry}/believe/", None, set()),  # nobody claims it
    "take_attachment": ("/inquiries/{inquiry}/attachments/1/", None, set()),  # it has none
    "show_inquiry": ("/inquiries/{inquiry}/", {"maja"}, set()),
    "show_others": ("/inquiries/{inquiry}/others/", {"maja"}, set()),
    "show_originals": ("/inquiries/{inquiry}/originals/", None, {"maja"}),
    "add_inquiry_note": ("/inquiries/{inquiry}/notes/add/", {"maja"}, {"maja"}),
    "answer_inquiry": ("/inquiries/{inquiry}/answer/", {"maja"}, {"maja"}),
    "approve_draft": ("/inquiries/{inquiry}/second-eye/", None, {"maja"}),
    "take_up_inquiry": ("/inquiries/{inquiry}/take-up/", None, {"maja"}),
    "let_go_of_inquiry": ("/inquiries/{inquiry}/let-go/", None, {"maja"}),
    "pass_on_inquiry": ("/inquiries/hen_AAAAAAAAAAAAAAAAAAAAAA/pass-on/", None, set()),
    "close_inquiry": ("/inquiries/hen_AAAAAAAAAAAAAAAAAAAAAA/close/", None, set()),
    "forget_texts": ("/inquiries/{inquiry}/forget/", None, set()),
    "list_reader_weeks": ("/readers/", RINGING, set()),
    "show_reader_week": ("/readers/pst_AAAAAAAAAAAAAAAAAAAAAA/", set(), set()),
    "handle_reader_week": ("/readers/pst_AAAAAAAAAAAAAAAAAAAAAA/handle/", None, set()),
    "list_contributions": ("/contributions/", GUIDING, set()),
    "send_contribution": ("/contributions/send/", GUIDING, GUIDING),
    "list_links": ("/links/", EDITORS, set()),
    "keep_old_address": ("/links/keep/", EDITORS, EDITORS),
    "remove_old_address": ("/links/adr_AAAAAAAAAAAAAAAAAAAAAA/remove/", None, EDITORS),
    "list_help_services": ("/help-services/", RINGING, set()),
    "verify_service": ("/help-services/vo-linjen/verify/", None, RINGING),
    "change_service": ("/help-services/vo-linjen/change/", RINGING, RINGING),
    "list_local_services": ("/local-services/", RINGING, set()),
    "add_local_service": ("/local-services/add/", RINGING, RINGING),
    "change_local_service": ("/local-services/{local_service}/change/", RINGING, RINGING),
    "verify_local_service": ("/local-services/{local_service}/verify/", None, RINGING),
    "show_policies": ("/policies/", {"oda"}, set()),
    "list_problems": ("/problems/", {"petter"}, set()),
    "report_problem": ("/problems/report/", EVERYONE, EVERYONE),
    "close_problem": ("/problems/fei_AAAAAAAAAAAAAAAAAAAAAA/close/", None, set()),
    "show_releases": ("/news/", EVERYONE, set()),
    "see_release": ("/news/seen/", None, EVERYONE),
    "preview_destruction": ("/retention/preview/", LEADERS, set()),
    "show_certificate": ("/retention/destroyed/des_AAAAAAAAAAAAAAAAAAAAAA/", set(), set()),
    "print_certificate": ("/retention/destroyed/des_AAAAAAAAAAAAAAAAAAAAAA/print/", set(), set()),
    "show_retention": ("/retention/", LEADERS | {"oda"}, LEADERS | {"oda"}),
    "sign_retention": ("/retention/{rule}/sign/", None, {"jonas"}),  # Ingrid proposed it
    "end_retention": ("/retention/rgl_AAAAAAAAAAAAAAAAAAAAAA/end/", None, set()),
    "show_record_of_processing": ("/record-of-processing/", {"oda"}, set()),
    "list_accounts": ("/accounts/", {"petter"}, set()),
    "list_offices": ("/offices/", {"petter"}, set()),
    "appoint_to_office": ("/offices/appoint/", {"petter"}, {"petter"}),
    "end_office": ("/offices/{office}/end/", {"petter"}, {"petter"}),
    "show_own_offices": ("/my-roles/", EVERYONE, set()),
    "list_teams": ("/teams/", LEADERS, set()),
    "appoint_member": ("/teams/raad-ost/appoint/", {"ingrid"}, {"ingrid"}),
    "end_membership": ("/teams/raad-ost/members/{membership}/end/", {"ingrid"}, {"ingrid"}),
    "list_cases": ("/cases/", EVERYONE, set()),
    "list_closed_cases": ("/cases/closed/", EVERYONE, set()),
    "record_matching_ground": ("/matching/", {"oda"}, {"oda"}),
    "end_matching_ground": ("/matching/end/", None, {"oda"}),
    "record_identifier_ground": ("/matching/overlap/", {"oda"}, {"oda"}),
    "end_identifier_ground": ("/matching/overlap/end/", None, {"oda"}),
    "keep_identifier": ("/cases/{case}/identifier/", OWNER, OWNER),
    "drop_identifier": ("/cases/{case}/identifier/drop/", None, OWNER),
    "ask_match": ("/cases/{case}/match/", OWNER, OWNER),
    "decide_match": ("/cases/{case}/match/1/decide/", None, OWNER),
    "search_cases": ("/cases/search/", CASES, CASES),
    "start_case": ("/cases/start/", CASES, CASES),
    "start_case_from_conversation": ("/conversations/{conversation}/start-case/", CASES, CASES),
    "start_case_from_inquiry": ("/inquiries/{inquiry}/start-case/", CASES, CASES),
    "take_in_inquiry": ("/inquiries/{inquiry}/take-in/", KT, KT),
    "show_case": ("/cases/{case}/", OWNER, set()),
    "update_case": ("/cases/{case}/update/", OWNER, OWNER),
    "change_school": ("/cases/{case}/school/", OWNER, OWNER),
    "rename_case": ("/cases/{case}/rename/", OWNER, OWNER),
    "add_followup": ("/cases/{case}/follow-ups/add/", OWNER, OWNER),
    "correct_followup": ("/cases/{case}/follow-ups/1/correct/", OWNER, OWNER),
    "contest_entry": ("/cases/{case}/follow-ups/1/contest/", OWNER, OWNER),
    "assign_task": ("/cases/{case}/tasks/assign/", OWNER, OWNER),
    "finish_task": ("/cases/{case}/tasks/opg_AAAAAAAAAAAAAAAAAAAAAA/finish/", None, OWNER),
    "add_document": ("/cases/{case}/documents/add/", OWNER, OWNER),
    "show_document": ("/cases/{case}/documents/{document}/", OWNER, set()),
    "preview_document": ("/cases/{case}/documents/{document}/preview/", OWNER, set()),
    "download_document": ("/cases/{case}/documents/{document}/download/", OWNER, set()),
    "remove_document": ("/cases/{case}/documents/{document}/remove/", OWNER, OWNER),
    "print_case": ("/cases/{case}/print/", OWNER, OWNER),
    "print_without_others": ("/cases/{case}/print/without-others/", OWNER, OWNER),
    "exclude_person": ("/cases/{case}/exclusions/", OWNER, OWNER),
    "end_exclusion": ("/cases/{case}/exclusions/per_AAAAAAAAAAAAAAAAAAAAAA/end/", None, set()),
    "print_blank": ("/blank-forms/", CASES, CASES),
    "take_insight": ("/cases/{case}/insight/", OWNER, OWNER),
    "answer_insight": ("/cases/{case}/insight/inn_AAAAAAAAAAAAAAAAAAAAAA/", set(), set()),
    "hold_case": ("/cases/{case}/hold/", OWNER, OWNER),
    "lift_hold": ("/cases/{case}/hold/lift/", OWNER, OWNER),
    "shield_case": ("/cases/{case}/shield/", OWNER, OWNER),
    "stand_behind": ("/emergency/stand-behind/", EVERYONE, EVERYONE),
    "review_emergency": ("/emergency/nod_AAAAAAAAAAAAAAAAAAAAAA/review/", set(), set()),
    "reopen_with_followup": ("/cases/{case}/follow-ups/reopen/", set(), set()),
    "propose_take_over": ("/cases/{case}/take-over/propose/", {"ingrid"}, {"ingrid"}),
    "take_over_left": ("/take-over/", CASES, CASES),
    "list_unusual_access": ("/alarms/unusual/", {"oda"}, set()),
    "show_duties": ("/cases/{case}/duties/", OWNER, set()),
    "assess_duty": ("/cases/{case}/duties/duty_to_report/assess/", OWNER, OWNER),
    "take_duty_step": ("/cases/{case}/duties/plk_AAAAAAAAAAAAAAAAAAAAAA/step/", OWNER, OWNER),
    "list_duties": ("/duties/", CASES | {"maja"}, set()),
    "use_duty_guide": (
        "/duties/duty_to_avert/",
        CASES | {"maja"},
        CASES | {"maja"},
    ),
    "show_people": ("/cases/{case}/people/", OWNER, set()),
    "add_person": ("/cases/{case}/people/add/", OWNER, OWNER),
    "update_person": ("/cases/{case}/people/{person}/update/", OWNER, OWNER),
    "add_channel": ("/cases/{case}/people/{person}/channels/add/", OWNER, OWNER),
    "update_channel": ("/cases/{case}/channels/{channel}/update/", OWNER, OWNER),
    "contact_person": ("/cases/{case}/channels/{channel}/contact/", OWNER, OWNER),
    "link_case": ("/cases/{case}/links/add/", OWNER, OWNER),
    "end_link": ("/cases/{case}/links/lnk_AAAAAAAAAAAAAAAAAAAAAA/end/", None, OWNER),
    "show_safety": ("/cases/{case}/safety/", OWNER, set()),
    "assess_risk": ("/cases/{case}/safety/assess/", OWNER, OWNER),
    "make_safety_plan": ("/cases/{case}/safety/plan/", OWNER, OWNER),
    "print_card": ("/cases/{case}/safety/plans/pln_AAAAAAAAAAAAAAAAAAAAAA/card/", set(), set()),
    "list_journeys": ("/journeys/", CASES, set()),
    "show_travel": ("/cases/{case}/travel/", OWNER, set()),
    "note_travel_talk": ("/cases/{case}/travel/talk/", OWNER, OWNER),
    "agree_trip": ("/cases/{case}/travel/agree/", OWNER, OWNER),
    "agree_check_in": ("/cases/{case}/trips/{trip}/check-ins/add/", OWNER, OWNER),
    "open_addresses": ("/cases/{case}/trips/{trip}/addresses/", set(), set()),  # nothing is missed
    "note_return": ("/cases/{case}/trips/{trip}/back/", None, OWNER),
    "settle_check_in": ("/cases/{case}/check-ins/{check_in}/settle/", None, set()),
    "decide_rung": ("/cases/{case}/check-ins/{check_in}/decide/", OWNER, OWNER),
    "download_check_in": ("/cases/{case}/check-ins/{check_in}/calendar/", OWNER, set()),
    "keep_stay": ("/cases/{case}/stay/", OWNER, OWNER),
    "start_routine": ("/cases/{case}/routines/absence/start/", None, OWNER),
    "keep_step": ("/cases/{case}/steps/trn_AAAAAAAAAAAAAAAAAAAAAA/", set(), set()),
    "close_case": ("/cases/{case}/close/", OWNER, OWNER),
    "reopen_case": ("/cases/{case}/reopen/", None, set()),
    "show_access_log": ("/cases/{case}/access-log/", OWNER_AND_LEADER, set()),
    "list_consultations": ("/consultations/", KT, set()),
    "take_in_consultation": ("/consultations/take-in/", KT, KT),
    "show_consultation": ("/consultations/{matter}/", KT, set()),
    "add_entry": ("/consultations/{matter}/share/", KT, KT),
    "add_note": ("/consultations/{matter}/notes/add/", KT, KT),
    "share_note": ("/consultations/{matter}/notes/egt_AAAAAAAAAAAAAAAAAAAAAA/share/", KT, KT),
    "ask_for_housing": ("/consultations/{matter}/housing/ask/", KT, KT),
    "decide_housing": (
        "/consultations/{matter}/housing/bol_AAAAAAAAAAAAAAAAAAAAAA/decide/",
        KT,
        KT,
    ),
    "apply_for_refund": ("/consultations/{matter}/refunds/apply/", KT, KT),
    "decide_refund": (
        "/consultations/{matter}/refunds/ref_AAAAAAAAAAAAAAAAAAAAAA/decide/",
        KT,
        KT,
    ),
    "close_consultation": ("/consultations/drf_AAAAAAAAAAAAAAAAAAAAAA/close/", None, set()),
    "call_meeting": ("/meetings/call/", KT, KT),
    "show_meeting": ("/meetings/{meeting}/", KT, set()),
    "close_meeting": ("/meetings/{meeting}/close/", None, KT),
    "print_minutes": ("/meetings/{meeting}/minutes/", KT, set()),
    "decide": ("/meetings/{meeting}/{matter}/decide/", KT, KT),
    "postpone_matter": ("/meetings/{meeting}/{matter}/postpone/", None, KT),
    "assign_decision": (
        "/meetings/{meeting}/decisions/ved_AAAAAAAAAAAAAAAAAAAAAA/assign/",
        KT,
        KT,
    ),
    "finish_decision": (
        "/meetings/{meeting}/decisions/ved_AAAAAAAAAAAAAAAAAAAAAA/finish/",
        None,
        KT,
    ),
    "list_exports": ("/exports/", CASES, CASES),
    "fetch_export": ("/exports/{export}/fetch/", OWNER, set()),
    "show_who_knows": ("/cases/{case}/who-knows/", OWNER, set()),
    "record_consent": ("/cases/{case}/consents/record/", OWNER, OWNER),
    "withdraw_consent": (
        "/cases/{case}/consents/sty_AAAAAAAAAAAAAAAAAAAAAA/withdraw/",
        None,
        OWNER,
    ),
    "offer_share": ("/cases/{case}/share/", OWNER, OWNER),
    "offer_share_without_consent": ("/cases/{case}/share/without-consent/", OWNER, OWNER),
    "offer_hand_over": ("/cases/{case}/hand-over/", OWNER, OWNER),
    "list_decisions": ("/cases/{case}/decisions/", OWNER, OWNER),
    "answer_proposal": (
        "/cases/{case}/decisions/bes_AAAAAAAAAAAAAAAAAAAAAA/answer/",
        None,
        OWNER,
    ),
    "refer_case": ("/cases/{case}/refer/", OWNER, OWNER),
    "report_case": ("/cases/{case}/report/", OWNER, OWNER),
    "show_referral": ("/cases/{case}/referrals/hnv_AAAAAAAAAAAAAAAAAAAAAA/", set(), set()),
    "send_referral": ("/cases/{case}/referrals/hnv_AAAAAAAAAAAAAAAAAAAAAA/sent/", None, OWNER),
    "acknowledge_referral": (
        "/cases/{case}/referrals/hnv_AAAAAAAAAAAAAAAAAAAAAA/acknowledged/",
        None,
        OWNER,
    ),
    "answer_referral": ("/cases/{case}/referrals/hnv_AAAAAAAAAAAAAAAAAAAAAA/answer/", None, OWNER),
    "fetch_report_json": (
        "/cases/{case}/referrals/hnv_AAAAAAAAAAAAAAAAAAAAAA/report.json",
        set(),
        set(),
    ),
    "fetch_report_pdf": (
        "/cases/{case}/referrals/hnv_AAAAAAAAAAAAAAAAAAAAAA/report.pdf",
        set(),
        set(),
    ),
    "stop_family": ("/cases/{case}/family-stop/", None, OWNER),
    "lift_family_stop": ("/cases/{case}/family-stop/lift/", None, OWNER),
    "ask_to_override": ("/cases/{case}/family-stop/override/", OWNER, OWNER),
    "show_override": (
        "/cases/{case}/family-stop/override/ovr_AAAAAAAAAAAAAAAAAAAAAA/",
        set(),
        set(),
    ),
    "decline_override": (
        "/cases/{case}/family-stop/override/ovr_AAAAAAAAAAAAAAAAAAAAAA/decline/",
        None,
        OWNER,
    ),
    "show_cooperation": ("/cases/{case}/cooperation/", OWNER, set()),
    "start_cooperation": ("/cases/{case}/cooperation/start/", OWNER, OWNER),
    "end_cooperation": ("/cases/{case}/cooperation/end/", None, OWNER),
    "add_part": ("/cases/{case}/cooperation/parts/add/", OWNER, OWNER),
    "assign_part": (
        "/cases/{case}/cooperation/parts/sdl_AAAAAAAAAAAAAAAAAAAAAA/assign/",
        set(),
        set(),
    ),
    "call_cooperation": ("/cases/{case}/cooperation/meetings/call/", OWNER, OWNER),
    "decide_together": (
        "/cases/{case}/cooperation/meetings/smt_AAAAAAAAAAAAAAAAAAAAAA/decide/",
        OWNER,
        OWNER,
    ),
    "close_cooperation_meeting": (
        "/cases/{case}/cooperation/meetings/smt_AAAAAAAAAAAAAAAAAAAAAA/close/",
        set(),
        set(),
    ),
    "show_goals": ("/cases/{case}/goals/", OWNER, set()),
    "set_goal": ("/cases/{case}/goals/set/", OWNER, OWNER),
    "end_goal": ("/cases/{case}/goals/mal_AAAAAAAAAAAAAAAAAAAAAA/end/", None, OWNER),
    "agree_later": ("/cases/{case}/goals/later/", OWNER, OWNER),
    "withdraw_later": ("/cases/{case}/goals/later/withdraw/", None, OWNER),
    "scale_goals": ("/cases/{case}/goals/scale/", OWNER, OWNER),
    "ask_approval": ("/cases/{case}/approvals/closing/ask/", OWNER, OWNER),
    "list_approvals": ("/approvals/", CASES | LEADERS, set()),
    "show_approval": ("/approvals/{approval}/", OWNER_AND_LEADER, OWNER_AND_LEADER),
    "send_approval": ("/approvals/{approval}/send/", None, set()),
    "list_approval_rules": ("/approval-rules/", LEADERS | {"petter"}, set()),
    "set_approval_rule": (
        "/approval-rules/raad-vest/closing/set/",
        None,
        {"ingrid", "petter"},
    ),
    "end_approval_rule": (
        "/approval-rules/raad-vest/closing/end/",
        None,
        {"ingrid", "petter"},
    ),
    "approve_override": (
        "/cases/{case}/family-stop/override/ovr_AAAAAAAAAAAAAAAAAAAAAA/approve/",
        None,
        OWNER,
    ),
    "tick_off_referral": (
        "/cases/{case}/referrals/hnv_AAAAAAAAAAAAAAAAAAAAAA/tick-off/",
        None,
        OWNER,
    ),
    "ask_team": ("/cases/{case}/ask-team/", OWNER, OWNER),
    "apply_from_case": (  # its adviser is no envoy
        "/cases/{case}/consultations/drf_AAAAAAAAAAAAAAAAAAAAAA/refund/",
        set(),
        set(),
    ),
    "reassign_consultation": ("/consultations/{matter}/reassign/", KT, KT),
    "show_consultation_log": ("/consultations/{matter}/access-log/", KT, set()),
    "list_countries": ("/countries/", CASES | KT | {"maja", "yusuf"}, set()),
    "write_country_note": ("/countries/ambassade-ankara/notes/write/", {"emre"}, {"emre"}),
    "review_country_note": (
        "/countries/ambassade-ankara/notes/lnd_AAAAAAAAAAAAAAAAAAAAAA/review/",
        None,
        set(),
    ),
    "end_country_note": (
        "/countries/ambassade-ankara/notes/lnd_AAAAAAAAAAAAAAAAAAAAAA/end/",
        None,
        {"emre"},
    ),
    "write_brief": ("/countries/ambassade-ankara/briefs/write/", {"emre"}, {"emre"}),
    "review_brief": (
        "/countries/ambassade-ankara/briefs/ori_AAAAAAAAAAAAAAAAAAAAAA/review/",
        None,
        {"emre"},
    ),
    "show_brief": ("/countries/briefs/ori_AAAAAAAAAAAAAAAAAAAAAA/", set(), set()),
    "list_contacts": ("/contacts/", ENVOYS | {"yusuf"}, set()),
    "add_contact": ("/contacts/add/", ENVOYS, ENVOYS),
    "update_contact": ("/contacts/kon_AAAAAAAAAAAAAAAAAAAAAA/update/", set(), set()),
    "end_contact": ("/contacts/kon_AAAAAAAAAAAAAAAAAAAAAA/end/", None, ENVOYS),
    "list_reports": ("/reports/", CASES | LEADERS, set()),
    "list_offers": ("/shares/", CASES | LEADERS | KT | {"maja", "yusuf"}, set()),
    "accept_offer": ("/shares/dlt_AAAAAAAAAAAAAAAAAAAAAA/accept/", None, set()),
    "decline_offer": ("/shares/dlt_AAAAAAAAAAAAAAAAAAAAAA/decline/", None, set()),
    "withdraw_offer": ("/shares/dlt_AAAAAAAAAAAAAAAAAAAAAA/withdraw/", None, set()),
    "end_share": ("/shares/dlt_AAAAAAAAAAAAAAAAAAAAAA/end/", None, set()),
    "break_glass": ("/emergency/", EVERYONE, EVERYONE),
    "appoint_stand_in": ("/stand-ins/", CASES, CASES),
    "end_stand_in": ("/stand-ins/per_AAAAAAAAAAAAAAAAAAAAAA/end/", None, set()),
    "list_people": ("/people/", LEADERS, set()),
    "list_cases_of": ("/people/{amina}/cases/", {"ingrid"}, set()),
    "list_alarms": ("/alarms/", LEADERS | {"oda"}, set()),
}


def test_every_address_is_declared():
    assert {pattern.name for pattern in (*of_desk, *of_casework, *of_guidance)} == set(
        DECLARED
    ) | OPEN


@pytest.fixture
def places(staff):
    case = in_desk_role(lambda: a_real_case(staff.amina))
    matter = in_desk_role(lambda: a_matter(staff.nils))
    person, channel = in_desk_role(lambda: a_person_with_phone(staff.amina, case))
    trip, check_in = in_desk_role(lambda: a_trip_with_check_in(staff.amina, case))
    conversation = a_conversation("raad-ost")
    found = {
        "case": case.ref,
        "matter": matter,
        "meeting": in_desk_role(lambda: a_meeting(staff.nils)),
        "trip": trip,
        "check_in": check_in,
        "approval": in_desk_role(lambda: an_approval(staff.amina, case, staff.ingrid)),
        "export": in_desk_role(lambda: an_export_of(staff.amina)),
        "document": in_desk_role(lambda: a_picture_of(staff.amina, case)),
        "person": person,
        "channel": channel,
        "conversation": conversation,
        "message": a_reply(conversation, file=a_picture()),
        "inquiry": in_desk_role(lambda: a_call(staff.maja)),
        "network_meeting": in_desk_role(lambda: a_network_meeting(staff.yrsa)),
        "amina": staff.amina.ref,
        "office": Membership.objects.get(person_id=staff.kari.id).ref,
        "membership": Membership.objects.get(person_id=staff.amina.id, leads=False).ref,
        "rule": in_desk_role(lambda: a_retention_rule(staff.ingrid)),
        "local_service": a_local_service("Krisesenteret").ref,
    }
    call_command("load_organisation", verbosity=0)  # the numbers to ring
    return found


def test_every_address_for_everyone(staff, at_desk, places):
    pages = {key: at_desk(getattr(staff, key)) for key in BY_KEY}

    wrong = []
    for name, (address, readers, writers) in DECLARED.items():
        where = address.format(**places)
        for key in _tried_by(pages, readers, has_method=readers is not None):
            got = pages[key].get(where).status_code
            allowed = {405} if readers is None else {200, 302} if key in readers else {404}
            if got not in allowed:
                wrong.append((name, key, "GET", got))
        for key in _tried_by(pages, readers, has_method=readers is None or bool(writers)):
            sent = pages[key].post(where).status_code
            if sent not in _after_post(key, writers, readers):
                wrong.append((name, key, "POST", sent))

    assert wrong == []


def _tried_by(people, readers, *, has_method):
    """Everybody; one of those who may read, where the address has no such method for anyone."""
    return people if has_method else sorted(readers or {"amina"})[:1]


def _after_post(key, writers, readers):
    """An empty form comes back with its faults; a page that is only read takes no POST."""
    if key in writers:
        return {200, 302}
    return {404, 405} if readers is None or not writers else {404}


def test_nobody_signed_out_gets_anything(places, desk_client):
    for address, _, _ in DECLARED.values():
        where = address.format(**places)
        for answer in (desk_client.get(where), desk_client.post(where)):
            assert answer.status_code == 302, where
            assert answer["Location"].startswith("/sign-in/"), where


def test_no_form_loses_what_was_typed_when_the_session_ran_out(staff, at_desk, places):
    """It is in the sign-in page, sealed for her, and in no clear word."""
    page, typed = at_desk(staff.amina), {"text": "De reiser i kveld", "version": "3"}
    forms = [where for where, _, writers in DECLARED.values() if "amina" in writers]

    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        late = {form: page.post(form.format(**places), typed) for form in forms}

    for form, answer in late.items():
        kept = re.search(r'name="kept" value="([^"]+)"', answer.content.decode()).group(1)
        sent = queries.opened_for(staff.amina.ref, kept)
        assert sent == Sent(form.format(**places), tuple(typed.items()))
        assert "reiser i kveld" not in answer.content.decode()
    assert len(late) > 12


def test_a_page_from_before_she_signed_in_anew_loses_nothing(staff, at_desk):
    """Its token is an old one; what was sent is in the page, to send once more."""
    page, text = (
        at_desk(staff.amina),
        "De reiser i kveld, sier lillesøsteren hennes til helsesykepleier",
    )
    page.client.handler.enforce_csrf_checks = True

    answer = page.post("/cases/start/", {"text": text, "csrfmiddlewaretoken": "old"})

    assert answer.status_code == 403
    assert f'name="text" value="{text}"' in answer.content.decode()
    assert "Send igjen" in answer.content.decode()


def test_a_post_from_another_site_is_refused(staff, at_desk, places):
    page = at_desk(staff.amina)

    answer = page.post("/cases/start/", headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403


def test_no_page_of_the_desk_is_kept_or_titled_by_its_content(staff, at_desk, places):
    """C12."""
    page = at_desk(staff.amina)

    for name in ("my_day", "list_cases", "show_case", "show_conversation", "show_access_log"):
        answer = page.get(DECLARED[name][0].format(**places))
        assert answer["Cache-Control"] == "no-store", name
        title = answer.content.decode().split("<title>")[1].split("</title>")[0]
        assert "Sak 14" not in title, name
