"""Opening an export as its owner does on a machine of her own."""

import time

import pyrage

TRIES = 12


def opened(content: bytes, words: str) -> bytes:
    """What is in it. age measures the machine, and waits for nothing: on one that is busy with
    other tests it may refuse for a while what it would open at once alone.

    :raises pyrage.DecryptError: the words are not its own.
    """
    for _ in range(TRIES):
        try:
            return bytes(pyrage.passphrase.decrypt(content, words))
        except pyrage.DecryptError as refused:
            if "xcessive work" not in str(refused):
                raise
            time.sleep(2)
    return bytes(pyrage.passphrase.decrypt(content, words))
