import pytest

from fristed.sealing import session
from fristed.sealing.hpke import SealBroken


def test_session_row_opens_with_its_token():
    token = session.token()

    sealed = session.seal_under(token, b"nora", b"assertion")

    assert session.open_under(token, b"nora", sealed) == b"assertion"
    assert b"assertion" not in sealed


def test_session_row_opens_with_no_other_token_or_context():
    """C28: a row cannot be adopted by another session."""
    token = session.token()
    sealed = session.seal_under(token, b"nora", b"assertion")

    for other, bound in ((session.token(), b"nora"), (token, b"desk")):
        with pytest.raises(SealBroken):
            session.open_under(other, bound, sealed)


def test_session_hash_neither_opens_nor_shows_the_token():
    token = session.token()
    sealed = session.seal_under(token, b"nora", b"assertion")

    assert token.encode() not in session.token_hash(token)
    with pytest.raises(SealBroken):
        session.open_under(session.token_hash(token).hex(), b"nora", sealed)


def test_session_tokens_are_never_alike():
    """C25: 256 random bits."""
    tokens = {session.token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {43}


def test_session_open_of_rubbish_is_broken():
    with pytest.raises(SealBroken):
        session.open_under(session.token(), b"nora", b"")
