"""The score table as a workbook, CSV and JSON."""
