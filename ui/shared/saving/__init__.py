"""Saving together: what a person takes back, and what two people wrote at once."""
