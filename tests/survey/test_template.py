"""The survey workbook: what it asks, what it lets people enter, and that it survives LibreOffice."""

import shutil
import zipfile
from io import BytesIO

import pandas as pd
import pytest

from reference import instruments
from reference.period_words import SAMPLE_LABEL
from survey import template
from survey.answers import labels
from survey.template import layout
from survey.values import Answer, ReportedProgramme
from tests.survey.written_form import (
    ANSWERS,
    ASSIGNMENTS,
    HEADINGS,
    KESIAPAN,
    REGION,
    ROSTER,
    cached,
    choices,
    column,
    convert,
    letter,
    opened,
    rows_by_code,
    texts,
    written,
)


def test_sheets_in_order_with_meta_beyond_reach():
    book = opened(written())
    states = {sheet.title: sheet.sheet_state for sheet in book}
    assert list(states.items()) == [
        ("Petunjuk", "visible"),
        ("Jawaban", "visible"),
        ("Program dan inovasi berjalan", "visible"),
        ("_daftar", "hidden"),
        ("_meta", "veryHidden"),
    ]


def test_question_levels_and_choice_stand_side_by_side_then_fakta_and_bukti():
    sheet = opened(written())["Jawaban"]
    assert [cell.value for cell in sheet[layout.HEADER_ROW]] == HEADINGS
    row = rows_by_code(sheet)["GOV2.1"]
    anchors = [sheet.cell(row, column(f"Tingkat {level}")).value for level in range(1, 6)]
    assert tuple(anchors) == KESIAPAN.framework.node("GOV2.1").tags["anchors"]


PIXELS_A_CHARACTER, PIXELS_A_COLUMN, PIXELS_BESIDE = 7, 5, 50


def test_what_is_read_and_what_is_written_is_seen_in_one_window_and_on_one_sheet_of_paper():
    sheet = opened(written())["Jawaban"]
    widths = [sheet.column_dimensions[letter(name)].width for name in HEADINGS[: column("Bukti")]]
    pixels = sum(round(width * PIXELS_A_CHARACTER) + PIXELS_A_COLUMN for width in widths)
    assert pixels + PIXELS_BESIDE <= 1366
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_area.endswith(f"${letter('Catatan')}${sheet.max_row}")


def test_led_indicators_come_first_then_a_band_then_the_supported_ones():
    sheet = opened(written())["Jawaban"]
    first = [
        (sheet.cell(r, 1).value, sheet.cell(r, 2).value) for r in range(layout.FIRST_ROW, sheet.max_row + 1)
    ]
    assert [first[0], first[1], first[3]] == [("1", "GOV2.1"), ("2", "PRE.01"), ("P1", "GOV1.3")]
    band = layout.FIRST_ROW + 2
    assert first[2] == (None, None)
    assert sheet.cell(band, column("Pertanyaan")).value.startswith(layout.SUPPORT_BAND)


def test_kecamatan_are_asked_what_their_common_vote_is_assigned():
    assert list(rows_by_code(opened(written("KEC-35.18.03"))["Jawaban"])) == ["GOV1.3"]


def test_tidak_berlaku_is_offered_only_where_the_node_allows_it():
    sheet = opened(written("DISPAR"))["Jawaban"]
    rows = rows_by_code(sheet)
    levels = ["1", "2", "3", "4", "5", "Belum ada data"]
    assert choices(sheet, f"{letter('Jawaban')}{rows['BRA1.1']}") == levels
    assert choices(sheet, f"{letter('Jawaban')}{rows['BRA1.4']}") == [*levels, "Tidak berlaku"]


def test_obstacles_are_the_six_kinds():
    sheet = opened(written())["Jawaban"]
    assert choices(sheet, f"{letter('Kendala utama')}{layout.FIRST_ROW}") == [
        "regulasi",
        "SDM",
        "anggaran",
        "sarana",
        "data",
        "proses",
    ]


def test_an_instrument_with_decimals_checks_the_range_instead_of_listing_levels():
    kominfo = instruments.load_instrument("kominfo")
    code = kominfo.framework.leaves[0]
    assignments = pd.DataFrame({"indicator": [code], "opd": ["DISKOMINFO"], "role": ["lead"]})
    sheet = opened(written(instrument=kominfo, assignments=assignments))["Jawaban"]
    rule = next(v for v in sheet.data_validations.dataValidation if "D8" in v.cells)
    assert rule.type == "custom"
    assert "D8>=0" in rule.formula1.replace(".0", "")
    assert "D8<=4" in rule.formula1.replace(".0", "")
    assert [cell.value for cell in sheet[layout.HEADER_ROW]][-1] == "Catatan"


def test_protected_without_a_password_and_only_the_answers_are_open():
    book = opened(written())
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    sheet = book["Jawaban"]
    open_columns = {cell.column for cell in sheet[layout.FIRST_ROW] if not cell.protection.locked}
    assert open_columns == {column("Jawaban"), *range(column("Fakta"), column("Catatan") + 1)}


def test_progress_is_cached_and_counts_what_the_opd_leads():
    data = written(answers=ANSWERS)
    formula = opened(data)["Jawaban"].cell(layout.PROGRESS_ROW, column("Pertanyaan")).value
    assert "COUNTA(I8:I9)" in formula
    assert (
        "Kemajuan : 2 dari 2 indikator yang diampu sudah dijawab"
        in cached(data, "Jawaban")[layout.PROGRESS_ROW - 1]
    )
    assert "Kemajuan : 0 dari 2 indikator yang diampu sudah dijawab" in cached(written(), "Jawaban")[5]


def test_answers_fill_the_form_in_as_numbers_dates_and_text_never_as_formulas():
    sheet = opened(written(answers=ANSWERS))["Jawaban"]
    row = rows_by_code(sheet)["GOV2.1"]
    cells = {name: sheet.cell(row, column(name)) for name in HEADINGS}
    assert cells["Jawaban"].value == 4
    assert cells["Fakta"].value == "=1+1"
    assert cells["Fakta"].data_type == "s"
    assert cells["Catatan"].data_type == "s"
    assert cells["Bukti"].hyperlink is None
    assert cells["Tanggal bukti"].is_date
    assert sheet.cell(rows_by_code(sheet)["PRE.01"], column("Jawaban")).value == labels.NO_DATA
    assert sheet.cell(rows_by_code(sheet)["GOV1.3"], column("Jawaban")).value is None


def test_an_opd_without_indicators_gets_the_programme_sheet_and_is_told_so():
    programme = ReportedProgramme(
        "Pasar digital", "Smart Economy", "2024", "Fasilitasi usaha", 2.5e8, "berjalan"
    )
    book = opened(written("BAKESBANGPOL", programmes=[programme]))
    assert "Jawaban" not in book.sheetnames
    assert any("tidak mengampu indikator" in text for text in texts(book["Petunjuk"]))
    filled = [cell.value for cell in book[layout.PROGRAMME_SHEET][layout.FIRST_ROW]]
    assert filled[1:] == ["Pasar digital", "Smart Economy", "2024", "Fasilitasi usaha", 250000000, "berjalan"]


def test_the_sub_kegiatan_of_the_kabupaten_are_offered_and_others_may_be_typed():
    names = ["2.16.03.2.02.0011 Pengelolaan Pusat Data", "2.16.03.2.02.0012 Jaringan, Intra"]
    book = opened(written(activities=names))
    place = f"E{layout.FIRST_ROW}"
    rules = book[layout.PROGRAMME_SHEET].data_validations.dataValidation
    (rule,) = [one for one in rules if place in one.cells]
    assert rule.formula1 == f"{layout.LIST_SHEET}!$B$1:$B$2"
    assert [cell.value for cell in book[layout.LIST_SHEET]["B"]][:2] == names
    assert not rule.showErrorMessage
    without = opened(written())[layout.PROGRAMME_SHEET].data_validations.dataValidation
    assert not any(place in one.cells for one in without)


def test_the_rule_of_answering_is_printed():
    rule = (
        "Tingkat 1 adalah keadaan awal. Pilih tingkat tertinggi yang syaratnya, dan syarat tingkat 2 ke atas "
        "di bawahnya, terpenuhi. Bila tingkat berupa rentang angka, pilih rentang yang memuat angka daerah."
    )
    guide = texts(opened(written())["Petunjuk"])
    assert rule in guide
    assert not set(KESIAPAN.framework.scale.levels) & set(guide), "no class judges before anybody answers"


@pytest.mark.parametrize(
    ("region", "word"), [("35.18", "desa/kelurahan"), ("35.78", "kecamatan dan kelurahan")]
)
def test_a_kota_without_desa_is_asked_in_its_own_words(region, word):
    sheet = opened(written(region=region))["Jawaban"]
    assert word in sheet.cell(rows_by_code(sheet)["GOV1.3"], column("Pertanyaan")).value


def test_meta_says_what_the_form_is():
    sheet = opened(written(label=SAMPLE_LABEL))["_meta"]
    meta = {key.value: value.value for key, value in sheet.iter_rows(max_col=2)}
    assert meta == {
        "templat": layout.TEMPLATE_ID,
        "versi_templat": "1",
        "instrumen": "kesiapan@0.9",
        "sidik": KESIAPAN.digest,
        "kode_wilayah": "35.18",
        "wilayah": "Kabupaten Nganjuk",
        "opd": "DISKOMINFO",
        "kode_opd": "DISKOMINFO",
        "nama_opd": "Dinas Komunikasi dan Informatika",
        "periode": "2026",
        "jumlah_butir": "3",
        "label": "Data contoh (sintetis)",
        "butir.GOV2.1": "lead",
        "butir.PRE.01": "lead",
        "butir.GOV1.3": "support",
    }


def test_the_label_stands_on_every_sheet_people_see():
    book = opened(written(label=SAMPLE_LABEL))
    for sheet in book:
        if sheet.sheet_state == "visible":
            assert SAMPLE_LABEL in texts(sheet)


def test_printed_on_a4_with_headings_on_every_page():
    sheet = opened(written())["Jawaban"]
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == f"${layout.HEADER_ROW}:${layout.HEADER_ROW}"
    assert sheet.freeze_panes == f"{letter('Tingkat 1')}{layout.FIRST_ROW}"


@pytest.mark.parametrize("label", ["Contoh & uji", "Contoh sangat panjang " * 40, "&" * 500])
def test_a_page_says_in_its_footer_whose_form_it_is_however_long_the_names(label):
    book = opened(written(label=label))
    for sheet in (one for one in book if one.sheet_state == "visible"):
        assert sheet.oddFooter.left.text.startswith("Kabupaten Nganjuk · Dinas Komunikasi dan Informatika")
        assert sheet.oddFooter.left.text.count("&") % 2 == 0
        assert sheet.oddFooter.right.text == "&A, halaman &P dari &N"


def test_the_same_form_is_the_same_bytes():
    assert written(answers=ANSWERS) == written(answers=ANSWERS)


def test_one_zip_holds_a_workbook_for_every_opd():
    bundle = zipfile.ZipFile(
        BytesIO(template.write_all_survey_forms(KESIAPAN, REGION, ROSTER, "2026", assignments=ASSIGNMENTS))
    )
    assert bundle.namelist() == [
        "Survei_Kab-Nganjuk_DISKOMINFO_2026.xlsx",
        "Survei_Kab-Nganjuk_DISPAR_2026.xlsx",
        "Survei_Kab-Nganjuk_BAKESBANGPOL_2026.xlsx",
        "Survei_Kab-Nganjuk_Kec-Berbek_2026.xlsx",
    ]
    assert list(rows_by_code(opened(bundle.read(bundle.namelist()[1]))["Jawaban"])) == ["BRA1.1", "BRA1.4"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_survives_a_round_trip_through_libreoffice(tmp_path):
    source = tmp_path / "asal.xlsx"
    source.write_bytes(
        written("DISPAR", answers={"BRA1.4": Answer("BRA1.4", "not_applicable", note="Tidak ada")})
    )
    convert(source, tmp_path / "hasil")
    data = (tmp_path / "hasil" / "asal.xlsx").read_bytes()
    book = opened(data)
    sheet = book["Jawaban"]
    rows = rows_by_code(sheet)
    assert list(rows) == ["BRA1.1", "BRA1.4"]
    assert sheet.cell(rows["BRA1.4"], column("Jawaban")).value == "Tidak berlaku"
    assert "Tidak berlaku" in choices(sheet, f"{letter('Jawaban')}{rows['BRA1.4']}")
    assert "Tidak berlaku" not in choices(sheet, f"{letter('Jawaban')}{rows['BRA1.1']}")
    assert sheet.protection.sheet
    assert not sheet.cell(rows["BRA1.1"], column("Jawaban")).protection.locked
    assert sheet.cell(rows["BRA1.1"], column("Kode")).protection.locked
    assert book["_meta"].sheet_state != "visible"
    assert cached(data, "_meta")[2] == ["instrumen", "kesiapan@0.9"]
    assert "Kemajuan : 1 dari 2 indikator yang diampu sudah dijawab" in cached(data, "Jawaban")[5]
