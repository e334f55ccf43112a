"""What charts of every kind are drawn with."""
