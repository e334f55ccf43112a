"""Instruments of five and of eight dimensions with codes and marks of their own; a room that answers."""

import random
from dataclasses import replace
from datetime import date

from planning.programmes.programme import Programme
from planning.worksheets.worksheets import WorksheetLine, list_work_groups
from reference.instruments import Instrument
from reference.instruments.definition import Definition, NodeRow
from reference.instruments.loading import (
    INSTRUMENTS,
    build_checked_instrument,
    read_instrument_folder,
)
from reference.planning import voting_ways
from storage.values import Actor
from tests.reports.scene import NGANJUK, Scene
from workflow.plan import plan_decisions
from workflow.programmes import register
from workflow.worksheets import worksheets
from workflow.worksheets.worksheets import WorksheetScope

KESIAPAN = read_instrument_folder(INSTRUMENTS / "kesiapan" / "0.9")
SOURCES = ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV")
PLAIN = {
    "T": "Tata Kelola",
    "MOBILITAS": "Mobilitas",
    "ek": "Ekonomi",
    "W.1": "Kehidupan Warga",
    "L-5": "Alam",
}
NAMED = {
    "D1": ("Tata Kelola Cerdas", "#1D4ED8", "#7AA2FF", "palang"),
    "D2": ("Ekonomi Cerdas", "", "", ""),
    "D3": ("Kehidupan Cerdas", "#FFE600", "", "segitiga"),
    "D4": ("Masyarakat Cerdas", "", "", ""),
    "D5": ("Lingkungan Cerdas", "", "", "persegi"),
    "D6": ("Mobilitas dan Ketersambungan Cerdas", "#7C2D12", "", ""),
    "D7": ("Infrastruktur Cerdas", "", "", ""),
    "D8": ("Keamanan dan Ketertiban Umum Cerdas", "", "", ""),
}
BY = Actor("Sari")


def five() -> Instrument:
    """Five dimensions that name no colour, under codes of every length."""
    return _built("lima", {code: (name, "", "", "") for code, name in PLAIN.items()})


def eight() -> Instrument:
    """Eight dimensions, some with a colour or a mark of their own."""
    return _built("delapan", NAMED)


def _built(name: str, dimensions: dict[str, tuple[str, str, str, str]]) -> Instrument:
    settings = KESIAPAN.settings | {"id": f"uji-{name}", "version": "1", "title": f"Uji {name} dimensi"}
    settings.pop("level_names", None)
    kept = [row for row in KESIAPAN.rows if not row["kode"].startswith(SOURCES)]
    rows = [row for at, new in enumerate(dimensions.items()) for row in _subtree(at, *new)]
    columns = (*KESIAPAN.columns, "warna", "warna_gelap", "tanda")
    return build_checked_instrument(Definition(settings, (*kept, *rows), columns))


def _subtree(at: int, code: str, look: tuple[str, str, str, str]) -> list[NodeRow]:
    """A dimension of kesiapan under another code and name; one used again asks in other words."""
    old, again = SOURCES[at % len(SOURCES)], f" ({at})" if at >= len(SOURCES) else ""
    named = dict(zip(("nama", "warna", "warna_gelap", "tanda"), look, strict=True)) | {"judul": ""}
    found = []
    for row in (row for row in KESIAPAN.rows if row["kode"].startswith(old)):
        cells = dict(row.cells) | {"kode": code + row["kode"].removeprefix(old)}
        if row["kode"] == old:
            cells |= named
        else:
            cells["induk"] = code + row["induk"].removeprefix(old)
            words = {
                column: row[column] and row[column] + again for column in ("pertanyaan", "pertanyaan_kota")
            }
            cells |= words | {"nama": row["nama"] + again, "judul": "" if again else row["judul"]}
        found.append(NodeRow(row.number, cells))
    return found


def answer(store, instrument: Instrument) -> Scene:
    """Answers of every OPD, two proposals of every dimension with ballots, and a line of every group."""
    dice = random.Random(3)
    scene = Scene(store, instrument).answer(NGANJUK, lambda code: float(dice.choice((1, 2, 2, 3, 4))))
    proposals = [one for code in instrument.framework.dimensions for one in _proposals(instrument, code)]
    register.save_programmes(store, NGANJUK, {one.key: one for one in proposals}, by=BY)
    plan_decisions.keep_plan_settings(
        store,
        NGANJUK,
        {"decided": date(2026, 6, 15), "shortlist": tuple(one.key for one in proposals)},
        by=BY,
    )
    way = voting_ways()["dampak_kemudahan"]
    ballots = {
        body: {
            one.key: {each.code: float(dice.randint(way.lowest, way.highest)) for each in way.criteria}
            for one in proposals
        }
        for body in ("DINKES", "DISKOMINFO", "DISDIK")
    }
    plan_decisions.save_ballots(store, NGANJUK, way.code, ballots, {}, by=BY)
    for group in list_work_groups(instrument.framework):
        line = WorksheetLine("", group.key, "issue", f"Isu {group.name}", dimension=group.dimension)
        worksheets.save_worksheet_lines(
            store, WorksheetScope(NGANJUK, scene.period.label), group.key, [line], by=BY, seen={}
        )
    return scene


def _proposals(instrument: Instrument, dimension: str) -> list[Programme]:
    tree = instrument.framework
    leaves = tree.descendants(dimension)[:2]
    made = Programme(
        "", "", dimension=dimension, lead="DISKOMINFO", start=date(2026, 7, 1), end=date(2027, 12, 31)
    )
    return [
        replace(
            made,
            key=f"p{leaf}",
            name=f"Program {tree.node(leaf).name}",
            subdimension=tree.node(leaf).parent,
            lifts={leaf: 4.0},
            costs={2026: 2e8, 2027: 5e8},
            support=("DINKES",),
        )
        for leaf in leaves
    ]
