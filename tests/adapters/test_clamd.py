"""Speaking with ClamAV's daemon; a fake one answers, with the same protocol."""

import pytest
from tests.adapters.fake_clamd import BAD, a_daemon

from fristed.adapters.clamd import CHUNK_BYTES, ScannerAway, is_harmful


def test_the_daemon_is_sent_the_whole_content_and_clears_it():
    content = b"x" * (3 * CHUNK_BYTES + 7)

    with a_daemon() as daemon:
        assert is_harmful(content, where=daemon.where) is False

    assert daemon.seen == [content]


def test_the_daemon_knows_what_is_harmful_through_a_socket_file_too(tmp_path):
    with a_daemon(tmp_path / "clamd.ctl") as daemon:
        assert is_harmful(b"et " + BAD, where=daemon.where) is True


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR", b"", b"stream: maybe"], ids=str
)
def test_anything_but_a_verdict_is_no_verdict(answer):
    """C24: a scanner that fails never becomes a yes."""
    with a_daemon() as daemon:
        daemon.answer = answer or b"\0"
        with pytest.raises(ScannerAway):
            is_harmful(b"x", where=daemon.where)


@pytest.mark.parametrize(
    "where", ["tcp:127.0.0.1:1", "unix:/does/not/exist", "http://127.0.0.1", "tcp:3310"]
)
def test_a_daemon_that_is_not_there_gives_no_verdict(where):
    with pytest.raises(ScannerAway):
        is_harmful(b"x", where=where)
