"""What comparable systems were measured to do. Measured by us, on their published releases."""

GLOBALEAKS_SUBMIT = (
    "GlobaLeaks 5.0.15 at 8 clients: 0.2 to 0.3 a second, "
    "61 to 77 % failed (HTTP 500), p95 4 to 35 s"
)
GLOBALEAKS_RETURN_1 = "GlobaLeaks 5.0.15 at 1 client: p50 1.5 to 1.7 s"
GLOBALEAKS_RETURN_8 = "GlobaLeaks 5.0.15 at 8 clients: p50 11.3 to 11.8 s, p95 14 to 17 s"
GLOBALEAKS_WRITE = "GlobaLeaks 5.0.15 at 8 clients: 38 a second (its own limit of 5 a second each)"
PRIMERO_WAL = "Primero: 40 KB of WAL for one case update"
PRIMERO_INDEXES = "Primero: 105 indexes on the case table"
