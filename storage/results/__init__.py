"""What counts now: answers in force, decisions, and how far regions have come."""
