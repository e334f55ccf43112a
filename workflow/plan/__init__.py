"""What a room decided, and everything the plan pages show."""
