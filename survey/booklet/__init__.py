"""Workbooks of plain tables that are filled in offline and come back: goals, worksheets of the groups."""

from survey.booklet.model import Field, Page, Row, Taken
from survey.booklet.reading import read
from survey.booklet.writing import write

__all__ = ["Field", "Page", "Row", "Taken", "read", "write"]
