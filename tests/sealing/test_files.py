import pytest

from fristed.sealing import files, hpke
from fristed.sealing.hpke import SealBroken

ROW = {
    "ref": "sak_1",
    "kind": "case",
    "unit": "raad-ost",
    "quarter": "2026Q4",
    "creator": "bru_1",
}


def test_new_file_keys_open_with_the_units_private_half():
    unit = hpke.new_pair()

    keys = files.new_file_keys(**ROW, unit_public_key=unit.public)

    assert hpke.open_sealed(unit.private, files.file_context(**ROW), keys.wrapped) == keys.private
    assert hpke.public_half(keys.private) == keys.public


@pytest.mark.parametrize("field", sorted(ROW))
def test_new_file_keys_do_not_open_for_a_row_that_claims_something_else(field):
    """C17: kind, unit, quarter and creator are bound, not believed."""
    unit = hpke.new_pair()
    keys = files.new_file_keys(**ROW, unit_public_key=unit.public)

    with pytest.raises(SealBroken):
        hpke.open_sealed(unit.private, files.file_context(**(ROW | {field: "x"})), keys.wrapped)


def test_new_file_keys_never_print_the_private_half():
    keys = files.new_file_keys(**ROW, unit_public_key=hpke.new_pair().public)

    assert repr(keys.private) not in repr(keys)
