"""How files of Office are written: a text is a text, never a formula, a link or a number."""

PLAIN_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Options for `xlsxwriter.Workbook`; formulas that are meant are written with `write_formula`."""
LONGEST_PROPERTY = 255
"""So many characters Office keeps of a title in a file's properties; the document itself says it whole."""
