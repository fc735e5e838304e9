"""The bench's own clients find nora's pages, fields and words, which they measure."""

import time

import psycopg
from bench import nora
from bench.visiting import Visitor
from tests.house import superuser_of

BOUND_WITHIN = 120  # seconds, as the bench allows
TEXT = "Jeg er redd for det som skal skje i sommer."


def test_a_visitor_writes_comes_back_writes_more_and_reads(house):
    visitor = Visitor(house.port)
    code = visitor.write_first(TEXT)
    wait_until_bound(house)

    visitor.give_code(code, "10.0.1.7")
    visitor.reply("Og i dag.")
    assert visitor.read() == [TEXT, "Og i dag."]


def test_every_kind_of_page_is_there_with_its_files(house):
    weighed = {line.what: line.measured for line in nora._weights(house.port)}

    assert len(weighed) == 2 * len(nora.TYPES)
    assert all(weighed.values())


def test_the_article_beside_wagtails_has_a_title_and_each_kind_of_block(house):
    found = nora._text_of(nora.Client(house.port).ask(nora.READ)[2].decode())

    assert found["title"]
    assert {block["type"] for block in found["body"]} == {"heading", "text", "list"}


def wait_until_bound(house) -> None:
    deadline = time.monotonic() + BOUND_WITHIN
    with psycopg.connect(superuser_of(house), autocommit=True) as database:
        while database.execute("select 1 from contact_code where lookup is null").fetchone():
            assert time.monotonic() < deadline
            time.sleep(0.1)
