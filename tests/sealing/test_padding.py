import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.sealing import padding
from fristed.sealing.hpke import SealBroken

KIB = 1024


@pytest.mark.parametrize(
    ("length", "padded"),
    [
        (0, KIB),
        (KIB - 4, KIB),
        (KIB - 3, 4 * KIB),
        (4 * KIB - 4, 4 * KIB),
        (4 * KIB - 3, 16 * KIB),
        (16 * KIB - 4, 16 * KIB),
        (16 * KIB - 3, 64 * KIB),
        (64 * KIB - 4, 64 * KIB),
        (64 * KIB - 3, 128 * KIB),
        (200 * KIB, 256 * KIB),
    ],
)
def test_pad_gives_only_the_size_class(length, padded):
    """C27: a length says which class, never how long."""
    assert len(padding.pad(b"x" * length)) == padded


@given(st.binary(max_size=5000))
def test_unpad_gives_back_what_was_padded(data):
    assert padding.unpad(padding.pad(data)) == data


@given(st.binary(max_size=64))
def test_unpad_refuses_rubbish_or_gives_something_pad_could_have_made(data):
    try:
        text = padding.unpad(data)
    except SealBroken:
        return
    assert padding.pad_to(len(data), text) == data


def test_unpad_refuses_something_hidden_in_the_padding():
    padded = bytearray(padding.pad(b"text"))
    padded[-1] = 1

    with pytest.raises(SealBroken):
        padding.unpad(bytes(padded))


def test_pad_to_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="too long"):
        padding.pad_to(8, b"12345")
