"""How often someone has tried lately; nothing about who."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fristed.accounts.rules.attempts import Limit, buckets_of, is_closed, network_of


class AttemptsManager(models.Manager["Attempts"]):
    """Counting, in one statement, so that attempts at the same moment all count."""

    def take(self, username: str, address: str, at: datetime) -> bool:
        """Count one attempt before it is made; answers whether it may be made.

        What is refused in its own network never counts against the account everywhere, or
        one stranger could keep a person out.
        """
        wide = {"account"}
        buckets = _hashed(username, address, at)
        near = {name: limit for name, limit in buckets.items() if limit.name not in wide}
        far = {name: limit for name, limit in buckets.items() if limit.name in wide}
        return _count(near, at) and _count(far, at)

    def take_from_network(self, limit: Limit, address: str, at: datetime) -> datetime | None:
        """Count one attempt at something other than signing in, before it is made.

        Answers none if it may be made, else when the network's bucket opens again.
        """
        buckets = _under_todays_key({f"{limit.name} {network_of(address)}": limit}, at)
        if _count(buckets, at):
            return None
        return self.get(bucket__in=buckets).ends_at

    def give_back(self, username: str, address: str, at: datetime) -> None:
        """Do not count an attempt after all: it came to nothing by no fault of the person."""
        self.filter(bucket__in=_hashed(username, address, at), count__gt=0).update(
            count=models.F("count") - 1
        )

    def forgive(self, username: str, address: str, at: datetime) -> None:
        """Forget the person's failures here; others' in the same network still count."""
        self.give_back(username, address, at)
        here = [
            name for name, limit in _hashed(username, address, at).items() if limit.name == "here"
        ]
        self.filter(bucket__in=here).delete()

    def clear_ended(self, at: datetime) -> None:
        self.filter(ends_at__lte=at).delete()


class Attempts(models.Model):
    """Failed attempts in one bucket: an account, a network, or both together.

    The bucket's name is an HMAC with a key that changes every day, so the row says neither
    which account nor which network.
    """

    bucket = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    objects: ClassVar[AttemptsManager] = AttemptsManager()

    def __str__(self) -> str:
        return f"{self.count} before {self.ends_at}"


def _hashed(username: str, address: str, at: datetime) -> Mapping[str, Limit]:
    return _under_todays_key(buckets_of(username, address), at)


def _under_todays_key(buckets: Mapping[str, Limit], at: datetime) -> Mapping[str, Limit]:
    day = f"fristed.accounts.attempts {timezone.localdate(at).isoformat()}"
    return {
        salted_hmac(day, name, algorithm="sha256").hexdigest(): limit
        for name, limit in buckets.items()
    }


def _count(buckets: Mapping[str, Limit], at: datetime) -> bool:
    names = sorted(buckets)  # one order for all: no deadlock
    ends = [at + buckets[name].within for name in names]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into accounts_attempts as kept (bucket, count, ends_at)
            select bucket, 1, ends_at
              from unnest(%s::text[], %s::timestamptz[]) as new (bucket, ends_at)
            on conflict (bucket) do update set
                count = case when kept.ends_at <= %s then 1 else kept.count + 1 end,
                ends_at = case when kept.ends_at <= %s then excluded.ends_at
                               else kept.ends_at end
            returning bucket, count
            """,
            [names, ends, at, at],
        )
        counts = dict(cursor.fetchall())
    return not any(is_closed(buckets[name], counts[name]) for name in names)
