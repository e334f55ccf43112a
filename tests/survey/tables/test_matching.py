"""Headings as items: distortions of real items find their own or none, and other headings find none."""

import csv
import random

import pytest
from rapidfuzz import fuzz

from reference.keys import normalise_text
from survey.tables import matching
from tests.shared import SHARED, needs_shared
from tests.survey.making import KESIAPAN

LEAVES = KESIAPAN.framework.leaves
QUESTIONS = [KESIAPAN.framework.node(code).tags["question"] for code in LEAVES]
OTHERS = [
    *("No", "Total", "Nama Lengkap", "Stempel waktu", "Kabupaten/Kota", "Unit kerja", "Jabatan", "Catatan"),
    *(
        "Saran dan masukan",
        "Jenis kelamin",
        "Tautan bukti dukung",
        "Nomor HP yang dapat dihubungi",
        "Tanggal",
    ),
]


def dropped(text):
    drawn = random.Random(text)
    return " ".join(word for word in text.split() if drawn.random() > 0.2) or text


DISTORTED = {
    "same": lambda text: text,
    "upper": str.upper,
    "numbered": lambda text: f"12. {text}",
    "grid": lambda text: f"Beri tanda [{text}]",
    "copy": lambda text: f"{text}.1",
    "line break": lambda text: text.replace(" ", "\n", 1),
    "cut to 50": lambda text: text[:50],
    "words dropped": dropped,
    "slug": lambda text: "grup/" + normalise_text(text).replace(" ", "_")[:40],
}


@pytest.mark.parametrize("distort", DISTORTED.values(), ids=DISTORTED)
def test_distorted_questions_find_their_own_item(distort):
    found = matching.match_items([distort(text) for text in QUESTIONS], KESIAPAN, LEAVES)
    assert all(one.code == LEAVES[place] for place, one in found.items())
    assert len(found) >= 0.9 * len(LEAVES)


def test_other_headings_are_no_items():
    assert matching.match_items(OTHERS, KESIAPAN, LEAVES) == {}


def test_exact_is_told_from_alike():
    found = matching.match_items(["GOV1.1", QUESTIONS[1][:60]], KESIAPAN, LEAVES)
    assert [(one.code, one.how) for one in found.values()] == [("GOV1.1", "exact"), (LEAVES[1], "likeness")]


def test_one_item_goes_to_one_column():
    found = matching.match_items([QUESTIONS[0][:60], QUESTIONS[0][:55]], KESIAPAN, LEAVES)
    assert len(found) == 1


def test_items_that_differ_by_one_word_are_left_open():
    items = {
        "A": (normalise_text("Saya membaca syarat dan ketentuan aplikasi"),),
        "B": (normalise_text("Saya membuka syarat dan ketentuan aplikasi"),),
    }
    assert matching.match_by_likeness({0: "saya me syarat dan ketentuan aplikasi"}, items) == {}


@needs_shared
@pytest.mark.parametrize("distort", DISTORTED.values(), ids=DISTORTED)
def test_real_items_are_never_taken_for_another(distort):
    with (SHARED / "corpus/names/instrument_items_real.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    items = {row["code"]: (normalise_text(row["text"]),) for row in rows}
    found = matching.match_by_likeness(
        {place: matching.bare_heading(distort(row["text"])) for place, row in enumerate(rows)}, items
    )
    assert all(one.code == rows[place]["code"] for place, one in found.items())
    assert len(found) >= 0.9 * len(rows)


def test_likeness_is_its_formula_wherever_it_matters():
    drawn = random.Random(3)
    wordings = [normalise_text(text) for text in QUESTIONS]
    for _ in range(2000):
        item, words = drawn.choice(wordings), drawn.choice(wordings).split()
        text = " ".join(drawn.sample(words, drawn.randint(1, len(words))) if drawn.random() < 0.5 else words)
        scores = [fuzz.token_sort_ratio(text, item), 0.95 * fuzz.ratio(text, item[: len(text)])]
        if min(len(text.split()), len(item.split())) >= 4:
            scores.append(0.9 * fuzz.token_set_ratio(text, item))
        found = matching.item_likeness(text, item)
        assert found == pytest.approx(max(scores)) if max(scores) > matching.LEAST else found <= max(scores)
