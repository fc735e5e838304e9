"""Signing in. Every address here that is open to everyone has a view that says so."""

from django.urls import path

from fristed.accounts.views import enrolling, own, passkeys, signing_in, stepping_up

app_name = "accounts"
urlpatterns = [
    path("logg-inn/", signing_in.sign_in, name="sign_in"),
    path("logg-inn/eksempel/", signing_in.sign_in_as_sample, name="sign_in_as_sample"),
    path("logg-inn/passnokkel/", passkeys.sign_in_with_passkey, name="sign_in_with_passkey"),
    path(
        "logg-inn/passnokkel/begynn/",
        passkeys.begin_passkey_sign_in,
        name="begin_passkey_sign_in",
    ),
    path("logg-inn/fortsett/", signing_in.stay, name="stay"),
    path("logg-ut/", signing_in.sign_out, name="sign_out"),
    path("bekreft/", stepping_up.step_up, name="step_up"),
    path("bekreft/passnokkel/", passkeys.step_up_with_passkey, name="step_up_with_passkey"),
    path("ny-konto/", enrolling.show_invitation, name="show_invitation"),
    path("ny-konto/app/", enrolling.enrol, name="enrol"),
    path("min-innlogging/", own.show_own_sign_in, name="show_own_sign_in"),
    path("min-innlogging/passnokkel/", own.keep_passkey, name="keep_passkey"),
    path("min-innlogging/passnokkel/begynn/", own.begin_passkey, name="begin_passkey"),
    path("min-innlogging/koder/", own.make_recovery_codes, name="make_recovery_codes"),
    path("min-innlogging/passord/", own.change_password, name="change_password"),
]
