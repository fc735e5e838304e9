"""Doors and the machinery that starts them: settings, addresses, roles, supervisor."""
