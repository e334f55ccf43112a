"""What the variants are made of: items, OPD under the names they go by, headings, answers, surroundings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.variant_files import Grid
from reference import agencies, instruments

REGION = "35.18"
KESIAPAN = instruments.load_instrument("kesiapan")
LEAVES = KESIAPAN.framework.leaves
ROSTER = agencies.general_roster(REGION)
WORDS = ("satu", "dua", "tiga", "empat", "lima")
LEVELS = KESIAPAN.framework.scale.levels
BLANKS = (None, "-", "n/a", "Belum ada data", "")
Truth = dict[tuple[str, str], float | None]


@dataclass
class Drawn:
    """One variant: its traits, the grids of its sheets, and what must be read: (OPD, item) -> level."""

    traits: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    truth: Truth = field(default_factory=dict)


def pick(rng: random.Random, traits: list[str], **choices: Sequence[str]) -> str:
    """One of the choices, kept among the traits under its name."""
    ((name, values),) = choices.items()
    chosen = rng.choice(values)
    traits.append(f"{name}:{chosen}")
    return chosen


def items(rng: random.Random) -> list[str]:
    """Some items in the order of the instrument."""
    start = rng.randrange(len(LEAVES) - 30)
    return list(LEAVES[start : start + rng.randint(4, 24)])


def opds(rng: random.Random, most: int = 9) -> list[tuple[str, str]]:
    """OPD of the roster with the name each goes by here."""
    behind = rng.choice(["", "", " Kabupaten Nganjuk", " Kab. Nganjuk"])
    rows = rng.sample(ROSTER[["opd", "name", "short"]].values.tolist(), rng.randint(2, most))
    return [
        (
            opd,
            rng.choice(
                [name, name + behind, name.upper(), short or name, f"{name} ({short})" if short else name]
            ),
        )
        for opd, name, short in rows
    ]


def heading(rng: random.Random, style: str, code: str, place: int) -> str:
    """The heading of an item in one of the ways exports and offices write it."""
    node = KESIAPAN.framework.node(code)
    question = node.tags["question"]
    return {
        "kode": code,
        "nama": node.name,
        "pertanyaan": question,
        "bernomor": f"{place + 1}. {question}",
        "kapital": question.upper(),
        "kisi": f"Berikan penilaian untuk setiap butir [{question}]",
        "kode dan nama": f"{code} {node.name}",
        "potongan": question[: rng.randint(32, 60)],
        "wajib": f"{question.replace(' ', chr(160), 1)} *",
        "dua baris": question.replace(" ", "\n", 2).replace("\n", " ", 1),
        "kobo": f"grup_{code[:3].lower()}/{code.replace('.', '_')}",
    }[style]


def level(rng: random.Random, style: str, level: int) -> object:
    """A level in one of the ways people write it."""
    return {
        "angka": level,
        "teks": str(level),
        "koma": f"{level},0",
        "titik": f"{level}.0",
        "label": f"{level} - {LEVELS[level - 1]}",
        "kurung": f"({level}) {LEVELS[level - 1]}",
        "kata": LEVELS[level - 1],
        "bilangan": WORDS[level - 1],
        "tingkat": f"Level {level}",
        "ekor": f"{level} ({LEVELS[level - 1]})",
    }[style]


ANSWERS = (
    "angka",
    "angka",
    "angka",
    "teks",
    "koma",
    "titik",
    "label",
    "kurung",
    "kata",
    "bilangan",
    "tingkat",
    "ekor",
)


def answer(rng: random.Random, style: str, drawn: Drawn, opd: str, code: str) -> object:
    """One cell, its meaning kept as truth: a level, or one of the ways to leave it open."""
    if rng.random() < 0.08:
        drawn.truth[opd, code] = None
        return rng.choice(BLANKS)
    meant = rng.randint(1, 5)
    drawn.truth[opd, code] = float(meant)
    return level(rng, style, meant)


def above(rng: random.Random, drawn: Drawn, opd: str = "") -> list[list[object]]:
    """Titles and "LABEL : isi" lines as worksheets carry them."""
    rows: list[list[object]] = []
    if rng.random() < 0.7:
        rows.append(["KUESIONER KESIAPAN KOTA CERDAS"])
        rows.append(
            [rng.choice(["PEMERINTAH KABUPATEN NGANJUK", "TAHUN 2026", "Kabupaten Nganjuk Tahun 2026"])]
        )
        drawn.traits.append("judul")
    if opd or rng.random() < 0.4:
        joined = rng.random() < 0.5
        for label, text in (("Kabupaten/Kota", "Kab. Nganjuk"), ("Perangkat Daerah", opd)):
            if text:
                rows.append([f"{label} : {text}"] if joined else [label, f": {text}"])
        drawn.traits.append("label")
    if rows and rng.random() < 0.7:
        rows.append([])
    return rows


def below(rng: random.Random, drawn: Drawn, table: list[list[object]], first: int) -> list[list[object]]:
    """What stands under the data: averages, totals, empty numbered rows, a signature."""
    rows: list[list[object]] = []
    width = len(table[-1])
    if isinstance(table[-1][0], int) and rng.random() < 0.3:
        drawn.traits.append("baris kosong bernomor")
        return [[table[-1][0] + place + 1, *[None] * (width - 1)] for place in range(rng.randint(1, 20))]
    if rng.random() < 0.3:
        drawn.traits.append("rata-rata")
        rows.append([rng.choice(["Rata-rata", "RATA-RATA", "Jumlah", "Total"]), *[None] * (first - 1)])
        rows[-1] += [round(rng.uniform(2, 4), 2) for _ in range(width - first)]
    if rng.random() < 0.3:
        drawn.traits.append("tanda tangan")
        rows += [
            [],
            [None, None, "Nganjuk, 2 Maret 2026"],
            [None, None, "Kepala Dinas"],
            [],
            [None, None, "Budi Santoso"],
            [None, None, "NIP 198001012005011001"],
        ]
    elif rng.random() < 0.2:
        drawn.traits.append("catatan")
        rows += [[], ["Catatan: isi dengan angka 1 sampai 5"]]
    return rows


def placed(
    rng: random.Random,
    drawn: Drawn,
    name: str,
    rows: list[list[object]],
    merges: Sequence[tuple[int, int, int, int]] = (),
) -> None:
    """The grid, at A1 or moved to B3."""
    right, down = (1, 2) if rng.random() < 0.2 else (0, 0)
    if right:
        drawn.traits.append("B3")
    moved = [[]] * down + [[None] * right + row if row else [] for row in rows]
    boxes = [(top + down, left + right, bottom + down, end + right) for top, left, bottom, end in merges]
    drawn.grids.append(Grid(name, moved, boxes))
