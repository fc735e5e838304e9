import uuid

import pytest

from fristed.sealing import hpke, items
from fristed.sealing.hpke import SealBroken

ITEM = str(uuid.UUID(int=7))
SLOT = "casework.case.summary:sak_1"


def sealed_item(pair, *, file="sak_1", item=ITEM, slot=SLOT, part="work", text="En tekst"):
    return items.seal_item(
        public_key=pair.public, file=file, item=item, slot=slot, part=part, text=text
    )


def data_key_of(pair, blob, *, file="sak_1", slot=SLOT):
    header = items.read_header(blob)
    bound = items.item_context(file, header.item, slot, header.part)
    return hpke.open_sealed(pair.private, bound, header.wrapped)


def test_item_opens_where_it_was_written():
    pair = hpke.new_pair()
    blob = sealed_item(pair)

    text = items.open_item(blob, data_key=data_key_of(pair, blob), file="sak_1", slot=SLOT)

    assert text == "En tekst"


def test_item_header_tells_item_and_part_without_a_key():
    header = items.read_header(sealed_item(hpke.new_pair(), part="talk"))

    assert (header.item, header.part, len(header.wrapped)) == (ITEM, "talk", 80)


def test_item_size_tells_only_the_size_class():
    """C27: a yes and a long answer have one length."""
    pair = hpke.new_pair()

    assert len(sealed_item(pair, text="Ja")) == len(sealed_item(pair, text="Ja. " * 200))


@pytest.mark.parametrize(
    ("file", "slot"), [("sak_2", SLOT), ("sak_1", "casework.case.summary:sak_2")]
)
def test_item_copied_to_another_file_or_row_gives_no_key(file, slot):
    """C16, C17: a wrong context opens nothing."""
    pair = hpke.new_pair()
    blob = sealed_item(pair)

    with pytest.raises(SealBroken):
        data_key_of(pair, blob, file=file, slot=slot)


def test_item_with_its_key_still_opens_nowhere_else():
    pair = hpke.new_pair()
    blob = sealed_item(pair)
    key = data_key_of(pair, blob)

    with pytest.raises(SealBroken):
        items.open_item(blob, data_key=key, file="sak_2", slot=SLOT)


def test_item_with_a_forged_part_opens_nothing():
    pair = hpke.new_pair()
    blob = sealed_item(pair, part="work")
    key = data_key_of(pair, blob)
    forged = blob.replace(b"work", b"talk", 1)

    assert items.read_header(forged).part == "talk"
    with pytest.raises(SealBroken):
        data_key_of(pair, forged)
    with pytest.raises(SealBroken):
        items.open_item(forged, data_key=key, file="sak_1", slot=SLOT)


def test_item_changed_by_one_bit_opens_nothing():
    pair = hpke.new_pair()
    blob = sealed_item(pair)
    key = data_key_of(pair, blob)
    changed = bytearray(blob)
    changed[-1] ^= 1

    with pytest.raises(SealBroken):
        items.open_item(bytes(changed), data_key=key, file="sak_1", slot=SLOT)


@pytest.mark.parametrize("blob", [b"", b"\x01", bytes(200), b"\x02" + bytes(200), b"\x01" * 60])
def test_item_header_of_rubbish_is_broken_and_nothing_worse(blob):
    with pytest.raises(SealBroken):
        items.read_header(blob)


def test_item_header_with_a_part_that_is_no_text_is_broken():
    blob = bytearray(sealed_item(hpke.new_pair(), part="work"))
    blob[18] = 0xFF

    with pytest.raises(SealBroken):
        items.read_header(bytes(blob))


def test_item_holds_no_readable_word():
    blob = sealed_item(hpke.new_pair(), text="En hemmelig setning")

    assert b"hemmelig" not in blob


def test_items_digest_differs_for_each_sealing_of_the_same_text():
    pair = hpke.new_pair()

    assert items.digest(sealed_item(pair)) != items.digest(sealed_item(pair))
