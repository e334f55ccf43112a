"""Documents and packages to take away, and the lock of a period."""
