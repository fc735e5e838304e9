import signal
from datetime import date

import pytest

from fristed.keeper import backup
from fristed.keeper.custody import FileCustody

UNIT = {"unit": "raad-ost", "quarter": "2025Q1"}


@pytest.fixture
def old(scene):
    """A unit with two leaders, and a case of a quarter that may be destroyed."""
    return prepare(scene)


def prepare(scene):
    scene.leaders = {person: scene.adviser(person, leads=True) for person in ("frida", "gunnar")}
    assertion = scene.adviser("amina")
    case = scene.case(assertion, "amina", quarter="2025Q1")
    case.assertion = assertion
    scene.write(case, "Det som skal dø")
    scene.database.execute(
        "update vault_file set closed_on = '2025-06-01', expires_on = '2026-06-01'"
    )
    scene.database.execute(
        "insert into vault_retentionrule values ('case', 12, 'jurist', '2025-01-01')"
    )
    return case


def propose(scene, person="frida", **other):
    asked = UNIT | other
    return scene.refusal("destroy.propose", assertion=scene.leaders[person], **asked)


def confirm(scene, person="gunnar", **other):
    asked = UNIT | other
    return scene.refusal("destroy.confirm", assertion=scene.leaders[person], **asked)


def test_destruction_takes_two_leaders_and_then_nothing_opens(scene, old):
    assert scene.read(old.assertion, old) == ["Det som skal dø"]

    assert propose(scene) == ""
    assert scene.read(old.assertion, old) == ["Det som skal dø"]
    assert confirm(scene, "gunnar") == ""

    assert scene.open(old.assertion, old)["error"] == "destroyed"
    assert scene.must("unit_keys", units=["raad-ost"], quarters=["2025Q1"])["keys"] == []
    (alarm,) = scene.alarms()
    assert (alarm["kind"], alarm["detail"]["files"]) == ("destroyed", {"case": 1})
    assert alarm["detail"]["proposed_by"] != alarm["person"]


def test_one_person_cannot_destroy_alone(scene, old):
    """C7: two people needed, whatever one of them does twice."""
    assert confirm(scene, "frida") == "nothing_proposed"
    assert propose(scene, "frida") == ""
    assert confirm(scene, "frida") == "same_person"
    assert propose(scene, "frida") == ""
    assert confirm(scene, "frida") == "same_person"
    assert scene.read(old.assertion, old) == ["Det som skal dø"]


def test_two_leaders_who_confirm_at_once_destroy_once(keeper, scene, old):
    """C20: nothing happens twice."""
    scene.leaders["hilde"] = scene.adviser("hilde", leads=True)
    propose(scene, "frida")
    requests = [
        {"op": "destroy.confirm", "assertion": scene.leaders[person], **UNIT}
        for person in ("gunnar", "hilde")
    ]

    answers = keeper.together(requests, scene.now)

    assert sorted(answer.get("error", "") for answer in answers) == ["", "destroyed"]


def test_destruction_is_for_leaders_of_that_unit(scene, old):
    """C1: members, and leaders of other units, are refused at every step."""
    outsider = scene.adviser("ida", "raad-vest", leads=True)

    for assertion in (old.assertion, outsider):
        for op in ("destroy.list", "destroy.propose", "destroy.confirm"):
            assert scene.refusal(op, assertion=assertion, **UNIT) == "not_allowed"


def test_proposal_of_someone_who_no_longer_leads_does_not_count(scene, old):
    propose(scene, "frida")
    scene._members["raad-ost"] = [
        member for member in scene._members["raad-ost"] if member["person"] != "frida"
    ]
    scene.member("frida", leads=False)

    assert confirm(scene, "gunnar") == "nothing_proposed"
    assert scene.read(old.assertion, old) == ["Det som skal dø"]


def test_proposal_lasts_a_week(scene, old):
    propose(scene, "frida")
    scene.later(days=7)
    scene.leaders["gunnar"] = scene.sign_in("gunnar")

    assert confirm(scene, "gunnar") == "nothing_proposed"


@pytest.mark.parametrize("op", ["destroy.list", "destroy.propose", "destroy.confirm"])
def test_destruction_needs_a_second_factor_of_the_last_ten_minutes(scene, old, op):
    """C7: a forgotten open window destroys nothing."""
    scene.later(minutes=11)

    assert scene.refusal(op, assertion=scene.leaders["frida"], **UNIT) == "not_recent"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("update vault_file set closed_on = null", "file_open"),
        ("update vault_file set legal_hold = true", "legal_hold"),
        ("update vault_file set expires_on = null", "not_expired"),
        ("update vault_file set expires_on = '2026-11-26'", "not_expired"),
        ("update vault_retentionrule set signed_off_on = null", "no_retention_rule"),
        ("update vault_retentionrule set signed_off_by = ''", "no_retention_rule"),
        ("update vault_retentionrule set ended_on = '2026-01-01'", "no_retention_rule"),
        ("update vault_retentionrule set kind = 'conversation'", "no_retention_rule"),
    ],
)
def test_destruction_is_refused_while_something_must_be_kept(scene, old, change, code):
    assert propose(scene) == ""
    scene.database.execute(change)

    assert propose(scene) == code
    assert confirm(scene) == code
    assert listed(scene)["hindrance"] == code
    assert scene.read(old.assertion, old) == ["Det som skal dø"]


def test_destruction_is_refused_for_the_running_quarter(scene, old):
    """New files are sealed to its public half: they would be lost."""
    assert propose(scene, quarter="2026Q4") == "quarter_not_over"


def test_destruction_of_a_quarter_without_a_key_is_refused(scene, old):
    assert propose(scene, quarter="2024Q1") == "unknown_quarter"
    assert propose(scene, quarter="soon") == "unknown_quarter"


def test_destruction_lists_what_will_die(scene, old):
    scene.case(old.assertion, "amina")

    assert listed(scene) == {
        "ok": True,
        "unit": "raad-ost",
        "quarter": "2025Q1",
        "hindrance": "",
        "files": [
            {
                "file": old.ref,
                "kind": "case",
                "closed_on": date(2025, 6, 1).isoformat(),
                "expires_on": date(2026, 6, 1).isoformat(),
                "legal_hold": False,
            }
        ],
    }


def test_destroyed_key_is_gone_from_custody_and_register(keeper, scene, old):
    propose(scene)
    (wrapped,) = keeper.keeper.register.write_now(
        scene.now, lambda book: book.one("select wrapped from pair where quarter = '2025Q1'")
    )
    assert wrapped in _register_bytes(scene)

    confirm(scene)

    assert wrapped not in _register_bytes(scene)
    assert "unit-raad-ost-2025q1" not in {
        path.stem for path in scene.home.with_name("custody").iterdir()
    }


def test_destroyed_quarter_stays_closed_after_a_backup_is_restored(started, tmp_path):
    """A backup of keeper and database from before the destruction opens nothing any more."""
    _, scene = started()
    case = prepare(scene)
    backup.back_up(scene.home, tmp_path / "backup")
    propose(scene)
    confirm(scene)
    started.stop(scene.home)

    backup.restore(scene.home, tmp_path / "backup", replace=True)
    _, again = started()

    again.now = scene.now
    assert again.open(case.assertion, case)["error"] == "destroyed"
    assert again.must("unit_keys", units=["raad-ost"], quarters=["2025Q1"])["keys"] == []


def test_destroyed_quarter_stays_closed_in_a_backup_without_the_log_since(started, tmp_path):
    """Also where nobody knows that it was destroyed, the custody key is not there to open it."""
    _, scene = started()
    case = prepare(scene)
    backup.back_up(scene.home, tmp_path / "backup")
    propose(scene)
    confirm(scene)
    started.stop(scene.home)
    elsewhere = tmp_path / "elsewhere"
    backup.restore(elsewhere, tmp_path / "backup")

    _, again = started(elsewhere, custody=FileCustody(scene.home.with_name("custody")))

    again.now = scene.now
    assert again.open(case.assertion, case)["error"] == "destroyed"


def test_destruction_that_was_interrupted_is_finished_at_the_next_start(started, monkeypatch):
    """Two people decided: a keeper that died before custody did its part has it done at last."""
    running, scene = started()
    case = prepare(scene)
    propose(scene)
    monkeypatch.setattr(running.custody, "destroy", _die)
    assert confirm(scene) == "fault"
    key = scene.home.with_name("custody") / "unit-raad-ost-2025q1.json"
    assert key.exists()

    _, again = started()

    again.now = scene.now
    assert not key.exists()
    assert again.open(case.assertion, case)["error"] == "destroyed"


def test_word_code_of_a_destroyed_conversation_opens_nothing(scene, old):
    """The youth's code is no second way to a file whose quarter is destroyed."""
    conversation = scene.conversation(quarter="2025Q1")
    scene.write(conversation, "Hei", part="talk")
    scene.bind(conversation, "blå sjø kråke fjære")
    scene.database.execute(
        "update vault_file set closed_on = '2025-06-01', expires_on = '2026-06-01'"
    )
    scene.database.execute("insert into vault_retentionrule values ('conversation', 1, 'j', now())")
    propose(scene)
    confirm(scene)

    answer = scene.must("code.return", code="blå sjø kråke fjære")

    assert answer["file"] != conversation.ref
    assert scene.open(answer["assertion"], conversation)["error"] == "no_grant"


# moving a file to a later quarter


def test_prolonged_file_survives_its_old_quarter(scene, old):
    """2.6.7: a case that goes on is wrapped for the current period first."""
    answer = scene.must("file.prolong", assertion=old.assertion, file=old.ref, quarter="2026Q4")
    assert propose(scene) == ""
    scene.database.execute(
        "update vault_file set quarter = %s, wrapped = decode(%s, 'base64')",
        [answer["quarter"], answer["wrapped"]],
    )
    confirm(scene)

    assert scene.read(old.assertion, old) == ["Det som skal dø"]


def test_prolonging_is_for_whoever_is_responsible(scene, old):
    berit = scene.adviser("berit")
    asked = {"file": old.ref, "quarter": "2026Q4"}

    assert scene.refusal("file.prolong", assertion=berit, **asked) == "no_grant"
    scene.give(old.assertion, scene.want(old.ref, "berit", "share"))
    assert scene.refusal("file.prolong", assertion=berit, **asked) == "no_grant"
    scene.give(old.assertion, scene.want(old.ref, "berit", "hand_over"))
    assert scene.refusal("file.prolong", assertion=berit, **asked) == ""
    past = asked | {"quarter": "2026Q3"}
    assert scene.refusal("file.prolong", assertion=berit, **past) == "unknown_quarter"


def test_prolonged_conversation_keeps_its_word_code(scene):
    amina = scene.adviser("amina")
    conversation = scene.conversation(quarter="2026Q3")
    scene.bind(conversation, "blå sjø kråke fjære")
    scene.give(amina, scene.want(conversation.ref, "amina", "team"))
    answer = scene.must("file.prolong", assertion=amina, file=conversation.ref, quarter="2026Q4")
    scene.database.execute(
        "update vault_file set quarter = %s, wrapped = decode(%s, 'base64')",
        [answer["quarter"], answer["wrapped"]],
    )
    scene.later(minutes=6)

    assert scene.must("code.return", code="blå sjø kråke fjære")["file"] == conversation.ref


def listed(scene):
    return scene.must("destroy.list", assertion=scene.leaders["frida"], **UNIT)


def _die(key):
    raise OSError(signal.SIGKILL)


def _register_bytes(scene):
    return b"".join(path.read_bytes() for path in scene.home.glob("keeper.db*"))
