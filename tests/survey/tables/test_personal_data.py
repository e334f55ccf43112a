"""Personal data by column: the word in the heading and what the cells look like, never one cell alone."""

import pytest

from survey.tables.personal_data import personal_data_kind


@pytest.mark.parametrize(
    ("heading", "cells", "kind"),
    [
        ("NIP Pengisi", ["198001012005011001", "19800101 200501 1 002"], "nip"),
        ("Isian", ["198001012005011001", "19800101 200501 1 002"], "nip"),
        ("No. KTP", ["3518010101800001"], "nik"),
        ("Kode transaksi", ["3518010101800001"], ""),
        ("Nomor HP/WA", ["0812-3456-7890", 81234567890.0], "phone"),
        ("Jumlah penduduk", [81234567890.0], ""),
        ("Kontak lain", ["a@b.go.id", "c@d.go.id", None], "email"),
        ("Form Response Edit URL", ["https://docs.google.com/forms/d/e/x/viewform?edit2=abc"], "link"),
        ("Tautan bukti", ["https://drive.google.com/file/d/x"], ""),
        ("Nama Lengkap", ["Ani Wijaya", "Budi"], "name"),
        ("Nama OPD", ["Dinas Kesehatan"], ""),
        ("Nama", [1.0, 2.0], ""),
        ("E-mail", ["tidak ada", "-", "a@b.id"], ""),
        ("NIP", [None, ""], ""),
    ],
)
def test_columns(heading, cells, kind):
    assert personal_data_kind(heading, cells) == kind
