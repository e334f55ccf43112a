"""Answers written "2 → 3": read where nothing in the file speaks of another time, asked everywhere else."""

import random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, book, codes, read

ITEMS = [KESIAPAN.framework.node(code) for code in KESIAPAN.framework.leaves]
ARROWS = ("{0} → {1}", "{0}→{1}", "{0} -> {1}", "{0} => {1}", "Level {0} -> Level {1}", "{0} menjadi {1}",
          "dari {0} ke {1}", "semula {0} menjadi {1}", "skor {0} ⇒ skor {1}")  # fmt: skip
HEADINGS = ("Nilai", "Skor", "Jawaban", "Level", "Tingkat", "Nilai OPD")
TIMES = ("Target 2027", "Sasaran", "Kondisi yang diharapkan", "Diisi nilai kini dan rencana",
         "Tanda → = naik",
         "Sebelum / sesudah verifikasi", "Nilai lama dan baru", "to be", "Level ideal",
         "tanda panah lihat petunjuk",
         "akan dicapai tahun depan", "yang dituju")  # fmt: skip
PLACES = ("title", "heading", "note", "below", "beside", "sheet", "sheet name")


def drawn(seed, said="", place=""):
    """A form of an OPD with levels, some of them behind an arrow; `said` stands at a place of it."""
    chance = random.Random(seed)
    arrow, heading = chance.choice(ARROWS), chance.choice(HEADINGS)
    items = chance.sample(ITEMS, chance.randint(8, 25))
    levels = [chance.randint(1, 5) for _ in items]
    written = [
        arrow.format(chance.choice([one for one in range(1, 6) if one != level]), level)
        if place_of % 3 or chance.random() < 0.3
        else level
        for place_of, level in enumerate(levels)
    ]
    rows = [
        [number, item.name, cell, ""]
        for number, (item, cell) in enumerate(zip(items, written, strict=True), start=1)
    ]
    if place == "note":
        rows[1][3] = said
    head = ["No", "Indikator", f"{heading} ({said})" if place == "heading" else heading, "Catatan"]
    top = [["Survei kesiapan"], [said if place == "title" else None], ["Nama OPD", "Dinas Kesehatan"]]
    below = [[], [said]] if place == "below" else []
    if place == "beside":
        rows[2] += [None, None, said]
    other = said[:25].replace("/", "-") if place == "sheet name" else "Petunjuk"
    sheets = [("Isian", [*top, head, *rows, *below])]
    if place.startswith("sheet"):
        sheets.append((other, [["Petunjuk pengisian"], [said]]))
    return book(*sheets), {item.code: level for item, level in zip(items, levels, strict=True)}, written


def answers(reading):
    return {one.indicator: one.value for sent in reading.responses for one in sent.answers}


@pytest.mark.parametrize("seed", range(40))
def test_an_arrow_says_what_a_level_became(seed):
    data, levels, _ = drawn(seed)
    reading = read(data, region=NGANJUK)
    assert answers(reading) == levels
    assert (reading.questions, "W80" in codes(reading)) == ((), True)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("said", TIMES)
def test_an_arrow_is_asked_where_anything_speaks_of_another_time(said, place):
    data, levels, written = drawn(f"{said}{place}", said, place)
    reading = read(data, region=NGANJUK)
    found = answers(reading)
    asked = [code for code, cell in zip(levels, written, strict=True) if isinstance(cell, str)]
    assert "W80" not in codes(reading)
    assert reading.verdict != "ready"
    assert all(found.get(code) is None for code in asked)


@pytest.mark.parametrize("odd", ["2 → 7", "0 -> 3", "3 > 4", "3 ke 4"])
def test_what_leads_from_no_level_or_is_no_arrow_is_asked(odd):
    rows = [[number, item.name, "2 → 3"] for number, item in enumerate(ITEMS[:9], start=1)]
    rows[4][2] = odd
    head = [["Nama OPD", "Dinas Kesehatan"], ["No", "Indikator", "Nilai"]]
    reading = read(book(("Isian", [*head, *rows])), region=NGANJUK)
    assert reading.questions
    assert answers(reading)[ITEMS[4].code] is None


def test_under_the_heading_of_an_item_an_arrow_is_asked():
    head = ["Nama OPD", *(item.name for item in ITEMS[:6])]
    data = book(("Rekap", [head, ["Dinas Kesehatan", *["2 → 3"] * 6], ["Sekretariat Daerah", *[3.0] * 6]]))
    reading = read(data, region=NGANJUK)
    assert len(reading.questions) == 1
    assert "W80" not in codes(reading)
