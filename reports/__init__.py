"""Files an official takes away."""
