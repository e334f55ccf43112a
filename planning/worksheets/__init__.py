"""Rules of worksheets: lines, lines that say the same, root causes."""
