"""What is approved for everyone: published history and released tables. Never changed."""
