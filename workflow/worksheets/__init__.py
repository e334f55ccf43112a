"""Worksheets in the store and as workbooks."""
