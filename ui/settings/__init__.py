"""The instrument, the method, and what is kept of persons."""
