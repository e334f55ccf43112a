"""Delimited text: encodings and delimiters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.files.csv import read_delimited_rows

TABLE = [["Kab/Kota", "Nilai"], ["Kab. Nganjuk", "2,75"], ["Kab. Tuban", "3"]]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_every_encoding_and_delimiter(encoding, delimiter):
    text = "\r\n".join(delimiter.join(row) for row in TABLE)
    assert read_delimited_rows(text.encode(encoding)) == TABLE


def test_a_decimal_comma_in_quotes_does_not_make_the_comma_lose():
    assert read_delimited_rows(b'daerah,nilai\nKab. Tuban,"2,75"\nKab. Pati,"3,1"\n')[1] == [
        "Kab. Tuban",
        "2,75",
    ]


def test_windows_letters():
    assert read_delimited_rows("OPD;Catatan\nDinkes;“baik” – é\n".encode("cp1252"))[1][1] == "“baik” – é"


def test_a_sep_line_names_the_delimiter_and_is_no_row():
    assert read_delimited_rows(b"sep=|\na,b|c\n1,2|3\n") == [["a,b", "c"], ["1,2", "3"]]


def test_text_stays_text_and_empty_cells_are_none():
    assert read_delimited_rows(b"a;b;c\n007;NA;\n") == [["a", "b", "c"], ["007", "NA", None]]


@given(st.binary(max_size=200))
def test_no_bytes_raise(data):
    assert isinstance(read_delimited_rows(data), list)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@given(st.integers(3, 8), st.integers(2, 6))
def test_rows_that_are_one_quoted_cell_each_are_read_as_what_stands_in_them(delimiter, rows, columns):
    table = [[f"s{row}{column}" for column in range(columns)] for row in range(rows)]
    text = "\n".join(f'"{delimiter.join(row)}"' for row in table)
    assert read_delimited_rows(text.encode()) == table


def test_a_list_of_sentences_is_no_table_in_quotes():
    text = '"satu, dua"\n"tiga"\n"empat, lima, enam"\n"tujuh"\n'
    assert read_delimited_rows(text.encode()) == [["satu, dua"], ["tiga"], ["empat, lima, enam"], ["tujuh"]]
