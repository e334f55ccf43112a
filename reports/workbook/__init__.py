"""The kabupaten's workbook of sheets."""
