"""Which column of a planning table is its pagu, and which its target, among realisation and other years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reference.keys import normalise_text
from survey.files.grid import Sheet
from survey.programmes import amounts
from survey.programmes.columns import YEAR, ProgrammeColumn

PAST = re.compile(
    r"\b(realisasi|capaian|serapan|penyerapan|terserap|sisa|selisih|bertambah|berkurang|deviasi|"
    r"prakiraan|perkiraan maju|tahun lalu|sebelumnya|triwulan|tw ?(?:[1-4]|i{1,3}|iv)|s d|sampai dengan|"
    r"bobot|persen|persentase|tingkat|efisiensi|kontrak|hps|bulan)\b|%"
)
"""What is no budget of the plan's own year: what was done, what is left, the year after."""
LONG_TERM = re.compile(r"\b(renstra|rpjmd|rpjm)\b")
SHORT_TERM = re.compile(r"\b(renja|rkpd|dpa|rka|apbd|ppas)\b")
MONEY = re.compile(
    r"\b(pagu|anggaran|dana|biaya|rp|rupiah|alokasi|plafon|besaran|kebutuhan|jumlah|total|nilai|belanja|indikatif|harga)\b"
)
TARGETS = re.compile(r"\b(target|volume|kinerja)\b")
MEASURES = re.compile(r"\b(indikator|tolok ukur|keluaran|output|outcome)\b")
BEFORE = re.compile(r"\b(sebelum|semula|murni|induk|awal)\b")
AFTER = re.compile(r"\b(sesudah|setelah|menjadi|perubahan|pergeseran|p apbd|papbd)\b")
TOTAL = re.compile(r"\b(jumlah|total)\b")
SOURCES = re.compile(
    r"\b(apbd|apbn|dau|dak|dbh|dbhcht|did|pad|blud|bkk|bk|hibah|prov|provinsi|pusat|kab|kabupaten|desa|csr|swasta|"
    r"lainnya|operasi|modal|transfer|tidak terduga|btt|pegawai|barang)\b"
)
AGREED = 0.8
LEAST_RUPIAH = 1_000.0
"""A column of budgets holds such amounts; targets and shares do not."""


def is_past(heading: str) -> bool:
    """Whether a heading is of what was done, is left, or of another year than the plan's own."""
    words = normalise_text(heading.replace("%", " persen "))
    # "Target capaian kinerja" is a target.
    bare = re.sub(r"\b(target|indikator)( kinerja)?( capaian| realisasi)\b", r"\1", words)
    return bool(PAST.search(bare)) or bool(LONG_TERM.search(words) and not SHORT_TERM.search(words))


def has_money_column(sheet: Sheet, rows: Sequence[int], columns: Sequence[ProgrammeColumn]) -> bool:
    """Whether any column holds budgets by its heading and its amounts."""
    return any(_is_money(sheet, rows, one) for one in columns)


def money_columns(
    sheet: Sheet, rows: Sequence[int], columns: Sequence[ProgrammeColumn], year: int | None
) -> Iterator[ProgrammeColumn]:
    """The columns with the pagu as costs, of `year` where their heading names none, and one target."""
    chosen = {one.index for one in _pagu(sheet, rows, columns)}
    aimed = _aim(columns, chosen)
    for one in columns:
        own = YEAR.search(one.heading)
        if one.index in chosen:
            year_of = one.year or (int(own[1]) if own else year)
            yield replace(one, field="cost", how=one.how or "exact", year=year_of)
        elif one.index == aimed:
            yield replace(one, field="target", how=one.how or "exact", year=None)
        elif one.how in ("given", "personal"):
            yield one
        elif _is_progress(one) and max(_amounts(sheet, rows, one), default=101.0) <= 100:
            yield replace(one, field="done", how="exact", year=one.year or year)
        elif one.field in ("cost", "target", "target_of", "done", "outcome"):
            yield replace(one, field="", how="", year=None)
        else:
            yield one


def _is_progress(one: ProgrammeColumn) -> bool:
    """Whether a column says how far the work has come, in per cent of the whole year."""
    words = normalise_text(one.heading.replace("%", " persen "))
    done = re.search(r"\b(realisasi|progres|capaian|kemajuan)\b", words)
    share = re.search(r"\bfisik\b", words) or (one.field == "done" and "persen" in words)
    return bool(done and share) and not re.search(
        r"\b(keuangan|rp|triwulan|tw|target|lalu|bulan|bobot)\b", words
    )


def _pagu(sheet: Sheet, rows: Sequence[int], columns: Sequence[ProgrammeColumn]) -> list[ProgrammeColumn]:
    """The columns whose money is the budget: one for each year, or several that only make one together."""
    given = [one for one in columns if one.how == "given" and one.field == "cost"]
    if given:
        return given
    likely = [one for one in columns if _is_money(sheet, rows, one)]
    found: list[ProgrammeColumn] = []
    for year in dict.fromkeys(_year_named(one) for one in likely):
        found += _one_budget(sheet, rows, [one for one in likely if _year_named(one) == year])
    dated = [one for one in found if _year_named(one)]
    # Beside budgets of single years a column without one is their sum.
    return dated if len(dated) > 1 else found


def _year_named(one: ProgrammeColumn) -> int | None:
    found = YEAR.search(one.heading)
    return one.year or (int(found[1]) if found else None)


def _is_money(sheet: Sheet, rows: Sequence[int], one: ProgrammeColumn) -> bool:
    if one.how in ("given", "personal") or is_past(one.heading):
        return False
    if one.how != "likeness" and one.field not in ("", "cost", "target_of", "target"):
        return False
    words = normalise_text(one.heading)
    named = one.field == "cost" or MONEY.search(words)
    lowest = normalise_text(one.heading.rpartition(" / ")[2])
    if not named or lowest == "k" or (TARGETS.search(lowest) and not MONEY.search(lowest)):
        return False
    values = _amounts(sheet, rows, one)
    return bool(values) and max(values) * one.factor >= LEAST_RUPIAH


def _amounts(sheet: Sheet, rows: Sequence[int], one: ProgrammeColumn) -> list[float]:
    found = (amounts.parse_amount(sheet.at(row, one.index)).rupiah for row in rows)
    return [value for value in found if value is not None]


def _one_budget(sheet: Sheet, rows: Sequence[int], likely: list[ProgrammeColumn]) -> list[ProgrammeColumn]:
    """Of columns of one year the budget in force: what it became, the sum of its sources, or its sources."""
    after = [one for one in likely if AFTER.search(normalise_text(one.heading))]
    if after and len(after) < len(likely):
        likely = after
    likely = [one for one in likely if not BEFORE.search(normalise_text(one.heading))] or likely
    if len(likely) < 2:
        return likely
    if whole := _sum_of_others(sheet, rows, likely):
        return [whole]
    if named := [one for one in likely if TOTAL.search(normalise_text(one.heading.rpartition(" / ")[2]))]:
        return named[:1]
    parts = [one for one in likely if SOURCES.search(normalise_text(one.heading.rpartition(" / ")[2]))]
    return parts if len(parts) == len(likely) else likely[:1]


def _sum_of_others(
    sheet: Sheet, rows: Sequence[int], likely: Sequence[ProgrammeColumn]
) -> ProgrammeColumn | None:
    """The column that is the sum of the others on nearly every row."""
    lines = [[amounts.parse_amount(sheet.at(row, one.index)).rupiah or 0.0 for one in likely] for row in rows]
    lines = [line for line in lines if sum(value > 0 for value in line) > 1]
    for at, one in enumerate(likely):
        agreed = [abs(2 * line[at] - sum(line)) < 1 for line in lines]
        if len(likely) > 2 and agreed and sum(agreed) >= AGREED * len(agreed):
            return one
    return None


def _aim(columns: Sequence[ProgrammeColumn], money: set[int]) -> int | None:
    """The column of the target: of the plan's own year, and no money."""
    given = [one.index for one in columns if one.how == "given" and one.field == "target"]
    likely = [
        one.index
        for one in columns
        if one.index not in money
        and one.how not in ("given", "personal")
        and not is_past(one.heading)
        and (one.field in ("target", "target_of") or (not one.field and _is_target(one.heading)))
    ]
    return next(iter([*given, *likely]), None)


def _is_target(heading: str) -> bool:
    parts = [normalise_text(part) for part in heading.split(" / ")]
    if MEASURES.search(parts[-1]) and not parts[-1].startswith("target"):
        return False
    return bool(TARGETS.search(parts[-1]) or (parts[-1] == "k" and TARGETS.search(" ".join(parts))))
