"""The worker keeps the public halves that files are sealed to, and has the keeper look at them."""

import pytest
from tests.factories.casework import TODAY

from fristed.sealing import hpke
from fristed.vault.keeper import KeeperRefused, call
from fristed.vault.models import UnitKey
from fristed.vault.tasks import fetch_unit_keys

UNIT = "raad-lite"


@pytest.mark.django_db
def test_an_exchanged_public_half_stops_the_fetching_and_nothing_more_is_kept(keeper, keeper_home):
    token = (keeper_home / "admin.token").read_text().strip()
    call("admin.set_unit", token=token, unit=UNIT)
    fetch_unit_keys([UNIT], TODAY)
    fetch_unit_keys([UNIT], TODAY)  # the same again is no difference
    UnitKey.objects.filter(unit=UNIT).update(public_key=hpke.new_pair().public)
    UnitKey.objects.filter(unit=UNIT).earliest("quarter").delete()

    with pytest.raises(KeeperRefused) as refused:
        fetch_unit_keys([UNIT], TODAY)

    assert refused.value.code == "keys_differ"
    assert UnitKey.objects.filter(unit=UNIT).count() == 1
