"""From the store to a scored result, and what is read off it."""
