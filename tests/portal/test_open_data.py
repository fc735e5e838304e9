"""PxWebApi 2: what is open, read by the programs others use, with its notes in every format."""

import csv
import json
from io import BytesIO, StringIO
from xml.etree.ElementTree import fromstring

import jsonstat_validator
import pytest
from openapi_spec_validator import validate
from openpyxl import load_workbook
from pyjstat import pyjstat

from fristed.portal.rules.spending import Window
from fristed.portal.views import open_data
from fristed.publications.rules.notes import NEVER_SUMMED, NOT_PREVALENCE, SAMPLE

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
BASE = "/api/pxweb/v2"
ANY_SITE = {"sec-fetch-site": "cross-site", "origin": "https://example.org"}


@pytest.fixture
def ask(nora_client, history):
    def asked(path, status=200, **query):
        response = nora_client.get(f"{BASE}{path}", query, headers=ANY_SITE)
        assert response.status_code == status, response.content
        return response

    return asked


@pytest.fixture
def post(nora_client, history):
    def posted(path, body, status=200):
        response = nora_client.post(
            f"{BASE}{path}", json.dumps(body), content_type="application/json", headers=ANY_SITE
        )
        assert response.status_code == status, response.content
        return response

    return posted


def test_config_states_every_limit(ask):
    config = ask("/config").json()

    assert config["apiVersion"] == "2.0.0"
    assert [one["id"] for one in config["languages"]] == ["no", "nn", "en"]
    assert config["maxDataCells"] == 100_000
    assert config["maxCallsPerTimeWindow"] == 600
    assert set(config["dataFormats"]) == {"json-stat2", "csv", "px", "xlsx", "html"}


def test_list_has_released_tables_and_the_history(ask, release):
    ref = release()

    answer = ask("/tables", lang="en").json()

    assert [one["id"] for one in answer["tables"]] == [ref, "historikk"]
    assert answer["tables"][0]["label"] == "Cases in 2023"
    assert answer["tables"][1]["firstPeriod"] == "2008"
    assert answer["page"]["totalElements"] == 2


def test_list_is_searched_and_parted(ask, release):
    release(2022, 1)
    newest = release(2023, 2)

    assert [one["id"] for one in ask("/tables", query="vestland 2023").json()["tables"]] == [newest]
    assert ask("/tables", query="finnesikke").json()["tables"] == []
    second = ask("/tables", pageSize=2, pageNumber=2).json()
    assert [one["id"] for one in second["tables"]] == ["historikk"]
    assert second["page"]["totalPages"] == 2


def test_withdrawn_table_is_named_only_when_asked_for_and_gives_no_figures(ask, release, withdraw):
    ref = release()
    withdraw(ref)

    assert [one["id"] for one in ask("/tables").json()["tables"]] == ["historikk"]
    assert len(ask("/tables", includeDiscontinued="true").json()["tables"]) == 2
    answer = ask(f"/tables/{ref}/data", 404)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Feil i fylke" in answer.json()["detail"]


@pytest.mark.filterwarnings(
    "ignore:Shouldn't use this function:DeprecationWarning"
)  # pyjstat's own
@pytest.mark.parametrize("language", ["no", "nn", "en"])
@pytest.mark.parametrize("table", ["released", "historikk"])
def test_every_table_is_valid_jsonstat_with_notes_and_pyjstat_reads_it(
    ask, release, table, language
):
    ref = release() if table == "released" else table

    text = ask(f"/tables/{ref}/data", lang=language).content.decode()

    dataset = json.loads(text)
    jsonstat_validator.validate_jsonstat(dataset)
    mandatory = SAMPLE if table == "released" else NOT_PREVALENCE
    assert dataset["note"][0] == mandatory.in_language("nb" if language == "no" else language)
    frame = pyjstat.Dataset.read(text).write("dataframe")
    assert len(frame) == len(dataset["value"])
    assert set(dataset["role"]) >= {"time", "metric"}


def test_metadata_says_who_answers_and_which_notes_must_be_read(ask, release, settings):
    settings.FRISTED_OWNER = "Et direktorat"
    extension = ask(f"/tables/{release()}/metadata").json()["extension"]

    assert extension["contact"] == [{"organization": "Et direktorat", "raw": "Et direktorat"}]
    assert extension["px"]["official-statistics"] is False
    assert extension["noteMandatory"]
    assert set(extension["noteMandatory"].values()) == {True}


def test_history_is_never_summed_and_keeps_both_figures_where_sources_disagree(ask):
    answer = ask(
        "/tables/historikk/data",
        **{
            "valuecodes[Tjeneste]": "MR",
            "valuecodes[Tid]": "2018",
            "valuecodes[ContentsCode]": "*",
        },
    ).json()

    assert answer["value"] == [279, 302]
    whole = {f"valuecodes[{side}]": "*" for side in ("Tjeneste", "Tid", "ContentsCode")}
    assert set(ask("/tables/historikk/data", **whole).json()["status"].values()) == {".."}
    px = ask("/tables/historikk/data", outputFormat="px", **whole).content.decode()
    assert '".."' in px.split("DATA=")[1]
    assert NEVER_SUMMED.nb in answer["note"]
    services = ask("/tables/historikk/metadata").json()["dimension"]["Tjeneste"]
    assert "total" not in services["category"]["index"]
    assert services["extension"]["elimination"] is False
    missing = ask("/tables/historikk/data", 400, **{"valuecodes[Tid]": "2018"})
    assert "Tjeneste" in missing.json()["detail"]


@pytest.mark.parametrize(
    ("expression", "years"),
    [
        ("*", range(2008, 2025)),
        ("201?", range(2010, 2020)),
        ("top(2)", (2023, 2024)),
        ("top(2,1)", (2022, 2023)),
        ("bottom(1)", (2008,)),
        ("from(2022)", (2022, 2023, 2024)),
        ("to(2009)", (2008, 2009)),
        ("range(2010,2012)", (2010, 2011, 2012)),
        ("2009,2008,2009", (2008, 2009)),
    ],
)
def test_expressions_choose_values_in_the_tables_order(ask, expression, years):
    answer = ask(
        "/tables/historikk/data",
        **{
            "valuecodes[Tjeneste]": "MR",
            "valuecodes[tid]": expression,
            "valuecodes[ContentsCode]": "lowest",
        },
    ).json()

    assert list(answer["dimension"]["Tid"]["category"]["index"]) == [str(year) for year in years]


@pytest.mark.parametrize("expression", ["1999", "top(x)", "from(1999)", "range(2010)", "9???"])
def test_expression_that_names_nothing_is_a_400_that_says_which(ask, expression):
    answer = ask(
        "/tables/historikk/data",
        400,
        **{"valuecodes[Tid]": expression, "valuecodes[Tjeneste]": "MR"},
    )

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 400
    assert expression.split("(")[0] in answer.json()["detail"]


def test_a_side_left_out_is_taken_at_everyone(ask, release):
    ref = release()

    answer = ask(
        f"/tables/{ref}/data",
        **{"valuecodes[county]": "03,46", "valuecodes[Tid]": "*", "valuecodes[ContentsCode]": "*"},
    )
    whole = ask(
        f"/tables/{ref}/data",
        **{f"valuecodes[{side}]": "*" for side in ("concern", "county", "gender", "Tid")},
    ).json()

    dataset = answer.json()
    assert dataset["id"] == ["county", "Tid", "ContentsCode"]
    places = [1 * 3, 2 * 3]  # concern total, gender total: rows of three genders, nine to a concern
    assert dataset["value"] == [whole["value"][at] for at in places]


def test_posted_selection_answers_the_same(ask, post, release):
    ref = release()
    body = {
        "selection": [
            {"variableCode": "county", "valueCodes": ["03"]},
            {"variableCode": "Tid", "valueCodes": ["top(1)"]},
            {"variableCode": "ContentsCode", "valueCodes": ["*"]},
        ]
    }

    posted = post(f"/tables/{ref}/data?lang=en", body).json()

    asked = ask(
        f"/tables/{ref}/data",
        lang="en",
        **{
            "valuecodes[county]": "03",
            "valuecodes[Tid]": "2023",
            "valuecodes[ContentsCode]": "cases",
        },
    )
    assert posted == asked.json()


def test_default_selection_is_what_an_empty_one_answers(ask, release):
    ref = release()

    chosen = ask(f"/tables/{ref}/defaultselection").json()["selection"]
    query = {f"valuecodes[{one['variableCode']}]": ",".join(one["valueCodes"]) for one in chosen}

    assert ask(f"/tables/{ref}/data", **query).json() == ask(f"/tables/{ref}/data").json()


def test_every_format_carries_the_notes_and_the_hidden_cell_as_hidden(ask, release):
    ref = release()
    everything = {f"valuecodes[{side}]": "*" for side in ("concern", "county", "gender", "Tid")}

    def written(form):
        return ask(f"/tables/{ref}/data", outputFormat=form, **everything).content

    rows = list(csv.reader(StringIO(written("csv").decode())))
    assert [row[-3] for row in rows[1:]].count(":") == 1
    assert all(SAMPLE.nb in row[-2] for row in rows[1:])
    sheet = load_workbook(BytesIO(written("xlsx"))).active
    values = [row[-1] for row in sheet.iter_rows(values_only=True)]
    assert 1000 in values
    assert ":" in values
    assert SAMPLE.nb in [row[0] for row in sheet.iter_rows(values_only=True)]
    page = written("html").decode()
    assert NOT_PREVALENCE.nb in page
    assert "<script" not in page
    px = written("px").decode()
    assert f'NOTEX="{SAMPLE.nb}"' in px
    assert px.count('"."') == 1
    assert px.split("DATA=\n")[1].replace(";", "").split()[0] == "1000"


def test_codelist_names_the_values_of_the_tables_year(ask, release):
    ref = release()
    (listed,) = ask(f"/tables/{ref}/metadata").json()["dimension"]["county"]["extension"][
        "codelists"
    ]

    answer = ask(f"/codelists/{listed['id']}").json()

    assert {one["code"]: one["label"] for one in answer["values"]}["03"] == "Oslo"
    assert answer["elimination"] is True
    ask("/codelists/vs_historikk.finnesikke", 404)


def test_saved_query_is_its_own_identity(ask, post, release):
    ref = release()
    body = {
        "tableId": ref,
        "language": "en",
        "outputFormat": "csv",
        "selection": {
            "selection": [
                {"variableCode": "county", "valueCodes": ["*"]},
                {"variableCode": "Tid", "valueCodes": ["top(1)"]},
                {"variableCode": "ContentsCode", "valueCodes": ["*"]},
            ]
        },
    }

    saved = post("/savedqueries", body, 201).json()

    assert post("/savedqueries", body, 201).json()["id"] == saved["id"]
    kept = ask(f"/savedqueries/{saved['id']}").json()["table"]
    assert (kept["label"], kept["note"][0]) == ("Cases in 2023", SAMPLE.en)  # by itself, as a file
    assert (len(kept["sha256"]), kept["released"]) == (64, "2026-11-25")
    assert ask(f"/savedqueries/{saved['id']}").json()["savedQuery"]["tableId"] == ref
    assert b"Oslo" in ask(f"/savedqueries/{saved['id']}/data").content
    codes = ask(f"/savedqueries/{saved['id']}/selection").json()["selection"]
    assert {one["variableCode"]: one["valueCodes"] for one in codes}["Tid"] == ["2023"]
    ask("/savedqueries/tull", 404)
    post("/savedqueries", {**body, "language": "fr"}, 400)
    post("/savedqueries", {**body, "tableId": "finnesikke"}, 404)


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/tables/finnesikke", {}, 404),
        ("/tables/historikk/data", {"lang": "fr"}, 400),
        ("/tables/historikk/data", {"outputFormat": "exe"}, 400),
        ("/tables/historikk/data", {"valuecodes[Kommune]": "0301"}, 400),
        ("/tables", {"pageSize": "mange"}, 400),
    ],
)
def test_what_cannot_be_answered_is_a_problem_in_plain_words(ask, path, query, status):
    answer = ask(path, status, **query)

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_too_many_cells_is_a_403(ask, monkeypatch):
    monkeypatch.setattr(open_data, "MOST_CELLS", 3)

    assert "3" in ask("/tables/historikk/data", 403).json()["detail"]


def test_too_many_calls_is_a_429_that_says_how_long_to_wait(ask, monkeypatch):
    monkeypatch.setattr(open_data, "window", Window(calls=2, length=10**6))

    ask("/config")
    ask("/config")
    assert int(ask("/config", 429).headers["Retry-After"]) > 0


def test_window_counts_each_caller_and_begins_again():
    """C21: who asks too much closes it for nobody else."""
    window = Window(calls=1, length=10)

    assert [window.spend("a", 3), window.spend("b", 3), window.spend("a", 4)] == [0, 0, 7]
    assert window.spend("a", 10) == 0


def test_anyone_may_keep_an_answer_and_ask_whether_it_changed(ask, nora_client):
    first = ask("/tables/historikk/data")

    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in first.headers
    again = nora_client.get(
        f"{BASE}/tables/historikk/data", headers={"if-none-match": first.headers["ETag"]}
    )
    assert again.status_code == 304


def test_document_describes_every_address(ask):
    document = ask("/openapi.json").json()

    validate(document)
    assert {path.removeprefix(BASE) for path in document["paths"]} == {
        "/config",
        "/tables",
        "/tables/{id}",
        "/tables/{id}/metadata",
        "/tables/{id}/defaultselection",
        "/tables/{id}/data",
        "/codelists/{id}",
        "/savedqueries",
        "/savedqueries/{id}",
        "/savedqueries/{id}/selection",
        "/savedqueries/{id}/data",
    }


def test_catalogue_has_what_dcat_ap_no_demands(ask, nora_client, release, withdraw):
    ref, gone = release(2022, 1), release(2023, 2)
    withdraw(gone)

    response = nora_client.get("/api/dcat")

    assert response.headers["Content-Type"] == "application/ld+json"
    catalogue = response.json()
    for needed in ("title", "description", "publisher", "identifier", "license", "language"):
        assert catalogue[f"dct:{needed}"]
    assert catalogue["dct:publisher"]["@type"] == "foaf:Agent"
    assert catalogue["dct:publisher"]["@id"].startswith("http")
    assert catalogue["dct:publisher"]["foaf:name"]
    sets = catalogue["dcat:dataset"]
    assert [one["@id"].rsplit("/", 1)[1] for one in sets] == [ref, "historikk"]
    for one in sets:
        assert all(one[f"dct:{needed}"] for needed in ("title", "description", "identifier"))
        assert one["dct:publisher"]["@id"] == catalogue["dct:publisher"]["@id"]
        assert one["dcat:theme"] == [
            {"@id": "http://publications.europa.eu/resource/authority/data-theme/SOCI"}
        ]
        assert one["dcat:contactPoint"]["vcard:hasURL"]["@id"].startswith("http")
        for distribution in one["dcat:distribution"]:
            address = distribution["dcat:accessURL"]["@id"].partition("localhost")[2]
            assert nora_client.get(address).status_code == 200


def test_catalogue_says_the_class_of_all_it_points_at(ask, nora_client, release):
    """As the public SHACL shapes of DCAT-AP-NO ask, without fetching anything."""
    release()

    catalogue = nora_client.get("/api/dcat").json()

    asked = {
        "dct:license": "dct:LicenseDocument",
        "dct:language": "dct:LinguisticSystem",
        "foaf:homepage": "foaf:Document",
        "dcat:landingPage": "foaf:Document",
        "dct:accessRights": "dct:RightsStatement",
        "dcat:mediaType": "dct:MediaType",
        "dct:temporal": "dct:PeriodOfTime",
        "dcat:contactPoint": ["vcard:Organization", "vcard:Kind"],
    }
    found = [
        (name, one["@type"] == asked[name])
        for node in nodes_of(catalogue)
        for name in node.keys() & asked
        for one in (node[name] if isinstance(node[name], list) else [node[name]])
    ]
    assert {name for name, _is_right in found} == set(asked)
    assert [name for name, is_right in found if not is_right] == []


def nodes_of(value):
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            yield from nodes_of(part)


@pytest.mark.parametrize("address", ["/api/dcat", "/api/feed"])
def test_catalogue_and_feed_are_asked_for_again_by_their_tag(
    nora_client, release, history, address
):
    release()
    first = nora_client.get(address)

    again = nora_client.get(address, headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    release(2022, 2)
    changed = nora_client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_feed_names_releases_and_withdrawals(ask, nora_client, release, withdraw):
    gone = release(2022, 1)
    release(2023, 2)
    withdraw(gone)

    response = nora_client.get("/api/feed")

    entries = fromstring(response.content).findall("{*}entry")
    assert [one.findtext("{*}title") for one in entries] == ["Saker i 2023", "Saker i 2022"]
    assert "Feil i fylke" in entries[1].findtext("{*}summary")
    assert all("Eksempeldata" in one.findtext("{*}summary") for one in entries)


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx", "px", "html"])
def test_whole_table_is_downloaded_in_every_format(ask, nora_client, release, ending):
    response = nora_client.get(f"/statistikk/{release()}/{ending}")

    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="tabell-1.{ending}"'


def test_no_other_ending_is_a_file(ask, nora_client, release):
    assert nora_client.get(f"/statistikk/{release()}/exe").status_code == 404
