"""A passkey in the machine, as Chromium plays it."""

from playwright.sync_api import Page


def an_authenticator(page: Page) -> None:
    """An authenticator in the machine that knows its owner by finger or PIN."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
