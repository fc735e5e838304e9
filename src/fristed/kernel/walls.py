"""SQL for the second wall: row-level security, and the few functions that may see past it.

Strings for migrations (`migrations.RunSQL(*wall(...))`). Each answers (do, undo). A policy has
one form only, `column = any(array(select ...))`: the planner then uses the primary key however
large the table is.
"""

from collections.abc import Mapping

from fristed.kernel.periods import ZONE

ACTOR = "nullif(current_setting('app.actor', true), '')::bigint"
ACTOR_REF = "nullif(current_setting('app.ref', true), '')"
TODAY = f"(now() at time zone '{ZONE}')::date"
"""The scheme's day, as `periods.day_of`: `current_date` is the connection's, which is UTC's."""
MEMBER = (
    f"m.person_id = {ACTOR} and m.starts_on <= {TODAY}"
    f" and (m.ends_on is null or m.ends_on >= {TODAY})"
)
"""Of a membership `m`: it is the asker's, and in force today."""
ALL = "'all'::text"
"""In place of a column: every row to those `who_are` names, or none."""
OPEN_FILE = "nullif(current_setting('app.file', true), '')::bigint"

SqlPair = tuple[str, str]


def who_are(*roles: str) -> str:
    """What `allow` selects for `ALL`: something for whoever has one of these roles today."""
    held = ", ".join(f"'{role}'" for role in roles)
    who = f"where {MEMBER} and m.role::text = any(array[{held}])"  # reads the same once restored
    return f"select {ALL} from organisation_membership m {who}"  # noqa: S608 - words of a migration


def wall(table: str) -> SqlPair:
    """Nobody sees a row of the table without a policy, its owner included."""
    return (
        (
            f"alter table {table} enable row level security;"
            f"alter table {table} force row level security;"
        ),
        (
            f"alter table {table} no force row level security;"
            f"alter table {table} disable row level security;"
        ),
    )


def allow(
    table: str, role: str, column: str, select: str, *, command: str = "all", name: str = ""
) -> SqlPair:
    """Let a role reach the rows whose column is among what `select` gives."""
    name = name or f"{role}_{command}_by_{column}"
    condition = f"({column} = any(array({select})))"
    clauses = {
        "all": f"using {condition} with check {condition}",
        "select": f"using {condition}",
        "update": f"using {condition} with check {condition}",
        "delete": f"using {condition}",
        "insert": f"with check {condition}",
    }[command]
    return (
        f"create policy {name} on {table} for {command} to {role} {clauses};",
        f"drop policy {name} on {table};",
    )


def allow_every_row(table: str, role: str, *, command: str = "all") -> SqlPair:
    """Let a role reach every row: the worker that counts, the keeper that reads grants."""
    name = f"{role}_{command}_every_row"
    clauses = {
        "all": "using (true) with check (true)",
        "select": "using (true)",
        "insert": "with check (true)",
        "update": "using (true) with check (true)",
    }[command]
    return (
        f"create policy {name} on {table} for {command} to {role} {clauses};",
        f"drop policy {name} on {table};",
    )


def definer(function: str, body: str, *, callers: str, needs: Mapping[str, str]) -> SqlPair:
    """A function that sees past the wall, owned by the role that exists only for that.

    function   name and argument types: "casework_case_by_ref(text)"
    body       the `create function` statement, `security definer set search_path = public, pg_temp`
    callers    roles that may call it
    needs      table -> rights that the owning role must have
    """
    if "security definer" not in body or "search_path" not in body:
        raise ValueError("a definer function names its search path")
    rights = "".join(
        f"grant {what} on {_kind(table)}{table} to fristed_gate;" for table, what in needs.items()
    )
    return (
        (
            f"{body};{rights}"
            f"revoke execute on function {function} from public;"
            f"grant execute on function {function} to {callers};"
            f"grant create on schema public to fristed_gate;"
            f"alter function {function} owner to fristed_gate;"
            f"revoke create on schema public from fristed_gate;"
        ),
        f"set local role fristed_gate; drop function {function}; reset role;",
    )


def definer_anew(function: str, body: str, *, callers: str, needs: Mapping[str, str]) -> SqlPair:
    """The same for a function that is there already, of the same name and argument types."""
    do, undo = definer(function, body, callers=callers, needs=needs)
    return (undo + do, "")


def together(*pairs: SqlPair) -> SqlPair:
    """Several as one, undone in reverse."""
    return (
        "\n".join(do for do, _ in pairs),
        "\n".join(undo for _, undo in reversed(pairs)),
    )


def with_all_rows(table: str, statement: str) -> str:
    """A data migration's statement about a table behind the wall. Without this the owner sees no
    row of it, changes none, and is told that all went well."""
    return (
        f"alter table {table} no force row level security;"
        f"{statement};"
        f"alter table {table} force row level security;"
    )


def _kind(name: str) -> str:
    return "sequence " if name.endswith("_seq") else ""
