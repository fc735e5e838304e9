import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.sealing import blobs
from fristed.sealing.blobs import CHUNK_BYTES, SealBroken, open_blob, padded_size, seal_blob

KEY = b"k" * 32


def sealed(content, *, key=KEY, file="sak_1", blob="dok_1"):
    return list(seal_blob(content, key=key, file=file, blob=blob))


def opened(chunks, length, *, key=KEY, file="sak_1", blob="dok_1"):
    return open_blob(chunks, key=key, file=file, blob=blob, length=length)


@pytest.mark.parametrize(
    "length", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 5 * CHUNK_BYTES, 1_000_003]
)
def test_a_document_opens_as_it_was_whatever_its_size(length):
    content = bytes(number % 251 for number in range(length))

    assert opened(sealed(content), length) == content


@given(st.integers(min_value=0, max_value=300_000))
def test_the_chunks_hold_it_and_its_padding(length):
    content = b"x" * length
    tag = 16

    chunks = sealed(content)

    assert {len(chunk) for chunk in chunks[:-1]} <= {CHUNK_BYTES + tag}
    assert sum(len(chunk) - tag for chunk in chunks) == padded_size(length)
    assert opened(chunks, length) == content


@given(st.integers(min_value=0, max_value=21_000_000))
def test_padding_costs_at_most_an_eighth(length):
    assert length <= padded_size(length) <= max(CHUNK_BYTES, length + length // 8)


def test_a_size_says_little():
    """C27: a short letter and a longer one look the same."""
    assert [len(one) for one in sealed(b"Ja")] == [len(one) for one in sealed(b"Ja" * 9_000)]
    assert len({padded_size(length) for length in range(1_000_000, 1_015_000, 1000)}) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda chunks: chunks[:-1],
        lambda chunks: chunks[1:],
        lambda chunks: [chunks[1], chunks[0], *chunks[2:]],
        lambda chunks: [*chunks, chunks[-1]],
        lambda chunks: [chunks[0][:-1] + b"\0", *chunks[1:]],
        lambda chunks: chunks[:0],
    ],
    ids=["cut off", "beginning gone", "moved", "repeated", "changed", "nothing"],
)
def test_chunks_that_are_not_all_there_in_their_places_open_nothing(change):
    content = b"a" * 200_000

    with pytest.raises(SealBroken):
        opened(change(sealed(content)), len(content))


@pytest.mark.parametrize(
    "elsewhere", [{"file": "sak_2"}, {"blob": "dok_2"}, {"key": b"o" * 32}], ids=str
)
def test_a_document_of_another_file_row_or_key_opens_nothing(elsewhere):
    """C16, C17."""
    with pytest.raises(SealBroken):
        opened(sealed(b"text", **elsewhere), 4)


def test_a_length_that_is_not_the_documents_opens_nothing():
    with pytest.raises(SealBroken):
        opened(sealed(b"text"), 3)


def test_every_document_has_a_key_of_its_own():
    assert blobs.new_key() != blobs.new_key()
    assert len(blobs.new_key()) == 32
