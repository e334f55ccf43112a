"""Grids to tables: where they lie and what their columns mean."""
