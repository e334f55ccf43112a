"""What if: other weights and levels."""
