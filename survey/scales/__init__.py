"""On which scale the answers of a table stand: from headings, legends and values to levels."""
