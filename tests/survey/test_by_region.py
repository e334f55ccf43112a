"""Kabupaten by rows: the ministries' summary tables, in the shapes they come."""

import pytest

from tests.survey.making import KESIAPAN, KOMINFO, NGANJUK, PASURUAN, SPBE, book, codes, read, said

HEADINGS = ["NO", "KAB/KOTA", "BASELINE", "OUTPUT", "OUTCOME", "IMPACT", "QUICK WINS", "PROGRAM KOLABORASI",
            "NILAI FINAL", "TINGKAT IMPROVEMENT", "KET"]  # fmt: skip
TITLE = [["HASIL EVALUASI SMART CITY TAHUN 2023"], [None]]
BADUNG = [1, "KAB. BADUNG", 3.52, 2.97, 3.08, 3.14, 2.35, None, 2.97, -0.29, "REGULER"]


def kominfo(*rows, headings=HEADINGS, title=TITLE, **given):
    return read(book(("LAMPIRAN II", [*title, headings, *rows])), KOMINFO, **given)


def values(reading, kind="claimed"):
    return {(value.region, value.node): value.value for value in reading.values if value.kind == kind}


def test_components_final_cohort_and_year():
    reading = kominfo(BADUNG)
    assert (reading.layout, reading.verdict, reading.year) == ("by_region", "ready", 2023)
    assert values(reading)["51.03", "KOMINFO.BASELINE"] == 3.52
    assert values(reading, "published") == {("51.03", "KOMINFO"): 2.97}
    assert reading.cohorts == {"51.03": "REGULER"}


@pytest.mark.parametrize(
    ("cell", "status", "value"),
    [(None, "not_applicable", None), ("-", "missing", None), (0, "answered", 0.0), ("0", "answered", 0.0)],
)
def test_blank_dash_and_zero_differ(cell, status, value):
    reading = kominfo([*BADUNG[:7], cell, *BADUNG[8:]])
    (found,) = [value for value in reading.values if value.node == "KOMINFO.KOLABORASI"]
    assert (found.status, found.value) == (status, value)


def test_an_all_zero_row_took_no_part():
    reading = kominfo(BADUNG, [2, "KAB. NGADA", "0", "0", 0, 0, 0, None, 0, "-", "REGULER"])
    assert reading.absent == ("53.09",)
    assert {value.region for value in reading.values} == {"51.03"}
    assert "Kabupaten Ngada" in said(reading, "W38")[0].message


def test_a_row_without_numbers_took_no_part():
    assert kominfo(BADUNG, [2, "KAB. NGADA"]).absent == ("53.09",)


def test_decimals_are_those_of_the_column():
    reading = kominfo(BADUNG, [2, "KAB. BANTUL", "4", "3,8", 3.68, 3.13, 3.7, 3, 3.6, 0.09, "REGULER"])
    assert {value.digits for value in reading.values if value.node == "KOMINFO"} == {2}
    assert said(reading, "W42")[0].found == "2"


def test_signatures_and_totals_are_left_out_and_said():
    reading = kominfo(
        BADUNG,
        [None, "RATA-RATA", 3, 3, 3, 3, 3, None, 3],
        [None],
        [None, "Jakarta,  Desember 2023"],
        [None, "a.n. DIREKTUR JENDERAL"],
    )
    assert {value.region for value in reading.values} == {"51.03"}
    assert [finding.found for finding in said(reading, "W74")] == ["5", "7", "8"]


def test_what_is_no_region_is_counted_and_left_out():
    reading = kominfo(
        BADUNG, ["2", "Badan Siber dan Sandi Negara", *BADUNG[2:]], ["3", "Provinsi Bali", *BADUNG[2:]]
    )
    (finding,) = said(reading, "E36")
    assert finding.found == "2"
    assert "Badan Siber" in finding.message
    assert reading.verdict == "ready"


def test_a_bare_homonym_is_asked_and_never_guessed():
    reading = kominfo([1, "PASURUAN", *BADUNG[2:]])
    (question,) = reading.questions
    assert (question.kind, reading.verdict, reading.values) == ("region", "confirm", ())
    assert [code for code, _ in question.candidates] == ["35.14", "35.75", "skip"]
    row = [1, "PASURUAN", *BADUNG[2:]]
    assert ("35.14", "KOMINFO.OUTPUT") in values(kominfo(row, choices={question.key: "35.14"}))
    assert kominfo(row, choices={question.key: "skip"}).verdict == "ready"


def test_a_misspelt_kabupaten_is_asked_not_corrected():
    reading = kominfo([1, "KAB. NGAJUK", *BADUNG[2:]])
    assert reading.questions[0].candidates[0][0] == NGANJUK
    assert said(reading, "E18")[0].cell == "B4"


def test_the_same_kabupaten_twice_is_asked():
    rows = (BADUNG, [2, "Kabupaten Badung", *BADUNG[2:]])
    reading = kominfo(*rows)
    (question,) = reading.questions
    assert question.kind == "duplicate"
    assert [row for row, _ in question.candidates] == ["4", "5"]
    assert kominfo(*rows, choices={question.key: "5"}).values[0].cell == "C5"


def test_codes_aliases_and_weights_in_headings():
    headings = [
        "Kode Wilayah",
        "Nama Daerah",
        "Baseline (10,00)",
        "Output (20.00)",
        "Quickwin",
        "Nilai Akhir",
        "Ket",
    ]
    reading = kominfo(["35.18", "Nganjuk", 1, 2, 3, 2, "REGULER"], headings=headings)
    assert set(values(reading)) == {
        (NGANJUK, "KOMINFO.BASELINE"), (NGANJUK, "KOMINFO.OUTPUT"), (NGANJUK, "KOMINFO.QUICKWIN")
    }  # fmt: skip
    assert values(reading, "published") == {(NGANJUK, "KOMINFO"): 2.0}


def test_two_heading_rows_with_merged_cells_and_a_numbering_row():
    rows = [
        ["TAHUN 2023"],
        ["No", "Kabupaten/Kota", "Nilai", None, None, "Ket"],
        [None, None, "Baseline", "Output", "Outcome", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [1, "Kab. Nganjuk", 1.5, 2.5, 3.5, "REGULER"],
    ]
    merges = [("A2:A3", "No"), ("B2:B3", "Kabupaten/Kota"), ("C2:E2", "Nilai"), ("F2:F3", "Ket")]
    reading = read(book(("Rekap", rows), merges=merges), KOMINFO)
    assert values(reading)[NGANJUK, "KOMINFO.OUTCOME"] == 3.5
    assert len(values(reading)) == 3


def test_domains_are_decimals_where_indicators_are_integers():
    rows = [
        [
            "instansi",
            "domain1_kebijakan",
            "domain2_tata_kelola",
            "Domain 3",
            "Domain 4",
            "Indeks SPBE",
            "Predikat",
        ],
        ["Pemerintah Kab. Nganjuk", 3.7, 2.9, 1.91, 4.55, 3.78, "Sangat Baik"],
    ]
    reading = read(book(("SPBE", rows)), SPBE)
    assert values(reading)[NGANJUK, "SPBE.D3"] == 1.91
    assert values(reading, "published") == {(NGANJUK, "SPBE"): 3.78}


def test_indicators_as_columns_ask_for_whole_levels():
    rows = [["Kab/Kota", "GOV1.1", "GOV1.2"], ["Kab. Nganjuk", 3, 3.5], ["Kab. Tuban", "Belum ada data", 4]]
    reading = read(book(("Rekap", rows)), KESIAPAN)
    assert said(reading, "E31")[0].cell == "C2"
    assert values(reading)["35.23", "GOV1.1"] is None


def test_with_a_region_given_only_its_row_counts():
    reading = kominfo(BADUNG, [2, "KAB. NGANJUK", *BADUNG[2:]], region=NGANJUK)
    assert {value.region for value in reading.values} == {NGANJUK}
    assert said(reading, "W50")[0].found == "1"


def test_without_ket_and_year_the_three_sets_are_named():
    reading = kominfo(BADUNG[:9], headings=HEADINGS[:9])
    assert reading.verdict == "refused"
    assert "KPPN-IKN-2022" in said(reading, "E25")[0].proposal
    assert kominfo(BADUNG[:9], headings=HEADINGS[:9], weights="KPPN-IKN-2022").verdict == "ready"


def test_an_error_in_a_component_is_asked_and_in_the_final_only_said():
    rows = [*TITLE, HEADINGS, BADUNG]
    data = book(("L", rows), formulas={"C4": ("=1/0", "#DIV/0!"), "I4": ("=1/0", "#DIV/0!")})
    reading = read(data, KOMINFO)
    assert (said(reading, "E22")[0].cell, said(reading, "W51")[0].cell) == ("C4", "I4")
    assert reading.questions[0].candidates == (("missing", "Belum ada data"),)


def test_out_of_scale_is_asked():
    assert said(kominfo([*BADUNG[:2], 4.5, *BADUNG[3:]]), "E21")[0].found == "4.5"


def test_a_hidden_row_is_read_and_a_hidden_sheet_is_not():
    data = book(
        ("Rekap", [*TITLE, HEADINGS, BADUNG]), ("Lama", [*TITLE, HEADINGS, [1, "KAB. TUBAN", *BADUNG[2:]]]),
        hidden=("Lama",),
    )  # fmt: skip
    reading = read(data, KOMINFO)
    assert {value.region for value in reading.values} == {"51.03"}
    assert "W41" in codes(reading)


def test_pasuruan_by_its_full_name_is_no_question():
    assert values(kominfo([1, "Kabupaten Pasuruan", *BADUNG[2:]]))[PASURUAN, "KOMINFO.OUTPUT"] == 2.97


def test_the_kind_in_a_column_of_its_own_settles_a_homonym():
    headings = ["No", "Jenis", "Nama Daerah", "Baseline", "Output", "Ket"]
    reading = kominfo([1, "Kabupaten", "Pasuruan", 2, 3, "REGULER"], headings=headings)
    assert values(reading)[PASURUAN, "KOMINFO.OUTPUT"] == 3.0
    assert not reading.questions


def test_of_several_years_the_latest_is_read():
    headings = ["Kab/Kota", "Tahun", "Baseline", "Ket"]
    rows = [["Kab. Nganjuk", 2022, 1, "REGULER"], ["Kab. Nganjuk", 2023, 3, "REGULER"]]
    reading = kominfo(*rows, headings=headings, title=())
    assert (reading.year, values(reading)) == (2023, {(NGANJUK, "KOMINFO.BASELINE"): 3.0})
    assert "W58" in codes(reading)


WORDS = ("Reformasi Birokrasi", "Pembangunan Manusia", "Gini", "(IKU) 3", "Kepuasan Masyarakat 2024")


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("instrument", [KESIAPAN, SPBE, KOMINFO], ids=lambda one: one.id)
def test_another_index_is_not_used_and_said(instrument, words):
    """A node's code that is also a word ("Indeks", "SPBE") does not make another index of a heading."""
    bare = [code for code in instrument.framework.codes if code.isalpha()]
    for code in bare:
        heading = f"{code.title()} {words}"
        data = book(
            ("Rekap", [["No", "Kabupaten/Kota", heading], [1, "Kab. Nganjuk", 2.6], [2, "Kab. Tuban", 3.1]])
        )
        reading = read(data, instrument)
        assert not reading.values
        assert reading.verdict == "refused"
        assert said(reading, "W45")[0].found == heading


@pytest.mark.parametrize("instrument", [KESIAPAN, SPBE], ids=lambda one: one.id)
def test_a_code_alone_or_before_its_own_name_is_used(instrument):
    root = instrument.framework.node(instrument.framework.roots[0])
    for heading in (root.code, root.code.title(), f"{root.code} {root.name}", f"{root.code}: {root.name}"):
        data = book(
            ("Rekap", [["No", "Kabupaten/Kota", heading], [1, "Kab. Nganjuk", 2.6], [2, "Kab. Tuban", 3.1]])
        )
        assert values(read(data, instrument)) == {("35.18", root.code): 2.6, ("35.23", root.code): 3.1}


RIVALS = [["Kab/Kota", "Indeks SPBE", "Nilai SPBE"], ["Kab. Nganjuk", 2.6, 2.8], ["Kab. Tuban", 3.1, 3.1]]


def test_one_node_in_two_columns_is_asked_and_never_averaged():
    data = book(("Rekap", RIVALS))
    asked = read(data, SPBE)
    (question,) = asked.questions
    assert asked.verdict == "confirm"
    assert not asked.values
    assert said(asked, "E90")
    for choice, wanted in (
        ("B", {"35.18": 2.6, "35.23": 3.1}),
        ("C", {"35.18": 2.8, "35.23": 3.1}),
        ("skip", {}),
    ):
        chosen = read(data, SPBE, choices={question.key: choice})
        assert {region: value for (region, _), value in values(chosen).items()} == wanted


def test_two_columns_of_one_node_that_agree_are_one():
    data = book(("Rekap", [RIVALS[0], *([row[0], row[1], row[1]] for row in RIVALS[1:])]))
    assert values(read(data, SPBE)) == {("35.18", "SPBE"): 2.6, ("35.23", "SPBE"): 3.1}


@pytest.mark.parametrize("way", ["{} 2024", "{} (2024)", "{} Tahun 2024", "{} (Tahun 2024)"])
def test_an_index_headed_with_its_year_is_that_index(way):
    rows = [
        ["No", "Kabupaten/Kota", way.format("Indeks SPBE")],
        [1, "Kab. Nganjuk", 2.7],
        [2, "Kab. Tuban", 3.1],
    ]
    reading = read(book(("S", rows)), SPBE)
    assert reading.verdict == "ready"
    assert values(reading) == {("35.18", "SPBE"): 2.7, ("35.23", "SPBE"): 3.1}


def test_of_an_index_over_several_years_the_latest_counts_and_is_said():
    rows = [["Kabupaten/Kota", "Indeks SPBE 2024", "Indeks SPBE 2022", "Indeks SPBE 2023"]]
    reading = read(book(("S", [*rows, ["Kab. Nganjuk", 2.7, 1.9, 2.2]])), SPBE)
    assert values(reading) == {("35.18", "SPBE"): 2.7}
    assert said(reading, "W58")


@pytest.mark.parametrize("heading", ["Eco 2024", "Gov 2024", "Indeks Reformasi Birokrasi 2024", "2024"])
def test_a_year_behind_another_word_makes_no_index_of_it(heading):
    rows = [["No", "Kabupaten/Kota", heading], [1, "Kab. Nganjuk", 2.7], [2, "Kab. Tuban", 3.1]]
    assert not read(book(("S", rows)), KESIAPAN).values
