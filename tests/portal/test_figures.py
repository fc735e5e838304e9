"""The figures: what was published, side by side and never summed; and tables as released."""

import csv
import json
import re
from html import unescape
from io import StringIO

import jsonstat_validator
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fristed.publications.rules.notes import NEVER_SUMMED, NOT_PREVALENCE, SAMPLE

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

# Facts 2.6, in the order of the page: what is computed and what was published.
CHANGES = [
    ("Fra 239 i 2017 til 279 i 2018", "+40"),
    ("Fra 302 i 2018 til 535 i 2019", "+233"),
    ("Fra 983 i 2021 til 950 i 2022", "−3,4 %"),
    ("Fra 983 i 2021 til 950 i 2022", "−33"),
    ("Fra 273 i 2021 til 235 i 2022", "−14 %"),
    ("Fra 399 i 2015 til 669 i 2019", "+68 %"),
    ("2017: 107 av 560 saker, i utlandet ved første kontakt", "19 %"),
    ("2017: 101 av 560 saker, i utlandet ved første kontakt", "18 %"),
    ("2018: 173 av 595 saker, i utlandet ved første kontakt", "29 %"),
    ("2018: 22 av 595 saker, kjønnslemlestelse", "3,7 %"),
    ("2018: 271 av 595 saker, under 18 år", "45,5 %"),
    ("2022: 368 av 891 saker, trusler eller vold", "41 %"),
    ("Fra 891 i 2022 til 1 137 i 2023", "+28 %"),
]


def html_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def rows_of(html):
    """Every table's body rows, as lists of texts with ordinary spaces."""
    return [
        [
            re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cell)).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for body in re.findall(r"<tbody.*?</tbody>", html, re.DOTALL)
        for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    ]


def table_rows(html, caption):
    return rows_of(html[html.index(caption, html.index("<caption")) :].split("</table>")[0])


class TestHistory:
    def test_every_published_change_is_computed_again_and_agrees(self, nora_client, history):
        html = html_of(nora_client, "/statistikk")

        rows = table_rows(html, "Endringer og andeler, regnet ut på nytt")
        assert [(row[1], row[2]) for row in rows] == CHANGES
        assert [row[2] == row[3] for row in rows] == [True] * 13
        assert {row[4] for row in rows} == {"ja"}

    def test_the_services_stand_side_by_side_year_by_year(self, nora_client, history):
        rows = {
            row[0]: row[1:]
            for row in table_rows(
                html_of(nora_client, "/statistikk"), "Saker hos hver tjeneste, 2008 til 2024"
            )
        }

        assert list(rows) == [str(year) for year in range(2008, 2025)]
        assert rows["2023"] == ["899", "245", "1 137", "–", "–"]
        assert rows["2022"] == ["950", "235", "891", "–", "–"]
        assert rows["2015"] == ["147", "154", "399", "–", "–"]
        assert rows["2024"] == ["–"] * 5

    def test_no_sum_of_services_stands_anywhere(self, nora_client, history):
        """899 + 245 + 1,137 would be three countings of perhaps one case."""
        html = html_of(nora_client, "/statistikk")
        figures = {cell.replace(" ", "") for row in rows_of(html) for cell in row}

        assert "1137" in figures
        assert figures & {"2281", "1144", "2036", "1382"} == set()
        assert str(NEVER_SUMMED.nb) in html

    def test_both_values_stand_where_publications_disagree(self, nora_client, history):
        html = html_of(nora_client, "/statistikk")

        side = {row[0]: row[1:] for row in table_rows(html, "Saker hos hver tjeneste")}
        assert side["2018"][0] == "279 (kildene er uenige); 302 (kildene er uenige)"

    def test_part_years_and_services_counted_together_are_marked(self, nora_client, history):
        side = {
            row[0]: row[1:]
            for row in table_rows(html_of(nora_client, "/statistikk"), "Saker hos hver tjeneste")
        }

        assert side["2008"][3] == "170 (juni til desember, nye saker, to tjenester talt under ett)"
        assert side["2009"][3] == "438 (to tjenester talt under ett)"
        assert side["2020"][0] == "285 (første halvår, nye saker)"
        assert side["2011"][4] == "297 (uklart hvem tallet gjelder)"

    def test_no_line_is_drawn_through_a_break_or_to_a_figure_that_stands_alone(
        self, nora_client, history
    ):
        """Advisers: 2014 and 2015 on one line, 2021 and 2022 on another; 2023 has a new name."""
        html = html_of(nora_client, "/statistikk")
        group = html[html.index('<g class="series-1">') : html.index('<g class="series-2">')]

        lines = re.findall(r'points="([^"]+)"', group)
        assert [len(line.split()) for line in lines] == [2, 2]
        assert group.count('class="mark solid"') == 7
        assert group.count('class="mark"') == 3  # 279, 302 and the half of 2020

    def test_every_figure_has_its_source_and_its_tag(self, nora_client, history):
        html = html_of(nora_client, "/statistikk")
        sourced = [row for row in rows_of(html) if re.search(r"\[[SPC]\]$", row[-1])]

        assert len(sourced) == 65  # every line of the published counts
        assert all(len(row[-1]) > 8 for row in sourced)

    def test_the_page_says_first_what_the_figures_do_not_tell(self, nora_client, history):
        for prefix, words in (
            ("", NOT_PREVALENCE.nb),
            ("/nn", NOT_PREVALENCE.nn),
            ("/en", NOT_PREVALENCE.en),
        ):
            html = html_of(nora_client, f"{prefix}/statistikk")
            assert html.index(words) < html.index("<svg class=")

    def test_numbers_are_written_as_each_language_does(self, nora_client, history):
        assert "−3,4\u00a0%" in html_of(nora_client, "/statistikk")
        assert "−3.4%" in html_of(nora_client, "/en/statistikk")
        assert "1,137" in html_of(nora_client, "/en/statistikk")

    def test_one_and_three_released_tables_take_the_same_statements(
        self, nora_client, history, release
    ):
        release(2021, 1)
        nora_client.get("/statistikk")
        with CaptureQueriesContext(
            connection,
        ) as one:
            nora_client.get("/statistikk")
        release(2022, 2)
        release(2023, 3)
        with CaptureQueriesContext(connection) as three:
            html = html_of(nora_client, "/statistikk")

        assert len(three) == len(one)
        assert re.findall(r">Saker i (\d+)<", html) == ["2023", "2022", "2021"]


class TestTable:
    def test_a_released_table_shows_chart_figures_notes_and_hash(self, nora_client, release):
        ref = release()

        html = html_of(nora_client, f"/statistikk/{ref}")

        chart = html[html.index('<svg class="chart-bars"') : html.index("</figure>")]
        assert re.findall(r'class="value"[^>]*>([^<]+)<', chart) == ["1\u202f045", "1\u202f090"]
        assert html.index(SAMPLE.nb) < html.index(NOT_PREVALENCE.nb) < html.index(chart)
        assert re.search(r'<dd class="hash"[^>]*>[0-9a-f]{64}</dd>', html)
        assert "nummer 1 i rekken" in html
        assert "endret etter" not in html

    def test_a_table_of_real_figures_carries_no_word_of_sample(
        self, nora_client, release, settings
    ):
        settings.FRISTED_HOLDS_SAMPLE = False
        html = html_of(nora_client, f"/statistikk/{release(is_sample=False)}")

        assert NOT_PREVALENCE.nb in html
        assert "Eksempeldata" not in html

    def test_it_opens_with_concern_by_gender_and_plain_links_turn_it(self, nora_client, release):
        address = f"/statistikk/{release()}"
        first = html_of(nora_client, address)
        turned = html_of(nora_client, f"{address}?down=county&across=gender&concern=abroad")

        assert "Hovedbekymring og kjønn. Fylke: Hele landet" in first
        assert table_rows(first, "Hovedbekymring og kjønn")[1] == [
            "Negativ sosial kontroll",
            "1 045",
            "1 050",
            "1 055",
        ]
        assert table_rows(turned, "Fylke og kjønn. Hovedbekymring: Ufrivillig opphold") == [
            ["Hele landet", "1 090", "1 095", "1 100"],
            ["Oslo", "1 105", "1 110", "1 115"],
            ["Vestland", "1 120", "1 125", ":"],  # not shown
        ]

    def test_every_link_of_the_table_leads_to_a_table(self, nora_client, release):
        """C2: whatever stands in the address, the page is whole."""
        address = f"/statistikk/{release()}"
        queries = set(re.findall(r'href="(\?[^"#]+)', html_of(nora_client, address)))
        queries |= {"?down=nothing", "?down=concern&across=concern", "?down=county&gender=9"}

        assert len(queries) == 13  # five more show it as a figure, or in other counties
        for query in queries:
            assert "<caption" in html_of(nora_client, address + query)

    def test_it_can_be_downloaded_as_csv(self, nora_client, release):
        ref = release()
        response = nora_client.get(f"/statistikk/{ref}/csv")

        rows = list(csv.DictReader(StringIO(response.content.decode(), newline="")))
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert response.headers["Content-Disposition"] == 'attachment; filename="tabell-1.csv"'
        assert len(rows) == 27
        assert {row["tabell"] for row in rows} == {ref}
        assert all(NOT_PREVALENCE.nb in row["merknad"] for row in rows)
        assert all(SAMPLE.nb in row["merknad"] for row in rows)

    @pytest.mark.parametrize(
        ("prefix", "note"), [("", SAMPLE.nb), ("/nn", SAMPLE.nn), ("/en", SAMPLE.en)]
    )
    def test_it_can_be_downloaded_as_json_stat(self, nora_client, release, prefix, note):
        response = nora_client.get(f"{prefix}/statistikk/{release()}/json")

        dataset = json.loads(response.content)
        jsonstat_validator.validate_jsonstat(dataset)
        assert response.headers["Content-Type"] == "application/json"
        assert response.headers["Content-Disposition"] == 'attachment; filename="tabell-1.json"'
        assert dataset["version"] == "2.0"
        assert dataset["note"][0] == note
        assert dataset["value"][:2] == [1000, 1005]

    def test_where_a_table_was_withdrawn_stands_why(self, nora_client, release, withdraw):
        ref, better = release(2022, 1), release(2023, 2)
        withdraw(ref, replaced_by=better)

        for part in ("", "/csv", "/json"):
            response = nora_client.get(f"/statistikk/{ref}{part}")
            html = response.content.decode()
            assert response.status_code == 410
            assert "Feil i fylke." in html
            assert f'href="/statistikk/{better}"' in html
            assert "1\u202f045" not in html
        listed = html_of(nora_client, "/statistikk")
        assert listed.count("Trukket tilbake") == 1

    def test_nobody_learns_who_drafted_or_released_it(self, nora_client, release):
        ref = release()
        for part in ("", "/csv", "/json"):
            assert "per_" not in nora_client.get(f"/statistikk/{ref}{part}").content.decode()
