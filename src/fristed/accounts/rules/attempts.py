"""How often someone may try to sign in. Never site-wide: a stranger must not stop the house."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Final


@dataclass(frozen=True)
class Limit:
    """Failed attempts in one bucket before it closes.

    most   failed attempts that are allowed
    within  the window; it starts at the first of them
    """

    name: str
    most: int
    within: timedelta


HERE: Final = Limit("here", 5, timedelta(minutes=10))  # one account from one network
ACCOUNT: Final = Limit("account", 100, timedelta(hours=1))  # one account from everywhere
NETWORK: Final = Limit("network", 60, timedelta(minutes=5))  # one network, any account


def network_of(address: str) -> str:
    """The network an address belongs to: /24, or /64 for IPv6. No finer is ever kept.

    What is not an address, such as a Unix socket's empty one, is one network of its own.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return "none"
    mapped = getattr(parsed, "ipv4_mapped", None)
    parsed = mapped or parsed
    return str(ip_network((parsed, 24 if parsed.version == 4 else 64), strict=False))


def buckets_of(username: str, address: str) -> dict[str, Limit]:
    """What an attempt counts against, by a name that still has to be hashed.

    username   empty where nobody said who she is: then only the network counts
    """
    network = network_of(address)
    if not username:
        return {f"{NETWORK.name} {network}": NETWORK}
    return {
        f"{HERE.name} {network} {username}": HERE,
        f"{ACCOUNT.name} {username}": ACCOUNT,
        f"{NETWORK.name} {network}": NETWORK,
    }


def is_closed(limit: Limit, count: int) -> bool:
    """Whether a bucket with so many attempts, this one among them, is closed."""
    return count > limit.most
