import pytest

from fristed.keeper import backup
from fristed.keeper.custody import FileCustody, KeyGone


@pytest.fixture
def full(started):
    """A keeper with something under every kind of custody key."""
    _, scene = started()
    scene.assertion = scene.adviser("amina")
    scene.file = scene.case(scene.assertion, "amina")
    scene.write(scene.file, "Notat")
    scene.counting = count_keys(scene)
    return scene


def count_keys(scene):
    return scene.must(
        "count.keys", token=scene.token("count"), purpose="count", quarters=["2026Q4"]
    )["keys"]


def rewrap(scene, **other):
    return scene.must("rewrap", token=scene.token("admin"), **other)["rewrapped"]


def again(started, scene):
    _, next_one = started(scene.home)
    next_one.now = scene.now
    return next_one


@pytest.mark.parametrize("forget_older", [False, True])
def test_rewrap_changes_every_wrap_and_no_content(started, full, forget_older):
    before = full.must("hello")["public_key"]

    assert rewrap(full, forget_older=forget_older) == 3

    after = again(started, full)
    assert after.read(full.assertion, full.file) == ["Notat"]
    assert count_keys(after) == full.counting
    assert after.must("hello")["public_key"] == before
    assert after.sign_in("berit")


def test_rewrap_that_keeps_older_versions_leaves_backups_usable(started, full, tmp_path):
    backup.back_up(full.home, tmp_path / "backup")
    rewrap(full)
    started.stop(full.home)
    backup.restore(full.home, tmp_path / "backup", replace=True)

    assert again(started, full).read(full.assertion, full.file) == ["Notat"]


def test_rewrap_that_forgets_older_versions_closes_older_backups(started, full, tmp_path):
    backup.back_up(full.home, tmp_path / "backup")
    rewrap(full, forget_older=True)
    backup.back_up(full.home, tmp_path / "newer")
    elsewhere = tmp_path / "elsewhere"
    backup.restore(elsewhere, tmp_path / "backup")
    custody = FileCustody(full.home.with_name("custody"))

    with pytest.raises(KeyGone):
        started(elsewhere, custody=custody)
    newer = tmp_path / "newest"
    backup.restore(newer, tmp_path / "newer")
    _, opened = started(newer, custody=custody)
    opened.now = full.now
    assert opened.read(full.assertion, full.file) == ["Notat"]


@pytest.mark.parametrize("op", ["rotate_pepper", "rewrap"])
def test_rotation_is_for_the_administrators_token(full, op):
    """C1, C7: neither a person's session nor another token is enough."""
    for whose in ("count", "worker"):
        assert full.refusal(op, token=full.token(whose)) == "wrong_token"
    assert full.refusal(op, token=full.assertion[:200]) == "wrong_token"
