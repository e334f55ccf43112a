"""What bytes are, and which are refused before any reader opens them."""

import io
import zipfile

import pytest

from survey.files import limits
from survey.files.preflight import CHUNK, RefusalError, detect_file_kind
from tests.survey.making import book

XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
XLSX = book(("Lembar", [["a", "b"], [1, 2]]))


def package(**entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in entries.items():
            bundle.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


def refused(name, data):
    with pytest.raises(RefusalError) as caught:
        detect_file_kind(name, data)
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", "E06"),
        ("~$a.xlsx", XLSX, "E02"),
        ("folder/.~lock.a.ods#", XLSX, "E02"),
        ("a.pdf", b"%PDF-1.7", "E07"),
        ("a.xlsx", b"%PDF-1.7 \x00\x01", "E13"),
        ("a.docx", package(word__document_xml="<w/>"), "E07"),
        ("catatan", b"no;nilai\n1;2\n", "E07"),
        ("a.xls", b"<html><body><p>Anda harus masuk</p></body></html>", "E03"),
        ("a.xls", b'<?xml version="1.0"?><!DOCTYPE a><Workbook xmlns="' + XML_2003 + b'">', "E09"),
        ("a.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "E38"),
        ("a.xlsx", b"\x00\x01\x02\x03", "E04"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00\x00\x01\x02", "E13"),
        ("a.xlsx", package(word__document_xml="<w/>"), "E13"),
        ("a.xlsx", package(catatan_xml="<w/>"), "E13"),
        ("a.xlsx", XLSX[:500], "E04"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "E01"),
        ("a.csv", b"\n\n ", "E11"),
    ],
)
def test_refusals(name, data, code):
    assert refused(name, data) == code


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.xls", XLSX, "xlsx"),
        ("a.csv", XLSX, "xlsx"),
        ("a", XLSX, "xlsx"),
        ("a.xlsx", b"no;nilai\n1;2\n", "csv"),
        ("a.xls", b"no\tnilai\n1\t2\n", "csv"),
        ("a.xls", "no\tnilai\n1\t2\n".encode("utf-16"), "csv"),
        ("a.xls", b"<html><body><table><tr><td>1</td></tr></table>", "html"),
        ("a.xls", "\ufeff<html><body><table><tr><td>1".encode("utf-16-le"), "html"),
        ("a.xls", b"<style>" + b"a{}" * 9000 + b"</style><table><tr><td>1", "html"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="' + XML_2003 + b'">', "xml"),
        ("a.csv", b"catatan\nlihat <table> di bawah\n", "csv"),
    ],
)
def test_content_decides_whatever_the_name_says(name, data, kind):
    assert detect_file_kind(name, data) == kind


def test_an_open_document_under_a_password():
    manifest = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    assert refused("a.ods", package(content_xml="x", **{"META-INF__manifest_xml": manifest})) == "E01"


def test_a_broken_picture_costs_no_answer():
    data = package(xl__workbook_xml="<w/>", **{"xl__media__a.png": b"gambar" * 50})
    place = data.index(b"xl/media/a.png") + len(b"xl/media/a.png") + 2
    assert detect_file_kind("a.xlsx", data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]) == "xlsx"


def test_a_file_over_the_limit(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 100)
    assert refused("a.xlsx", XLSX) == "E08"


def test_the_ratio_counts_for_large_entries_only(monkeypatch):
    data = package(xl__workbook_xml="<w/>", xl__styles_xml="<s>" + " " * 2_000_000)
    assert detect_file_kind("a.xlsx", data) == "xlsx"
    monkeypatch.setattr(limits, "RATIO_APPLIES_FROM", 1_000_000)
    assert refused("a.xlsx", data) == "E05"


def test_too_many_entries(monkeypatch):
    monkeypatch.setattr(limits, "ENTRIES", 3)
    assert refused("a.xlsx", XLSX) == "E09"


DECLARED = '<?xml version="1.0"?>'
BEFORE = {
    "nothing": "",
    "a declaration": DECLARED,
    "a mark of UTF-8": "\ufeff" + DECLARED,
    "blanks past the first piece": DECLARED + "\n" * (CHUNK + 8),
    "blanks that end with the piece": " " * (CHUNK - 3),
    "a comment past it": f"<!--{'a<b> ' * (CHUNK // 4)}-->",
    "comments past it": "<!-- <w> -->" * (CHUNK // 10),
    "instructions past it": "<?a <w>?>" * (CHUNK // 8),
    "a comment that never ends": f"<!--{'a' * CHUNK * 2}",
    "a comment over the cut": f"{' ' * (CHUNK - 20)}<!-- <w>{'a' * 40}-->",
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/lembar.isi"]
)
def test_a_document_type_anywhere_before_the_first_element(before, encoding, part):
    text = f'{before}<!DOCTYPE lolz [<!ENTITY a "b">]><w/>'
    data = package(xl__workbook_xml="<w/>", **{part.replace("/", "__"): text.encode(encoding)})
    assert refused("a.xlsx", data) == "E09"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "before", ["", DECLARED, f"{DECLARED}<!-- dibuat oleh <w> -->\n<?a b?>", " \n" * 9000]
)
def test_no_other_text_is_taken_for_one(before, encoding):
    """Behind the first element such words are none; a drawing and a printer's settings are not read."""
    told = f"{before}<w>{' ' * CHUNK}<![CDATA[<!DOCTYPE a>]]><!-- <!ENTITY --></w>".encode(encoding)
    typed = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd"><svg/>'
    unread = {"xl__media__a.svg": typed, "xl__printerSettings__a.bin": typed, "xl__media__b.png": b" " * 9}
    assert detect_file_kind("a.xlsx", package(xl__workbook_xml=told, **unread)) == "xlsx"
