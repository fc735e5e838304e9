"""Parting a secret between three: any two make it again, and one alone has only noise."""

import json
import os
from itertools import permutations

import pytest

from fristed.sealing import hpke
from fristed.sealing.custodians import (
    BundlesBroken,
    is_recipient,
    new_identity,
    open_bundle,
    part,
    put_together,
)

NAMES = ("arne", "berit", "cato")


@pytest.fixture
def people():
    return {name: new_identity() for name in NAMES}


@pytest.fixture
def secret():
    return hpke.new_pair().private


def opened(people, secret):
    recipients = {name: one.recipient for name, one in people.items()}
    bundles = part(secret, about="sak_x", recipients=recipients)
    return {name: open_bundle(bundles[name], people[name].private) for name in NAMES}


def test_any_two_of_the_three_put_it_together_in_either_order(people, secret):
    told = opened(people, secret)

    for one, other in permutations(NAMES, 2):
        assert put_together(told[one], told[other]) == ("sak_x", secret)


def test_one_custodian_holds_nothing_of_it(people, secret):
    """Each piece is random; she has the pad of one pair and the XOR of another, never both."""
    told = {name: json.loads(text) for name, text in opened(people, secret).items()}

    for one in told.values():
        pieces = [bytes.fromhex(piece) for piece in one["pieces"].values()]
        assert len(pieces) == 2
        assert secret not in pieces
        assert bytes(a ^ b for a, b in zip(*pieces, strict=True)) != secret


def test_a_bundle_opens_for_its_custodian_alone_and_says_nothing_before(people, secret):
    recipients = {name: one.recipient for name, one in people.items()}
    bundles = part(secret, about="sak_x", recipients=recipients)

    assert b"sak_x" not in bundles["arne"]
    with pytest.raises(BundlesBroken):
        open_bundle(bundles["arne"], people["berit"].private)


def test_two_that_do_not_belong_together_are_refused(people, secret):
    mine, others = opened(people, secret), opened(people, os.urandom(32))

    with pytest.raises(BundlesBroken):
        put_together(mine["arne"], others["berit"])
    with pytest.raises(BundlesBroken):
        put_together(mine["arne"], mine["arne"])
    with pytest.raises(BundlesBroken):
        put_together(mine["arne"], "{}")


def test_three_custodians_no_fewer(secret, people):
    two = dict(list({name: one.recipient for name, one in people.items()}.items())[:2])

    with pytest.raises(ValueError, match="three"):
        part(secret, about="sak_x", recipients=two)
    assert [is_recipient(text) for text in (two["arne"], "age1nonsense", "")] == [
        True,
        False,
        False,
    ]
