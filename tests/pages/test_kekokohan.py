"""Kepastian peringkat as a visitor uses it: five, one and ninety regions, and what the words say."""

import pytest

from tests.pages.test_bandingan import keep_table, said, visit

PAGE = "analisis/kekokohan.py"


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_four_ranked_kabupaten_show_places_and_pairs(app, unexpected):
    visit(app, PAGE)
    assert unexpected == []
    assert "Peringkat seluruh 4 daerah pasti" in said(app)
    assert "1 daerah belum berperingkat" in said(app)
    assert "1.000 hitung ulang" in said(app)
    assert "bukan perlombaan" in said(app)
    pairs = next(frame.value for frame in app.dataframe if "Kesimpulan" in frame.value.columns)
    assert len(pairs) == 3
    assert set(pairs["Kesimpulan"]) <= {"Jelas di atas", "Cenderung di atas", "Berimbang"}


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
def test_one_kabupaten_is_told_what_can_still_be_said(app, unexpected):
    visit(app, PAGE, provinsi="33")
    assert unexpected == []
    assert "Baru satu daerah" in said(app)
    assert "belum ada peringkat" in said(app)
    assert not any("Tetap di atas" in frame.value.columns for frame in app.dataframe)


def test_ninety_areas_choose_a_weight_set_and_are_ranked_within_it(app, store, unexpected):
    visit(app, PAGE, **keep_table(store, "kominfo_2023_rekap.xlsx", "kominfo", 2023))
    assert unexpected == []
    sets = next(control for control in app.main.button_group if control.label == "Himpunan bobot")
    assert len(sets.options) == 2
    first = said(app)
    sets.set_value(sets.options[1]).run()
    assert unexpected == []
    assert said(app) != first


@pytest.mark.parametrize("store", ["seeded"], indirect=True)
@pytest.mark.parametrize("part", ["rentang", "penggeser"])
def test_only_the_open_part_is_shown(app, unexpected, part):
    visit(app, PAGE, kekokohan=part)
    assert unexpected == []
    text = said(app)
    assert ("Kelas menurut hitung ulang" in text) == (part == "rentang")
    assert ("Bagian yang dihilangkan" in text) == (part == "penggeser")
    assert "Daerah yang berurutan" not in text
