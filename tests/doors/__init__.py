"""Every way in which a stranger's file comes in, and the files that would break it."""
