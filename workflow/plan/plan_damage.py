"""What of a region's plan is damaged in the store, in sentences that say how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from planning.plan import voting
from reference import planning as definitions
from workflow.plan import plan_decisions
from workflow.plan.plan_decisions import KeptPlan

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


def plan_damage_sentences(kept: KeptPlan, roster: pd.DataFrame) -> list[str]:
    """One for each kind of thing that cannot be read; all else of the plan stands without it."""
    return list(_told(kept, roster))


def _told(kept: KeptPlan, roster: pd.DataFrame) -> Iterator[str]:
    if keys := kept.register.damaged:
        yield (
            f"Program {'; '.join(keys)} rusak dalam penyimpanan dan tidak dihitung. Impor lagi berkas yang "
            f"memuatnya, {MENDING}"
        )
    if names := kept.damaged[plan_decisions.PLAN]:
        yield (
            f"Isian Prioritas dan Peta jalan rusak dalam penyimpanan: {', '.join(map(_part, names))}. Untuk "
            f"sementara dipakai nilai bawaan. Simpan lagi isian itu, {MENDING}"
        )
    if keys := kept.damaged[plan_decisions.TALLY]:
        bodies = voting.list_voting_bodies(roster)
        told = "; ".join(_ballot(key, bodies) for key in keys)
        yield f"Suara rusak dalam penyimpanan dan tidak dihitung: {told}. Masukkan lagi, {MENDING}"
    if keys := kept.damaged[plan_decisions.QUICK_WIN]:
        known = kept.register.programmes
        told = "; ".join(known[key].name if key in known else key for key in keys)
        yield f"Nilai quick win rusak dalam penyimpanan dan tidak dihitung: {told}. Nilai lagi, {MENDING}"


def _part(name: str) -> str:
    return PARTS.get(name, name.replace("dates", "kalender anggaran"))


def _ballot(key: str, bodies: dict[str, str]) -> str:
    way, _, body = key.partition("/")
    known = definitions.voting_ways()
    return f"{bodies.get(body, body)} ({known[way].name if way in known else way})"
