from datetime import timedelta

import pytest

from fristed.kernel.refs import is_ref


def ends(scene, **time):
    return (scene.now + timedelta(**time)).isoformat()


# the file's creator


def test_creator_gets_a_grant_for_a_file_that_is_not_kept_yet(scene):
    assertion = scene.adviser("amina")
    file = scene.new_file("amina")

    (given,) = scene.must(
        "grant", assertion=assertion, wants=[scene.want(file.row(), "amina", "creator")]
    )["grants"]

    assert given["given_by"] == "amina"
    assert is_ref(given["ref"])


def test_creator_is_whom_the_wrap_says_not_whom_the_row_says(scene):
    """C17: kind, unit and creator of a shown row are bound in the wrap, not believed."""
    scene.adviser("amina")
    other = scene.adviser("berit")
    file = scene.new_file("amina")
    claimed = file.row() | {"creator": "berit"}

    assert refused(scene, other, scene.want(file.row(), "berit", "creator")) == "not_creator"
    assert refused(scene, other, scene.want(claimed, "berit", "creator")) == "file_broken"


def test_creator_cannot_be_given_a_file_by_its_reference_alone(scene):
    """Another's file under its own reference, with keys one made oneself, is another file."""
    victims = scene.adviser("amina")
    case = scene.case(victims, "amina")
    text = scene.write(case, "En hemmelighet")
    attacker = scene.adviser("mallory")
    own = scene.new_file("mallory")
    own.ref = case.ref
    remade = scene.new_file("mallory")
    forged = remade.row() | {"ref": case.ref}

    assert refused(scene, attacker, scene.want(forged, "mallory", "creator")) in {
        "not_creator",
        "file_broken",
    }
    assert scene.open(attacker, case)["error"] == "no_grant"
    assert scene.read(victims, case) == [text.text]


def test_grant_for_a_file_not_kept_yet_is_void_for_another_file_of_that_name(scene):
    """A grant is bound to its file's public half: it cannot be moved to a stolen reference."""
    attacker = scene.adviser("mallory")
    own = scene.new_file("mallory")
    want = scene.want(own.row(), "mallory", "creator")
    (given,) = scene.must("grant", assertion=attacker, wants=[want])["grants"]
    victims = scene.adviser("amina")
    case = scene.new_file("amina")
    case.ref = own.ref  # the reference is free: she never kept her file
    rebound = scene.new_file("amina")
    rebound.ref = own.ref
    _keep_under(scene, victims, rebound, own.ref)
    scene.keep_grant(want, given)

    assert scene.open(attacker, rebound)["error"] == "no_grant"
    assert "grant_forged" in scene.alarm_kinds()


def _keep_under(scene, assertion, file, ref):
    """A file with its own keys, made under a given reference."""
    from fristed.sealing import files

    bound = {"kind": "case", "unit": file.unit, "quarter": file.quarter, "creator": file.creator}
    keys = files.new_file_keys(
        ref=ref, unit_public_key=scene.unit_key(file.unit, file.quarter), **bound
    )
    file.public_key, file.wrapped, file.private = keys.public, keys.wrapped, keys.private
    want = scene.want(file.row(), file.creator, "creator")
    (given,) = scene.must("grant", assertion=assertion, wants=[want])["grants"]
    scene.keep(file)
    scene.keep_grant(want, given)


def test_creator_whose_own_grant_was_taken_back_cannot_take_it_again(scene):
    """After a hand-over the one who made the file is no longer the one who reads it."""
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")
    (own,) = scene.database.execute("select ref from vault_grant").fetchone()
    scene.give(amina, scene.want(case.ref, "berit", "hand_over"))
    scene.must("revoke", assertion=berit, grants=[own])

    assert refused(scene, amina, scene.want(case.ref, "amina", "creator")) == "not_creator"
    assert scene.open(amina, case)["error"] == "no_grant"
    assert scene.open(berit, case)["ok"]


# the team a conversation is for


def test_team_member_gets_a_grant_for_a_conversation_of_her_unit(scene):
    assertion = scene.adviser("amina")
    conversation = scene.conversation()
    scene.write(conversation, "Hei", part="talk")

    scene.give(assertion, scene.want(conversation.ref, "amina", "team"))

    assert scene.read(assertion, conversation) == ["Hei"]


def test_member_of_another_unit_gets_nothing(scene):
    """C1, C16: units are walls."""
    other = scene.adviser("berit", "raad-vest")
    conversation = scene.conversation("raad-ost")
    scene.write(conversation, "Hei", part="talk")

    assert refused(scene, other, scene.want(conversation.ref, "berit", "team")) == "not_in_team"
    assert scene.open(other, conversation)["error"] == "no_grant"


def test_member_of_yesterday_or_tomorrow_is_no_member_today(scene):
    today = scene.now.date()
    scene.member("amina", ends_on=today - timedelta(days=1))
    scene.member("berit", starts_on=today + timedelta(days=1))
    scene.member("cecilie", ends_on=today)
    conversation = scene.conversation()

    answers = {
        person: refused(scene, scene.sign_in(person), scene.want(conversation.ref, person, "team"))
        for person in ("amina", "berit", "cecilie")
    }

    assert answers == {"amina": "not_in_team", "berit": "not_in_team", "cecilie": ""}


def test_leader_of_a_unit_is_not_by_that_a_member_of_it(scene):
    """C1: she arranges people's days; she is not addressed by what the unit gets."""
    leader = scene.adviser("frida", leads=True)
    conversation = scene.conversation()
    assert refused(scene, leader, scene.want(conversation.ref, "frida", "team")) == "not_in_team"

    scene.member("frida")

    assert refused(scene, leader, scene.want(conversation.ref, "frida", "team")) == ""


def test_team_ground_is_for_conversations_only(scene):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")

    assert refused(scene, berit, scene.want(case.ref, "berit", "team")) == "not_in_team"


def test_team_row_rewritten_by_the_database_does_not_help(scene):
    """A DBA who turns a case into a conversation breaks it instead of opening it."""
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")
    scene.database.execute("update vault_file set kind = 'conversation', creator = ''")

    assert refused(scene, berit, scene.want(case.ref, "berit", "team")) == "file_broken"
    assert scene.alarm_kinds() == ["file_broken"]


@pytest.mark.parametrize("kind", ["consultation", "compartment"])
def test_what_a_unit_keeps_together_is_for_its_members_and_no_other_unit(scene, kind):
    amina, berit = scene.adviser("amina"), scene.adviser("berit", "raad-vest")
    file = scene.keep(scene.new_file("", "raad-ost", kind=kind))

    assert refused(scene, amina, scene.want(file.ref, "amina", "team")) == ""
    assert refused(scene, berit, scene.want(file.ref, "berit", "team")) == "not_in_team"


# giving on


def test_holder_shares_hands_over_and_lets_stand_in(scene):
    amina = scene.adviser("amina")
    case = scene.case(amina, "amina")
    scene.write(case, "Notat")
    for person, ground in (("berit", "share"), ("dina", "stand_in"), ("cecilie", "hand_over")):
        other = scene.adviser(person)
        assert scene.open(other, case)["error"] == "no_grant"

        scene.give(amina, scene.want(case.ref, person, ground, ends_at=ends(scene, days=7)))

        assert scene.read(other, case) == ["Notat"]


def test_nobody_gives_what_she_does_not_hold(scene):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")

    for ground in ("share", "hand_over", "stand_in"):
        want = scene.want(case.ref, "berit", ground, ends_at=ends(scene, days=1))
        assert refused(scene, berit, want) == "not_held"


def test_share_covers_only_the_parts_it_names_and_only_those_its_giver_holds(scene):
    amina, berit, cecilie = (scene.adviser(person) for person in ("amina", "berit", "cecilie"))
    case = scene.case(amina, "amina")
    scene.write(case, "Arbeid", part="work")
    scene.write(case, "Samtale", part="talk")
    scene.give(amina, scene.want(case.ref, "berit", "hand_over", parts=["talk"]))

    answer = scene.open(berit, case)["files"][0]

    assert scene.texts(case, answer) == ["Samtale"]
    assert answer["refused"] == [case.texts[0].id]
    want = scene.want(case.ref, "cecilie", "share", parts=["talk", "work"])
    assert refused(scene, berit, want) == "not_held"
    assert refused(scene, berit, want | {"parts": ["*"]}) == "not_held"
    scene.give(berit, want | {"parts": ["talk"]})
    assert scene.read(cecilie, case) == ["Samtale"]


def test_shared_and_emergency_grants_cannot_be_given_on(scene):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    scene.adviser("cecilie")
    case = scene.case(amina, "amina")
    scene.give(amina, scene.want(case.ref, "berit", "share"))
    want = scene.want(case.ref, "cecilie", "share")
    assert refused(scene, berit, want) == "not_held"

    scene.give(berit, glass(scene, case, "berit"))

    assert refused(scene, berit, want) == "not_held"


def test_stand_in_ends_by_itself_and_gives_nothing_beyond_its_end(scene):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    scene.adviser("cecilie")
    case = scene.case(amina, "amina")
    assert refused(scene, amina, scene.want(case.ref, "berit", "stand_in")) == "no_end"
    scene.give(amina, scene.want(case.ref, "berit", "stand_in", ends_at=ends(scene, hours=2)))
    for_ever = scene.want(case.ref, "cecilie", "hand_over")
    longer = scene.want(case.ref, "cecilie", "share", ends_at=ends(scene, hours=3))
    within = scene.want(case.ref, "cecilie", "share", ends_at=ends(scene, hours=1))

    assert refused(scene, berit, for_ever) == "outlives_own"
    assert refused(scene, berit, longer) == "outlives_own"
    assert refused(scene, berit, within) == ""
    scene.later(hours=2)
    assert scene.open(berit, case)["error"] == "no_grant"


def test_grant_counts_from_its_start_to_its_end(scene):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")
    want = scene.want(case.ref, "berit", "share", starts_at=ends(scene, hours=1))
    scene.give(amina, want | {"ends_at": ends(scene, hours=2)})

    opens = []
    for _ in range(3):
        opens.append(scene.open(berit, case).get("error", ""))
        scene.later(hours=1)

    assert opens == ["no_grant", "", "no_grant"]


def test_grants_of_one_call_build_on_each_other_and_fall_together(scene):
    """A new case is its stand-in's at once; if one grant is refused, none is given."""
    amina = scene.adviser("amina")
    scene.adviser("berit")
    file = scene.new_file("amina")
    creator = scene.want(file.row(), "amina", "creator")
    stand_in = scene.want(file.row(), "berit", "stand_in", ends_at=ends(scene, days=1))

    assert refused(scene, amina, stand_in) == "not_held"
    assert refused(scene, amina, creator, stand_in) == ""
    assert refused(scene, amina, creator, stand_in | {"ends_at": None}) == "no_end"
    given = [
        line["holder"] for line in scene.log_lines() if line["op"] == "grant" and "ref" in line
    ]
    assert given == ["amina", "berit"]


# break-glass


def test_break_glass_opens_for_an_hour_and_tells_the_leaders(scene):
    amina, berit = scene.adviser("amina"), scene.adviser("berit", "raad-vest")
    case = scene.case(amina, "amina")
    scene.write(case, "Notat")

    scene.give(berit, glass(scene, case, "berit"))

    assert scene.read(berit, case) == ["Notat"]
    assert [(alarm["kind"], alarm["person"], alarm["unit"]) for alarm in scene.alarms()] == [
        ("break_glass", "berit", "raad-ost"),
        ("break_glass", "berit", "raad-vest"),
    ]
    scene.later(minutes=60)
    assert scene.open(berit, case)["error"] == "no_grant"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": ""}, "no_reason"),
        ({"reason": "  "}, "no_reason"),
        ({"ends_at": None}, "no_end"),
        ({"ends_at": timedelta(minutes=61)}, "too_long"),
        ({"ends_at": timedelta(minutes=-1)}, "no_end"),
        ({"holder": "cecilie"}, "not_allowed"),
    ],
)
def test_break_glass_is_refused_when_a_condition_is_missing(scene, change, code):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")
    if isinstance(change.get("ends_at"), timedelta):
        change = {"ends_at": (scene.now + change["ends_at"]).isoformat()}

    assert refused(scene, berit, glass(scene, case, "berit") | change) == code
    assert scene.alarms() == []


def test_break_glass_needs_a_second_factor_of_the_last_ten_minutes(scene):
    """C7: a forgotten open window is not enough."""
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")
    scene.later(minutes=11)

    assert refused(scene, berit, glass(scene, case, "berit")) == "not_recent"
    fresh = scene.must("step_up", assertion=berit, code=scene.code("berit"))["assertion"]
    assert refused(scene, fresh, glass(scene, case, "berit")) == ""


def test_reason_is_never_in_the_log(scene):
    """C22: what a person wrote stays out of the keeper's log."""
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")
    want = glass(scene, case, "berit") | {"reason": "Livsfare, moren ringte"}

    scene.give(berit, want)

    assert "Livsfare" not in (scene.home / "log.jsonl").read_text()
    assert [line["outcome"] for line in scene.log_lines() if line.get("ground") == "break_glass"]


# what is written into the database


def test_grant_row_written_by_a_dba_is_void_and_told_of(scene):
    amina, mallory = scene.adviser("amina"), scene.adviser("mallory")
    case = scene.case(amina, "amina")
    scene.write(case, "En hemmelighet")

    scene.database.execute(
        "insert into vault_grant (ref, file_id, holder, parts, starts_at, ground, given_by, mac)"
        " select 'nok_forged', id, 'mallory', '{*}', now() - interval '10 years', 'creator',"
        " 'mallory', (select mac from vault_grant) from vault_file"
    )

    assert scene.open(mallory, case)["error"] == "no_grant"
    assert [(alarm["kind"], alarm["person"]) for alarm in scene.alarms()] == [
        ("grant_forged", "mallory")
    ]


@pytest.mark.parametrize(
    "change",
    [
        "holder = 'mallory'",
        "parts = '{*}'",
        "ends_at = null",
        "ends_at = ends_at + interval '1 microsecond'",
        "starts_at = starts_at - interval '1 day'",
        "ground = 'creator'",
        "given_by = 'mallory'",
        "ref = 'nok_other'",
        "file_id = (select max(id) from vault_file)",
        "mac = '\\x00'",
    ],
)
def test_grant_row_changed_in_any_column_is_void(scene, change):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    mallory = scene.adviser("mallory")
    case = scene.case(amina, "amina")
    other = scene.case(amina, "amina")
    ref = scene.give(
        amina,
        scene.want(case.ref, "berit", "share", parts=["talk"], ends_at=ends(scene, days=1)),
    )
    assert scene.open(berit, case)["ok"]

    scene.database.execute(f"update vault_grant set {change} where ref = %s", [ref])

    for who in (berit, mallory):
        for file in (case, other):
            assert scene.open(who, file)["error"] == "no_grant"
    assert "grant_forged" in scene.alarm_kinds()


def test_file_whose_public_half_was_replaced_is_broken_and_told_of(scene):
    """Whoever swaps the key that new texts are sealed to is seen at the next reading."""
    from fristed.sealing import hpke

    amina = scene.adviser("amina")
    case = scene.case(amina, "amina")
    scene.database.execute("update vault_file set public_key = %s", [hpke.new_pair().public])

    assert scene.open(amina, case)["error"] in {"file_broken", "no_grant"}
    assert set(scene.alarm_kinds()) <= {"file_broken", "grant_forged"}
    assert scene.alarm_kinds() != []


# taking back


def test_revoked_grant_is_void_and_stays_void_when_its_row_comes_back(scene):
    """A backup restored, or a row edited, does not give back what was taken back."""
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")
    want = scene.want(case.ref, "berit", "share")
    given = scene.accept(want, scene.offer(amina, want))
    scene.keep_grant(want, given)
    assert scene.open(berit, case)["ok"]

    scene.must("revoke", assertion=amina, grants=[given["ref"]])
    assert scene.open(berit, case)["error"] == "no_grant"

    scene.database.execute("delete from vault_grant where ref = %s", [given["ref"]])
    assert scene.open(berit, case)["error"] == "no_grant"
    scene.keep_grant(want, given)
    assert scene.open(berit, case)["error"] == "no_grant"


def test_row_marked_as_revoked_is_void(scene):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    case = scene.case(amina, "amina")
    ref = scene.give(amina, scene.want(case.ref, "berit", "share"))
    scene.database.execute("update vault_grant set revoked_at = now() where ref = %s", [ref])

    assert scene.open(berit, case)["error"] == "no_grant"


def test_revoke_is_for_holder_whoever_is_responsible_and_who_gave_and_still_may(scene):
    amina = scene.adviser("amina")
    others = {person: scene.adviser(person) for person in ("berit", "cecilie", "dina", "eva")}
    case = scene.case(amina, "amina")
    lent = scene.want(case.ref, "berit", "stand_in", ends_at=ends(scene, days=1))
    scene.give(amina, lent)
    scene.give(amina, scene.want(case.ref, "dina", "share", ends_at=ends(scene, days=1)))
    shares = [
        scene.give(
            others["berit"],
            scene.want(case.ref, "cecilie", "share", ends_at=ends(scene, hours=8)),
        )
        for _ in range(4)
    ]

    assert scene.refusal("revoke", assertion=others["eva"], grants=[shares[0]]) == "not_allowed"
    assert scene.refusal("revoke", assertion=others["dina"], grants=[shares[0]]) == "not_allowed"
    for share, who in zip(shares, (others["berit"], others["cecilie"], amina), strict=False):
        assert scene.refusal("revoke", assertion=who, grants=[share]) == ""
    hers = scene.give(amina, scene.want(case.ref, "berit", "hand_over"))
    assert scene.refusal("revoke", assertion=amina, grants=[hers]) == "not_allowed"
    assert scene.refusal("revoke", assertion=amina, grants=[shares[3]]) == "not_allowed"
    assert scene.refusal("revoke", assertion=others["berit"], grants=[shares[3]]) == ""
    assert scene.refusal("revoke", assertion=amina, grants=["nok_unknown"]) == "unknown_grant"


def test_revoke_takes_all_or_none(scene):
    amina, berit = scene.adviser("amina"), scene.adviser("berit")
    mine, hers = scene.case(amina, "amina"), scene.case(berit, "berit")
    share = scene.give(amina, scene.want(mine.ref, "cecilie", "share"))
    not_mine = scene.give(berit, scene.want(hers.ref, "cecilie", "share"))
    cecilie = scene.adviser("cecilie")

    assert scene.refusal("revoke", assertion=amina, grants=[share, not_mine]) == "not_allowed"
    assert scene.open(cecilie, mine)["ok"]


def test_grant_without_a_session_is_refused(scene):
    amina = scene.adviser("amina")
    case = scene.case(amina, "amina")
    scene.must("end", assertion=amina)

    for assertion in (amina, "v1.x.y"):
        assert refused(scene, assertion, scene.want(case.ref, "amina", "creator")) == (
            "not_signed_in"
        )


def test_youth_gets_no_grants(scene):
    conversation = scene.conversation()
    scene.bind(conversation, "blå sjø kråke fjære")
    youth = scene.must("code.return", code="blå sjø kråke fjære")["assertion"]

    assert refused(scene, youth, scene.want(conversation.ref, "x", "team")) == "not_signed_in"


def glass(scene, case, holder):
    return scene.want(
        case.ref,
        holder,
        "break_glass",
        ends_at=ends(scene, minutes=60),
        reason="Akutt fare",
    )


def refused(scene, assertion, *wants):
    """The code it is refused with, or nothing when it is not refused."""
    op = scene.asks_for(*wants)
    return scene.refusal(op, assertion=assertion, wants=list(wants))
