"""Workbooks of programmes: the app's own and those of others, read row by row, and written."""

from survey.programmes.reading import Book, Table, read
from survey.programmes.values import Row, Source

__all__ = ["Book", "Row", "Source", "Table", "read"]
