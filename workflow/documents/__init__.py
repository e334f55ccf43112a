"""What documents say, gathered once."""
