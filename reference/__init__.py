"""data/ read into checked values: instruments, regions and their names, OPD, urusan."""
