"""The audit trail and the kept files in words that an official reads."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from reference import regions
from storage import audit
from storage.engine import Store
from storage.setup import periods
from storage.upload import batches

EVERY = 1_000_000
ACTIONS = {
    "period.add": "Periode ditambahkan",
    "period.lock": "Periode dikunci",
    "period.unlock": "Kunci periode dibuka",
    "roster.save": "Susunan OPD disimpan",
    "assignment.save": "Penugasan indikator disimpan",
    "upload.keep": "Unggahan disimpan",
    "upload.undo": "Unggahan dibatalkan",
    "upload.purge": "Isi berkas dihapus",
    "choice.remember": "Pilihan dikonfirmasi",
    "choice.forget": "Pilihan dilupakan",
    "agreed.set": "Tingkat disepakati",
    "agreed.undo": "Kesepakatan diurungkan",
    "verified.set": "Tingkat diverifikasi",
    "verified.undo": "Verifikasi diurungkan",
    "target.set": "Target ditetapkan",
    "instrument.adopt": "Instrumen dipilih untuk periode",
    "entry.save": "Isian disimpan",
    "entry.give": "Isian bawaan data dimuat",
    "entry.undo": "Isian diurungkan",
    "package.bring": "Paket proyek dimuat",
    "store.restore": "Basis data dipulihkan dari salinan",
    "copy.remove": "Salinan cadangan dihapus",
    "package.undo": "Pemuatan paket dibatalkan",
}
OBJECTS = {
    "batch": "Unggahan",
    "store": "Basis data",
    "upload": "Berkas",
    "period": "Periode",
    "roster": "OPD",
    "assignment": "Penugasan",
    "instrument": "Instrumen",
    "region": "Pilihan daerah",
    "agency": "Pilihan OPD",
    "value": "Pilihan nilai",
    "mapping": "Arti kolom",
    "programme": "Program",
    "worksheet": "Kertas kerja",
    "scenario": "Skenario",
    "playlist": "Daftar tayang",
    "tally": "Rekap suara",
    "plan": "Rencana",
    "quick_win": "Quick win",
    "goal": "Sasaran",
    "deadline": "Batas pengiriman",
    "no_programmes": "Keterangan tidak ada program",
    "package_load": "Catatan pemuatan paket",
    "programme_apart": "Program yang dipisahkan",
}
COLUMNS = ("number", "at", "actor", "action", "object", "old", "new", "reason", "period", "region")


def describe_audit_entries(store: Store, limit: int = EVERY) -> pd.DataFrame:
    """The newest `limit` entries first, columns COLUMNS: at in UTC; period and region "" = all of them."""
    found = audit.list_audit_entries(store, limit=limit)
    labels = {period.id: period.label for period in periods.list_periods(store)}
    names = regions.list_regions()["label"]
    place = found["region"].astype(object).where(found["region"].notna(), "")
    return pd.DataFrame(
        {
            "number": found["id"],
            "at": found["at"],
            "actor": found["actor"],
            "action": [ACTIONS.get(action, action) for action in found["action"]],
            "object": [describe_audit_subject(text) for text in found["object"]],
            "old": found["old"],
            "new": found["new"],
            "reason": found["reason"],
            "period": [labels.get(key, "") for key in found["period_id"]],
            "region": [str(names.get(code, code)) for code in place],
        },
        columns=list(COLUMNS),
    )


def describe_audit_subject(text: str) -> str:
    """What an entry is about: "batch 9" -> "Unggahan 9", "roster 35.18" -> "OPD Kab. Nganjuk"."""
    kind, _, rest = text.partition(" ")
    if not (known := audit_kind_word(kind.rstrip(":"))):
        return text
    return f"{known} {regions.list_regions()['label'].get(rest, rest)}".rstrip()


def audit_kind_word(kind: str) -> str:
    """The word for a kind of thing, "worksheet-GOV" -> "Kertas kerja"; "" for one nobody named."""
    return OBJECTS.get(kind.partition("-")[0], "")


def purge_files(store: Store, uploads: Iterable[int], actor: str) -> int:
    """Erase the bytes of files for good and return how many; what was read from them stays.

    Raises StoreError for a file that is not there.
    """
    chosen = list(uploads)
    for upload in chosen:
        batches.purge_kept_file(store, upload, actor)
    return len(chosen)
