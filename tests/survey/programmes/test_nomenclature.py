"""Nomenclatures as SIPD and the annexes write them: Excel, HTML or pasted text, codes whole or in parts."""

import pytest

from survey.programmes.nomenclature import read_nomenclature_file, read_nomenclature_text
from survey.values import SourceFile
from tests.survey.making import book
from tests.survey.programmes.tables import KESIAPAN

WHOLE = {
    "2.16": "URUSAN KOMUNIKASI DAN INFORMATIKA",
    "2.16.03": "PROGRAM PENGELOLAAN APLIKASI INFORMATIKA",
    "2.16.03.2.02": "Pengelolaan e-government, seluruh layanan",
    "2.16.03.2.02.0011": "Pengelolaan Pusat Data",
    "2.16.03.2.02.0012": "Jaringan Intra Pemerintah",
}


def parts(code):
    one = code.split(".")
    return [*one[:3], ".".join(one[3:5]) or None, *one[5:]][:5]


def padded(cells, width):
    return [*cells, *[None] * (width - len(cells))]


def rows_of(shape):
    if shape == "two columns":
        return [
            ("Kode", "Nomenklatur Urusan Kabupaten/Kota", "Kinerja", "Satuan"),
            *((*one, "a", "Dokumen") for one in WHOLE.items()),
        ]
    if shape == "one column":
        return [("Nomenklatur",), *((f"{code} {name}",) for code, name in WHOLE.items())]
    if shape == "parts":
        heads = (
            "Urusan",
            "Bidang Urusan",
            "Program",
            "Kegiatan",
            "Sub Kegiatan",
            "Nomenklatur Urusan",
            "Satuan",
        )
        return [heads, *((*padded(parts(code), 5), name, "Dokumen") for code, name in WHOLE.items())]
    if shape == "number first":
        return [("No", "Kode", "Nama"), *((float(at), *one) for at, one in enumerate(WHOLE.items(), 1))]
    return [
        ("Kode Program", "Program", "Kode Kegiatan", "Kegiatan", "Kode Sub Kegiatan", "Sub Kegiatan"),
        *(sum((pair for pair in list(WHOLE.items())[1:3]), ()) + pair for pair in list(WHOLE.items())[3:]),
    ]


@pytest.mark.parametrize("shape", ["two columns", "one column", "parts", "number first", "a column a level"])
def test_codes_are_found_wherever_they_stand(shape):
    file = SourceFile("sipd.xlsx", book(("Lampiran", [("LAMPIRAN KEPMENDAGRI",), (), *rows_of(shape)])))
    found = read_nomenclature_file(file, KESIAPAN)
    expected = dict(list(WHOLE.items())[1:]) if shape == "a column a level" else WHOLE
    assert (found.names, found.findings) == (expected, ())


@pytest.mark.parametrize("mark", ["\t", " ", " - ", "  "])
def test_a_pasted_text_has_a_line_a_code(mark):
    text = "\n".join(f"{code}{mark}{name}" for code, name in WHOLE.items())
    assert read_nomenclature_text(text, KESIAPAN).names == WHOLE


def test_a_page_of_html_is_read_as_a_file_and_pasted():
    lines = "".join(f"<tr><td>{code}</td><td>{name}</td></tr>" for code, name in WHOLE.items())
    page = f"<html><body><table><tr><th>Kode</th><th>Nama</th></tr>{lines}</table></body></html>"
    assert read_nomenclature_file(SourceFile("sipd.html", page.encode()), KESIAPAN).names == WHOLE
    assert read_nomenclature_text(page, KESIAPAN).names == WHOLE


def test_a_code_with_two_names_is_told_and_one_without_codes_too():
    text = "2.16.03 PROGRAM A\n2.16.03 PROGRAM B"
    found = read_nomenclature_text(text, KESIAPAN)
    assert (found.names, [one.code for one in found.findings]) == ({"2.16.03": "PROGRAM A"}, ["P38"])
    assert [one.code for one in read_nomenclature_text("tanpa kode", KESIAPAN).findings] == ["P37"]
    assert (
        read_nomenclature_file(SourceFile("a.xlsx", b"PK\x03\x04"), KESIAPAN).findings[0].severity == "error"
    )


def test_accounts_and_money_are_no_nomenclature():
    text = "2.16.03.2.02.0011\tPusat Data\t1.250.000\n5.1.02.01\tBelanja barang\n12.05.2026\tRapat"
    assert read_nomenclature_text(text, KESIAPAN).names == {"2.16.03.2.02.0011": "Pusat Data"}
