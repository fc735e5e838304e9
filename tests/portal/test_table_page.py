"""A released table's page: figure of one's choice, map, plain words, pictures, Parquet."""

import re
import struct
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest
from tests.portal.conftest import a_side, a_table

from fristed.codelists import queries as codelists
from fristed.codelists.rules.words import Words
from fristed.portal.rules import tiles
from fristed.publications.rules.notes import NOT_PREVALENCE, SAMPLE

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


def html_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def address(release):
    return f"/statistikk/{release()}"


class TestFigure:
    @pytest.mark.parametrize(
        ("figure", "mark"),
        [
            ("stolper", 'class="chart-bars"'),
            ("smaa", 'class="multiples"'),
            ("kart", 'class="tiles"'),
        ],
    )
    def test_is_chosen_by_a_plain_link_and_the_table_stands_beside_it(
        self, nora_client, address, figure, mark
    ):
        html = html_of(nora_client, f"{address}?figur={figure}")

        assert mark in html
        assert html.index(mark) < html.index('id="tabell"')
        assert "<script" not in html[html.index("<main") : html.index("</main>")]

    def test_small_figures_share_one_scale(self, nora_client, address):
        """1,050 of 1,055: beside each other they must not both fill the width."""
        html = html_of(nora_client, f"{address}?figur=smaa")

        panels = html[html.index(chr(34) + "multiples" + chr(34)) : html.index("/svg?")]
        widths = [
            float(width) for width in re.findall(r'class="bar"[^>]* width="([\d.]+)%"', panels)
        ]
        assert len(widths) == 4
        assert len(set(widths)) == 4

    def test_nonsense_in_the_address_still_gives_a_whole_page(self, nora_client, address):
        """C2."""
        for query in ("?figur=nei", "?fylker=abc", "?fylker=1200", "?figur=linjer", "?fylker=9999"):
            assert "<caption" in html_of(nora_client, address + query)

    def test_counties_of_another_time_by_a_link(self, nora_client, address):
        html = html_of(nora_client, f"{address}?fylker=2019")

        assert "Tegnet i fylkene slik de var i 2019" in html
        assert "Kan ikke føres over, fordi fylket ble delt: Vestland" in html

    def test_map_has_a_place_for_every_county_of_every_time(self):
        for version in codelists.versions("county"):
            placed = [tiles.PLACES[code.value] for code in version.codes]
            assert len(placed) == len(set(placed)), version.version

    def test_plain_words_stand_above_the_figure(self, nora_client, address):
        html = html_of(nora_client, address)

        assert "Flest er Ufrivillig opphold (1\u202f090), så Negativ sosial kontroll" in html


class TestFiles:
    @pytest.mark.parametrize("figure", ["stolper", "smaa", "kart"])
    @pytest.mark.parametrize(("prefix", "language"), [("", "nb"), ("/nn", "nn"), ("/en", "en")])
    def test_svg_stands_alone_with_everything_that_must_be_said(
        self, nora_client, address, figure, prefix, language
    ):
        response = nora_client.get(f"{prefix}{address}/svg?figur={figure}")

        assert response.headers["Content-Type"] == "image/svg+xml"
        picture = response.content.decode()
        root = fromstring(picture)
        words = " ".join("".join(root.itertext()).split())
        for note in (SAMPLE, NOT_PREVALENCE):
            assert " ".join(note.in_language(language).split()).replace(" ", "") in words.replace(
                " ", ""
            )
        assert re.search(r"SHA-256 ?[0-9a-f]{64}", words.replace("\n", ""))
        assert "class=" not in picture  # no style sheet goes with it
        assert "href" not in picture

    def test_png_is_the_same_picture_in_dots(self, nora_client, address):
        response = nora_client.get(f"{address}/png?figur=kart")

        assert response.headers["Content-Type"] == "image/png"
        assert response.content[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", response.content[16:24])
        assert width == 1440
        assert height > 400  # the map of two counties, and its notes

    def test_parquet_is_what_was_written_when_it_was_released(self, nora_client, address, tmp_path):
        import duckdb

        response = nora_client.get(f"{address}/parquet")

        file = tmp_path / "t.parquet"
        file.write_bytes(response.content)
        rows = duckdb.sql(f"select concern, county, gender, value from '{file}'").fetchall()
        assert len(rows) == 27
        assert rows[0] == ("total", "total", "total", 1000)
        assert rows[-1][3] is None

    def test_a_picture_that_cannot_be_drawn_is_not_found(self, nora_client, release, withdraw):
        ref = release()
        withdraw(ref)
        for ending in ("svg", "png", "parquet"):
            assert nora_client.get(f"/statistikk/{ref}/{ending}").status_code == 410


WHOLE = Words.alike("Alle")


class TestTimes:
    """Minutes, shares and numbers in one table."""

    @pytest.fixture
    def times(self, release, history):
        kinds = {"answered": Words.alike("Besvart"), "median": Words.alike("Median")}
        content = replace(
            a_table(2025),
            measure=Words("Svartider", "Svartider", "Times"),
            dimensions=(
                a_side("promise", Words.alike("Løfte"), {"total": WHOLE, "day": WHOLE}),
                a_side("figure", Words.alike("Mål"), kinds),
            ),
            cells=(30, 45, 20, 60),
            series="answer_times.guidance",
            total=30,
        )
        return release(2025, content=content)

    def test_are_drawn_one_kind_at_a_time(self, nora_client, times):
        html = html_of(nora_client, f"/statistikk/{times}")

        assert re.findall(r'href="\?figur=(\w+)', html) == []  # bars, and no other way
        figure = html[html.index('class="chart"') : html.index("</figure>")]
        assert "(Løfte, besvart)" in figure
        assert "Median" not in figure
        assert nora_client.get(f"/statistikk/{times}/svg?figur=smaa").status_code == 200

    def test_are_no_number_of_anything_beside_other_years(self, nora_client, release, times):
        assert nora_client.get("/statistikk/aar").status_code == 404
        assert 'href="/statistikk/aar"' not in html_of(nora_client, "/statistikk")
        release(2023, 2, series="new_cases.adviser")
        answer = nora_client.get("/api/pxweb/v2/tables/aar/data").json()

        assert list(answer["dimension"]["ContentsCode"]["category"]["index"]) == ["new_cases"]

    def test_say_what_they_measure_as_their_unit(self, nora_client, times):
        answer = nora_client.get(f"/api/pxweb/v2/tables/{times}/data").json()

        units = answer["dimension"]["ContentsCode"]["category"]["unit"]
        assert [one["base"] for one in units.values()] == ["Svartider"]
        px = nora_client.get(f"/api/pxweb/v2/tables/{times}/data?outputFormat=px").content.decode()
        assert 'UNITS="Svartider"' in px


def test_who_searches_for_data_is_told_in_schema_orgs_words_what_it_is(nora_client, address):
    html = html_of(nora_client, address)

    about = html[html.index('itemtype="https://schema.org/Dataset"') :]
    told = dict(re.findall(r'itemprop="(\w+)" content="([^"]+)"', about.partition("creator")[0]))
    assert told["name"] == "Saker i 2023"
    assert NOT_PREVALENCE.nb in told["description"]
    assert SAMPLE.nb in told["description"]
    assert told["temporalCoverage"] == "2023-01-01/2023-12-31"
    assert re.search(r'itemprop="license" href="http[^"]+"', about)
    assert re.search(r'itemprop="identifier">[0-9a-f]{64}<', about)
    files = re.findall(r'itemprop="contentUrl" href="([^"]+)"', about)
    assert [one.rsplit("/", 1)[1] for one in files] == [
        "json",
        "csv",
        "xlsx",
        "px",
        "html",
        "parquet",
    ]
    assert {nora_client.get(one).status_code for one in files} == {200}


class TestYearsSideBySide:
    @pytest.fixture
    def years(self, release, history):
        return [
            release(2021, 1, series="new_cases.adviser", total=1003),
            release(2022, 2, series="new_cases.adviser", total=1004),
            release(2023, 3, series="new_cases.adviser"),
            release(2023, 4, series="new_cases.envoy", total=1245),
        ]

    def test_services_stand_side_by_side_with_lines_that_stop_at_a_break(self, nora_client, years):
        html = html_of(nora_client, "/statistikk/aar")

        assert 'class="chart-lines"' in html
        assert "Brudd A" in html
        assert "1\u202f004" in html
        assert "Mangfoldsrådgivere" in html
        assert "2\u202f245" not in html  # 1,000 and 1,245: no sum of services
        assert "Hver tjeneste står for seg" in html

    def test_a_series_over_years_has_own_rows_and_bridged_ones(self, nora_client, years):
        html = html_of(nora_client, "/statistikk/serie-new_cases.adviser?Serie=bridged")

        assert "Ført over til siste inndeling" in html

    def test_they_are_tables_of_the_open_api_too(self, nora_client, years):
        import jsonstat_validator

        base = "/api/pxweb/v2/tables"
        listed = nora_client.get(base, headers={"sec-fetch-site": "cross-site"}).json()["tables"]
        names = [one["id"] for one in listed]
        assert names[4:] == ["aar", "serie-new_cases.adviser", "historikk"]
        series = nora_client.get(f"{base}/serie-new_cases.adviser/data").json()
        answer = nora_client.get(f"{base}/aar/data").json()
        for one in (series, answer):
            jsonstat_validator.validate_jsonstat(one)
        assert answer["value"] == [1003, 1004, 1000, None, None, 1245]
        assert answer["status"] == {"3": "..", "4": ".."}  # nobody counted: nothing is hidden
        assert answer["note"][0] == SAMPLE.nb

    def test_a_withdrawn_year_leaves_them(self, nora_client, years, withdraw):
        withdraw(years[1])

        answer = nora_client.get("/api/pxweb/v2/tables/aar/data").json()

        assert answer["value"] == [1003, None, 1000, None, None, 1245]

    def test_the_front_page_of_figures_leads_to_them(self, nora_client, years):
        assert 'href="/statistikk/aar"' in html_of(nora_client, "/statistikk")

    def test_without_tables_there_are_none(self, nora_client, history):
        assert nora_client.get("/statistikk/aar").status_code == 404
        assert nora_client.get("/statistikk/serie-x").status_code == 404
