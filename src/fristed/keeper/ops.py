"""The operations by name. What is not here cannot be asked for."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Final

from fristed.keeper import (
    admin,
    alarms,
    assertions,
    chains,
    codes,
    counting,
    destroying,
    drafting,
    granting,
    greeting,
    heads,
    offering,
    oidc,
    opening,
    passkeys,
    prolonging,
    rotating,
    signing_in,
)
from fristed.keeper.keeper import Keeper
from fristed.keeper.wire import Answer, Ask

Op = Callable[[Keeper, Ask, datetime], Awaitable[Answer]]

OPS: Final[Mapping[str, Op]] = {
    "hello": greeting.hello,
    "unit_keys": greeting.unit_keys,
    "check_keys": greeting.check_keys,
    "admin.set_unit": admin.set_unit,
    "admin.set_members": admin.set_members,
    "admin.invite": admin.invite,
    "admin.link_subject": admin.link_subject,
    "admin.stop_person": admin.stop_person,
    "totp.begin": signing_in.begin_totp,
    "totp.confirm": signing_in.confirm_totp,
    "recovery.new": signing_in.new_recovery_codes,
    "passkey.begin_registration": passkeys.begin_registration,
    "passkey.finish_registration": passkeys.finish_registration,
    "passkey.begin": passkeys.begin,
    "passkey.finish": passkeys.finish,
    "sign_in": signing_in.sign_in,
    "sign_in_oidc": oidc.sign_in_oidc,
    "step_up": signing_in.step_up,
    "end": assertions.end,
    "grant": granting.grant,
    "offer": offering.offer,
    "accept": offering.accept,
    "withdraw": offering.withdraw,
    "revoke": granting.revoke,
    "open": opening.open_items,
    "draft.open": drafting.open_drafts,
    "chain": chains.chain,
    "file.prolong": prolonging.prolong,
    "code.bind": codes.bind,
    "code.return": codes.give_back,
    "count.seal": counting.seal,
    "count.keys": counting.hand_out,
    "head": heads.head,
    "heads": heads.heads,
    "alarms": alarms.alarms,
    "destroy.list": destroying.list_doomed,
    "destroy.propose": destroying.propose,
    "destroy.confirm": destroying.confirm,
    "rotate_pepper": rotating.rotate_pepper,
    "rewrap": rotating.rewrap,
}
