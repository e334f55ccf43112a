"""Charts of many regions or periods."""
