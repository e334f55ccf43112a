"""However a form says which end of its levels is good: one that falls is asked once, one that rises never."""

import random

import pytest

from survey.scales import legend_sentences
from tests.survey.making import KESIAPAN, NGANJUK, book, read

LEAVES = KESIAPAN.framework.leaves[:9]
ENDS = {
    "equals": "{low} = {first}, {high} = {last}",
    "turned round": "Petunjuk: {high} = {last}; {low} = {first}",
    "brackets": "Rentang penilaian {low} ({first}) hingga {high} ({last})",
    "behind": "{first} ({low}) sampai dengan {last} ({high})",
    "dash": "{low} - {first}; {high} - {last}",
    "arrows": "Skor {low} -> {first} … skor {high} -> {last}",
    "for": "Lingkari {low} untuk {first} dan {high} untuk {last}",
    "means": "Angka {low} berarti {first}, sedangkan angka {high} berarti {last}.",
    "given": "OPD yang {first} diberi nilai {low}, yang {last} diberi nilai {high}",
    "if": "Jika {first} isi {low}, jika {last} isi {high}",
}
WORDS = {
    "ready": ("belum siap", "sangat siap"),
    "there": ("tidak ada", "sudah lengkap"),
    "good": ("paling buruk", "paling baik"),
}
EVERY = ("sangat kurang", "kurang", "cukup", "baik", "sangat baik")
SHORT = ("STS", "TS", "N", "S", "SS")
FULL = {
    "numbers in brackets": lambda words: [" ".join(f"({n}) {w}" for n, w in words)],
    "bare numbers": lambda words: [", ".join(f"{n} {w}" for n, w in words)],
    "words first": lambda words: ["Ket. " + " ".join(f"{w} ({n})" for n, w in words)],
    "points": lambda words: [" ".join(f"{n}.{w}" for n, w in words)],
    "hyphens": lambda words: ["; ".join(f"{n}-{w}" for n, w in words)],
    "lines under a list": lambda words: [
        "1. Baca pertanyaannya",
        "2. Isi tingkatnya",
        "3. Kirim kembali",
        *(f"{n}. {w}" for n, w in words),
    ],
}
PLACES = ("above", "below", "sheet")


def drawn(shape, place, lines):
    """A reading of a form of numbers or of columns to mark with a legend, and what its cells say."""
    draw = random.Random(f"{shape}{place}{lines}")
    said = {code: draw.randint(1, 5) for code in LEAVES}
    head = ["No", "Indikator", *((1, 2, 3, 4, 5) if shape == "marks" else ["Jawaban"])]
    rows = [head]
    for at, (code, level) in enumerate(said.items(), start=1):
        cells = ["v" if one == level else None for one in range(1, 6)] if shape == "marks" else [level]
        rows.append([at, KESIAPAN.framework.node(code).name, *cells])
    legend = [[line] for line in lines]
    top = [["Nama OPD", "Dinas Kesehatan"], []]
    if place == "sheet":
        data = book(("Isian", [*top, *rows]), ("Cara mengisi", [["CARA MENGISI"], *legend]))
    else:
        data = book(("Isian", [*top, *legend, [], *rows] if place == "above" else [*top, *rows, [], *legend]))
    return read(data, region=NGANJUK), data, said


def values(reading):
    return {one.indicator: one.value for response in reading.responses for one in response.answers}


def is_asked_turned(shape, place, lines):
    """One question, its first choice the turned reading, and nothing read before it is answered."""
    reading, data, said = drawn(shape, place, lines)
    (question,) = reading.questions
    assert question.kind == "scale"
    assert set(values(reading).values()) <= {None}
    chosen = read(data, region=NGANJUK, choices={question.key: question.candidates[0][0]})
    assert values(chosen) == {code: 6 - level for code, level in said.items()}


def is_read_as_it_stands(shape, place, lines):
    reading, _, said = drawn(shape, place, lines)
    assert (reading.verdict, reading.questions) == ("ready", ())
    assert values(reading) == said


CASES = [
    (way, name, ("numbers", "marks")[number % 2], PLACES[number % 3])
    for number, (way, name) in enumerate((way, name) for way in ENDS for name in WORDS)
]


@pytest.mark.parametrize(("way", "name", "shape", "place"), CASES)
def test_a_legend_of_two_ends_is_heard(way, name, shape, place):
    worst, best = WORDS[name]
    is_asked_turned(shape, place, [ENDS[way].format(low=1, high=5, first=best, last=worst)])
    is_read_as_it_stands(shape, place, [ENDS[way].format(low=1, high=5, first=worst, last=best)])


@pytest.mark.parametrize("shape", ["numbers", "marks"])
@pytest.mark.parametrize("way", FULL)
def test_a_legend_of_every_level_is_heard_in_any_writing(way, shape):
    is_asked_turned(shape, "above", FULL[way](list(enumerate(EVERY[::-1], start=1))))
    is_read_as_it_stands(shape, "above", FULL[way](list(enumerate(EVERY, start=1))))


@pytest.mark.parametrize("shape", ["numbers", "marks"])
def test_initials_in_a_legend_have_their_order(shape):
    is_asked_turned(shape, "below", [", ".join(f"{n}={w}" for n, w in enumerate(SHORT[::-1], start=1))])
    is_read_as_it_stands(shape, "below", [", ".join(f"{n}={w}" for n, w in enumerate(SHORT, start=1))])


@pytest.mark.parametrize("shape", ["numbers", "marks"])
def test_ends_on_two_lines_are_a_legend(shape):
    is_asked_turned(shape, "above", ["1: Sudah", "5: Belum"])
    is_read_as_it_stands(shape, "above", ["1: Belum", "5: Sudah"])


DOWN = (
    "Makin rendah angka, makin siap perangkat daerahnya",
    "Semakin kecil nilai yang diberikan maka semakin baik",
    "Semakin matang layanannya, semakin kecil nilainya",
    "Semakin besar skor semakin buruk",
    "Nilai terendah menunjukkan kondisi terbaik.",
    "Angka yang lebih besar berarti belum siap",
    "Nilai terbaik adalah 1",
    "Angka 1 adalah yang paling siap",
    "Kondisi paling baik diberi angka 1",
    "Catatan: nilai 5 berarti belum ada sama sekali",
    "Skala 1 sampai 5, 5 terburuk",
    "Berilah angka 5 jika belum siap",
)
NOT_DOWN = (
    "Semakin besar nilai semakin siap",
    "Makin kecil angkanya makin belum siap",
    "Nilai tertinggi berarti paling siap",
    "Semakin rendah angka kemiskinan semakin baik",
    "Angka 1 menunjukkan kondisi terburuk",
    "Nilai terbaik adalah 5",
    "Nilai 3 berarti kurang",
    "Isi angka 1 jika ada",
    "Isi kolom 5 untuk yang belum menjawab",
    "Tahap 1 untuk OPD yang sangat siap, tahap 2 untuk yang belum siap",
    "Skala 1-5, 1 paling rendah",
    "Minimal 5 dokumen yang belum lengkap diisi kembali",
    "Nilai rata-rata 1 tahun terakhir sangat baik",
)


@pytest.mark.parametrize("sentence", DOWN)
def test_a_sentence_that_lower_is_better_is_heard(sentence):
    assert legend_sentences.falls_in_sentences(sentence)


@pytest.mark.parametrize("sentence", NOT_DOWN)
def test_other_sentences_turn_nothing_round(sentence):
    assert legend_sentences.falls_in_sentences(sentence) == ""


@pytest.mark.parametrize("shape", ["numbers", "marks"])
@pytest.mark.parametrize("place", PLACES)
def test_a_form_is_asked_once_for_such_a_sentence(shape, place):
    is_asked_turned(shape, place, [DOWN[0]])
    is_read_as_it_stands(shape, place, [NOT_DOWN[0]])


@pytest.mark.parametrize("shape", ["numbers", "marks"])
def test_a_span_beside_the_answers_hides_no_legend_that_falls(shape):
    said = random.Random(shape)
    rows = [["No", "Indikator", *((1, 2, 3, 4, 5) if shape == "marks" else ["Jawaban"])]]
    for at, code in enumerate(LEAVES, start=1):
        level = said.randint(1, 5)
        cells = ["x" if one == level else None for one in range(1, 6)] if shape == "marks" else [level]
        rows.append([at, KESIAPAN.framework.node(code).name, *cells])
    top = [["Nama OPD", "Dinas Kesehatan"], ["Isilah dengan skala 1-5"], []]
    told = [["Keterangan"], ["1 = sangat siap, 5 = belum siap"]]
    reading = read(book(("Isian", [*top, *rows]), ("Petunjuk", told)), region=NGANJUK)
    assert [one.kind for one in reading.questions] == ["scale"]
    assert set(values(reading).values()) <= {None}
