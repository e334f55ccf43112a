"""Files as they come in: what waits, what is asked, what was stored."""
