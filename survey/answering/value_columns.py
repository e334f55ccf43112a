"""Which column of a table of items holds the answers: by its heading, by its contents, else asked once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from reference.catalogue import organisation_form
from reference.keys import normalise_text, text_key
from reference.numbers import join_ends
from survey.answering.tick_marks import TickGrid
from survey.answers import cells
from survey.answers.column_meanings import NOT_AVAILABLE
from survey.answers.file_reading import FileReading
from survey.answers.odd_texts import read_part_of_whole
from survey.answers.percent_levels import share_in_text
from survey.files.grid import cell_as_text, cell_name, column_letters
from survey.scales import answer_scale
from survey.scales.code_sets import find_code_set
from survey.scales.words import levels_by_word
from survey.tables.mapping import headings_signature
from survey.tables.matching import ItemMatch
from survey.tables.table import Table, TableColumn

NO_COLUMN = "none"
ON_SCALE, MOST_ANSWER = 0.9, 0.5
BESIDE_ANSWERS: dict[str, re.Pattern[str]] = {
    reason: re.compile(rf"\b(?:{words})")
    for reason, words in {
        "bobot atau hasil pembobotan": r"bobot|tertimbang|terbobot",
        "sasaran, bukan keadaan kini": r"target|sasaran|harap|diharap|ideal|diingin|rencana|ke depan"
        r"|mendatang|to be\b|expected|seharusnya|dituju",
        "keadaan yang lalu": r"lalu\b|sebelum|terdahulu|baseline|awal\b",
        "batas nilai": r"maks|max|tertinggi|min(?:imal|imum)?\b|terendah|standar\b",
        "selisih": r"selisih|gap\b|kesenjangan|deviasi|perubahan|kenaikan",
        "peringkat atau nomor": r"peringkat|rank|urut|prioritas|no\b|nomor",
        "jumlah": r"jumlah|jml\b|banyak|total\b|rata\b",
        "waktu": r"tahun$|bulan|tanggal",
    }.items()
}
"""Why a column of numbers holds no answers -> words of its heading, each a beginning of a word."""
NOW = re.compile(
    r"\b(?:saat ini|sekarang|kini\b|eksisting|existing|as is\b|aktual|terkini|realisasi|peroleh|diperoleh"
    r"|capaian|tahun ini|tahun berjalan|jawaban)"
)
NO_LEVELS = re.compile(
    r"\b(?:jenis|satuan|sumber|kelompok|dimensi|sub ?dimensi|aspek|domain|pilar|komponen|unsur|elemen"
    r"|penanggung|pengampu|pelaksana|koordinator|verifikator|petugas|nama|bukti|dokumen|catatan|keterangan"
    r"|kendala|penjelasan|program|lokasi|frekuensi|sifat|unit|bidang)\b"
)
"""What a column of words tells of its items besides their levels."""
LONGEST_WORD, MORE_WORDS = 30, 2
YEAR = re.compile(r"\b(20[0-4]\d)\b")


@dataclass(frozen=True)
class AnswerCandidate:
    """One or more columns that may hold the answers: row -> what stands there as a number, where one does."""

    columns: tuple[int, ...]
    heading: str
    values: Mapping[int, float]
    is_guess: bool = False
    """Whether nothing but its use says that it answers, so that it is asked though it is alone."""

    @property
    def first_column(self) -> int:
        """The leftmost of the columns."""
        return self.columns[0]


def candidate_in_column(
    table: Table, column: TableColumn, rows: Iterable[int], reader: FileReading
) -> AnswerCandidate | None:
    """A column whose cells on these rows are answers on the scale, or words of one; None for any other."""
    scale = reader.instrument.framework.scale
    own = levels_by_word(scale)
    filled = {row: cell for row in rows if (cell := table.sheet.at(row, column.index)) is not None}
    judged = {
        row: cells.parse_answer_cell(cell, scale, integers=scale.integers) for row, cell in filled.items()
    }
    values: dict[int, float | None] = {}
    for row, one in judged.items():
        word = text_key(cell_as_text(filled[row]))
        # "-" and "n/a" are answers too, but say nothing about the scale.
        if one.value is not None or (one.problem and word not in NOT_AVAILABLE):
            values[row] = one.value if one.value is not None else own.get(word)
    said = {row: value for row, value in values.items() if value is not None}
    if said and len(said) >= ON_SCALE * len(values) and not _is_numbering(list(said.values())):
        return AnswerCandidate((column.index,), column.heading, said)
    found = answer_scale.find_answer_scale(filled.values())
    if found is None or found.kind != "label":
        return None
    scored = {row: found.scores.get(cell_as_text(cell)) for row, cell in filled.items()}
    return AnswerCandidate(
        (column.index,), column.heading, {row: one for row, one in scored.items() if one is not None}
    )


def candidate_on_any_scale(
    table: Table, column: TableColumn, items: Mapping[int, ItemMatch], reader: FileReading
) -> AnswerCandidate | None:
    """A column whose cells are levels of whatever scale: anchors, other numbers, shares, codes."""
    if own := candidate_in_column(table, column, items, reader) or _in_anchors(table, column, items, reader):
        return own
    cells_held = {row: table.sheet.text(row, column.index) for row in items}
    texts = {row: text for row, text in cells_held.items() if text and text_key(text) not in NOT_AVAILABLE}
    shares = {row: share for row, text in texts.items() if (share := share_in_text(text)) is not None}
    codes = find_code_set(Counter(texts.values())) if texts else None
    numbers = answer_scale.find_answer_scale(texts.values())
    if len(shares) >= ON_SCALE * len(texts) > 0:
        return AnswerCandidate((column.index,), column.heading, shares)
    parts = {row: pair for row, text in texts.items() if (pair := read_part_of_whole(text))}
    if len(parts) == len(texts) > 0 and len({top for _, top in parts.values()}) == 1:
        steps = {row: float(step) for row, (step, _) in parts.items()}
        return AnswerCandidate((column.index,), column.heading, steps)
    if codes and len(set(texts.values())) < len(texts):
        places = {row: float(codes.places[text]) for row, text in texts.items() if text in codes.places}
        return AnswerCandidate((column.index,), column.heading, places)
    if numbers is None or numbers.kind != "numeric":
        return None
    held = {row: cells.number_in_answer(table.sheet.at(row, column.index)) for row in texts}
    values = {row: number for row, number in held.items() if number is not None}
    if _is_numbering(list(values.values())):
        return None
    return AnswerCandidate((column.index,), column.heading, values)


def candidate_in_words(
    table: Table, column: TableColumn, items: Mapping[int, ItemMatch], reader: FileReading
) -> AnswerCandidate | None:
    """A column of a few short words that no scale knows, again and again; None for others."""
    texts = [text for row in items if (text := table.sheet.text(row, column.index))]
    words = {text_key(text) for text in texts}
    scale = reader.instrument.framework.scale
    most = min(scale.maximum - scale.minimum + 1 + MORE_WORDS, len(texts) / 2)
    is_plain = all(len(text) <= LONGEST_WORD and not any(map(str.isdecimal, text)) for text in texts)
    if not is_plain or len(texts) < MOST_ANSWER * len(items) or not 2 < len(words) <= most:
        return None
    is_beside = NO_LEVELS.search(normalise_text(column.heading)) or any(map(organisation_form, set(texts)))
    return None if is_beside else AnswerCandidate((column.index,), column.heading, {}, is_guess=True)


def _in_anchors(
    table: Table, column: TableColumn, items: Mapping[int, ItemMatch], reader: FileReading
) -> AnswerCandidate | None:
    """A column whose cells answer the items of their rows, in the words that these give their levels."""
    framework, place = reader.instrument.framework, (table.sheet.name, column.index)
    values = {}
    filled = {row: cell for row in items if (cell := table.sheet.at(row, column.index)) is not None}
    for row, cell in filled.items():
        node, whole = framework.node(items[row].code), framework.scale.integers
        values[row] = reader.meanings.judge_cell(place, cell, node, integers=whole).value
    found = {row: value for row, value in values.items() if value is not None}
    is_most = len(found) >= MOST_ANSWER * len(filled) > 0
    return AnswerCandidate((column.index,), column.heading, found) if is_most else None


def candidate_in_grid(grid: TickGrid) -> AnswerCandidate:
    """Columns to mark as one candidate: row -> what the heading of its one marked column says."""
    run, marked = grid.run, grid.marks.plain
    texts, columns = list(run.headings.values()), list(run.values)
    span = join_ends(column_letters(columns[0]), column_letters(columns[-1]))
    values = {row: run.values[held[0]] for row, held in marked.items() if len(held) == 1}
    heading = f"{run.group or f'{texts[0]} … {texts[-1]}'} ({span})"
    return AnswerCandidate(tuple(columns), heading, values)


def _is_numbering(values: Sequence[float]) -> bool:
    """Whether numbers only count the rows."""
    counts = all(after - before == 1 for before, after in pairwise(values))
    return len(values) > 1 and values[0] == 1 and counts


def choose_answers(
    found: Sequence[AnswerCandidate], table: Table, reader: FileReading
) -> AnswerCandidate | None:
    """The candidate that holds the answers; None where none does or while that is asked.

    Told apart by what their headings say (now, the goal, last year, the most, the weight), by years, and by
    their contents: the same levels twice, or one level all the way down beside levels that differ. What is
    not chosen is said with the reason.
    """
    chosen = _chosen(found, table, reader)
    for one in found:
        for column in (table.columns[index] for index in one.columns):
            if chosen is None:
                reader.ledger.pass_over(table, column, "kolom jawabannya belum dipilih")
            elif one is not chosen:
                reason = reason_against_heading(one.heading) or _reason_beside(one, chosen)
                say_passed_over(table, column, reason, reader)
    return chosen


def say_passed_over(table: Table, column: TableColumn, reason: str, reader: FileReading) -> None:
    """Say why a column that could hold levels holds no answers."""
    reader.ledger.pass_over(table, column, reason)
    reader.say("W98", table.sheet.name, cell_name(table.top, column.index), column.heading, reason=reason)


def _chosen(found: Sequence[AnswerCandidate], table: Table, reader: FileReading) -> AnswerCandidate | None:
    plain = _without_limits([one for one in found if not reason_against_heading(one.heading)])
    if len(plain) > 1 and all(one.values for one in plain):
        now = [one for one in plain if NOW.search(normalise_text(one.heading))]
        plain = now if len(now) == 1 else _latest(plain) or plain
    most = max(plain, key=lambda one: len(one.values), default=None)
    if (len(plain) == 1 and not plain[0].is_guess) or (most and len(plain) > 1 and _are_said_by(most, plain)):
        return most
    return _asked(plain or list(found), table, reader) if found else None


def reason_against_heading(heading: str) -> str:
    """Why a heading says that its column of numbers holds no answers; "" where it does not."""
    words = normalise_text(heading)
    return next((reason for reason, pattern in BESIDE_ANSWERS.items() if pattern.search(words)), "")


def _reason_beside(one: AnswerCandidate, chosen: AnswerCandidate) -> str:
    return (
        f"isinya sama dengan '{chosen.heading}'"
        if _are_same([one, chosen])
        else f"dipilih '{chosen.heading}'"
    )


def _without_limits(found: list[AnswerCandidate]) -> list[AnswerCandidate]:
    """The candidates without the one level that bounds another: the most that can be reached.

    A bound stands beside what it bounds; one on a few of its rows is an answer there.
    """
    rows = max((len(one.values) for one in found), default=0)
    limits = [one for one in found if len(set(one.values.values())) == 1 and 2 * len(one.values) >= rows]
    several = [one for one in found if len(set(one.values.values())) > 1]
    highest = max((max(one.values.values()) for one in several), default=0.0)
    bounding = [one for one in limits if several and min(one.values.values()) >= highest]
    return [one for one in found if one not in bounding]


def _latest(found: Sequence[AnswerCandidate]) -> list[AnswerCandidate]:
    """The candidate of the latest year where each heading names another year; [] where they do not."""
    years = [YEAR.findall(one.heading) for one in found]
    if not all(len(named) == 1 for named in years) or len({named[0] for named in years}) < len(years):
        return []
    return [max(zip(years, found, strict=True), key=lambda pair: pair[0])[1]]


def _are_said_by(most: AnswerCandidate, found: Sequence[AnswerCandidate]) -> bool:
    """Whether one candidate says all that any of them says."""
    return _are_same(found) and all(one.values.keys() <= most.values.keys() for one in found)


def _are_same(found: Sequence[AnswerCandidate]) -> bool:
    """Whether candidates say the same on every row on which both say anything, and do so anywhere."""
    pairs = [
        (one.values[row], other.values[row])
        for one, other in combinations(found, 2)
        for row in one.values.keys() & other.values.keys()
    ]
    return len(found) == 1 or (bool(pairs) and all(one == other for one, other in pairs))


def _asked(found: Sequence[AnswerCandidate], table: Table, reader: FileReading) -> AnswerCandidate | None:
    names = {one.first_column: _told_apart(one, found) for one in found}
    offered = (
        *((str(one.first_column), f"Kolom '{names[one.first_column]}'") for one in found),
        (NO_COLUMN, "Tidak ada"),
    )
    listed = ", ".join(names.values())
    sign = headings_signature(column.heading for column in table.columns)
    question = f"Kolom mana yang berisi jawaban: {listed}?"
    choice = reader.ask("mapping", f"mapping:{sign}:jawaban", question, offered, table.sheet.name)
    if choice is None:
        reader.say_first("E75", table.sheet.name, "", listed)
    return next((one for one in found if str(one.first_column) == choice), None)


def _told_apart(one: AnswerCandidate, found: Sequence[AnswerCandidate]) -> str:
    """A column by its heading, and by its letters where another has the same."""
    is_alone = sum(text_key(other.heading) == text_key(one.heading) for other in found) == 1
    return one.heading if is_alone else f"{one.heading} ({column_letters(one.first_column)})"
