"""Who signs in at a staff door, and how. Roles and places stand in `organisation`."""
