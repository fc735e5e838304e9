"""Five hundred made-up names in what a professional writes: at least ninety-five of a hundred are
covered, in each of four naming traditions.

First and last names are common ones, put together by count; nobody here is anybody.
"""

import re

import pytest

from fristed.guidance.rules.writing import masked

GIVEN = {
    "norwegian": (
        "Kari", "Ola", "Ingrid", "Lars", "Solveig", "Knut", "Astrid", "Per", "Marit", "Bjørn",
        "Silje", "Øystein", "Ragnhild", "Håkon", "Åse", "Torbjørn", "Guro", "Sindre", "Vilde",
        "Eirik", "Tuva", "Jostein", "Live", "Magnus", "Synnøve",
    ),
    "arabic": (
        "Fatima", "Ahmed", "Leila", "Omar", "Noor", "Yusuf", "Zainab", "Khalid", "Maryam",
        "Hassan", "Rania", "Mustafa", "Salma", "Tariq", "Hala", "Samir", "Amal", "Karim",
        "Nadia", "Ibrahim", "Dalia", "Walid", "Huda", "Rashid", "Iman",
    ),
    "somali": (
        "Hodan", "Abdi", "Amina", "Mohamud", "Ayaan", "Farah", "Hibo", "Liban", "Ifrah", "Guled",
        "Sahra", "Warsame", "Nimco", "Jama", "Fadumo", "Cabdi", "Ubah", "Dahir", "Sagal",
        "Hirsi", "Hamdi", "Shire", "Idil", "Roble", "Xaawo",
    ),
    "urdu": (
        "Ayesha", "Imran", "Sana", "Bilal", "Mehwish", "Usman", "Nadia", "Faisal", "Sadia",
        "Kamran", "Zarghuna", "Asad", "Hina", "Waqas", "Rabia", "Adnan", "Saima", "Junaid",
        "Iqra", "Shahid", "Maryam", "Naveed", "Rukhsana", "Zubair", "Farah",
    ),
}  # fmt: skip
LAST = {
    "norwegian": ("Nordmann", "Berg", "Haugen", "Åsheim", "Lie"),
    "arabic": ("al-Hosseini", "Hassan", "Al Masri", "Haddad", "Ben Salah"),
    "somali": ("Warsame", "Abdullahi", "Cali", "Mohamud", "Xasan"),
    "urdu": ("Khan", "Ahmed", "Bibi", "Chaudhry", "Wardak"),
}
SAID = (
    "Eleven heter {} og går i tiende.",
    "Jeg er bekymret for {}.",
    "{} sier at familien har bestilt billetter.",
    "Moren til {} vil ikke snakke med oss.",
    "I går ringte {} og gråt.",
    "Kan dere snakke med {} før ferien?",
    "Vi møtte {} på skolen i dag.",
    "Saken gjelder {}, som er 17 år.",
)


def written(tradition: str) -> list[tuple[str, str]]:
    """Name and text: every first name with every last name, in turn in each sentence."""
    names = [f"{first} {last}" for first in GIVEN[tradition] for last in LAST[tradition]]
    return [(name, SAID[number % len(SAID)].format(name)) for number, name in enumerate(names)]


@pytest.mark.parametrize("tradition", sorted(GIVEN))
def test_at_least_ninety_five_of_a_hundred_names_are_covered(tradition):
    texts = written(tradition)

    left = [
        (name, masked(text))
        for name, text in texts
        if any(re.search(rf"\b{re.escape(word)}\b", masked(text)) for word in name.split())
    ]

    assert len(texts) == 125
    assert len(left) / len(texts) <= 0.05, left
