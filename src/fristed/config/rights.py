"""What each door's database role may do, table by table. What is not written here is refused.

One block per app. The words are PostgreSQL's own: `select`, `insert`, `update`, `delete`, and
`select (id, ref)` where a role may read some columns and not the rest. Row-level security stands
behind this; it says which rows. `manage.py grants` applies it, and a test fails for a table that
is missing here.
"""

from collections.abc import Mapping

Rights = Mapping[str, Mapping[str, str]]  # table -> role without its prefix -> privileges

TABLES: dict[str, Rights] = {}
