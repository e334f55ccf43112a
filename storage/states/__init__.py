"""Copies of all that a region's period prints: made at its lock or under a name, read as a store."""
