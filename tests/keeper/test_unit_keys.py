import pytest
from tests.keeper.scene import unb64

from fristed.keeper import wire
from fristed.sealing import hpke


def test_unit_keys_are_made_once_for_each_unit_and_quarter(scene):
    scene.unit("raad-ost")
    scene.unit("raad-vest")
    asked = {"units": ["raad-ost", "raad-vest"], "quarters": ["2026Q4", "2027Q1"]}

    first = scene.must("unit_keys", **asked)["keys"]
    again = scene.must("unit_keys", **asked)["keys"]

    assert again == first
    assert [(key["unit"], key["quarter"]) for key in first] == [
        ("raad-ost", "2026Q4"),
        ("raad-ost", "2027Q1"),
        ("raad-vest", "2026Q4"),
        ("raad-vest", "2027Q1"),
    ]
    assert len({key["key"] for key in first}) == 4


def test_unit_keys_asked_for_at_the_same_moment_are_the_same(keeper, scene):
    """C20: two workers on the first day of a quarter get one pair."""
    scene.unit()
    request = {"op": "unit_keys", "units": ["raad-ost"], "quarters": ["2026Q4"]}

    answers = keeper.together([request] * 8, scene.now)

    assert len({answer["keys"][0]["key"] for answer in answers}) == 1


def test_a_public_half_that_was_exchanged_is_refused_and_told(scene):
    """Whoever can write in the table could else have new files sealed to a key of her own."""
    scene.unit("raad-ost")
    right = scene.must("unit_keys", units=["raad-ost"], quarters=["2026Q4"])["keys"]
    own = scene.must("hello")["public_key"]
    theirs = wire.encode(hpke.new_pair().public)
    invented = {"unit": "raad-ost", "quarter": "2027Q1", "key": theirs}

    assert scene.refusal("check_keys", keys=right, own=own) == ""
    assert scene.alarms() == []
    assert scene.refusal("check_keys", keys=[right[0] | {"key": theirs}]) == "keys_differ"
    assert scene.refusal("check_keys", keys=[*right, invented]) == "keys_differ"
    assert scene.refusal("check_keys", keys=right, own=theirs) == "keys_differ"
    assert [(alarm["kind"], alarm["unit"]) for alarm in scene.alarms()] == [
        ("keys_differ", "raad-ost"),
        ("keys_differ", ""),
    ]


def test_unit_keys_stay_over_a_restart_and_still_open(started):
    _, scene = started()
    assertion = scene.adviser("amina")
    case = scene.case(assertion, "amina")
    scene.write(case, "Notat")
    before = scene.unit_key("raad-ost", "2026Q4")

    _, again = started()
    again.now = scene.now
    again._members = scene._members

    assert again.unit_key("raad-ost", "2026Q4") == before
    assert again.read(assertion, case) == ["Notat"]


@pytest.mark.parametrize(
    ("unit", "quarter", "code"),
    [
        ("raad-ukjent", "2026Q4", "unknown_unit"),
        ("raad-ost", "2026Q5", "unknown_quarter"),
        ("raad-ost", "2026Q0", "unknown_quarter"),
        ("raad-ost", "2007Q4", "unknown_quarter"),
        ("raad-ost", "2028Q1", "unknown_quarter"),
        ("raad-ost", "next", "unknown_quarter"),
    ],
)
def test_unit_keys_are_for_known_units_and_near_quarters(scene, unit, quarter, code):
    scene.unit("raad-ost")

    assert scene.refusal("unit_keys", units=[unit], quarters=[quarter]) == code


@pytest.mark.parametrize("unit", ["Raad", "raad_ost", "raad.ost", "-raad", "x" * 41])
def test_unit_codes_name_one_custody_key_each(scene, unit):
    """Two units must never share a key that one of them destroys."""
    token = scene.token("admin")

    assert scene.refusal("admin.set_unit", token=token, unit=unit) == "unknown_unit"


def test_private_halves_lie_wrapped_in_the_register(keeper, scene):
    """A stolen keeper.db without custody opens nothing."""
    scene.unit_key("raad-ost", "2026Q4")
    row = keeper.keeper.register.write_now(
        scene.now, lambda book: book.one("select public, wrapped from pair")
    )
    private = keeper.custody.unwrap("unit-raad-ost-2026q4", row[1])

    assert hpke.public_half(private) == bytes(row[0])
    for path in scene.home.iterdir():
        if path.is_file():
            assert private not in path.read_bytes()


def test_hello_gives_the_keepers_own_public_half(scene, started, tmp_path):
    hello = scene.must("hello")

    assert len(unb64(hello["public_key"])) == 32
    assert hello["version"] == 1
    assert hello["custody_for_production"] is False
    assert scene.must("hello") == hello
    _, other = started(tmp_path / "other" / "keeper")
    assert other.must("hello")["public_key"] != hello["public_key"]
