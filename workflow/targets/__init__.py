"""What regions are held against in a year, and the one way to score them for it."""
