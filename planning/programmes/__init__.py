"""Rules of the register: what a programme is, doubles, checks, goals served, what became of it."""
