"""One settings module per door; `base` is shared, `superset` is for migrations and commands."""
