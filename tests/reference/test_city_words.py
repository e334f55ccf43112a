"""Forms of a kota without desa ask of kelurahan; every wording of either form is read back as the same."""

from io import BytesIO

import openpyxl
import pytest

from reference import agencies, instruments
from reference.instruments.city_words import say_to_region, without_villages
from reference.keys import text_key
from survey import template
from survey.answers.cells import levels_by_anchor

VERSIONS = [instruments.load_instrument("kesiapan", version) for version in ("0.9", "1.0-draf")]
KOTA, KABUPATEN = "32.74", "35.18"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Kurang dari 20% desa/kelurahan", "Kurang dari 20% kelurahan"),
        ("Desa/kelurahan tangguh bencana", "Kelurahan tangguh bencana"),
        ("kecamatan dan desa/kelurahan atau lebih", "kecamatan dan kelurahan atau lebih"),
        ("tiap desa dan kelurahan", "tiap kelurahan"),
        ("kelurahan / desa", "kelurahan"),
        ("Peraturan tentang sistem informasi desa", "Peraturan tentang sistem informasi desa"),
        ("pedesaan dan kelurahan", "pedesaan dan kelurahan"),
    ],
)
def test_desa_beside_kelurahan_falls_away_alone_it_stays(said, asked):
    assert without_villages(said) == asked
    assert say_to_region(said, KOTA) == asked
    assert say_to_region(said, KABUPATEN) == said


def printed(instrument, region):
    """Every text on the sheet of answers of all forms of a region."""
    roster = agencies.general_roster(region)
    assigned = agencies.assign_indicators(instrument.framework, roster)
    for agency in roster.to_dict("records"):
        target = BytesIO()
        template.write_survey_form(instrument, region, agency, assigned, target, "2026")
        book = openpyxl.load_workbook(target)
        if "Jawaban" in book.sheetnames:
            rows = book["Jawaban"].iter_rows(values_only=True)
            yield from (str(cell) for row in rows for cell in row if cell is not None)


@pytest.mark.parametrize("instrument", VERSIONS, ids=lambda one: one.key)
def test_no_form_of_a_kota_without_desa_names_desa_beside_kelurahan(instrument):
    texts = list(printed(instrument, KOTA))
    assert any("kelurahan" in text for text in texts)
    assert [text for text in texts if without_villages(text) != text] == []


@pytest.mark.parametrize("instrument", VERSIONS, ids=lambda one: one.key)
def test_both_wordings_find_their_item_and_their_level(instrument):
    framework = instrument.framework
    for code in framework.leaves:
        node = framework.node(code)
        for region in (KOTA, KABUPATEN):
            assert instrument.find(instrument.question(code, region)) == code
        levels = levels_by_anchor(node, framework.scale)
        for place, text in enumerate(node.tags.get("anchors", ()), start=1):
            for one in (text, without_villages(text)):
                assert levels[text_key(one)] == place
