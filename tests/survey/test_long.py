"""One answer per row (L01)."""

from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS, book, codes, read, said

# The headings of facts/layouts/L01.
HEADINGS = [
    *("daerah", "tahun", "kode_opd", "nama_opd", "nama_pengisi", "jabatan", "kode_indikator"),
    *("jawaban_level_1_5", "tidak_berlaku", "penjelasan_fakta", "penjelasan_analisis", "nama_file_bukti"),
    *("tautan_bukti", "tanggal_bukti", "kendala_utama", "target_pendek", "target_menengah"),
    *("nilai_verifikasi", "catatan_verifikator"),
]


def row(
    code="GOV1.1", value=3, *, region="Kab. Nganjuk", opd="DINKES", name="Dinas Kesehatan", who="Ani", **cells
):
    known = {
        "daerah": region,
        "tahun": 2025,
        "kode_opd": opd,
        "nama_opd": name,
        "nama_pengisi": who,
        "jabatan": "Kasubag",
        "kode_indikator": code,
        "jawaban_level_1_5": value,
        **cells,
    }
    return [known.get(heading) for heading in HEADINGS]


def long(*rows, **given):
    return read(book(("Jawaban OPD", [HEADINGS, *rows])), KESIAPAN, **given)


def test_rows_become_the_answers_of_one_respondent():
    reading = long(
        row(penjelasan_fakta="Ada", nama_file_bukti="SK.pdf", tautan_bukti="https://a.id", nilai_verifikasi=2,
            catatan_verifikator="dokumen lama", kendala_utama="SDM", penjelasan_analisis="Cukup"),
        row("GOV1.2", "4"),
    )  # fmt: skip
    assert (reading.layout, reading.verdict, reading.year) == ("long", "ready", 2025)
    (response,) = reading.responses
    assert (response.region, response.opd, response.slot) == (NGANJUK, "DINKES", "1")
    first, second = response.answers
    assert (first.value, first.verified, first.verified_note) == (3.0, 2.0, "dokumen lama")
    assert (first.fact, first.analysis, first.obstacle) == ("Ada", "Cukup", "SDM")
    assert (first.evidence, first.evidence_link) == ("SK.pdf", "https://a.id")
    assert (second.indicator, second.value) == ("GOV1.2", 4.0)


def test_personal_data_is_dropped_and_said():
    reading = long(row(who="Ani Wijaya"))
    assert {finding.found for finding in said(reading, "W32")} == {"nama_pengisi", "jabatan"}
    assert "Ani Wijaya" not in repr(reading)


def test_respondents_of_one_opd_are_asked_under_the_lead_policy():
    rows = (row(who="Ani"), row(value=5, who="Budi"))
    reading = long(*rows)
    (question,) = reading.questions
    assert (question.kind, reading.verdict) == ("duplicate", "confirm")
    both = long(*rows, choices={question.key: "all"})
    assert [(one.slot, one.answers[0].value) for one in both.responses] == [("1", 3.0), ("2", 5.0)]
    last = long(*rows, choices={question.key: "last"})
    assert [one.answers[0].value for one in last.responses] == [5.0]


def test_not_applicable_needs_leave():
    reading = long(row("LIV3.5", None, tidak_berlaku="ya"), row("GOV1.1", None, tidak_berlaku="ya"))
    assert [answer.status for answer in reading.responses[0].answers] == ["not_applicable", "missing"]
    assert "E32" in codes(reading)


def test_an_unknown_code_is_said_with_its_cell():
    reading = long(row(), row("GOV9.9"))
    assert said(reading, "E28")[0].cell == "G3"
    assert len(reading.responses[0].answers) == 1


def test_two_answers_to_one_indicator_are_asked():
    rows = (row(), row(value=5))
    (question,) = long(*rows).questions
    assert long(*rows, choices={question.key: "H3"}).responses[0].answers[0].value == 5.0


def test_the_latest_of_several_years_is_read():
    reading = long(row(tahun=2024, value=1), row(tahun=2025, value=4))
    assert reading.year == 2025
    assert [answer.value for answer in reading.responses[0].answers] == [4.0]
    assert "W58" in codes(reading)


def test_an_unsure_opd_is_asked_once_for_all_its_rows():
    rows = (row(opd=None, name="Dinas Antariksa"), row("GOV1.2", opd=None, name="Dinas Antariksa"))
    reading = long(*rows)
    (question,) = reading.questions
    assert question.kind == "agency"
    assert len(said(reading, "E24")) == 1
    settled = long(*rows, choices={question.key: "SETDA"})
    assert [(one.opd, len(one.answers)) for one in settled.responses] == [("SETDA", 2)]


def test_several_kabupaten_in_one_table():
    reading = long(row(), row(region="Kabupaten Pasuruan"))
    assert {response.region for response in reading.responses} == set(ROSTERS)
    only = long(row(), row(region="Kabupaten Pasuruan"), region=NGANJUK)
    assert {response.region for response in only.responses} == {NGANJUK}
    assert "W50" in codes(only)


def test_a_table_without_opd_gives_values_of_the_region():
    rows = [
        ["Kab/Kota", "Kode Indikator", "Nilai"],
        ["Kab. Nganjuk", "GOV1.1", 3],
        ["Kab. Tuban", "GOV1.1", 4],
    ]
    reading = read(book(("Nilai", rows)), KESIAPAN)
    assert {(one.region, one.node, one.value) for one in reading.values} == {
        (NGANJUK, "GOV1.1", 3.0),
        ("35.23", "GOV1.1", 4.0),
    }


def test_an_error_where_an_opd_was_named_is_asked_and_not_the_one_above():
    rows = [["OPD", "Kode", "Jawaban"]]
    rows += [["Dinas Kesehatan", code, 3] for code in KESIAPAN.framework.leaves[:3]]
    rows += [["#REF!", KESIAPAN.framework.leaves[3], 4]]
    data = book(("Rekap", rows), formulas={"A5": ("=1/0", "#REF!")})
    reading = read(data, KESIAPAN, region="35.18")
    assert [one.text for one in reading.questions if "#REF!" in one.text]
    by_opd = {one.opd: [a.value for a in one.answers] for one in reading.responses}
    assert by_opd["DINKES"] == [3.0, 3.0, 3.0]
