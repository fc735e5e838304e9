"""Words that are counted: dated, mapped between eras, with visible breaks."""
