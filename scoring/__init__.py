"""The numbers: pure functions on DataFrames and frozen values."""
