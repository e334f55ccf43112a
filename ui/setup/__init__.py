"""Before the survey: the period, the list of OPD, the sample, and who has not answered."""
