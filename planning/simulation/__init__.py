"""Rules of a what-if: other weights, saved scenarios."""
