"""Which columns of a table answer: one of several on the scale, or columns to mark headed by levels."""
