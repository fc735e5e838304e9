"""What a mail is and what is in it, whatever whoever wrote it has written."""

import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.guidance.choices import Channel
from fristed.guidance.rules import letters
from fristed.guidance.rules.letters import Trouble
from fristed.guidance.rules.writing import MOST_LETTERS

MARK = "vårt merke".encode().hex()


def a_mail(text="Hva gjør vi?", *, files=(), html="", **headers):
    """headers   names with _ for -; None takes one away"""
    mail = EmailMessage()
    said = {"From": "larer@skole.example", "Subject": "Et spørsmål", "Message-ID": "<en@example>"}
    for name, value in (
        said | {key.replace("_", "-"): one for key, one in headers.items()}
    ).items():
        if value is not None:
            mail[name] = value
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for content in files:
        mail.add_attachment(content, maintype="application", subtype="pdf", filename="fil.pdf")
    return mail.as_bytes()


def read(raw, *, is_whole=True):
    return letters.read(raw, is_whole=is_whole, mark=MARK)


def test_a_mail_is_its_subject_and_its_words_and_says_where_a_receipt_may_go():
    letter = read(a_mail(html="<p>Noe annet</p>"))

    assert letter.text == "Et spørsmål\n\nHva gjør vi?"
    assert (letter.channel, letter.sender) == (Channel.MAIL, "larer@skole.example")
    assert letter.reply_id == "<en@example>"
    assert letter.troubles == frozenset()


def test_a_page_is_read_as_words_and_nothing_in_it_is_run():
    """C5"""
    page = "<head><title>x</title></head><script>alert(1)</script><p>Hei &amp;<br>du</p>"
    mail = EmailMessage()
    mail["From"] = "larer@skole.example"
    mail.set_content(page, subtype="html")

    assert read(mail.as_bytes()).text == "Hei &\ndu"


@pytest.mark.parametrize(
    ("headers", "channel"),
    [
        ({"Auto_Submitted": "auto-replied"}, Channel.AUTOMATIC),
        ({"Auto_Submitted": "no"}, Channel.MAIL),
        ({"Precedence": "auto_reply"}, Channel.AUTOMATIC),
        ({"X_Autoreply": "yes"}, Channel.AUTOMATIC),
        ({"Return_Path": "<>"}, Channel.AUTOMATIC),
        ({"From": "MAILER-DAEMON@mail.example.no"}, Channel.AUTOMATIC),
        ({"Precedence": "bulk"}, Channel.LIST),
        ({"List_Id": "<alle.skole.example>"}, Channel.LIST),
    ],
)
def test_what_a_machine_or_a_list_sent_is_known_by_its_header(headers, channel):
    assert read(a_mail(**headers)).channel == channel


def test_our_own_mail_is_known_when_it_comes_back_and_a_guess_is_not():
    assert read(a_mail(X_Fristed_Mark=MARK)).is_ours
    assert not read(a_mail(X_Fristed_Mark="gjettet")).is_ours
    assert not letters.read(a_mail(X_Fristed_Mark=""), is_whole=True, mark="").is_ours


@pytest.mark.parametrize(
    "sender",
    [None, "bare et navn", "a@example.no, b@example.no", "x" * 400 + "@example.no",
     "<script>@example.no", "a@b"],
)  # fmt: skip
def test_a_sender_that_is_nobody_or_several_gets_no_receipt(sender):
    letter = read(a_mail(From=sender))

    assert letter.sender == ""
    assert Trouble.NO_SENDER in letter.troubles


def test_a_mail_inside_a_mail_is_read_and_so_are_its_files():
    inner = EmailMessage()
    inner["Subject"] = "Den første"
    inner.set_content("Det vi spurte om")
    inner.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    outer = EmailMessage()
    outer["From"] = "larer@skole.example"
    outer.set_content("Se under")
    outer.add_attachment(inner)

    letter = read(outer.as_bytes())

    assert letter.text == "Se under\n\nDet vi spurte om"
    assert letter.files == (b"%PDF-1.4",)


def nested(depth, inside=b"Innerst"):
    """A mail in a mail in a mail."""
    raw = b"Content-Type: text/plain\r\n\r\n" + inside
    for _each in range(depth):
        raw = b"Content-Type: message/rfc822\r\n\r\n" + raw
    return b"From: larer@skole.example\r\nSubject: Lag\r\n" + raw


def boxes(depth):
    """Parts in parts in parts."""
    head = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(depth)
    )
    return b"From: larer@skole.example\r\nSubject: Lag\r\n" + head + b"\r\nInnerst\r\n"


def parts(total):
    body = b"--x\r\nContent-Type: text/plain\r\n\r\ndel\r\n" * total
    return (
        b"From: larer@skole.example\r\nSubject: Deler\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n' + body + b"--x--\r\n"
    )


@pytest.mark.parametrize(
    ("raw", "troubles"),
    [
        (nested(20), {Trouble.TOO_DEEP, Trouble.EMPTY}),
        (nested(2000), {Trouble.MALFORMED, Trouble.NO_SENDER, Trouble.LONG}),
        (boxes(20), {Trouble.TOO_DEEP, Trouble.EMPTY}),
        (boxes(10_000), {Trouble.MALFORMED, Trouble.NO_SENDER, Trouble.LONG}),
        (parts(1000), {Trouble.TOO_MANY_PARTS}),
        (b"", {Trouble.EMPTY, Trouble.NO_SENDER}),
        (b"\x00\xff\xfe" * 50, {Trouble.NO_SENDER}),
        (b"Content-Type: text/plain; charset=finnes-ikke\r\n\r\nhei", {Trouble.NO_SENDER}),
        (b"Subject: =?utf-8?b?!!!!?=\r\n\r\nhei", {Trouble.NO_SENDER}),
        (a_mail("x " * MOST_LETTERS), {Trouble.LONG}),
    ],
)  # fmt: skip
def test_a_mail_that_is_built_to_break_us_is_taken_in_with_what_was_wrong(raw, troubles):
    """C11"""
    letter = read(raw)

    assert letter.troubles == troubles
    assert 0 < len(letter.text) <= MOST_LETTERS


def test_a_long_text_is_kept_whole_as_a_file():
    letter = read(a_mail("ord " * MOST_LETTERS))

    (whole,) = letter.files
    assert whole.decode().count("ord") == MOST_LETTERS
    assert letter.text.endswith(" …")


def test_of_a_mail_that_is_too_large_its_words_are_kept_and_its_files_are_not():
    raw = a_mail(files=[b"%PDF-1.4" + b"x" * 300_000])

    letter = read(raw[:200_000], is_whole=False)

    assert letter.text.endswith("Hva gjør vi?")
    assert letter.files == ()
    assert letter.troubles == {Trouble.TOO_LARGE, Trouble.FILES_REFUSED}


def test_more_files_than_may_come_are_refused_and_the_first_are_kept():
    letter = read(a_mail(files=[b"%PDF-1.4 en"] * 12))

    assert len(letter.files) == letters.MOST_FILES
    assert letter.troubles == {Trouble.FILES_REFUSED}


@pytest.mark.parametrize(
    "hostile",
    [b"<" * 150_000, b"<p " * 50_000, b"\n" * 150_000, b"&#" * 70_000, b"<script>" * 18_000],
)
def test_no_page_takes_long_to_read(hostile):
    began = time.process_time()

    read(b"From: a@example.no\r\nContent-Type: text/html\r\n\r\n" + hostile)

    assert time.process_time() - began < 2


@given(st.binary(max_size=400))
def test_whatever_bytes_come_there_is_a_letter(raw):
    assert read(raw).text


def test_the_same_mail_by_two_ways_is_one_and_another_with_its_identifier_is_not():
    mail = a_mail()

    assert letters.identity_of(b"Received: by way of another\r\n" + mail) == letters.identity_of(
        mail
    )
    assert letters.identity_of(mail + b"mer") != letters.identity_of(mail)
    assert letters.identity_of(b"Subject: a\n\nhei") != letters.identity_of(b"Subject: b\n\nhei")
