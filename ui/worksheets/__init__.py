"""The groups' worksheets."""
