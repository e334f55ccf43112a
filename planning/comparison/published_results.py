"""Results that ministries published, by instrument and year: those of the app and those loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from reference.instruments import Instrument, load_instrument
from reference.tables import DATA, read_data_table

ROW = ["instrument", "year", "region", "node", "value", "took_part", "note", "source"]
NOT_NODES = ("instrumen", "tahun", "kode", "daerah", "ikut", "keterangan", "sumber")
RESULT_NAMES = {"spbe": "SPBE", "kominfo": "evaluasi kota cerdas", "pemdi": "Indeks Pemdi"}
INSTRUMENTS = tuple(RESULT_NAMES)
QUESTIONS = "tanya.csv"
ROUNDED_TWICE = 0.01
"""Figures of two decimals made of figures of two decimals differ from the true ones by as much."""


@dataclass(frozen=True, eq=False)
class PublishedTable:
    """One instrument in one year.

    `values`: index region code, a column per node that anything was published of, the index first; NaN = not
    given of that region. `absent`: the regions that the ministry lists as having taken no part. `notes`: what
    the ministry prints beside a region (its predicate or weight set), `sources`: where its row is from.
    """

    instrument: str
    year: int
    values: pd.DataFrame
    absent: frozenset[str]
    notes: Mapping[str, str]
    sources: Mapping[str, str]

    @property
    def index_node(self) -> str:
        """The node of the index."""
        return published_nodes(self.instrument)[0]

    @property
    def part_nodes(self) -> list[str]:
        """The domains, components or aspects that have a column."""
        return [node for node in self.values.columns if node != self.index_node]

    def has_region(self, region: str) -> bool:
        """Whether any figure of the region was published."""
        return region in self.values.index


@cache
def find_published_instrument(instrument: str) -> Instrument:
    """The newest version of an instrument whose results ministries publish."""
    return load_instrument(instrument)


@cache
def published_nodes(instrument: str) -> tuple[str, ...]:
    """The index and its children, in the instrument's order: the levels that results are published on."""
    framework = find_published_instrument(instrument).framework
    return (framework.roots[0], *framework.dimensions)


@cache
def node_name(instrument: str, node: str) -> str:
    """What the instrument calls a node."""
    return find_published_instrument(instrument).framework.node(node).name


@cache
def read_published_rows() -> pd.DataFrame:
    """Every figure of data/published: ROW, `value` NaN where the table has none of that row and node.

    Shared, so it must not be changed.
    """
    files = sorted((DATA / "published").glob("*.csv"))
    read = [read_data_table(f"published/{file.name}") for file in files if file.name != QUESTIONS]
    return pd.concat([_in_long_form(frame) for frame in read], ignore_index=True)


def _in_long_form(frame: pd.DataFrame) -> pd.DataFrame:
    nodes = [column for column in frame.columns if column not in NOT_NODES]
    long = frame.melt(
        ["instrumen", "tahun", "kode", "ikut", "keterangan", "sumber"],
        nodes,
        var_name="node",
        value_name="value",
    )
    long = long.rename(columns={"instrumen": "instrument", "kode": "region", "sumber": "source"})
    return long.assign(
        year=long["tahun"].astype(int),
        value=pd.to_numeric(long["value"]),
        took_part=long["ikut"] == "ya",
        note=long["keterangan"],
    )[ROW]


def group_published_rows(rows: Sequence[pd.DataFrame]) -> tuple[PublishedTable, ...]:
    """Tables of frames of ROW, the newest year first; of one figure said twice the first frame's holds."""
    given = pd.concat([frame for frame in rows if len(frame)], ignore_index=True)
    given = given.drop_duplicates(["instrument", "year", "region", "node"])
    found = [_table(group) for _, group in given.groupby(["instrument", "year"], sort=False)]
    return tuple(sorted(found, key=lambda table: (INSTRUMENTS.index(table.instrument), -table.year)))


def _table(rows: pd.DataFrame) -> PublishedTable:
    instrument, year = str(rows["instrument"].iloc[0]), int(rows["year"].iloc[0])
    known = rows[rows["value"].notna()]
    wide = known.pivot(index="region", columns="node", values="value")
    kept = [node for node in published_nodes(instrument) if node in wide.columns]
    of_region = rows.drop_duplicates("region").set_index("region")
    absent = frozenset(of_region.index[~of_region["took_part"].astype(bool)]) - set(wide.index)
    return PublishedTable(
        instrument,
        year,
        wide[kept].astype(float),
        absent,
        {str(code): note for code, note in of_region["note"].items() if note},
        {str(code): source for code, source in of_region["source"].items()},
    )


@cache
def indistinct_within(instrument: str, node: str) -> float:
    """Differences up to this say nothing: one indicator a level higher makes as much, or rounding does."""
    framework = find_published_instrument(instrument).framework
    below = [leaf for leaf in framework.leaves if leaf in framework.descendants(node)]
    if not (framework.scale.integers and below):
        return ROUNDED_TWICE
    weights = framework.effective_weights()
    return float(max(weights[leaf] for leaf in below) / weights[node])
