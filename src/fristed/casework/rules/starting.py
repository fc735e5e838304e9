"""What follows from who starts a case."""

from collections.abc import Collection

from fristed.casework.choices import Service
from fristed.kernel.roles import Role


def service_of(roles: Collection[Role]) -> Service:
    """Which service a new case is counted under: the envoys' when she is one."""
    return Service.ENVOY if Role.ENVOY in roles else Service.ADVISER
