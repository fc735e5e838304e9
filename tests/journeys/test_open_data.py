"""A program others wrote reads our tables as it reads those of national statistics offices."""

from pxweb import PxApi


def test_a_public_client_finds_reads_and_selects(house):
    api = PxApi(f"{house.nora}/api/pxweb/v2", language="en")

    ids = [table["id"] for table in api.all_tables()]
    assert "historikk" in ids
    for ref in ids:
        variables = api.get_table_variables(ref)
        rows = api.get_table_data(ref, value_codes={name: ["*"] for name in variables})
        assert rows, ref
    selected = api.get_table_data(
        "historikk",
        value_codes={"Tjeneste": ["MR"], "Tid": ["range(2021,2023)"], "ContentsCode": ["lowest"]},
    )
    assert [row["value"] for row in selected] == [983, 950, 899]
