"""Periods, lists of OPD, duties, deadlines and reminders."""
