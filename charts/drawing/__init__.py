"""Sheet, axis, marks, text, colours and number format that all charts share."""
