"""What if: scenarios in work and saved ones."""
