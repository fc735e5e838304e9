"""Addresses of cases. A reference is opaque; anything else is no address at all."""

from django.urls import path, register_converter

from fristed.casework.views import (
    assessing_duties,
    breaking_glass,
    bringing_home,
    closing,
    consenting,
    consulting,
    contacting,
    contesting,
    deciding,
    documents,
    excluding,
    exporting,
    following_up,
    handing_over,
    keeping_people,
    knowing,
    leading,
    linking,
    matching,
    meeting,
    printing,
    reading,
    referring,
    reviewing,
    safeguarding,
    searching,
    sharing,
    shielding,
    standing_in,
    starting,
    taking_over,
    tasking,
    telling,
    travelling,
    updating,
)


class Ref:
    """A reference: three letters and 22 random characters."""

    regex = "[a-z]{3}_[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Ref, "ref")

app_name = "casework"
urlpatterns = [
    path("cases/", reading.list_cases, name="list_cases"),
    path("cases/closed/", reading.list_closed_cases, name="list_closed_cases"),
    path("matching/", matching.record_matching_ground, name="record_matching_ground"),
    path("matching/end/", matching.end_matching_ground, name="end_matching_ground"),
    path("cases/<ref:ref>/match/", matching.ask_match, name="ask_match"),
    path("cases/<ref:ref>/match/<int:number>/decide/", matching.decide_match, name="decide_match"),
    path("cases/search/", searching.search_cases, name="search_cases"),
    path("cases/start/", starting.start_case, name="start_case"),
    path(
        "conversations/<ref:ref>/start-case/",
        starting.start_case_from_conversation,
        name="start_case_from_conversation",
    ),
    path("cases/<ref:ref>/", reading.show_case, name="show_case"),
    path("cases/<ref:ref>/update/", updating.update_case, name="update_case"),
    path("cases/<ref:ref>/rename/", updating.rename_case, name="rename_case"),
    path("cases/<ref:ref>/follow-ups/add/", following_up.add_followup, name="add_followup"),
    path(
        "cases/<ref:ref>/follow-ups/<int:number>/correct/",
        following_up.correct_followup,
        name="correct_followup",
    ),
    path(
        "cases/<ref:ref>/follow-ups/<int:number>/contest/",
        contesting.contest_entry,
        name="contest_entry",
    ),
    path("cases/<ref:ref>/tasks/assign/", tasking.assign_task, name="assign_task"),
    path("cases/<ref:ref>/tasks/<ref:task>/finish/", tasking.finish_task, name="finish_task"),
    path("cases/<ref:ref>/documents/add/", documents.add_document, name="add_document"),
    path(
        "cases/<ref:ref>/documents/<ref:document>/", documents.show_document, name="show_document"
    ),
    path(
        "cases/<ref:ref>/documents/<ref:document>/preview/",
        documents.preview_document,
        name="preview_document",
    ),
    path(
        "cases/<ref:ref>/documents/<ref:document>/download/",
        documents.download_document,
        name="download_document",
    ),
    path(
        "cases/<ref:ref>/documents/<ref:document>/remove/",
        documents.remove_document,
        name="remove_document",
    ),
    path("cases/<ref:ref>/print/", printing.print_case, name="print_case"),
    path(
        "cases/<ref:ref>/print/without-others/",
        printing.print_without_others,
        name="print_without_others",
    ),
    path("cases/<ref:ref>/duties/", assessing_duties.show_duties, name="show_duties"),
    path(
        "cases/<ref:ref>/duties/<slug:topic>/assess/",
        assessing_duties.assess_duty,
        name="assess_duty",
    ),
    path(
        "cases/<ref:ref>/duties/<ref:assessment>/step/",
        assessing_duties.take_duty_step,
        name="take_duty_step",
    ),
    path("duties/", assessing_duties.list_duties, name="list_duties"),
    path("duties/<slug:topic>/", assessing_duties.use_duty_guide, name="use_duty_guide"),
    path("cases/<ref:ref>/people/", keeping_people.show_people, name="show_people"),
    path("cases/<ref:ref>/people/add/", keeping_people.add_person, name="add_person"),
    path(
        "cases/<ref:ref>/people/<ref:person>/update/",
        keeping_people.update_person,
        name="update_person",
    ),
    path(
        "cases/<ref:ref>/people/<ref:person>/channels/add/",
        keeping_people.add_channel,
        name="add_channel",
    ),
    path(
        "cases/<ref:ref>/channels/<ref:channel>/update/",
        keeping_people.update_channel,
        name="update_channel",
    ),
    path(
        "cases/<ref:ref>/channels/<ref:channel>/contact/",
        contacting.contact_person,
        name="contact_person",
    ),
    path("cases/<ref:ref>/links/add/", linking.link_case, name="link_case"),
    path("cases/<ref:ref>/links/<ref:link>/end/", linking.end_link, name="end_link"),
    path("cases/<ref:ref>/safety/", safeguarding.show_safety, name="show_safety"),
    path("cases/<ref:ref>/safety/assess/", safeguarding.assess_risk, name="assess_risk"),
    path("cases/<ref:ref>/safety/plan/", safeguarding.make_safety_plan, name="make_safety_plan"),
    path(
        "cases/<ref:ref>/safety/plans/<ref:plan>/card/", safeguarding.print_card, name="print_card"
    ),
    path("journeys/", travelling.list_journeys, name="list_journeys"),
    path("cases/<ref:ref>/travel/", travelling.show_travel, name="show_travel"),
    path("cases/<ref:ref>/travel/talk/", travelling.note_travel_talk, name="note_travel_talk"),
    path("cases/<ref:ref>/travel/agree/", travelling.agree_trip, name="agree_trip"),
    path(
        "cases/<ref:ref>/trips/<ref:trip>/check-ins/add/",
        travelling.agree_check_in,
        name="agree_check_in",
    ),
    path(
        "cases/<ref:ref>/trips/<ref:trip>/addresses/",
        travelling.open_addresses,
        name="open_addresses",
    ),
    path("cases/<ref:ref>/trips/<ref:trip>/back/", travelling.note_return, name="note_return"),
    path(
        "cases/<ref:ref>/check-ins/<ref:check_in>/settle/",
        travelling.settle_check_in,
        name="settle_check_in",
    ),
    path(
        "cases/<ref:ref>/check-ins/<ref:check_in>/decide/",
        travelling.decide_rung,
        name="decide_rung",
    ),
    path(
        "cases/<ref:ref>/check-ins/<ref:check_in>/calendar/",
        travelling.download_check_in,
        name="download_check_in",
    ),
    path("cases/<ref:ref>/stay/", bringing_home.keep_stay, name="keep_stay"),
    path(
        "cases/<ref:ref>/routines/<slug:routine>/start/",
        bringing_home.start_routine,
        name="start_routine",
    ),
    path("cases/<ref:ref>/steps/<ref:step>/", bringing_home.keep_step, name="keep_step"),
    path("cases/<ref:ref>/close/", closing.close_case, name="close_case"),
    path(
        "cases/<ref:ref>/follow-ups/reopen/",
        closing.reopen_with_followup,
        name="reopen_with_followup",
    ),
    path("cases/<ref:ref>/reopen/", closing.reopen_case, name="reopen_case"),
    path("cases/<ref:ref>/access-log/", reading.show_access_log, name="show_access_log"),
    path("consultations/", consulting.list_consultations, name="list_consultations"),
    path("consultations/take-in/", consulting.take_in_consultation, name="take_in_consultation"),
    path("consultations/<ref:ref>/", consulting.show_consultation, name="show_consultation"),
    path("consultations/<ref:ref>/share/", consulting.add_entry, name="add_entry"),
    path("consultations/<ref:ref>/notes/add/", consulting.add_note, name="add_note"),
    path(
        "consultations/<ref:ref>/notes/<ref:note>/share/",
        consulting.share_note,
        name="share_note",
    ),
    path(
        "consultations/<ref:ref>/housing/ask/", consulting.ask_for_housing, name="ask_for_housing"
    ),
    path(
        "consultations/<ref:ref>/housing/<ref:request_ref>/decide/",
        consulting.decide_housing,
        name="decide_housing",
    ),
    path(
        "consultations/<ref:ref>/refunds/apply/",
        consulting.apply_for_refund,
        name="apply_for_refund",
    ),
    path(
        "consultations/<ref:ref>/refunds/<ref:refund>/decide/",
        consulting.decide_refund,
        name="decide_refund",
    ),
    path(
        "consultations/<ref:ref>/close/",
        consulting.close_consultation,
        name="close_consultation",
    ),
    path("meetings/call/", meeting.call_meeting, name="call_meeting"),
    path("meetings/<ref:ref>/", meeting.show_meeting, name="show_meeting"),
    path("meetings/<ref:ref>/close/", meeting.close_meeting, name="close_meeting"),
    path("meetings/<ref:ref>/minutes/", meeting.print_minutes, name="print_minutes"),
    path("meetings/<ref:ref>/<ref:consultation>/decide/", meeting.decide, name="decide"),
    path(
        "meetings/<ref:ref>/<ref:consultation>/postpone/",
        meeting.postpone_matter,
        name="postpone_matter",
    ),
    path(
        "meetings/<ref:ref>/decisions/<ref:decision>/assign/",
        meeting.assign_decision,
        name="assign_decision",
    ),
    path(
        "meetings/<ref:ref>/decisions/<ref:decision>/finish/",
        meeting.finish_decision,
        name="finish_decision",
    ),
    path("exports/", exporting.list_exports, name="list_exports"),
    path("exports/<ref:ref>/fetch/", exporting.fetch_export, name="fetch_export"),
    path(
        "cases/<ref:ref>/take-over/propose/",
        taking_over.propose_take_over,
        name="propose_take_over",
    ),
    path("take-over/", taking_over.take_over_left, name="take_over_left"),
    path("cases/<ref:ref>/exclusions/", excluding.exclude_person, name="exclude_person"),
    path(
        "cases/<ref:ref>/exclusions/<ref:person>/end/",
        excluding.end_exclusion,
        name="end_exclusion",
    ),
    path("cases/<ref:ref>/shield/", shielding.shield_case, name="shield_case"),
    path("emergency/stand-behind/", shielding.stand_behind, name="stand_behind"),
    path("emergency/<ref:opening>/review/", reviewing.review_emergency, name="review_emergency"),
    path("cases/<ref:ref>/who-knows/", knowing.show_who_knows, name="show_who_knows"),
    path("cases/<ref:ref>/consents/record/", consenting.record_consent, name="record_consent"),
    path(
        "cases/<ref:ref>/consents/<ref:consent>/withdraw/",
        consenting.withdraw_consent,
        name="withdraw_consent",
    ),
    path("cases/<ref:ref>/share/", sharing.offer_share, name="offer_share"),
    path(
        "cases/<ref:ref>/share/without-consent/",
        sharing.offer_share_without_consent,
        name="offer_share_without_consent",
    ),
    path("cases/<ref:ref>/hand-over/", handing_over.offer_hand_over, name="offer_hand_over"),
    path("cases/<ref:ref>/decisions/", deciding.list_decisions, name="list_decisions"),
    path(
        "cases/<ref:ref>/decisions/<ref:decision>/answer/",
        deciding.answer_proposal,
        name="answer_proposal",
    ),
    path("cases/<ref:ref>/refer/", referring.refer_case, name="refer_case"),
    path("cases/<ref:ref>/report/", referring.report_case, name="report_case"),
    path(
        "cases/<ref:ref>/referrals/<ref:referral>/", referring.show_referral, name="show_referral"
    ),
    path(
        "cases/<ref:ref>/referrals/<ref:referral>/sent/",
        referring.send_referral,
        name="send_referral",
    ),
    path(
        "cases/<ref:ref>/referrals/<ref:referral>/acknowledged/",
        referring.acknowledge_referral,
        name="acknowledge_referral",
    ),
    path(
        "cases/<ref:ref>/referrals/<ref:referral>/answer/",
        referring.answer_referral,
        name="answer_referral",
    ),
    path(
        "cases/<ref:ref>/referrals/<ref:referral>/report.json",
        referring.fetch_report_json,
        name="fetch_report_json",
    ),
    path(
        "cases/<ref:ref>/referrals/<ref:referral>/report.pdf",
        referring.fetch_report_pdf,
        name="fetch_report_pdf",
    ),
    path("cases/<ref:ref>/family-stop/", telling.stop_family, name="stop_family"),
    path("cases/<ref:ref>/family-stop/lift/", telling.lift_family_stop, name="lift_family_stop"),
    path("cases/<ref:ref>/family-stop/override/", telling.ask_to_override, name="ask_to_override"),
    path(
        "cases/<ref:ref>/family-stop/override/<ref:override>/approve/",
        telling.approve_override,
        name="approve_override",
    ),
    path("reports/", referring.list_reports, name="list_reports"),
    path("shares/", sharing.list_offers, name="list_offers"),
    path("shares/<ref:ref>/accept/", sharing.accept_offer, name="accept_offer"),
    path("shares/<ref:ref>/decline/", sharing.decline_offer, name="decline_offer"),
    path("shares/<ref:ref>/withdraw/", sharing.withdraw_offer, name="withdraw_offer"),
    path("shares/<ref:ref>/end/", sharing.end_share, name="end_share"),
    path("emergency/", breaking_glass.break_glass, name="break_glass"),
    path("stand-ins/", standing_in.appoint_stand_in, name="appoint_stand_in"),
    path("stand-ins/<ref:person>/end/", standing_in.end_stand_in, name="end_stand_in"),
    path("people/", leading.list_people, name="list_people"),
    path("people/<ref:person>/cases/", leading.list_cases_of, name="list_cases_of"),
    path("alarms/unusual/", leading.list_unusual_access, name="list_unusual_access"),
    path("alarms/", leading.list_alarms, name="list_alarms"),
]
