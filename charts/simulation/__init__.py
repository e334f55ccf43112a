"""Charts of a scenario."""
