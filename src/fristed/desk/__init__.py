"""The desk's front page and what shows several rooms at once. Keeps nothing of its own."""
