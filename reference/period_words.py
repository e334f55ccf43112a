"""What every number of a period is marked with on screens and in files: provisional, locked, synthetic."""

PROVISIONAL, LOCKED = "Sementara", "Terkunci"
SAMPLE_LABEL = "Data contoh (sintetis)"
