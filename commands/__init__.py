"""The commands of cli.py, one module each: what it asks for, and what it does."""
