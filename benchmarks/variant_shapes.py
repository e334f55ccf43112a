"""The shapes of the variants: respondents by rows, one form, OPD across, long and stacked tables, periods."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.variant_files import Grid
from benchmarks.variant_parts import (
    ANSWERS,
    Drawn,
    above,
    answer,
    below,
    heading,
    items,
    level,
    opds,
    pick,
    placed,
)


def respondents(rng: random.Random, drawn: Drawn) -> None:
    """One OPD a row, items across, as online forms export and as offices type it."""
    codes, people = items(rng), opds(rng)
    form = pick(rng, drawn.traits, asal=("google", "kobo", "microsoft", "lembar", "lembar"))
    texts = (
        ("kobo", "kode")
        if form == "kobo"
        else (
            "kode",
            "nama",
            "pertanyaan",
            "bernomor",
            "kapital",
            "kisi",
            "kode dan nama",
            "potongan",
            "wajib",
            "dua baris",
        )
    )
    style, answers = pick(rng, drawn.traits, judul=texts), pick(rng, drawn.traits, isi=ANSWERS)
    before, cells = FORMS[form]
    after = ["_id", "_uuid", "_submission_time", "_index"] if form == "kobo" else []
    headings: list[object] = [
        *before,
        *(heading(rng, style, code, place) for place, code in enumerate(codes)),
        *after,
    ]
    table: list[list[object]] = []
    extra = form == "lembar" and rng.random() < 0.3
    points = form == "microsoft" and rng.random() < 0.5
    if points:
        drawn.traits.append("kolom poin")
        headings += [f"{kind} - {heading(rng, style, codes[0], 0)}" for kind in ("Points", "Feedback")]
    if extra:
        drawn.traits.append("kolom jumlah")
        headings += ["Jumlah", "Rata-rata", "Keterangan"]
    for place, (opd, name) in enumerate(people):
        given = [answer(rng, answers, drawn, opd, code) for code in codes]
        if all(drawn.truth[opd, code] is None for code in codes):
            given[0], drawn.truth[opd, codes[0]] = level(rng, answers, 3), 3.0
        tail = [1000 + place, f"a{place}f-22", "2026-03-01T08:00:00", place + 1] if after else []
        tail += [0, None] if points else [14, 3.5, "baik"] if extra else []
        table.append([*cells(place, name), *given, *tail])
    rows, merges = _levels(rng, drawn, headings, len(before), codes) if form == "lembar" else ([headings], [])
    over = above(rng, drawn) if form == "lembar" else []
    merges = [(top + len(over), left, bottom + len(over), right) for top, left, bottom, right in merges]
    under = below(rng, drawn, table, len(before)) if form == "lembar" else []
    placed(
        rng,
        drawn,
        "Form Responses 1" if form == "google" else "Rekap",
        [*over, *rows, *table, *under],
        merges,
    )


def _levels(
    rng: random.Random, drawn: Drawn, headings: list[object], first: int, codes: list[str]
) -> tuple[list[list[object]], list[tuple[int, int, int, int]]]:
    """One heading row, or two or three with merged groups, now and then a row of column numbers."""
    depth = rng.choice([1, 1, 2, 3])
    width = len(headings)
    if depth == 1:
        rows, merges = [headings], []
    else:
        drawn.traits.append(f"{depth} baris judul")
        group: list[object] = [*headings[:first], "Penilaian", *[None] * (width - first - 1)]
        merges = [(0, column, depth - 1, column) for column in range(first)]
        merges.append((0, first, 0, width - 1))
        rows = [group]
        if depth == 3:
            half = first + max(1, len(codes) // 2)
            rows.append(
                [
                    *[None] * first,
                    "Bagian A",
                    *[None] * (half - first - 1),
                    "Bagian B",
                    *[None] * (width - half - 1),
                ]
            )
            merges += [(1, first, 1, half - 1), (1, half, 1, width - 1)]
        rows.append([*[None] * first, *headings[first:]])
    if rng.random() < 0.2:
        drawn.traits.append("penomoran")
        rows.append([f"({column + 1})" for column in range(width)])
    return rows, [merge for merge in merges if merge[0] != merge[2] or merge[1] != merge[3]]


FORMS: dict[str, tuple[list[object], Callable[[int, str], list[object]]]] = {
    "google": (
        ["Stempel waktu", "Alamat email", "Nama Lengkap", "Kabupaten/Kota", "Nama Perangkat Daerah"],
        lambda place, name: [
            f"0{place + 1}/03/2026 08:1{place}:00",
            f"orang{place}@contoh.go.id",
            "Siti Aminah",
            "Kabupaten Nganjuk",
            name,
        ],
    ),
    "microsoft": (
        ["ID", "Waktu mulai", "Waktu penyelesaian", "Email", "Nama", "Kab/Kota", "Asal OPD"],
        lambda place, name: [
            place + 1,
            "3/1/26 8:00:00",
            "3/1/26 8:20:00",
            "anonymous",
            None,
            "Nganjuk",
            name,
        ],
    ),
    "kobo": (
        ["start", "end", "kabupaten", "opd"],
        lambda place, name: [
            "2026-03-01T07:00:00.000+07:00",
            "2026-03-01T07:20:00.000+07:00",
            "Kab. Nganjuk",
            name,
        ],
    ),
    "lembar": (
        ["No", "Kabupaten/Kota", "Perangkat Daerah"],
        lambda place, name: [place + 1, "Kab. Nganjuk", name],
    ),
}


def one_form(rng: random.Random, drawn: Drawn) -> None:
    """One OPD's worksheet: items down, one column of answers or radio columns to mark."""
    codes = items(rng)
    ((opd, name), *_) = opds(rng, 2)
    style = pick(rng, drawn.traits, judul=("pertanyaan", "nama", "kapital", "potongan", "dua baris"))
    coded = rng.random() < 0.6
    radio, sections = rng.random() < 0.3, rng.random() < 0.25
    drawn.traits += ["baris bagian"] * sections
    answers = "radio" if radio else pick(rng, drawn.traits, isi=ANSWERS)
    front = rng.choice(["", "Level ", "Tingkat "])
    marks: list[object] = [f"{front}{level}" if front else level for level in range(1, 6)]
    headings: list[object] = [
        "No",
        *(["Kode"] if coded else []),
        rng.choice(["Pertanyaan", "Uraian", "Indikator"]),
    ]
    headings += marks if radio else [rng.choice(["Jawaban", "Nilai", "Skor", "Level"]), "Bukti Dukung"]
    drawn.traits += ["radio"] * radio + ["berkode"] * coded
    table: list[list[object]] = []
    for place, code in enumerate(codes):
        row: list[object] = [place + 1, *([code] if coded else []), heading(rng, style, code, place)]
        if radio:
            given = answer(rng, "angka", drawn, opd, code)
            level = int(given) if isinstance(given, int) else 0
            row += ["X" if level == mark else None for mark in range(1, 6)]
        else:
            row += [answer(rng, answers, drawn, opd, code), rng.choice([None, "SK Bupati", "Laporan"])]
        if place in (0, len(codes) // 2) and sections:
            table.append([None, f"{'AB'[place > 0]}. Bagian {place + 1}"])
        table.append(row)
    if all(drawn.truth[opd, code] is None for code in codes):
        drawn.truth[opd, codes[0]] = 3.0
        table[sections][len(headings) - (5 if radio else 2) :] = (
            [None, None, "X", None, None] if radio else [3, None]
        )
    over = above(rng, drawn, name)
    placed(rng, drawn, "Isian", [*over, headings, *table, *below(rng, drawn, table, len(headings) - 2)])


def across(rng: random.Random, drawn: Drawn) -> None:
    """Items down, a column for each OPD."""
    codes, people = items(rng), opds(rng, 5)
    style, answers = (
        pick(rng, drawn.traits, judul=("pertanyaan", "nama")),
        pick(rng, drawn.traits, isi=ANSWERS),
    )
    headings: list[object] = ["No", "Indikator", *(name for _, name in people)]
    table: list[list[object]] = [
        [
            place + 1,
            heading(rng, style, code, place),
            *(answer(rng, answers, drawn, opd, code) for opd, _ in people),
        ]
        for place, code in enumerate(codes)
    ]
    over = [["REKAP PENILAIAN"], ["Kabupaten/Kota : Kab. Nganjuk"], []]
    placed(rng, drawn, "Rekap", [*over, headings, *table, *below(rng, drawn, table, 2)])


def long(rng: random.Random, drawn: Drawn) -> None:
    """One answer a row."""
    codes, people = items(rng), opds(rng, 5)
    answers = pick(rng, drawn.traits, isi=ANSWERS)
    headings: list[object] = ["No", "Kabupaten/Kota", "Perangkat Daerah", "Kode", "Nilai", "Catatan"]
    table: list[list[object]] = []
    for opd, name in people:
        for code in codes:
            table.append(
                [len(table) + 1, "Kab. Nganjuk", name, code, answer(rng, answers, drawn, opd, code), None]
            )
    placed(rng, drawn, "Data", [*above(rng, drawn), headings, *table, *below(rng, drawn, table, 4)])


def stacked(rng: random.Random, drawn: Drawn) -> None:
    """Two tables of one kind on a sheet, with or without blank rows between them."""
    codes, people = items(rng), opds(rng, 8)
    answers = pick(rng, drawn.traits, isi=ANSWERS)
    gap = rng.choice([0, 1, 3])
    drawn.traits.append(f"jarak:{gap}")
    headings: list[object] = ["No", "Kabupaten/Kota", "Nama OPD", *codes]
    rows: list[list[object]] = []
    half = len(people) // 2
    for part in (people[:half], people[half:]):
        rows += [["Tabel"], headings] if gap else [headings]
        for place, (opd, name) in enumerate(part):
            given = [answer(rng, answers, drawn, opd, code) for code in codes]
            if all(drawn.truth[opd, code] is None for code in codes):
                given[0], drawn.truth[opd, codes[0]] = level(rng, answers, 2), 2.0
            rows.append([place + 1, "Kab. Nganjuk", name, *given])
        rows += [[]] * gap
    placed(rng, drawn, "Rekap", rows)


def periods(rng: random.Random, drawn: Drawn) -> None:
    """The same table on a sheet for each year; the latest counts."""
    codes, people = items(rng), opds(rng, 6)
    answers = pick(rng, drawn.traits, isi=ANSWERS)
    headings: list[object] = ["No", "Kabupaten/Kota", "Perangkat Daerah", *codes]
    years = rng.sample([2023, 2024, 2025, 2026], 2)
    for year in years:
        known = dict(drawn.truth)
        table: list[list[object]] = []
        for place, (opd, name) in enumerate(people):
            given = [answer(rng, answers, drawn, opd, code) for code in codes]
            given[0], drawn.truth[opd, codes[0]] = level(rng, answers, 4), 4.0
            table.append([place + 1, "Kab. Nganjuk", name, *given])
        if year < max(years):
            drawn.truth = known
        drawn.grids.append(Grid(rng.choice(["", "Tahun "]) + str(year), [headings, *table]))


SHAPES: dict[str, Callable[[random.Random, Drawn], None]] = {
    "responden": respondents,
    "satu formulir": one_form,
    "OPD menyamping": across,
    "panjang": long,
    "bertumpuk": stacked,
    "periode": periods,
}
