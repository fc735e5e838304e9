"""What nobody counts: other countries' examples until there is an estimate, and the floor first."""

import re
from datetime import date
from html import unescape

import pytest

from fristed.publications.models import ReleasedEstimate

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
PAGE = "/statistikk/ingen-teller"
BAND = {
    "lists": 6,
    "seen": 2150,
    "floor": 3850,
    "models": [
        {"name": "stepwise", "low": 3700, "middle": 4300, "high": 5000},
        {"name": "bic_best", "low": 5200, "middle": 6100, "high": 7050},
    ],
    "apart": [["stepwise", "bic_best"]],
    "refusal": "",
    "hits": 4,
    "tried": 6,
}


def shown(client, *, language="nb", **changed):
    if changed:
        ReleasedEstimate.objects.create(
            ref="ans_1",
            year=2025,
            lists=[f"Tjeneste {letter}" for letter in "ABCDEF"],
            band={**BAND, **changed},
            is_sample=changed.get("is_sample", True),
            released_on=date(2026, 11, 26),
            drafted_by="per_1",
            released_by="per_2",
            sha256="ab" * 32,
        )
    answer = client.get(PAGE, headers={"accept-language": language})
    html = unescape(answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1]))


def test_without_an_estimate_there_is_no_figure_for_norway(nora_client):
    text = shown(nora_client)

    assert "Det finnes ikke noe anslag for Norge." in text
    assert "Tallene fra andre land kan ikke regnes om til Norge." in text
    assert text.count("Eksempel, ikke Norge.") == 2


def test_the_floor_comes_first_then_the_band_and_who_disagrees(nora_client):
    text = shown(nora_client, floor=3850)

    order = [
        "Minst 3 850 personer.",
        "2 150 ulike personer på dem, eller noen flere",
        "Metodene sier fra 3 850 til 7 050.",
        "Disse metodene er ikke enige: Trinnvis og beste modell.",
        "treffer metoden 4 av 6 lister",
        "Hva metodene tar for gitt",
        "Skriv «minst». Uten det ordet er tallet galt.",
        "Eksempel, ikke Norge.",
    ]
    places = [text.replace("\u202f", " ").replace("\xa0", " ").find(one) for one in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "Eksempeldata" in text
    assert "Det finnes ikke noe anslag for Norge." not in text


def test_a_quote_says_at_least_and_is_the_only_sentence_to_copy(nora_client):
    text = shown(nora_client, floor=3850).replace("\u202f", " ").replace("\xa0", " ")

    assert "I 2025 var minst 3 850 personer i Norge i en situasjon" in text


@pytest.mark.parametrize(
    ("floor", "refusal", "said"),
    [
        (None, "few_shared", "Vi gir ikke noe anslag. For få personer står på mer enn én liste."),
        (2600, "models_apart", "Over gulvet gir vi ikke noe anslag. Metodene er altfor uenige"),
    ],
)
def test_where_it_is_thin_it_is_refused_in_words(nora_client, floor, refusal, said):
    text = shown(nora_client, floor=floor, refusal=refusal, models=[], apart=[], hits=0, tried=0)

    assert said in text
    assert "Metodene sier fra" not in text
    assert ("Dette kan du skrive:" in text) is (floor is not None)


def test_never_by_nationality_or_municipality():
    """There is nowhere to put them: an estimate is of a year and of lists, and of nothing else."""
    names = {field.name for field in ReleasedEstimate._meta.fields}

    assert names == {
        "id", "ref", "year", "lists", "band", "is_sample", "released_on", "drafted_by",
        "released_by", "sha256",
    }  # fmt: skip
