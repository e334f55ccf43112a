"""The register of programmes: import, duplicates, rows and goals."""
