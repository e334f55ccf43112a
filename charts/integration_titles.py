"""Titles of the charts of working together, each proved against its data; see charts.titles."""

from collections.abc import Sequence

import pandas as pd

from charts import format as fmt


def agency_roles(frame: pd.DataFrame, nodes: Sequence[str]) -> str:
    """Title for OPD x sub-dimensions (`opd, node, role`); `nodes` are the columns shown."""
    own = frame[frame["node"].isin(list(nodes))]
    led = set(own.loc[own["role"].isin(["lead", "support"]), "node"])
    bare = len(nodes) - len(led)
    if bare:
        return f"{fmt.count(bare)} dari {fmt.count(len(nodes))} subdimensi belum mempunyai program OPD"
    absent = own.loc[own["role"] == "absent", "opd"].nunique()
    if absent:
        return f"Semua subdimensi berprogram; {fmt.count(absent)} OPD belum ikut di bidangnya"
    return f"Seluruh {fmt.count(len(nodes))} subdimensi sudah mempunyai program OPD"


def circles(frame: pd.DataFrame) -> str:
    """Title for groups of OPD (`members`)."""
    total = sum(len(members) for members in frame["members"])
    if len(frame) < 2:
        return "OPD yang perlu duduk bersama"
    return f"{fmt.count(total)} OPD membentuk {fmt.count(len(frame))} kelompok kerja yang saling terkait"


def goals(frame: pd.DataFrame) -> str:
    """Title for goals with the number of programmes that serve each (`count`)."""
    if frame.empty:
        return "Program menurut sasaran dokumen perencanaan"
    bare = int((frame["count"] == 0).sum())
    if bare:
        return f"{fmt.count(bare)} dari {fmt.count(len(frame))} sasaran belum didukung program"
    return f"Seluruh {fmt.count(len(frame))} sasaran didukung paling sedikit satu program"


def realisation(frame: pd.DataFrame, year: int) -> str:
    """Title for planned and running programmes (`planned, running, silent`)."""
    planned, running, silent = (int(frame[name].sum()) for name in ("planned", "running", "silent"))
    if not planned:
        return f"Realisasi program {year}"
    said = f"{fmt.count(running)} dari {fmt.count(planned)} program {year} terlaksana"
    return f"{said}; {fmt.count(silent)} belum dilaporkan" if silent else said
