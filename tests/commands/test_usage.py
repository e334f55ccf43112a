"""What the command line prints is plain text."""

import pytest

from commands.usage import print_message


@pytest.mark.parametrize(
    "mark", ["\x1b[2J\x1b[31m", "\x1b]0;judul\x07", "\r", "\x08\x08", "\u202e", "\x9b1m"]
)
def test_a_name_from_outside_moves_no_cursor_and_colours_nothing(capsys, mark):
    print_message(f"Berkas a{mark}b.csv tidak dapat dibaca.\nBaris dua.")
    said = capsys.readouterr().err
    assert said.startswith("Berkas a")
    assert said.endswith("b.csv tidak dapat dibaca.\nBaris dua.\n")
    assert all(char.isprintable() or char == "\n" for char in said)
