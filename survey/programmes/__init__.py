"""Workbooks of programmes: the app's own and those of others, read row by row, and written."""

from survey.programmes.reading import ProgrammeBook, ProgrammeTable, read_programme_file
from survey.programmes.values import ProgrammeContext, ProgrammeRow

__all__ = ["ProgrammeBook", "ProgrammeContext", "ProgrammeRow", "ProgrammeTable", "read_programme_file"]
