"""What stands before the survey: periods, instruments, rosters, duties, targets."""
