"""The projected show, its slides, and the check of the laptop."""
