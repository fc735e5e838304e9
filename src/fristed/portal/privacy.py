"""The portal keeps nothing, so there is nothing to declare."""

from fristed.kernel.privacy import Field

FIELDS: dict[str, Field] = {}
