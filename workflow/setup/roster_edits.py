"""The OPD of a region as officials edit them: changed rows, and who stands in for whom."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from reference import agencies
from reference.keys import text_key
from reference.rosters import COLUMNS
from scoring import Framework

FACTS = ["opd", "name", "short", "sectors"]


class OpdListError(ValueError):
    """A list that cannot be used; the message is Indonesian and fit to be shown."""


def editable_roster(roster: pd.DataFrame) -> pd.DataFrame:
    """The roster as a person edits it: columns FACTS, sectors as a list of urusan keys."""
    lists = [[sector for sector in str(text).split(";") if sector] for text in roster["sectors"]]
    return roster[FACTS].assign(sectors=pd.Series(lists, index=roster.index, dtype=object))


def apply_roster_edits(roster: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The roster with `rows` (as `editable_roster`, changed) in place: a row without `opd` is a new OPD.

    A new OPD takes code and urusan from the catalogue where its name is known. Raises OpdListError when
    nothing is left or a name stands twice.
    """
    known = roster.set_index("opd", drop=False)
    given = [row for row in _cleaned(rows) if row["name"]]
    if not given:
        raise OpdListError("Daftar OPD kosong. Isi paling sedikit satu OPD.")
    names = pd.Series([text_key(row["name"]) for row in given])
    if names.duplicated().any():
        twice = given[int(names.duplicated().to_numpy().argmax())]["name"]
        raise OpdListError(f"Nama OPD tercantum dua kali: {twice}.")
    taken = {row["opd"] for row in given if row["opd"] in known.index}
    found = [_row(known, row, taken) for row in given]
    return pd.DataFrame(found, columns=COLUMNS).astype(str)


def _cleaned(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in rows.to_dict("records"):
        texts = {name: _text(row.get(name)) for name in ("opd", "name", "short")}
        sectors = row.get("sectors")
        yield texts | {"sectors": list(sectors) if isinstance(sectors, Iterable) else []}


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _row(known: pd.DataFrame, row: dict[str, Any], taken: set[str]) -> dict[str, str]:
    old = row["opd"] in known.index
    base = (known.loc[row["opd"]] if old else agencies.roster_from_names([row["name"]]).iloc[0]).to_dict()
    base = {str(name): str(value) for name, value in base.items() if name != "predecessor"}
    if not old:
        base["opd"] = _free(base["opd"], taken)
        base["vote"] = base["vote"] if base["code"] == "KEC" else base["opd"]
        taken.add(base["opd"])
    sectors = ";".join(row["sectors"]) or ("" if old else base["sectors"])
    return base | {"name": row["name"], "short": row["short"] or row["name"], "sectors": sectors}


def _free(wanted: str, taken: set[str]) -> str:
    numbered = (f"{wanted}-{number:02d}" for number in range(2, len(taken) + 3))
    return next(name for name in (wanted, *numbered) if name not in taken)


def list_stand_ins(framework: Framework, roster: pd.DataFrame, assigned: pd.DataFrame) -> pd.DataFrame:
    """Indicators whose own urusan nobody carries: indicator, sector, opd (who leads in its place)."""
    carried = {s for text in roster["sectors"] for s in str(text).split(";")}
    leads = agencies.leads_by_indicator(assigned)
    rows = [
        (code, sector, leads[code])
        for code in framework.leaves
        if (sector := framework.node(code).tags.get("lead", "")) and sector not in carried and code in leads
    ]
    return pd.DataFrame(rows, columns=["indicator", "sector", "opd"])
