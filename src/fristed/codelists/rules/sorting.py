"""Sorting names as people in Norway do, without a collation from the machine."""

import re
import unicodedata

_AFTER_Z = str.maketrans("æøåäö", "{|}{|")  # the three characters after z
_ACCENTS = re.compile("[\u0300-\u036f]")
_SAMI = str.maketrans("đŋŧ", "dnt")


def nb_key(text: str) -> str:
    """The key to sort by; the same as the database's function `nb_key`.

    >>> sorted(["ål", "øl", "Ærlig", "zz", "Čáhppe", "ab", "Aa"], key=nb_key)
    ['Aa', 'ab', 'Čáhppe', 'zz', 'Ærlig', 'øl', 'ål']
    """
    parts = unicodedata.normalize("NFD", text.lower().translate(_AFTER_Z))
    return _ACCENTS.sub("", parts).translate(_SAMI)
