"""Scores, gaps, targets and agreement of one region."""
