"""The doors: one process per audience, each with its own port, cookie names and database role.

Everything that must agree is made from this table: settings, grants (with `rights`), the supervisor
and the tests that start each door and try what must fail.
"""

from dataclasses import dataclass

PREFIX = "fristed_"


@dataclass(frozen=True)
class Door:
    """One process and what it may know.

    rooms   the apps it serves, beside those every door stands on
    never   modules its process must not hold, whole packages by their name
    """

    name: str
    offset: int | None  # from the installation's first port; None serves no requests
    rooms: tuple[str, ...]
    never: tuple[str, ...]

    @property
    def role(self) -> str:
        return PREFIX + self.name

    @property
    def cookie(self) -> str:
        """Named by door: a browser sends a cookie to every port of its host."""
        return f"__Host-{self.name}"

    @property
    def csrf_cookie(self) -> str:
        return f"__Host-{self.name}-csrf"


# What every process stands on, from the lowest floor.
GROUND = (
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "fristed.vault",
    "fristed.audit",
    "fristed.codelists",
    "fristed.ui",
    "fristed.accounts",
    "fristed.organisation",
    "fristed.publications",
    "fristed.config",
)

NORA = Door(
    name="nora",
    offset=0,
    rooms=("fristed.contact", "fristed.portal"),
    never=(
        "fristed.casework",
        "fristed.guidance",
        "fristed.statistics",
        "fristed.reporting",
        "fristed.desk",
        "fristed.sample",
        "fristed.keeper",
        "allauth",
        "procrastinate",
        "wagtail",
        "duckdb",
        "scipy",
    ),
)
DESK = Door(
    name="desk",
    offset=1,
    rooms=(
        "django.contrib.messages",
        "django.contrib.humanize",
        "django_htmx",
        "procrastinate.contrib.django",
        "fristed.contact",
        "fristed.guidance",
        "fristed.portal",
        "fristed.notices",
        "fristed.casework",
        "fristed.statistics",
        "fristed.reporting",
        "fristed.desk",
    ),
    never=("fristed.sample", "fristed.keeper", "wagtail"),
)
PARTNER = Door(
    name="partner",
    offset=2,
    rooms=(
        "django.contrib.messages",
        "django.contrib.humanize",
        "django_htmx",
        "fristed.notices",
        "fristed.guidance",
    ),
    never=(
        "fristed.casework",
        "fristed.contact",
        "fristed.portal",
        "fristed.statistics",
        "fristed.desk",
        "fristed.sample",
        "fristed.keeper",
        "wagtail",
        "duckdb",
        "scipy",
    ),
)
STUDIO = Door(
    name="studio",
    offset=3,
    rooms=(
        "django.contrib.messages",
        "django.contrib.humanize",
        "django_htmx",  # its files, on the pages that are not Wagtail's
        "fristed.portal",
        "fristed.editorial",  # before Wagtail, whose templates it may replace
        "taggit",
        "modelcluster",
        "wagtail.snippets",
        "fristed.editorial.apps.ProfilesConfig",  # wagtail.users
        "fristed.editorial.apps.AdminConfig",  # wagtail.admin
        "wagtail",
    ),
    never=(
        "fristed.casework",
        "fristed.contact",
        "fristed.guidance",
        "fristed.statistics",
        "fristed.reporting",
        "fristed.notices",
        "fristed.desk",
        "fristed.sample",
        "fristed.keeper",
        "procrastinate",
        "duckdb",
        "scipy",
    ),
)
WORKER = Door(
    name="worker",
    offset=None,
    rooms=(
        "procrastinate.contrib.django",
        "fristed.contact",
        "fristed.guidance",
        "fristed.portal",
        "fristed.notices",
        "fristed.casework",
        "fristed.statistics",
    ),
    never=("fristed.sample", "fristed.keeper", "wagtail"),
)
DOORS = (NORA, DESK, PARTNER, STUDIO, WORKER)

MIGRATE = f"{PREFIX}migrate"  # owns every table; runs migrations and nothing else
AUDIT = f"{PREFIX}audit"  # inserts into and reads the trail
KEEPER = f"{PREFIX}keeper"  # reads the few rows the keeper decides on
BACKUP = f"{PREFIX}backup"  # reads everything, sealed as it is
GATE = f"{PREFIX}gate"  # owns the few functions that see past row-level security; never signs in
ROLES = (MIGRATE, *(door.role for door in DOORS), AUDIT, KEEPER, BACKUP)

# What each installation makes for itself: a password per role, a key per door, and what rounding
# is drawn from (only who counts may know it).
SECRETS = (*ROLES, *(f"{door.name}.key" for door in DOORS), "superset.key", "rounding.key")
