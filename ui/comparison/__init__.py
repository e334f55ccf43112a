"""Regions and periods side by side, and how sure a rank is."""
