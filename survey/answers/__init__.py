"""Cells to answers on the scale."""
