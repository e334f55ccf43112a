"""Files in: read, judged, kept."""
