"""The keeper: the one process that may decide what opens. No Django; nobody imports it."""
