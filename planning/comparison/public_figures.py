"""Public figures of a region that stand as facts on the forms of its OPD, each with year and source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from planning.comparison.published_results import INSTRUMENTS, PublishedTable
from reference.numbers import format_number
from reference.public_facts import PublicFact
from reference.tables import read_data_table

FOLDER = "published/formulir"
ANSWERS = "jawaban"
"""`kaitan` of a figure that is what the item asks for; any other bears upon it."""


@dataclass(frozen=True)
class PublicFigure:
    """A figure as it prints, with its unit; `year` "" = its table names none."""

    name: str
    value: str
    year: str
    source: str

    @property
    def told_figure(self) -> str:
        """ "indeks SPBE 2024: 3,78"."""
        return f"{' '.join(filter(None, (self.name, self.year)))}: {self.value}"


@cache
def read_item_figures() -> pd.DataFrame:
    """Which figure stands at which item: instrumen, indikator, angka, kaitan. Shared, never to be changed."""
    return read_data_table(f"{FOLDER}/indikator.csv")


@cache
def read_figure_values() -> pd.DataFrame:
    """Figures that no other table has: angka, tahun, kode, nilai, sumber. Shared, never to be changed."""
    return read_data_table(f"{FOLDER}/nilai.csv")


def find_public_facts(
    instrument: str,
    region: str,
    year: int,
    tables: Sequence[PublishedTable],
    values: pd.DataFrame | None = None,
) -> dict[str, PublicFact]:
    """Item code -> what is publicly known of a region for it, of `year` or before; items without are missing.

    `tables` as `group_published_rows`; `values` as `read_figure_values`, which None stands for.
    """
    rows = read_item_figures()
    own = rows[rows["instrumen"] == instrument]
    kept = read_figure_values() if values is None else values
    known = _known_figures(region, year, tables, kept)
    facts = {}
    for item, group in own.groupby("indikator", sort=False):
        found = [known[name] for name in group["angka"] if name in known]
        if found:
            facts[str(item)] = PublicFact(_tell(found), ANSWERS in set(group["kaitan"]))
    return facts


def _tell(figures: Sequence[PublicFigure]) -> str:
    """Figures of one source in one sentence that names it."""
    by_source: dict[str, list[str]] = {}
    for one in figures:
        by_source.setdefault(one.source, []).append(one.told_figure)
    told = (f"{'; '.join(said)}. Sumber: {source.rstrip('.')}." for source, said in by_source.items())
    return " ".join(f"{text[0].upper()}{text[1:]}" for text in told)


def _known_figures(
    region: str, year: int, tables: Sequence[PublishedTable], values: pd.DataFrame
) -> dict[str, PublicFigure]:
    register = read_data_table("regions/kabkota.csv").set_index("kode")
    kept = values[(values["kode"] == region) & (values["tahun"].astype(int) <= year)]
    kept = kept.sort_values("tahun", kind="stable").drop_duplicates("angka", keep="last").set_index("angka")
    found = {}
    for given in read_data_table(f"{FOLDER}/angka.csv").to_dict("records"):
        row = {str(name): str(text) for name, text in given.items()}
        figure = _published(row, region, year, tables)
        if row["kolom"] and region in register.index and not _is_later(row["tahun"], year):
            figure = _figure(row, str(register.at[region, row["kolom"]]), row["tahun"], row["sumber"])
        if row["angka"] in kept.index:
            mine = kept.loc[row["angka"]]
            figure = _figure(row, *(str(mine[name]) for name in ("nilai", "tahun", "sumber")))
        if figure is not None:
            found[row["angka"]] = figure
    return found


def _is_later(told: str, year: int) -> bool:
    return bool(told) and int(told) > year


def _published(
    row: Mapping[str, str], region: str, year: int, tables: Sequence[PublishedTable]
) -> PublicFigure | None:
    """The newest published figure of a node of an instrument."""
    node = row["angka"]
    if node.partition(".")[0].lower() not in INSTRUMENTS:
        return None
    for table in sorted(tables, key=lambda one: -one.year):
        if table.year <= year and node in table.values.columns and table.has_region(region):
            value = float(table.values[node].to_dict()[region])
            if value == value:
                return _figure(row, repr(value), str(table.year), table.sources[region])
    return None


def _figure(row: Mapping[str, str], text: str, year: str, source: str) -> PublicFigure | None:
    if not text:
        return None
    if row["satuan"] == "kata":
        return PublicFigure(row["nama"], text.lower(), year, source)
    printed = format_number(float(text), int(row["desimal"]))
    return PublicFigure(row["nama"], f"{printed}%" if row["satuan"] == "persen" else printed, year, source)
