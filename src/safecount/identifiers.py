"""Norwegian identity numbers: fødselsnummer and D-number, with both control digits."""

from collections.abc import Iterable

from safecount.failures import InputError

FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
#: From 2032 the first control sum may leave any of these when divided by 11; until then only 0.
REMAINDERS_2032 = frozenset({0, 1, 2, 3})
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
D_NUMBER = 40


def identity_number(text: str, *, rules_2032: bool = False) -> str:
    """Check a fødselsnummer or D-number and give its eleven digits.

    text        spaces are allowed
    rules_2032  also accept numbers given out under the rules that start in 2032, where the first
                control digit no longer has to make the sum divisible by 11

    Source: Skatteetaten, the national population register's description of the identifier, and
    the decided change from 2032 ("nytt fødselsnummer").

    :raises InputError: it is not such a number; the message does not repeat it.
    """
    digits = text.replace(" ", "")
    if len(digits) != 11 or not (digits.isascii() and digits.isdigit()):
        raise InputError("An identity number has eleven digits.")
    numbers = [int(d) for d in digits]
    day, month = int(digits[:2]), int(digits[2:4])
    if day > D_NUMBER:
        day -= D_NUMBER
    if not (1 <= month <= 12 and 1 <= day <= DAYS[month - 1]):
        raise InputError("An identity number starts with a day and a month; this one does not.")
    first = sum(w * n for w, n in zip(FIRST_WEIGHTS, numbers, strict=False)) % 11
    second = sum(w * n for w, n in zip(SECOND_WEIGHTS, numbers, strict=True)) % 11
    allowed = REMAINDERS_2032 if rules_2032 else frozenset({0})
    if first not in allowed or second:
        raise InputError("The control digits of an identity number are wrong.")
    return digits


def identity_numbers(texts: Iterable[str], *, rules_2032: bool = False) -> list[str]:
    """Check many; the message of an error names the row, never the number.

    :raises InputError: see `identity_number`.
    """
    checked = []
    for row, text in enumerate(texts, start=1):
        try:
            checked.append(identity_number(text, rules_2032=rules_2032))
        except InputError as wrong:
            raise InputError(f"Row {row}: {wrong}") from None
    return checked
