"""Ways to write levels on another scale, and workbooks drawn in them with what is meant."""

from dataclasses import dataclass
from random import Random

from tests.survey.making import KESIAPAN, book

LEAVES = [KESIAPAN.framework.node(code) for code in KESIAPAN.framework.leaves]
PLAIN = [node for node in LEAVES if not any("%" in text for text in node.tags["anchors"])]
OPD = ("Dinas Kesehatan", "Diskominfo", "Sekretariat Daerah", "Kecamatan Berbek")
STEPS = ("tidak ada", "rencana", "sebagian", "seluruhnya", "terintegrasi")
PHASES = ("tahap awal", "tahap satu", "tahap dua", "tahap tiga", "tahap akhir")
LEVELS = KESIAPAN.framework.scale.levels
RISING = ("tidak ada", "kurang", "cukup", "baik", "sangat baik")


@dataclass(frozen=True)
class Kind:
    """One way to write levels: code -> level meant, what heads a column, and what a legend says of it."""

    levels: dict
    heading: str = "Nilai"
    legend: tuple[str, ...] = ()
    own: bool = False
    """Whether it is plainly the instrument's own, so that nothing is asked."""


def legend_of(codes_, words):
    return tuple(f"{code} = {word}" for code, word in zip(codes_, words, strict=True))


def numbers_from(first, levels):
    return {float(first + place): level for place, level in enumerate(levels)}


UP, DOWN = (1, 2, 3, 4, 5), (5, 4, 3, 2, 1)
KINDS = {
    "0-4 heading": Kind(numbers_from(0, UP), "Skor (0-4)"),
    "0-4 values": Kind(numbers_from(0, UP), "Skor"),
    "0-4 legend": Kind(numbers_from(0, UP), "Skor", legend_of(range(5), RISING), own=True),
    "0-4 heading and legend": Kind(
        numbers_from(0, UP), "Skor (0-4)", legend_of(range(5), ("belum ada", *STEPS[1:])), own=True
    ),
    "0-4 legend with a gap": Kind(numbers_from(0, UP), "Skor", legend_of((0, 1, 3, 4), RISING[:4])),
    "0-4 legend that says little": Kind(numbers_from(0, UP), "Skor", legend_of(range(5), PHASES)),
    "0-4 legend out of order": Kind(
        numbers_from(0, UP), "Skor", legend_of(range(5), (RISING[0], *RISING[:0:-1]))
    ),
    "0-4 legend, never 0": Kind(numbers_from(1, UP[1:]), "Skor", legend_of(range(5), RISING)),
    "0-4 falling": Kind(numbers_from(0, DOWN), "Skor", legend_of(range(5), RISING[::-1])),
    "0-5 legend": Kind(
        {0.0: None} | numbers_from(1, UP),
        "Skor",
        ("0 = belum ada data", *legend_of(range(1, 6), RISING)),
        own=True,
    ),
    "0-5 legend of six steps": Kind(
        {0.0: None} | numbers_from(1, UP), "Skor", legend_of(range(6), ("belum ada", *RISING))
    ),
    "1-4 heading": Kind(numbers_from(1, (1, 2, 4, 5)), "Jawaban (1 s.d. 4)"),
    "1-4 legend": Kind(numbers_from(1, (1, 2, 4, 5)), "Nilai", legend_of(range(1, 5), RISING[1:])),
    "1-3 span": Kind(numbers_from(1, (1, 3, 5)), "Nilai", ("Isilah dengan angka 1 sampai 3",)),
    "5 falling": Kind(numbers_from(1, DOWN), "Nilai", legend_of(range(1, 6), RISING[::-1])),
    "5 own legend": Kind(numbers_from(1, UP), "Nilai", legend_of(range(1, 6), RISING), own=True),
    "5 own": Kind(numbers_from(1, UP), "Skor (1-5)", own=True),
    "1-10": Kind(numbers_from(1, (1, 1, 2, 2, 3, 3, 4, 4, 5, 5)), "Nilai 1-10"),
    "1-10 values": Kind(numbers_from(1, (1, 1, 2, 2, 3, 3, 4, 4, 5, 5)), "Nilai"),
    "0-100": Kind({float(number): -(-number // 20) or 1 for number in range(0, 101, 5)}, "Nilai (0-100)"),
    "0-100 values": Kind({float(number): -(-number // 20) or 1 for number in range(0, 101, 10)}, "Nilai"),
    "letters": Kind(dict(zip("ABCDE", UP, strict=True)), "Pilihan"),
    "letters spelled": Kind(
        dict(zip("ABCDE", UP, strict=True)), "Nilai", legend_of("ABCDE", RISING), own=True
    ),
    "letters level names": Kind(
        dict(zip("abcde", UP, strict=True)), "Nilai", legend_of("abcde", LEVELS), own=True
    ),
    "letters of four": Kind(
        dict(zip("ABCD", (1, 2, 4, 5), strict=True)), "Nilai", legend_of("ABCD", RISING[:4])
    ),
    "letters falling": Kind(dict(zip("abcde", DOWN, strict=True)), "Nilai", legend_of("abcde", RISING[::-1])),
    "letters scored": Kind(
        dict(zip("abcde", UP, strict=True)), "Nilai", ("a = 1; b = 2; c = 3; d = 4; e = 5",), own=True
    ),
    "letters with words": Kind(
        {f"{code}. Uraian {code}": level for code, level in zip("abcde", UP, strict=True)}
    ),
    "romans": Kind(dict(zip(("I", "II", "III", "IV", "V"), UP, strict=True)), "Level", own=True),
    "romans falling": Kind(
        dict(zip(("I", "II", "III", "IV", "V"), DOWN, strict=True)),
        "Level",
        legend_of(("I", "II", "III", "IV", "V"), RISING[::-1]),
    ),
    "limesurvey": Kind(dict(zip(("A1", "A2", "A3", "A4", "A5"), UP, strict=True))),
    "limesurvey options": Kind(dict(zip(("AO01", "AO02", "AO03", "AO04", "AO05"), UP, strict=True))),
    "four words": Kind(dict(zip(("STS", "TS", "S", "SS"), (1, 2, 4, 5), strict=True))),
    "five words": Kind(
        dict(zip(("Tidak siap", "Kurang siap", "Cukup siap", "Siap", "Sangat siap"), UP, strict=True)),
        own=True,
    ),
    "ready in four": Kind(
        dict(zip(("Belum mampu", "Kurang mampu", "Mampu", "Sangat mampu"), (1, 2, 4, 5), strict=True))
    ),
    "yes and no": Kind({"Tidak": 1, "Ya": 5}),
    "percent": Kind({f"{20 * level}%": level for level in UP}, own=True),
    "numbers with falling words": Kind(
        {
            f"{place} - {word}": level
            for (place, word), level in zip(enumerate(RISING[::-1], 1), DOWN, strict=True)
        }
    ),
    "stars": Kind({"★" * level: level for level in UP}),
    "stars of five": Kind({"★" * level + "☆" * (5 - level): level for level in UP}),
    "level romans": Kind(
        dict(zip(("Level I", "Level II", "Level III", "Level IV", "Level V"), UP, strict=True)), own=True
    ),
    "initials": Kind(dict(zip(("SK", "K", "C", "B", "SB"), UP, strict=True))),
    "initials without the lowest": Kind(dict(zip(("K", "C", "B", "SB"), (2, 3, 4, 5), strict=True))),
    "initials of ready": Kind(dict(zip(("BS", "KS", "CS", "S", "SS"), UP, strict=True))),
    "initials of high": Kind(dict(zip(("SR", "R", "S", "T", "ST"), UP, strict=True))),
    "faces": Kind(dict(zip("😡🙁😐🙂😍", UP, strict=True))),
    "other faces": Kind(dict(zip(("😭", "☹️", "😑", "😊", "🤩"), UP, strict=True))),
    "lights": Kind(dict(zip("🔴🟡🟢", (1, 3, 5), strict=True))),
    "options": Kind({f"Opsi {level}": level for level in UP}),
    "numbers with words": Kind(
        {f"{place} - {word}": place + 1 for place, word in enumerate(RISING)}, "Skor", own=True
    ),
}
LAYOUTS = ("wide", "items", "columns", "long", "two sheets")
PLACES = ("above", "below", "sheet")


def drawn_cells(kind, count, random):
    """Cells in which every code stands, in any order."""
    every = list(kind.levels)
    cells = [*every, *random.choices(every, k=max(0, count - len(every)))]
    random.shuffle(cells)
    return cells


def drawn_book(kind, layout, place, seed):
    """A workbook and what is meant in it: (OPD, item) -> level."""
    random = Random(seed)
    nodes = random.sample(PLAIN, 12)
    opd = OPD[: {"items": 1, "two sheets": 1, "columns": 2}.get(layout, 4)]
    cells = iter(drawn_cells(kind, len(nodes) * len(opd), random))
    given = {(name, node.code): next(cells) for name in opd for node in nodes}
    tables = SHAPES[layout](kind.heading, opd, nodes, given)
    legend = [[line] for line in kind.legend]
    if place == "above":
        tables[0] = (tables[0][0], [*legend, [], *tables[0][1]])
    elif place == "below":
        tables[0] = (tables[0][0], [*tables[0][1], [], [], *legend])
    elif legend:
        tables.append(("Keterangan", legend))
    return book(*tables), {key: kind.levels[cell] for key, cell in given.items()}


def wide_rows(heading, opd, nodes, given):
    head = [
        "Nama OPD",
        *(f"{node.code} ({heading.split('(')[1]}" if "(" in heading else node.code for node in nodes),
    ]
    return [("Respons", [head, *([name, *(given[name, node.code] for node in nodes)] for name in opd)])]


def item_rows(heading, opd, nodes, given):
    head = [["Nama OPD", opd[0]], ["No", "Kode", "Indikator", heading]]
    rows = [[place, node.code, node.name, given[opd[0], node.code]] for place, node in enumerate(nodes, 1)]
    return [("Isian", [*head, *rows])]


def two_sheets(heading, opd, nodes, given):
    (_, first), (_, second) = (
        item_rows(heading, opd, nodes[:6], given)[0],
        item_rows(heading, opd, nodes[6:], given)[0],
    )
    return [("Bagian 1", first), ("Bagian 2", second)]


def by_columns(_heading, opd, nodes, given):
    rows = [[node.tags["question"], *(given[name, node.code] for name in opd)] for node in nodes]
    return [("Rekap", [["Pertanyaan", *opd], *rows])]


def long_rows(heading, opd, nodes, given):
    rows = [[name, node.code, given[name, node.code]] for name in opd for node in nodes]
    return [("Data", [["Nama OPD", "Kode", heading], *rows])]


SHAPES = {
    "wide": wide_rows,
    "items": item_rows,
    "columns": by_columns,
    "long": long_rows,
    "two sheets": two_sheets,
}
SHORT = {"Dinas Kesehatan": "DINKES", "Diskominfo": "DISKOMINFO", "Sekretariat Daerah": "SETDA"}


def values_read(reading):
    names = {short: name for name, short in SHORT.items()}
    return {
        (names.get(response.opd, "Kecamatan Berbek"), one.indicator): one.value
        for response in reading.responses
        for one in response.answers
    }
