import pytest

from fristed.sealing import hpke
from fristed.sealing.context import context
from fristed.sealing.hpke import SealBroken

INFO = context("item", "sak_1")


def test_seal_opens_with_the_private_half_and_the_same_context():
    pair = hpke.new_pair()

    sealed = hpke.seal(pair.public, INFO, b"text")

    assert hpke.open_sealed(pair.private, INFO, sealed) == b"text"
    assert len(sealed) == len(b"text") + hpke.OVERHEAD_BYTES


def test_seal_in_another_context_opens_nothing():
    pair = hpke.new_pair()
    sealed = hpke.seal(pair.public, INFO, b"text")

    with pytest.raises(SealBroken):
        hpke.open_sealed(pair.private, context("item", "sak_2"), sealed)


def test_seal_with_another_key_opens_nothing():
    sealed = hpke.seal(hpke.new_pair().public, INFO, b"text")

    with pytest.raises(SealBroken):
        hpke.open_sealed(hpke.new_pair().private, INFO, sealed)


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(48), bytes(80)])
def test_seal_of_rubbish_is_broken_and_nothing_worse(sealed):
    with pytest.raises(SealBroken):
        hpke.open_sealed(hpke.new_pair().private, INFO, sealed)


def test_public_half_belongs_to_its_private_half():
    pair = hpke.new_pair()

    assert hpke.public_half(pair.private) == pair.public


def test_key_pair_never_prints_its_private_half():
    pair = hpke.new_pair()

    assert repr(pair.private) not in repr(pair)
    assert repr(pair.public) in repr(pair)
