"""The steps of the job, the same for pages and command line."""
