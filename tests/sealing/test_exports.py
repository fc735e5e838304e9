import pyrage
import pytest
from tests.factories.exports import opened

from fristed.sealing import exports


def test_an_export_opens_with_its_words_and_no_others():
    words = exports.new_passphrase()

    kept = exports.encrypt(b"navn;dag", words)

    assert kept.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert b"navn" not in kept
    assert opened(kept, words) == b"navn;dag"
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(kept, exports.new_passphrase())


def test_the_words_are_long_and_never_the_same():
    made = {exports.new_passphrase() for _ in range(50)}

    assert len(made) == 50
    assert {len(words) for words in made} == {24}
