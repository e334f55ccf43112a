"""What each instrument calls the levels of its tree, for screens."""

from workflow.levels import below_index, name

__all__ = ["below_index", "name"]
