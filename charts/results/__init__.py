"""Charts of one region: scores, gaps, agreement."""
