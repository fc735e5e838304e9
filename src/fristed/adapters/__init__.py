"""Speaking to systems outside the house. No Django; addresses come in as values."""
