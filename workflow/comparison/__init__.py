"""Regions and periods side by side, ranks and how sure they are."""
