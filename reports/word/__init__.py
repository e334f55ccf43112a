"""Word documents: chapters and letters that an official edits further."""
