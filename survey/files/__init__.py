"""Bytes to grids: safe opening and every format."""
