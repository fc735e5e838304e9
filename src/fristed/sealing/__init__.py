"""Sealing: key pairs, texts under their own data keys, word codes. No Django, no network."""
