"""Plain values the whole house shares. No Django, no database, no clock."""
