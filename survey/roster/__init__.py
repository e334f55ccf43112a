"""The list of a region's OPD as an office keeps it: where it stands in a file, and which rows are OPD."""
