"""Copies of the whole store: what they say of themselves, making them, their folder, one a day."""
