"""The examples of what nobody counts are what the library says of the public tables."""

import json

from fristed.config.installation import ROOT
from fristed.publications.queries import estimate_examples


def test_the_page_shows_what_the_library_says_today(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import estimate_examples as tool

    assert json.loads(tool.WRITTEN.read_text(encoding="utf-8")) == tool.made()


def test_no_answer_is_one_number_and_each_method_carries_its_spread():
    for example in estimate_examples():
        seen, floor, *models = example.band
        assert seen.middle < floor.middle
        assert len(models) > 1
        assert all(row.low < row.middle < row.high for row in models)
        assert "minst" in example.sentence.nb
        assert "Nor" not in example.title.nb
