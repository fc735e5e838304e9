"""To whom a neutral text may be sent."""

import pytest

from fristed.kernel.rules import RuleBroken
from fristed.notices.rules.sending import recipient


@pytest.mark.parametrize(
    ("channel", "typed", "sent_to"),
    [
        ("sms", "912 34 567", "+4791234567"),
        ("sms", "+92 300 1234567", "+923001234567"),
        ("mail", " ung@example.no ", "ung@example.no"),
    ],
)
def test_one_recipient_as_the_sender_wants_it(channel, typed, sent_to):
    assert recipient(channel, typed) == sent_to


@pytest.mark.parametrize(
    ("channel", "typed", "code"),
    [
        ("sms", "ring meg", "no_number"),
        ("sms", "12", "no_number"),
        ("mail", "a@example.no, b@example.no", "no_mailbox"),
        ("mail", "a@example.no\nBcc: b@example.no", "no_mailbox"),
        ("mail", "91234567", "no_mailbox"),
    ],
)
def test_anything_else_is_refused(channel, typed, code):
    with pytest.raises(RuleBroken) as refused:
        recipient(channel, typed)

    assert refused.value.code == code
