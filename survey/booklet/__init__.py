"""Workbooks of plain tables that are filled in offline and come back: goals, worksheets of the groups."""

from survey.booklet.model import BookletContent, BookletField, BookletPage, BookletRow
from survey.booklet.reading import read_booklet
from survey.booklet.writing import write_booklet

__all__ = ["BookletContent", "BookletField", "BookletPage", "BookletRow", "read_booklet", "write_booklet"]
