"""Marking a state, choosing one, and what changed since it."""
