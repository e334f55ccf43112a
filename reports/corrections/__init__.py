"""What goes back to the OPD."""
