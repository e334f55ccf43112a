"""Problems of an instrument's node rows: one sentence each, with the row it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from reference import agencies
from reference.instruments.definition import (
    BESIDE,
    BLANKS,
    COLOUR,
    COLOUR_COLUMNS,
    FLAG_TAGS,
    FLAGS,
    MARK_SHAPES,
    NUMBER_COLUMNS,
    STAGES,
    Definition,
    NodeRow,
    is_number,
    is_number_within,
    parse_number,
)
from reference.keys import text_key
from reference.numbers import format_span, read_whole


def _codes(definition: Definition) -> Iterator[tuple[NodeRow, str]]:
    counts = Counter(row["kode"] for row in definition.rows)
    for row in definition.rows:
        if not row["kode"]:
            yield row, "kode kosong"
        elif counts[row["kode"]] > 1:
            yield row, f"kode '{row['kode']}' dipakai {counts[row['kode']]} kali"
        if row["kode"].upper() == BESIDE or row["kode"].upper().startswith(f"{BESIDE}."):
            yield row, f"kode '{row['kode']}': {BESIDE} dicadangkan bagi pertanyaan tambahan kabupaten"
        if not row["nama"]:
            yield row, "nama kosong"
        if row[""]:
            yield (
                row,
                f"'{row['']}' berada di luar kolom yang berjudul; teks berkoma harus diapit tanda kutip",
            )


def _cells(definition: Definition) -> Iterator[tuple[NodeRow, str]]:
    low, high = _ends(definition)
    for row in definition.rows:
        for column in NUMBER_COLUMNS:
            if (row[column] or column == "bobot") and not is_number_within(row[column]):
                yield row, f"kolom {column}: '{row[column]}' bukan bilangan"
        if is_number_within(row["bobot"]) and parse_number(row["bobot"]) < 0:
            yield row, f"kolom bobot: '{row['bobot']}' tidak boleh negatif"
        if not read_whole(row["tingkat"]):
            yield row, f"kolom tingkat: '{row['tingkat']}' bukan bilangan bulat 1 atau lebih"
        if row["arah"] not in ("", "1", "-1"):
            yield row, f"kolom arah: '{row['arah']}' harus 1 atau -1"
        for column in definition.target_columns:
            if row[column] and not is_number_within(row[column], low, high):
                yield (
                    row,
                    f"kolom {column}: '{row[column]}' di luar skala {format_span(low, high, ' sampai ')}",
                )


def _choices(definition: Definition) -> Iterator[tuple[NodeRow, str]]:
    sectors = {"", *agencies.list_sectors().index}
    for row in definition.rows:
        for column in FLAG_TAGS:
            if row[column] not in FLAGS:
                yield row, f"kolom {column}: '{row[column]}' harus ya atau tidak"
        if row["tahap"] not in ("", *STAGES):
            yield row, f"kolom tahap: '{row['tahap']}' harus salah satu dari {', '.join(STAGES)}"
        if row["syarat_tidak_berlaku"] and FLAGS.get(row["boleh_tidak_berlaku"]) is not True:
            yield row, "kolom syarat_tidak_berlaku berisi, tetapi boleh_tidak_berlaku bukan ya"
        if row["kosong"] not in BLANKS:
            yield row, f"kolom kosong: '{row['kosong']}' harus dikosongkan atau tidak_berlaku"
        named = [row["urusan_utama"], *row["urusan_pendukung"].split(";")]
        yield from (
            (row, f"urusan '{name}' tidak ada")
            for name in map(str.strip, named)
            if name not in {"", *sectors}
        )


def _anchors(definition: Definition) -> Iterator[tuple[NodeRow, str]]:
    for row in definition.rows:
        blank = [column for column in definition.anchor_columns if not row[column]]
        if blank and len(blank) < len(definition.anchor_columns):
            yield row, f"kolom {', '.join(blank)} kosong; isi semua jangkar atau tidak sama sekali"


def _tree(definition: Definition) -> Iterator[tuple[NodeRow, str]]:
    by_code = {row["kode"]: row for row in definition.rows}
    for row in definition.rows:
        parent = by_code.get(row["induk"])
        if row["induk"] and parent is None:
            yield row, f"induk '{row['induk']}' tidak ada"
        elif parent and _level(row) >= _level(parent):
            yield row, f"tingkat {row['tingkat']} harus di bawah tingkat induknya ({parent['tingkat']})"
    if not any(not row["induk"] for row in definition.rows):
        yield NodeRow(1, {}), "tidak ada simpul tanpa induk"


def _level(row: NodeRow) -> float:
    """NaN where the cell is no level: that is reported once, by the cell."""
    level = read_whole(row["tingkat"])
    return float("nan") if level is None else level


def _sums(definition: Definition) -> Iterator[tuple[NodeRow, str]]:
    totals: dict[str, float] = {}
    for row in definition.rows:
        if row["induk"] and is_number_within(row["bobot"]):
            totals[row["induk"]] = totals.get(row["induk"], 0) + parse_number(row["bobot"])
    for row in definition.rows:
        if totals.get(row["kode"], 1) == 0:
            yield row, f"bobot semua anak '{row['kode']}' berjumlah 0"


def _headings(definition: Definition) -> Iterator[tuple[NodeRow, str]]:
    """A name may be that of the node above too (an aspect and its one indicator), of no other."""
    owners: dict[str, list[str]] = {}
    for row in definition.rows:
        texts = [row[column] for column in ("kode", "nama", "pertanyaan", "pertanyaan_kota")]
        for text in filter(None, (*texts, *row["judul"].split("|"))):
            bearers = owners.setdefault(text_key(text), [])
            if row["kode"] not in bearers and bearers not in ([], [row["induk"]]):
                yield row, f"judul '{text.strip()}' sudah dipakai simpul '{bearers[0]}'"
            if row["kode"] not in bearers:
                bearers.append(row["kode"])


def _marks(definition: Definition) -> Iterator[tuple[NodeRow, str]]:
    """Colours and shapes, which only dimensions bear: two of them never both the same."""
    root = next((row["kode"] for row in definition.rows if not row["induk"]), "")
    bearers: dict[tuple[str, str], str] = {}
    for row in definition.rows:
        given = {column: row[column] for column in (*COLOUR_COLUMNS, "tanda") if row[column]}
        for column in COLOUR_COLUMNS:
            if row[column] and not COLOUR.fullmatch(row[column]):
                yield row, f"kolom {column}: '{row[column]}' harus ditulis seperti #2F62C0"
        if row["tanda"] not in ("", *MARK_SHAPES):
            yield row, f"kolom tanda: '{row['tanda']}' harus salah satu dari {', '.join(MARK_SHAPES)}"
        if given and row["induk"] != root:
            yield row, f"kolom {', '.join(given)} hanya untuk dimensi, yaitu simpul tepat di bawah indeks"
        look = (row["warna"].upper(), row["tanda"])
        if all(look) and look in bearers:
            yield row, f"warna dan tanda sama dengan '{bearers[look]}'"
        bearers.setdefault(look, row["kode"])


ROW_CHECKS: tuple[Callable[[Definition], Iterator[tuple[NodeRow, str]]], ...] = (
    _codes,
    _cells,
    _choices,
    _anchors,
    _tree,
    _sums,
    _headings,
    _marks,
)


def _ends(definition: Definition) -> tuple[float, float]:
    scale = definition.settings.get("scale") or {}
    low, high = scale.get("minimum"), scale.get("maximum")
    return (low, high) if is_number(low) and is_number(high) else (float("-inf"), float("inf"))
