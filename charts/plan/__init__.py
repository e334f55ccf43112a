"""Charts of programmes, votes, the roadmap and OPD."""
