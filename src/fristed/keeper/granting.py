"""Giving and taking back key grants. A grant nobody here MACed is only a row."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from fristed.keeper import addressing, admin, assertions, barring, grants, passing, shielding
from fristed.keeper.addressing import ASKERS_PARTS, INQUIRY, Address
from fristed.keeper.assertions import Staff
from fristed.keeper.keeper import Keeper
from fristed.keeper.records import FileRow, GrantRow, file_row
from fristed.keeper.refusals import Refused
from fristed.keeper.register import Book
from fristed.keeper.wire import Answer, Ask
from fristed.kernel.periods import day_of
from fristed.kernel.refs import new_ref

MOST: Final = 500
MOST_PARTS: Final = 40
GLASS_LASTS: Final = timedelta(minutes=60)
TEAM_FILES: Final = frozenset(
    {"conversation", "consultation", "compartment", "register", "letterbox", INQUIRY}
)


@dataclass(frozen=True)
class Wanted:
    file: str
    row: FileRow | None
    holder: str
    parts: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime | None
    ground: str
    has_reason: bool
    address: Address | None = None  # one more unit the file is sealed to


@dataclass(frozen=True)
class Known:
    """What the keeper's own register says of the asker and these files."""

    units: set[str]  # she belongs to today
    revoked: set[str]
    creator_over: set[str]  # files whose creator's own grant was taken back
    passed: dict[str, str]  # conversations that have gone on -> the team that has them


@dataclass
class Asker:
    """Who asks, and what she holds of each file; what she is given counts for what follows.

    purpose   whether grants are made, or offers of grants
    """

    staff: Staff
    known: Known
    purpose: str
    held: dict[str, list[GrantRow]] = field(default_factory=dict)

    def holds(self, file: str) -> list[GrantRow]:
        return self.held.setdefault(file, [])


async def grant(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """MAC grants, all or none. Not what has to be accepted first: that is offered.

    :raises Refused: `must_be_offered`, or which other rule; see `_decide`.
    """
    wants = [wanted(want) for want in ask.many("wants", most=MOST)]
    if any(want.ground in grants.OFFERED for want in wants):
        raise Refused("must_be_offered")
    return await made_for(keeper, ask, wants, at, grants.GRANT)


async def made_for(
    keeper: Keeper, ask: Ask, wants: Sequence[Wanted], at: datetime, purpose: str
) -> Answer:
    """MAC them all as grants, or as offers of grants.

    :raises Refused: says which rule; nothing was made.
    """
    staff = await assertions.staff(keeper, ask, at)
    refs = sorted({want.file for want in wants})
    rows = await keeper.records.files(refs)
    held = await keeper.records.grants_of(staff.person, refs)
    known = await keeper.register.read(at, lambda book: _known(book, staff, refs, held))
    asker = Asker(staff, known, purpose)
    for mine in grants.in_session(staff, grants.valid(keeper.own, held, known.revoked, at)):
        asker.holds(mine.file.ref).append(mine)

    given = []
    for want in wants:
        ask.about = want.file
        row = rows.get(want.file) or want.row
        if row is None:
            raise Refused("no_file")
        await keeper.units.file_private(row, at, strong=staff.is_strong(at))
        if want.address is not None:
            await addressing.check_address(keeper, row, want.address, at)
        given.append(_decide(keeper, asker, want, row, at))
    ask.about = ""

    def note(book: Book) -> None:
        grants.tell_forged(book, grants.forged(keeper.own, held))
        for made in given:
            _check_named(book, made, staff)
        shielding.spend_seconds(book, [(made.file.ref, made.holder) for made in given])
        for made in given:
            _note_given(book, made, purpose)

    await keeper.register.write(at, note)
    return {
        "grants": [{"ref": made.ref, "given_by": made.given_by, "mac": made.mac} for made in given]
    }


def _decide(keeper: Keeper, asker: Asker, want: Wanted, row: FileRow, at: datetime) -> GrantRow:
    _check_ground(asker, want, row, at)
    unsigned = GrantRow(
        ref=new_ref("nok"),
        file=row,
        holder=want.holder,
        parts=want.parts,
        starts_at=want.starts_at,
        ends_at=want.ends_at,
        ground=want.ground,
        given_by=asker.staff.person,
        mac=b"",
        revoked_at=None,
    )
    made = replace(unsigned, mac=grants.mac(keeper.own, unsigned, asker.purpose))
    if asker.purpose == grants.GRANT and made.holder == asker.staff.person and made.starts_at <= at:
        asker.holds(row.ref).append(made)
    return made


def _check_ground(asker: Asker, want: Wanted, row: FileRow, at: datetime) -> None:
    """:raises Refused: the ground does not carry this grant."""
    if want.ends_at is not None and want.ends_at <= max(want.starts_at, at):
        raise Refused("no_end")
    if want.ground == grants.CREATOR:
        _check_creator(asker, want, row)
    elif want.ground == grants.TEAM:
        _check_team(asker, want, row)
    elif want.ground == grants.BREAK_GLASS:
        _check_break_glass(asker, want, at)
    else:
        _check_given_on(asker, want, row)


def _check_creator(asker: Asker, want: Wanted, row: FileRow) -> None:
    """The wrap opened with her as creator, and nobody took her own grant back since. Whoever
    wrote an inquiry reads what she asked and what was answered."""
    if row.kind == INQUIRY and not set(want.parts) <= ASKERS_PARTS:
        raise Refused("not_allowed")
    if (
        row.creator != asker.staff.person
        or want.holder != asker.staff.person
        or row.ref in asker.known.creator_over
    ):
        raise Refused("not_creator")


def _check_team(asker: Asker, want: Wanted, row: FileRow) -> None:
    """What is addressed to a unit and made by nobody is for its members, today: a conversation,
    a consultation of a team, an agency's own notes beside it, a mission's register, what readers
    wrote in a week. An inquiry is so whoever wrote it, and for the members of each further unit it
    is sealed to; a conversation is the team's that accepted it last.

    :raises Refused: `no_second_factor`, `not_in_team`.
    """
    if not asker.staff.works_in_teams:
        raise Refused("no_second_factor")
    has_it = asker.known.passed.get(row.ref, row.unit)
    units = {has_it} | ({want.address.unit} if want.address else set())
    if (
        row.kind not in TEAM_FILES
        or (row.creator and row.kind != INQUIRY)
        or (want.address and row.kind != INQUIRY)
        or want.holder != asker.staff.person
        or not units & asker.known.units
    ):
        raise Refused("not_in_team")


def _check_break_glass(asker: Asker, want: Wanted, at: datetime) -> None:
    """For oneself, with a second factor just shown, a reason, and an end within the hour."""
    if not asker.staff.is_strong(at):
        raise Refused("not_recent")
    if not want.has_reason:
        raise Refused("no_reason")
    if want.holder != asker.staff.person:
        raise Refused("not_allowed")
    if want.ends_at is None:
        raise Refused("no_end")
    if want.ends_at > at + GLASS_LASTS:
        raise Refused("too_long")


def _check_given_on(asker: Asker, want: Wanted, row: FileRow) -> None:
    """Share, hand over, stand in: only what she holds herself, and no longer than she does."""
    giving = [held for held in asker.holds(row.ref) if held.ground in grants.GIVING]
    if not grants.covered(giving, want.parts):
        raise Refused("not_held")
    lasting = [
        held
        for held in giving
        if held.ends_at is None or (want.ends_at is not None and want.ends_at <= held.ends_at)
    ]
    if not grants.covered(lasting, want.parts):
        raise Refused("outlives_own")
    if want.ground == grants.STAND_IN and want.ends_at is None:
        raise Refused("no_end")


def _check_named(book: Book, made: GrantRow, staff: Staff) -> None:
    """Nobody the file is closed to by name; on a shielded file only with a second named person.

    :raises Refused: `not_allowed`, `needs_second`.
    """
    if barring.is_barred(book, made.file.ref, made.holder):
        raise Refused("not_allowed")
    shielding.check_seconded(book, made.file.ref, made.holder, staff.person)


def _note_given(book: Book, made: GrantRow, purpose: str) -> None:
    book.note(
        purpose,
        ref=made.ref,
        file=made.file.ref,
        holder=made.holder,
        parts=list(made.parts),
        ground=made.ground,
        person=made.given_by,
    )
    if made.ground == grants.BREAK_GLASS:
        told = admin.units_of(book, made.holder, day_of(book.at))
        for unit in sorted(told | {grants.unit_of(book, made.file)}):
            book.alarm("break_glass", person=made.holder, unit=unit, file=made.file.ref)


async def revoke(keeper: Keeper, ask: Ask, at: datetime) -> Answer:
    """Take grants back for good: by who gave them, who holds them, the file's creator, or
    whoever is responsible for it.

    :raises Refused: `unknown_grant`, `not_allowed`.
    """
    staff = await assertions.staff(keeper, ask, at)
    refs = ask.names("grants", most=MOST)
    rows = await keeper.records.grants(refs)
    if {row.ref for row in rows} != set(refs):
        raise Refused("unknown_grant")
    for row in rows:  # a creator is believed only when the wrap says so too
        ask.about = row.file.ref
        await keeper.units.file_private(row.file, at, strong=staff.is_strong(at))
    held = await keeper.records.grants_of(staff.person, sorted({row.file.ref for row in rows}))

    def take_back(book: Book) -> None:
        taken = grants.revoked_among(book, [row.ref for row in held])
        mine = grants.valid(keeper.own, held, taken, at)
        for row in rows:
            ask.about = row.file.ref
            if not _may_revoke(book, staff, row, mine):
                raise Refused("not_allowed")
        for row in rows:
            grants.mark_revoked(
                book, ref=row.ref, file=row.file.ref, holder=row.holder, ground=row.ground
            )
            book.note(
                "revoke",
                ref=row.ref,
                file=row.file.ref,
                holder=row.holder,
                ground=row.ground,
                person=staff.person,
            )
        ask.about = ""

    await keeper.register.write(at, take_back)
    return {"revoked": refs}


def _may_revoke(book: Book, staff: Staff, row: GrantRow, mine: Sequence[GrantRow]) -> bool:
    """Who handed a file over has no say in it any more, neither as giver nor as its maker."""
    held = [mine_on_it for mine_on_it in mine if mine_on_it.file.ref == row.file.ref]
    gave = staff.person == row.given_by and any(one.ground in grants.GIVING for one in held)
    made = staff.person == row.file.creator and not _creator_over(book, row.file.ref, staff.person)
    return staff.person == row.holder or grants.is_responsible(held) or gave or made


def _creator_over(book: Book, file: str, creator: str) -> bool:
    return bool(
        book.one(
            "select 1 from revoked where file = ? and holder = ? and ground = ?",
            *(file, creator, grants.CREATOR),
        )
    )


def _known(book: Book, staff: Staff, files: Sequence[str], held: Sequence[GrantRow]) -> Known:
    over = {file for file in files if _creator_over(book, file, staff.person)}
    return Known(
        units=admin.member_units(book, staff.person, day_of(book.at)),
        revoked=grants.revoked_among(book, [row.ref for row in held]),
        creator_over=over,
        passed=passing.units_of(book, files),
    )


def wanted(want: Ask) -> Wanted:
    ground = want.name("ground")
    if ground not in grants.GROUNDS:
        raise Refused("malformed")
    row = file_row(Ask(want.raw("file"))) if isinstance(want.raw("file"), dict) else None
    return Wanted(
        file=row.ref if row else want.name("file"),
        row=row,
        holder=want.name("holder"),
        parts=_parts(want),
        starts_at=want.moment("starts_at"),
        ends_at=want.maybe_moment("ends_at"),
        ground=ground,
        has_reason=want.has("reason") and bool(want.text("reason", most=4000, empty=True).strip()),
        address=Address.of(Ask(want.raw("address"))) if want.has("address") else None,
    )


def _parts(want: Ask) -> tuple[str, ...]:
    raw = want.raw("parts")
    if not isinstance(raw, list) or not raw:
        raise Refused("malformed")
    named = Ask({"parts": [part for part in raw if part != grants.ALL_PARTS]})
    parts = sorted(set(named.names("parts", most=MOST_PARTS)))
    excepts = [part for part in parts if part.startswith(grants.EXCEPT)]
    if grants.ALL_PARTS not in raw:
        if excepts:
            raise Refused("malformed")
        return tuple(parts)
    if len(excepts) != len(parts):
        raise Refused("malformed")
    return (grants.ALL_PARTS, *parts)
