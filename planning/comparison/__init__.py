"""Regions alike, and whether circumstances go with scores."""
