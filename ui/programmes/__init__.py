"""The register of programmes: list, form, import, realisation and goals."""
