"""What of a region's plan is damaged in the store, in sentences that say how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from planning.plan import voting
from reference import planning as definitions
from storage.engine import Store, reading_connection
from workflow.plan import plan_decisions
from workflow.programmes import register
from workflow.setup import setup

MENDING = "atau pulihkan dari salinan cadangan."
PARTS = {
    "weights": "bobot kriteria",
    "lines": "garis matriks",
    "ceiling": "pagu",
    "shortlist": "usulan yang dinilai",
    "decided": "tanggal keputusan",
    "horizon": "masa masterplan",
    "quick_win": "daftar periksa quick win",
}


def plan_damage_sentences(store: Store, region: str) -> list[str]:
    """One for each kind of thing that cannot be read; all else of the plan stands without it."""
    with reading_connection(store) as connection:
        return list(_told(connection, region))


def _told(store: Store, region: str) -> Iterator[str]:
    if keys := register.list_damaged_programmes(store, region):
        yield (
            f"Program {'; '.join(keys)} rusak dalam penyimpanan dan tidak dihitung. Impor lagi berkas yang "
            f"memuatnya, {MENDING}"
        )
    if names := plan_decisions.list_damaged_plan_entries(store, plan_decisions.PLAN, region):
        yield (
            f"Isian Prioritas dan Peta jalan rusak dalam penyimpanan: {', '.join(map(_part, names))}. Untuk "
            f"sementara dipakai nilai bawaan. Simpan lagi isian itu, {MENDING}"
        )
    if keys := plan_decisions.list_damaged_plan_entries(store, plan_decisions.TALLY, region):
        bodies = voting.list_voting_bodies(setup.roster_of(store, region)[0])
        told = "; ".join(_ballot(key, bodies) for key in keys)
        yield f"Suara rusak dalam penyimpanan dan tidak dihitung: {told}. Masukkan lagi, {MENDING}"
    if keys := plan_decisions.list_damaged_plan_entries(store, plan_decisions.QUICK_WIN, region):
        known = register.read_register(store, region)
        told = "; ".join(known[key].name if key in known else key for key in keys)
        yield f"Nilai quick win rusak dalam penyimpanan dan tidak dihitung: {told}. Nilai lagi, {MENDING}"


def _part(name: str) -> str:
    return PARTS.get(name, name.replace("dates", "kalender anggaran"))


def _ballot(key: str, bodies: dict[str, str]) -> str:
    way, _, body = key.partition("/")
    known = definitions.voting_ways()
    return f"{bodies.get(body, body)} ({known[way].name if way in known else way})"
