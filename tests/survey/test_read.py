"""A batch: bad files beside good ones, ZIP, duplicates, progress, and nothing that raises."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.answers.file_reading import FileReading, ReadingContext
from survey.files import limits
from survey.files.grid import Sheet, Workbook
from survey.layouts import LAYOUTS
from survey.read import read_batch
from survey.values import Answer, SourceFile
from tests.survey.making import (
    ASSIGNMENTS,
    KESIAPAN,
    KOMINFO,
    NGANJUK,
    ROSTERS,
    SPBE,
    book,
    codes,
    form,
    read,
    said,
)


def filled(opd, value=3.0):
    """A form with one answer, to the first indicator the OPD leads."""
    code = ASSIGNMENTS.query("opd == @opd and role == 'lead'")["indicator"].iloc[0]
    return form(opd, answers={code: Answer(code, "answered", value)})


GOOD = SourceFile("diskominfo.xlsx", filled("DISKOMINFO"))


def batch(*files, on_progress=None, most=limits.FILES, **given):
    context = ReadingContext(KESIAPAN, **{"rosters": ROSTERS, **given})
    return read_batch(list(files), context, on_progress=on_progress, most=most)


def zipped(*files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for file in files:
            bundle.writestr(file.name, file.data)
    return SourceFile("semua.zip", buffer.getvalue())


BAD = {
    "kosong.xlsx": (b"", "E06"),
    "~$isian.xlsx": (GOOD.data, "E02"),
    "laporan.docx": (b"PK\x03\x04", "E04"),
    "laporan.pdf": (b"%PDF-1.7", "E07"),
    "web.xls": (b"<html><p>Sesi Anda berakhir</p></html>", "E03"),
    "tabel.xls": (b"<html><table></table></html>", "E11"),
    "kunci.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "E01"),
    "putus.xlsx": (GOOD.data[: len(GOOD.data) // 2], "E04"),
    "teks.xlsx": (b"a;b\n1;2\n", "E10"),
    "lembar-kosong.xlsx": (book(("Lembar", [])), "E11"),
    "lain.xlsx": (book(("Lembar", [["Nama", "Alamat"], ["x", "y"]])), "E10"),
    "tabel.csv": (b"a;b\n1;2\n", "E10"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_name_and_blocks_no_other(name):
    data, code = BAD[name]
    bad, good = batch(SourceFile(name, data), GOOD)
    assert (bad.verdict, good.verdict) == ("refused", "ready")
    (finding,) = said(bad, code)
    assert (finding.severity, finding.file) == ("error", name)
    assert finding.message
    assert finding.proposal


def test_a_zip_is_read_as_its_members():
    rubbish = SourceFile("__MACOSX/._a.xlsx", b"x")
    readings = batch(zipped(GOOD, SourceFile("sub/dinkes.xlsx", filled("DINKES")), rubbish))
    assert [reading.file for reading in readings] == [
        "semua.zip/diskominfo.xlsx",
        "semua.zip/sub/dinkes.xlsx",
    ]
    assert {reading.verdict for reading in readings} == {"ready"}


@pytest.mark.parametrize(("data", "code"), [(b"", "E06"), (b"PK\x03\x04rusak", "E04"), (b"bukan zip", "E04")])
def test_a_broken_zip_is_refused(data, code):
    (reading,) = batch(SourceFile("semua.zip", data))
    assert codes(reading) == [code]


def test_a_member_over_the_limit_blocks_no_other():
    big = SourceFile("besar.xlsx", filled("DINKES") + b"\x00" * limits.FILE_BYTES)
    bad, good = batch(zipped(big, GOOD))
    assert (codes(bad), good.verdict) == (["E08"], "ready")


def test_more_files_than_the_limit():
    files = [GOOD, SourceFile("b.xlsx", filled("DINKES"))]
    first, second = batch(*files, most=1)
    assert (first.verdict, codes(second)) == ("ready", ["E14"])
    assert [reading.verdict for reading in batch(*files, most=None)] == ["ready", "ready"]


def test_an_upload_takes_sixty_files():
    empty = [SourceFile(f"{number}.xlsx", b"") for number in range(61)]
    assert [codes(reading) for reading in batch(*empty)] == [["E06"]] * 60 + [["E14"]]


def test_progress_counts_every_file():
    seen = []
    batch(GOOD, SourceFile("kosong.xlsx", b""), on_progress=lambda *step: seen.append(step))
    assert seen == [(1, 2, "diskominfo.xlsx"), (2, 2, "kosong.xlsx")]


def test_the_same_opd_in_two_files_is_asked_and_the_choice_kept():
    again = SourceFile("diskominfo-revisi.xlsx", filled("DISKOMINFO", 5.0))
    first, second = batch(GOOD, again)
    assert (first.verdict, second.verdict) == ("confirm", "confirm")
    (question,) = first.questions
    assert question == second.questions[0]
    assert [label for _, label in question.candidates][:2] == ["diskominfo.xlsx", "diskominfo-revisi.xlsx"]
    dropped, kept = batch(GOOD, again, choices={question.key: question.candidates[1][0]})
    assert (dropped.responses, dropped.verdict) == ((), "ready")
    assert kept.responses[0].answers
    both = batch(GOOD, again, choices={question.key: "all"})
    assert [reading.responses[0].slot for reading in both] == ["1", "2"]


def test_the_same_bytes_twice_are_read_once():
    first, second = batch(GOOD, SourceFile("salinan.xlsx", GOOD.data))
    assert (len(first.responses), second.responses, codes(second)) == (1, (), ["W56"])
    assert {first.verdict, second.verdict} == {"ready"}


def test_another_opd_than_the_one_asked_for_is_refused():
    (reading,) = batch(GOOD, opd="DINKES")
    assert (reading.verdict, codes(reading)) == ("refused", ["E35"])


def test_too_many_doubtful_cells_are_refused_not_asked(monkeypatch):
    monkeypatch.setattr("survey.recognising.DOUBTFUL_CELLS", 200)
    rows = [["Kab/Kota", *(f"GOV{sub}.{item}" for sub in (1, 2, 3) for item in range(1, 6))]]
    rows += [[f"Kab. {name}", *["baik"] * 15] for name in NAMES.split()]
    reading = read(book(("L", rows)))
    assert reading.verdict == "refused"
    assert "E34" in codes(reading)


NAMES = (
    "Nganjuk Tuban Pati Demak Kudus Jepara Rembang Blora Grobogan Sragen Klaten Boyolali Wonogiri Sukoharjo"
)


def test_the_second_reading_opens_no_file_again(monkeypatch):
    read(GOOD.data, name=GOOD.name)
    monkeypatch.setattr("survey.files.sandbox.Sandbox.read", lambda *_: pytest.fail("opened again"))
    assert read(GOOD.data, name=GOOD.name).verdict == "ready"


def test_an_xlsx_named_xls_is_read_and_said():
    assert codes(read(GOOD.data, name="diskominfo.xls")) == ["W34"]


HEADINGS = [
    "Kode",
    "Jawaban",
    "Kab/Kota",
    "Nama OPD",
    "Nilai",
    "No",
    "Pertanyaan",
    "BASELINE",
    "OUTPUT",
    "GOV1.1",
]
FURTHER = [
    "NILAI FINAL",
    "KET",
    "Nama Pengisi",
    "Tahun",
    "No Indikator",
    "Indikator",
    "Penilaian Mandiri",
    "Bukti",
]
TEXTS = [
    "Kab. Nganjuk",
    "Pasuruan",
    "Rata-rata",
    "A. BASELINE",
    "Perangkat daerah : Dinkes",
    "TAHUN 2023",
    "3,5",
]
WORDS = st.sampled_from([*HEADINGS, *FURTHER, *TEXTS, "Stempel waktu", "Kabupaten/Kota :", "GOV1.2", "1,0"])
CELLS = st.one_of(
    WORDS,
    st.none(),
    st.floats(),
    st.booleans(),
    st.text(max_size=6),
    st.dates(),
    st.integers(0, 6).map(float),
)
GRIDS = st.lists(st.lists(CELLS, max_size=7).map(tuple), max_size=9).map(tuple)
MERGES = st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=3).map(
    lambda found: tuple((min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in found)
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GRIDS, MERGES, st.sampled_from([KESIAPAN, KOMINFO, SPBE]), st.sampled_from([None, NGANJUK]))
def test_no_grid_raises(rows, merges, instrument, region):
    sheet = Sheet("Jawaban", rows, merges=merges, errors={"B2": "#N/A"}, uncomputed=frozenset({"C3"}))
    for recognise in LAYOUTS.values():
        reader = FileReading(ReadingContext(instrument, region, ROSTERS), GOOD)
        recognised = recognise(Workbook("xlsx", "calamine", (sheet,)), reader)
        assert recognised is None or recognised.layout


def test_a_workbook_under_the_name_of_an_archive_is_read_and_said():
    (reading,) = batch(SourceFile("diskominfo.zip", GOOD.data))
    assert (reading.verdict, reading.file) == ("ready", "diskominfo.zip")
    assert said(reading, "W34")


@pytest.mark.parametrize("place", [3, 40, 200, -30, -8])
def test_a_broken_archive_is_read_or_refused(place):
    data = bytearray(zipped(GOOD, SourceFile("dinkes.xlsx", b"x" * 500)).data)
    data[place : place + 4] = b"\xff\xff\xff\xff"
    readings = batch(SourceFile("semua.zip", bytes(data)), GOOD)
    assert readings[-1].verdict == "ready"
    assert all(reading.verdict == "ready" or reading.findings for reading in readings)
