import hashlib

from fristed.sealing import trail


def test_link_is_sha256_over_length_prefixed_fields():
    expected = hashlib.sha256(
        b"\x00\x00\x00\x20" + bytes(32) + b"\x00\x00\x00\x01a\x00\x00\x00\x02bc"
    ).digest()

    assert trail.link(trail.START, "a", "bc") == expected


def test_link_depends_on_everything_before():
    first = trail.link(trail.START, "one")

    assert trail.link(first, "two") != trail.link(trail.START, "two")
    assert trail.link(first, "t", "wo") != trail.link(first, "two")
