"""Slides for the two days: native charts and tables that an official edits further in PowerPoint."""
