"""Signing in. Every address here that is open to everyone has a view that says so."""

from django.urls import path

from fristed.accounts.views import (
    by_provider,
    drafting,
    enrolling,
    own,
    passkeys,
    screen,
    signing_in,
    stepping_up,
)

app_name = "accounts"
at_every_door = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/sample/", signing_in.sign_in_as_sample, name="sign_in_as_sample"),
    path("sign-in/keep/", signing_in.keep_typed, name="keep_typed"),
    path("sign-in/stay/", signing_in.stay, name="stay"),
    path("sign-in/with/<slug:provider>/", by_provider.go_to_provider, name="go_to_provider"),
    path("sign-in/back/<slug:provider>/", by_provider.come_back, name="come_back"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("sign-out/from/<slug:provider>/", by_provider.end_from_provider, name="end_from_provider"),
    path("sign-out/by/<slug:provider>/", by_provider.end_by_provider, name="end_by_provider"),
    path("drafts/", drafting.show_draft, name="show_draft"),
    path("drafts/save/", drafting.save_draft, name="save_draft"),
    path("drafts/<str:ref>/throw-away/", drafting.throw_away_draft, name="throw_away_draft"),
    path("screen/code/", screen.keep_screen_code, name="keep_screen_code"),
    path("screen/cover/", screen.cover_screen, name="cover_screen"),
    path("screen/uncover/", screen.uncover_screen, name="uncover_screen"),
]
step_up_at_provider = path(
    "step-up/with/<slug:provider>/", by_provider.step_up_at_provider, name="step_up_at_provider"
)
at_partner_door = [
    *at_every_door,
    path("step-up/", by_provider.ask_for_second_factor, name="step_up"),
    step_up_at_provider,
]
urlpatterns = [
    *at_every_door,
    path("drafts/prepare/", drafting.prepare_drafts, name="prepare_drafts"),
    path("drafts/hand-in/", drafting.hand_in_draft, name="hand_in_draft"),
    path("sign-in/passkey/", passkeys.sign_in_with_passkey, name="sign_in_with_passkey"),
    path(
        "sign-in/passkey/begin/",
        passkeys.begin_passkey_sign_in,
        name="begin_passkey_sign_in",
    ),
    path("step-up/", stepping_up.step_up, name="step_up"),
    path("step-up/passkey/", passkeys.step_up_with_passkey, name="step_up_with_passkey"),
    step_up_at_provider,
    path("enrol/with/<slug:provider>/", by_provider.enrol_at_provider, name="enrol_at_provider"),
    path("enrol/", enrolling.show_invitation, name="show_invitation"),
    path("enrol/app/", enrolling.enrol, name="enrol"),
    path("my-sign-in/", own.show_own_sign_in, name="show_own_sign_in"),
    path("my-sign-in/passkey/", own.keep_passkey, name="keep_passkey"),
    path("my-sign-in/passkey/begin/", own.begin_passkey, name="begin_passkey"),
    path("my-sign-in/recovery-codes/", own.make_recovery_codes, name="make_recovery_codes"),
    path("screen/<slug:name>/keep/", screen.keep_screen_choice, name="keep_screen_choice"),
    path("my-sign-in/password/", own.change_password, name="change_password"),
]
