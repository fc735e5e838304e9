"""The register of figures known from outside, and true counts for one page only."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from tests import personas
from tests.statistics.test_releasing import a_draft

from fristed.gate import Denied
from fristed.kernel.rules import RuleBroken
from fristed.sealing import hpke
from fristed.statistics import queries
from fristed.statistics.actions.drafting import ask_for_true_counts
from fristed.statistics.actions.registering import note_known_figure
from fristed.statistics.choices import Status
from fristed.statistics.models import Draft, KnownFigure
from fristed.statistics.rules import glimpses
from fristed.statistics.rules.register import Outside
from fristed.statistics.tasks import forget_glimpses

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TODAY = date(2026, 11, 25)
ANSWER = Outside(
    measure="new_cases",
    service="adviser",
    year=2023,
    where={"concern": "threats_violence"},
    value=144,
    source="Svar til Stortinget",
    published_on=date(2024, 6, 1),
)


@pytest.fixture(autouse=True)
def _desk(as_desk):
    call_command("load_publications", verbosity=0)
    with as_desk():
        yield


class TestRegister:
    def test_noted_figure_stands_beside_the_published_history(self):
        note_known_figure(personas.kari, personas.kari, outside=ANSWER, on=TODAY)

        known = queries.known_outside("new_cases", "adviser", 2023)
        assert [(one.value, dict(one.where)) for one in known] == [
            (899, {}),
            (60, {"concern": "fear_involuntary_stay"}),
            (37, {"concern": "involuntary_stay"}),
            (144, {"concern": "threats_violence"}),
        ]
        assert all(one.source for one in known)

    def test_both_figures_stand_where_publications_disagree(self):
        known = queries.known_outside("new_cases", "adviser", 2018)

        assert {one.value for one in known} == {279, 302}

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"published_on": date(2026, 12, 1)}, "not_yet"),
            ({"published_on": None}, "not_yet"),
            ({}, "noted_before"),
        ],
    )
    def test_a_figure_is_noted_once_and_only_when_it_is_out(self, changed, code):
        note_known_figure(personas.kari, personas.kari, outside=ANSWER, on=TODAY)

        with pytest.raises(RuleBroken) as broken:
            note_known_figure(
                personas.kari,
                personas.kari,
                outside=Outside(**{**vars(ANSWER), **changed}),
                on=TODAY,
            )
        assert broken.value.code == code
        assert KnownFigure.objects.count() == 1

    def test_only_analysts_note_figures(self):
        with pytest.raises(Denied, match="not_analyst"):
            note_known_figure(personas.ingrid, personas.ingrid, outside=ANSWER, on=TODAY)

    def test_the_page_shows_what_the_attack_was_told(self):
        page = queries.draft_page(personas.kari, a_draft())

        assert [line.value for line in page.known] == [899, 60, 37]
        assert page.known[1].where == "Frykt for ufrivillig opphold i utlandet"


class TestTrueCounts:
    def sealed_to(self, pair, draft):
        sealed = hpke.seal(pair.public, glimpses.context(draft.ref), b"[25, 12, 13, 0]")
        Draft.objects.filter(pk=draft.pk).update(glimpse=sealed, glimpse_at=datetime.now(UTC))

    def test_job_is_told_the_public_half_and_nothing_else(self):
        """C19: neither the job nor the database can open what comes back."""
        draft, pair = a_draft(sides=("gender",)), hpke.new_pair()

        ask_for_true_counts(personas.kari, draft, key=pair.public.hex())

        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("select args::text from procrastinate_jobs")
            ((args,),) = cursor.fetchall()
        assert pair.public.hex() in args
        assert pair.private.hex() not in args

    def test_opened_by_the_page_that_asked_and_by_no_other(self):
        draft, pair = a_draft(sides=("gender",)), hpke.new_pair()
        self.sealed_to(pair, draft)
        sealed = bytes(Draft.objects.get(pk=draft.pk).glimpse)

        true = glimpses.opened(draft.ref, private=pair.private.hex(), sealed=sealed, why_not="no")
        beside = queries.beside(draft, true, {"down": "gender"})

        assert [row.pairs[0] for row in beside.rows] == [(25, 25), (0, 12), (0, 13), (0, 0)]
        for other in (hpke.new_pair().private.hex(), "", "zz"):
            with pytest.raises(RuleBroken):
                glimpses.opened(draft.ref, private=other, sealed=sealed, why_not="no")
        with pytest.raises(RuleBroken):
            glimpses.opened("utk_other", private=pair.private.hex(), sealed=sealed, why_not="no")

    def test_gone_within_the_hour(self):
        draft = a_draft(sides=("gender",))
        self.sealed_to(hpke.new_pair(), draft)
        now = datetime.now(UTC)

        forget_glimpses(int(now.timestamp()))
        assert Draft.objects.get(pk=draft.pk).glimpse is not None
        forget_glimpses(int((now + timedelta(minutes=61)).timestamp()))
        assert Draft.objects.get(pk=draft.pk).glimpse is None

    @pytest.mark.parametrize(
        ("actor", "status", "reason"),
        [
            ("ingrid", Status.READY, "not_analyst"),
            ("amina", Status.READY, "not_analyst"),
            ("kari", Status.RELEASED, "not_ready"),
        ],
    )
    def test_only_an_analyst_and_only_before_release(self, actor, status, reason):
        draft = a_draft(sides=("gender",))
        draft.status = status

        with pytest.raises(Denied, match=reason):
            ask_for_true_counts(personas.ALL[actor], draft, key="00")
