"""The open tables as a DCAT-AP-NO catalogue (JSON-LD): what harvesters ask for, and no more."""

from datetime import date
from typing import Any, Final

from fristed.codelists.rules.words import Words
from fristed.portal.queries.open_data import HISTORY, OpenTable
from fristed.publications.rules.formats import FORMATS

CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
THEME: Final = "http://publications.europa.eu/resource/authority/data-theme/SOCI"
LANGUAGES: Final = {"nb": "NOB", "nn": "NNO", "en": "ENG"}
AUTHORITY: Final = "http://publications.europa.eu/resource/authority"
MEDIA: Final = "https://www.iana.org/assignments/media-types/"
TITLE: Final = Words("Fristed: åpne tall", "Fristed: opne tal", "Fristed: open figures")
ABOUT: Final = Words(
    "Frigitte tabeller om arbeidet mot negativ sosial kontroll og æresrelatert vold.",
    "Frigitte tabellar om arbeidet mot negativ sosial kontroll og æresrelatert vald.",
    "Released tables on the work against negative social control and honour-related violence.",
)


def catalogue(tables: list[OpenTable], *, site: str, licence: str, owner: str) -> dict[str, Any]:
    """The catalogue with its data sets and their distributions.

    site      the site's own address, without a slash at the end
    licence   the address of the licence the owner gives the data under
    owner     who publishes, as the site says it; the software speaks for itself where nobody does
    """
    here = f"{site}/api/dcat"
    publisher = {"@id": f"{here}#utgiver", "@type": "foaf:Agent", "foaf:name": owner or "Fristed"}
    return {
        "@context": CONTEXT,
        "@id": here,
        "@type": "dcat:Catalog",
        "dct:identifier": here,
        "dct:title": _said(TITLE),
        "dct:description": _said(ABOUT),
        "dct:publisher": publisher,
        "dct:license": _node(licence, "dct:LicenseDocument"),
        "dct:language": LANGUAGE_NODES,
        "dct:modified": _day(max(one.table.released_on for one in tables)),
        "foaf:homepage": _node(f"{site}/statistikk", "foaf:Document"),
        "dcat:dataset": [
            _dataset(one, site=site, licence=licence, publisher=str(publisher["@id"]))
            for one in tables
        ],
    }


def _dataset(one: OpenTable, *, site: str, licence: str, publisher: str) -> dict[str, Any]:
    tables = f"{site}/api/pxweb/v2/tables"
    address = f"{tables}/{one.id}"
    content = one.content
    return {
        "@id": address,
        "@type": "dcat:Dataset",
        "dct:identifier": address,
        "dct:title": _said(content.title),
        "dct:description": [
            {
                "@language": code,
                "@value": " ".join(note.in_language(code) for note in one.table.notes),
            }
            for code in LANGUAGES
        ],
        "dct:publisher": {"@id": publisher},
        "dcat:theme": [{"@id": THEME}],
        "dct:language": LANGUAGE_NODES,
        "dct:accessRights": _node(f"{AUTHORITY}/access-right/PUBLIC", "dct:RightsStatement"),
        "dct:issued": _day(one.table.released_on),
        **({"dct:isReplacedBy": {"@id": f"{tables}/{one.replaced_by}"}} if one.replaced_by else {}),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(content.period_from),
            "dcat:endDate": _day(content.period_to),
        },
        "dcat:landingPage": _node(_page(one, site), "foaf:Document"),
        "dcat:contactPoint": {
            "@type": ["vcard:Organization", "vcard:Kind"],
            "vcard:hasURL": {"@id": f"{site}/om"},
        },
        "dcat:distribution": [
            {
                "@id": f"{address}/data?outputFormat={name}",
                "@type": "dcat:Distribution",
                "dct:title": form.label,
                "dcat:accessURL": {"@id": f"{address}/data?outputFormat={name}"},
                "dcat:mediaType": _node(MEDIA + form.media_type.partition(";")[0], "dct:MediaType"),
                "dct:license": _node(licence, "dct:LicenseDocument"),
            }
            for name, form in FORMATS.items()
        ],
    }


def _page(one: OpenTable, site: str) -> str:
    return f"{site}/statistikk" + (f"/{one.id}" if one.id != HISTORY else "")


def entries(tables: list[OpenTable], site: str) -> list[dict[str, Any]]:
    """The releases as entries of a feed, newest first. A table of which something was said since
    comes again: withdrawn, to be revised, or revised."""
    return [
        {
            "title": str(one.content.title),
            "link": _page(one, site),
            "description": " ".join(dict.fromkeys([one.news, *map(str, one.table.notes)])).strip(),
            "unique_id": f"urn:sha256:{one.table.sha256}",
            "changed_on": one.changed_on or one.table.released_on,
        }
        for one in tables
        if one.table.ledger_number
    ]


def _node(address: str, sort: str) -> dict[str, str]:
    """Something at an address, with what it is: whoever checks the catalogue fetches nothing."""
    return {"@id": address, "@type": sort}


LANGUAGE_NODES: Final = [
    _node(f"{AUTHORITY}/language/{one}", "dct:LinguisticSystem") for one in LANGUAGES.values()
]


def _said(words: Words) -> list[dict[str, str]]:
    return [{"@language": code, "@value": text} for code, text in words.as_kept().items()]


def _day(day: date) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day.isoformat()}
