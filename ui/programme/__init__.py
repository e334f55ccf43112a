"""The page Program: the list, one programme, many at once, a workbook, and what may be one programme."""
