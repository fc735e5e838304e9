"""Cases by the hundred thousand, belonging to other advisers, in tables with all their constraints.

The rows and the sizes of their sealed columns are those of real use; as nobody opens them, the
ciphertext is random bytes. What checks a row when a person writes it checks these too.
"""

import secrets

import psycopg

AT_ONCE = 50_000
EACH = 40  # cases of an adviser
BLOBS = 500
FIELDS = ("name", "profile", "note", "reason")

POOL = """
create unlogged table if not exists bench_pool (
    n int primary key, name bytea, profile bytea, profile_count bytea, note bytea, reason bytea,
    pair bytea, wrapped bytea, mac bytea
)
"""
PEOPLE = """
insert into accounts_user
    (ref, username, name, password, is_active, door, screen_code, uses_shortcuts, hides_when_idle)
select 'per_' || substr(md5('per' || n || random()), 1, 22), 'bench-' || n, 'Eksempel ' || n, '!',
    true, 'desk', '', true, true
from generate_series(1, %(people)s) n
on conflict (username) do nothing
"""
MEMBERSHIPS = """
insert into organisation_membership
    (ref, person_id, unit_id, role, leads, employer, professional_lead, starts_on)
select 'mdl_' || substr(md5('mdl' || u.id || random()), 1, 22), u.id,
    (select array_agg(id order by id) from organisation_unit where kind = 'adviser_team')
        [1 + u.id %% (select count(*) from organisation_unit where kind = 'adviser_team')],
    'adviser', false, 'imdi', 'imdi', date '2020-08-01'
from accounts_user u where u.username like 'bench-%%'
    and not exists (select from organisation_membership m where m.person_id = u.id)
"""
NEW = f"""
create temporary table new_case on commit drop as
select n, nextval('vault_file_id_seq') as id,
    'sak_' || translate(substr(encode(sha256(convert_to(n || '.' || random(), 'UTF8')),
        'base64'), 1, 22), '+/', '-_') as ref,
    u.id as person, u.ref as person_ref, t.code as unit, 1 + n %% {BLOBS} as blob,
    n %% 4 = 0 as is_open, current_date - (n::bigint * 7919 %% 1200)::int - 30 as day
from generate_series(%(first)s + 1, %(last)s) n
join accounts_user u on u.username = 'bench-' || (1 + (n - 1) / {EACH})
join organisation_membership m on m.person_id = u.id
join organisation_unit t on t.id = m.unit_id
"""
ROWS = (
    """insert into vault_file (id, ref, kind, unit, quarter, creator, public_key, wrapped, items,
        chained, closed_on, legal_hold)
    select c.id, c.ref, 'case', c.unit, to_char(day, 'YYYY"Q"Q'), person_ref, pair, wrapped,
        3 + is_open::int, 3 + is_open::int, case when is_open then null else day + 20 end, false
    from new_case c join bench_pool p on p.n = c.blob""",
    """insert into vault_item (file_id, number, item, slot, part, digest)
    select c.id, l.number, gen_random_uuid(), l.slot || c.ref, l.part, mac
    from new_case c join bench_pool p on p.n = c.blob
    cross join (values (1, 'casework.case.name:', 'name'), (2, 'casework.case.profile:', 'profile'),
        (3, 'casework.followup.note:', 'notes'), (4, 'casework.task.reason:', 'tasks')
    ) as l(number, slot, part) where l.number < 4 or c.is_open""",
    """insert into vault_grant (ref, file_id, holder, holder_account, parts, starts_at, ground,
        given_by, mac)
    select 'nok_' || substr(md5(c.ref), 1, 22), c.id, person_ref, person, array['*'], day,
        'creator', person_ref, mac from new_case c join bench_pool p on p.n = c.blob""",
    """insert into casework_case (file_id, ref, status, adviser_id, unit, service, county,
        deployment, concern, concern_version, guideline, opened_on, closed_on, updated_on, version,
        name, profile, profile_count)
    select c.id, c.ref, case when is_open then 'open' else 'closed' end, person, c.unit, 'adviser',
        '03', '', 'negative_social_control', '2023', '', day,
        case when is_open then null else day + 20 end, day + 20, 1, name, profile, profile_count
    from new_case c join bench_pool p on p.n = c.blob""",
    """insert into casework_access (case_id, user_id, ground, "grant", since)
    select c.id, person, 'creator', 'nok_' || substr(md5(c.ref), 1, 22), day from new_case c""",
    """insert into casework_followup (ref, case_id, number, happened_on, kind, minutes, by_id, note)
    select 'opp_' || substr(md5(c.ref), 1, 22), c.id, 1, day + 3, 'conversation', 45, person, note
    from new_case c join bench_pool p on p.n = c.blob""",
    """insert into casework_task (ref, case_id, kind, owner_id, due_on, left_behind, reason)
    select 'opg_' || substr(md5(c.ref), 1, 22), c.id, 'call', person,
        current_date + (c.n % 20)::int, false, reason
    from new_case c join bench_pool p on p.n = c.blob where is_open""",
    """insert into casework_closing (ref, case_id, closed_on, reason, outcome, goal_reached)
    select 'avs_' || substr(md5(c.ref), 1, 22), c.id, day + 20, 'no_longer_needed', 'safer',
        ''
    from new_case c where not is_open""",
)
GROWN = ("accounts_user", "organisation_membership", "vault_file", "vault_item", "vault_grant",
         "casework_case", "casework_access", "casework_followup", "casework_task",
         "casework_closing")  # fmt: skip


def grow(superuser: str, cases: int) -> None:
    """Bring the instance to so many cases in all.

    superuser   conninfo: past row-level security, and past nothing else
    """
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("set synchronous_commit = off")
        _make_pool(connection)
        (there,) = connection.execute("select count(*) from casework_case").fetchone() or (0,)
        (mine,) = connection.execute(
            "select count(*) from casework_case c join accounts_user u on u.id = c.adviser_id"
            " where u.username not like 'bench-%'"
        ).fetchone() or (0,)
        first, last = there - mine, cases - mine
        connection.execute(PEOPLE, {"people": -(-last // EACH)})
        connection.execute(MEMBERSHIPS, {})
        for begin in range(first, last, AT_ONCE):
            with connection.transaction():
                connection.execute(NEW, {"first": begin, "last": min(begin + AT_ONCE, last)})
                for rows in ROWS:
                    connection.execute(rows)
        for table in GROWN:
            connection.execute(f"vacuum (analyze) {table}")
        connection.execute("checkpoint")


def _make_pool(connection: psycopg.Connection) -> None:
    """Random bytes of the sizes that the real cases of this instance have."""
    connection.execute(POOL)
    sizes = _sizes(connection)
    with connection.cursor() as cursor:
        cursor.execute("truncate bench_pool")
        with cursor.copy("copy bench_pool from stdin (format binary)") as copy:
            copy.set_types(["int4", *["bytea"] * 8])
            for number in range(1, BLOBS + 1):
                sealed = [secrets.token_bytes(size) for size in sizes]
                keys = [secrets.token_bytes(size) for size in (32, 80, 32)]
                copy.write_row([number, *sealed, *keys])


def _sizes(connection: psycopg.Connection) -> list[int]:
    asked = """
        select percentile_disc(0.5) within group (order by octet_length(c.name)),
            percentile_disc(0.5) within group (order by octet_length(c.profile)),
            percentile_disc(0.5) within group (order by octet_length(c.profile_count)),
            (select percentile_disc(0.5) within group (order by octet_length(note))
                from casework_followup),
            (select percentile_disc(0.5) within group (order by octet_length(reason))
                from casework_task)
        from casework_case c join accounts_user u on u.id = c.adviser_id
        where u.username not like 'bench-%'
    """
    return [int(size) for size in connection.execute(asked).fetchone() or ()]
