"""Indicators and questions by rows."""

from tests.survey.making import KESIAPAN, KOMINFO, NGANJUK, SPBE, book, codes, read, said

HEADINGS = ["No", "Indikator", "Subindikator", "Pertanyaan", "Nilai"]
QUESTIONS = [
    ["HASIL EVALUASI SMART CITY KABUPATEN NGANJUK TAHUN 2023"],
    [None],
    ["A. BASELINE"],
    HEADINGS,
    ["1.1", "Perencanaan", "Masterplan", "status payung hukum", 2],
    ["1.1", None, "Dewan", "rapat dewan", "1,0"],
    ["1.1", None, "Jumlah rapat", "Jumlah rapat pengelola", 3],
    [None, None, None, "Rata-rata", 2],
    [None],
    ["B. OUTPUT"],
    HEADINGS,
    ["1.1", "Kebijakan", "Peraturan", "regulasi", None],
    ["2.1", "Anggaran", "APBD", "anggaran", 4],
    [None, None, None, "Rata-rata", "4,00"],
]
SPBE_ROWS = [
    ["KERTAS KERJA EVALUASI SPBE PEMERINTAH KABUPATEN NGANJUK"],
    ["Tahun Evaluasi : 2021"],
    ["No Indikator", "Aspek", "Indikator", "Bobot", "Penilaian Mandiri", "Nilai Kematangan (Pusat)"],
    [1, "Kebijakan Internal", "Kebijakan Internal Arsitektur SPBE", "1,3%", 4, 3],
    [2, None, "Kebijakan Internal Peta Rencana SPBE", "1,3%", 5, None],
]


def spbe(rows, **given):
    return read(book(("Kertas Kerja", rows)), SPBE, **given)


def found(reading, kind="claimed"):
    return {value.node: value.value for value in reading.values if value.kind == kind}


def test_question_rows_become_leaves_of_the_component_above_them():
    reading = read(book(("Hasil", QUESTIONS)), KOMINFO, weights="REGULER-2021-2024")
    assert (reading.layout, reading.verdict, reading.year) == ("items", "ready", 2023)
    assert [leaf.code for leaf in reading.leaves] == [
        "KOMINFO.BASELINE.Q01",
        "KOMINFO.BASELINE.Q02",
        "KOMINFO.BASELINE.Q03",
        "KOMINFO.OUTPUT.Q01",
        "KOMINFO.OUTPUT.Q02",
    ]
    assert {(leaf.parent, leaf.level, leaf.weight) for leaf in reading.leaves} == {
        ("KOMINFO.BASELINE", 1, 1.0),
        ("KOMINFO.OUTPUT", 1, 1.0),
    }
    assert reading.leaves[2].name == "Jumlah rapat pengelola"
    assert said(reading, "W37")[0].found == "5"
    assert KOMINFO.framework.attach(reading.leaves).leaves


def test_their_values_and_the_published_means():
    reading = read(book(("Hasil", QUESTIONS)), KOMINFO, weights="REGULER-2021-2024")
    assert found(reading)["KOMINFO.BASELINE.Q02"] == 1.0
    assert found(reading)["KOMINFO.OUTPUT.Q01"] is None
    assert found(reading, "published") == {"KOMINFO.BASELINE": 2.0, "KOMINFO.OUTPUT": 4.0}
    assert {value.digits for value in reading.values if value.kind == "published"} == {2}
    assert {value.region for value in reading.values} == {NGANJUK}


def test_the_heading_of_2023_and_a_mean_in_its_own_column():
    rows = [
        ["Kabupaten Nganjuk 2023"],
        ["Baseline (10.00)"],
        [*HEADINGS[:4], "Hasil Penilaian", "Rata-rata"],
        ["1.1", "a", "b", "c", 2, 2.5],
        ["1.1", "a", "b", "d", 3, None],
    ]
    reading = read(book(("Hasil", rows), merges=[("F4:F5", 2.5)]), KOMINFO, weights="REGULER-2021-2024")
    assert found(reading) == {"KOMINFO.BASELINE.Q01": 2.0, "KOMINFO.BASELINE.Q02": 3.0}
    assert found(reading, "published") == {"KOMINFO.BASELINE": 2.5}


def test_one_sheet_per_component():
    sheets = [
        ("Baseline", [HEADINGS, ["1", "a", "b", "c", 2]]),
        ("Output", [HEADINGS, ["1", "a", "b", "c", 4]]),
    ]
    reading = read(book(*sheets), KOMINFO, region=NGANJUK, weights="REGULER-2021-2024")
    assert found(reading) == {"KOMINFO.BASELINE.Q01": 2.0, "KOMINFO.OUTPUT.Q01": 4.0}


def test_components_by_rows_are_values_of_the_components():
    rows = [
        ["Kabupaten Nganjuk Tahun 2023"],
        ["No", "Komponen", "Nilai"],
        [1, "Baseline", 3.5],
        [2, "Output", 2.5],
    ]
    reading = read(book(("Rekap", rows)), KOMINFO, weights="REGULER-2021-2024")
    assert found(reading) == {"KOMINFO.BASELINE": 3.5, "KOMINFO.OUTPUT": 2.5}
    assert not reading.leaves


def test_claimed_beside_verified():
    reading = spbe(SPBE_ROWS)
    assert found(reading) == {"SPBE.I01": 4.0, "SPBE.I02": 5.0}
    assert found(reading, "verified") == {"SPBE.I01": 3.0, "SPBE.I02": None}
    assert (reading.year, reading.verdict) == (2021, "ready")


def test_a_number_against_its_text_is_asked():
    rows = [*SPBE_ROWS[:3], [2, None, "Kebijakan Internal Arsitektur SPBE", None, 4, 3]]
    reading = spbe(rows)
    (question,) = reading.questions
    assert [code for code, _ in question.candidates] == ["SPBE.I02", "SPBE.I01", "skip"]
    assert "E30" in codes(reading)
    assert found(spbe(rows, choices={question.key: "SPBE.I01"})) == {"SPBE.I01": 4.0}


def test_a_number_carries_a_shortened_text_with_a_warning():
    reading = spbe([*SPBE_ROWS[:3], [1, None, "Kebijakan Arsitektur SPBE", None, 4, 3]])
    assert found(reading) == {"SPBE.I01": 4.0}
    assert "W47" in codes(reading)


def test_a_number_never_carries_a_foreign_text():
    reading = spbe([*SPBE_ROWS, [3, None, "Ketersediaan Listrik", None, 4, 3]])
    assert set(found(reading)) == {"SPBE.I01", "SPBE.I02"}
    assert "W49" in codes(reading)


def test_rows_of_aspects_and_the_index_are_the_files_own_figures():
    rows = [
        *SPBE_ROWS,
        [None, "Aspek Kebijakan Internal Tata Kelola SPBE", None, None, 4.5, None],
        [None, "Indeks SPBE", None, None, 4.5, None],
    ]
    reading = spbe(rows)
    assert found(reading, "published")["SPBE"] == 4.5


def test_decimals_where_levels_are_asked():
    assert said(spbe([*SPBE_ROWS[:3], [1, None, "Kebijakan Internal Arsitektur SPBE", None, 3.5]]), "E31")


def test_an_opd_named_above_answers_for_itself():
    rows = [
        ["Kabupaten/Kota : Kabupaten Nganjuk"],
        ["Perangkat Daerah : Dinas Kesehatan"],
        ["Kode", "Pertanyaan", "Jawaban"],
        ["GOV1.1", None, 3],
    ]
    (response,) = read(book(("Isian", rows)), KESIAPAN).responses
    assert (response.region, response.opd) == (NGANJUK, "DINKES")
    assert response.answers[0].value == 3


def test_without_a_region_it_is_asked():
    rows = [["Kode", "Pertanyaan", "Jawaban"], ["GOV1.1", None, 3]]
    reading = read(book(("Isian", rows)), KESIAPAN)
    (question,) = reading.questions
    assert (question.kind, reading.verdict) == ("region", "confirm")
    assert {code for code, _ in question.candidates} == {NGANJUK, "35.14"}
    assert "E17" in codes(reading)
    assert read(book(("Isian", rows)), KESIAPAN, region=NGANJUK, opd="DINKES").verdict == "ready"


def test_another_region_than_the_one_given_is_refused():
    assert "E16" in codes(spbe(SPBE_ROWS, region="35.14"))
    assert spbe(SPBE_ROWS, region="35.14").verdict == "refused"


def test_the_regulations_full_wording_is_the_indicator():
    text = "Tingkat Kematangan Kebijakan Internal Arsitektur SPBE Instansi Pusat/Pemerintah Daerah"
    reading = spbe([*SPBE_ROWS[:3], [1, None, text, None, 4, 3]])
    assert found(reading) == {"SPBE.I01": 4.0}
    assert "W47" not in codes(reading)


def test_a_number_of_the_old_scheme_carries_no_text_that_fits_another_indicator_better():
    reading = spbe([*SPBE_ROWS, [3, None, "Kebijakan Internal Tim Pengarah SPBE", None, 4, 3]])
    assert "SPBE.I03" not in found(reading)
    assert "W49" in codes(reading)


def test_sheets_of_two_kabupaten_are_refused():
    other = [["KERTAS KERJA PEMERINTAH KABUPATEN PASURUAN"], *SPBE_ROWS[1:]]
    reading = read(book(("Nganjuk", SPBE_ROWS), ("Pasuruan", other)), SPBE)
    assert reading.verdict == "refused"
    assert "Kabupaten Pasuruan" in said(reading, "E37")[0].message


def test_an_offices_own_worksheet_keeps_its_evidence():
    rows = [
        ["Kabupaten/Kota : Kab. Nganjuk"],
        ["Perangkat Daerah : Dinas Kesehatan"],
        [],
        ["No", "Kode", "Uraian", "Nilai", "Bukti Dukung", "Catatan"],
        [1, "GOV1.1", None, 3, "SK 5/2025 https://contoh.go.id/sk", "lengkap"],
        [2, "GOV1.2", None, 4, None, None],
        [3, "GOV1.3", None, 2, "Laporan", None],
    ]
    reading = read(book(("Isian", rows)), KESIAPAN, region=NGANJUK)
    assert (reading.layout, reading.verdict) == ("items", "ready")
    first, second, _ = reading.responses[0].answers
    assert (first.evidence, first.evidence_link, first.note) == (
        "SK 5/2025",
        "https://contoh.go.id/sk",
        "lengkap",
    )
    assert (second.evidence, second.value, second.cell) == ("", 4.0, "D6")
    assert said(reading, "W45") == []
