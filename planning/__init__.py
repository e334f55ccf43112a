"""What to do first: priorities from gaps."""
