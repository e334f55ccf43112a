"""The audit trail and the kept files in words that an official reads."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from reference import regions
from storage import audit, chain_check
from storage.chain_check import ChainFault
from storage.engine import Store
from storage.errors import UncheckedSchemaError
from storage.schema_check import SchemaFault, list_schema_faults
from storage.setup import periods
from storage.upload import batches
from storage.values import Actor
from workflow.dates import local_day

EVERY = 1_000_000
ACTIONS = {
    "period.add": "Periode ditambahkan",
    "period.correct": "Periode diperbaiki",
    "period.remove": "Periode yang kosong dihapus",
    "period.lock": "Periode dikunci",
    "period.unlock": "Kunci periode dibuka",
    "state.mark": "Keadaan periode ditandai",
    "state.remove": "Tanda keadaan dihapus",
    "state.undo": "Penandaan keadaan diurungkan",
    "state.late": "Salinan periode terkunci dibuat sesudah dikunci",
    "roster.save": "Susunan OPD disimpan",
    "assignment.save": "Penugasan indikator disimpan",
    "assignment.move": "Penanggung jawab indikator dipindahkan",
    "upload.keep": "Unggahan disimpan",
    "upload.undo": "Unggahan dibatalkan",
    "upload.purge": "Isi berkas dihapus",
    "unstored.keep": "Berkas ditolak atau menunggu konfirmasi",
    "unstored.clear": "Berkas yang belum disimpan selesai ditangani",
    "unstored.assign": "Pengirim berkas dicatat",
    "choice.remember": "Pilihan dikonfirmasi",
    "choice.forget": "Pilihan dilupakan",
    "choice.link": "Pilihan dikaitkan dengan unggahan",
    "agreed.set": "Tingkat disepakati",
    "agreed.undo": "Kesepakatan diurungkan",
    "verified.set": "Tingkat diverifikasi",
    "verified.undo": "Verifikasi diurungkan",
    "target.set": "Target ditetapkan",
    "instrument.freeze": "Instrumen disimpan sebagaimana dipakai",
    "chain.begin": "Isi yang sudah ada diberi kode keaslian",
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
    "state": "Keadaan",
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
    "own_item": "Pertanyaan tambahan",
    "package_load": "Catatan pemuatan paket",
    "programme_apart": "Program yang dipisahkan",
}
TABLES = {
    "audit": "jejak audit",
    "period": "periode",
    "period_lock": "kunci periode",
    "kept_state": "salinan keadaan periode",
    "instrument": "instrumen",
    "agency": "OPD",
    "agency_sector": "urusan OPD",
    "assignment": "penugasan indikator",
    "upload": "berkas",
    "batch": "unggahan",
    "batch_file": "berkas unggahan",
    "batch_region": "daerah unggahan",
    "submission": "isian OPD",
    "version": "jawaban dan program",
    "node_value": "nilai daerah",
    "leaf_set": "daftar pertanyaan",
    "finding": "temuan unggahan",
    "decision": "kesepakatan atau verifikasi",
    "target": "target",
    "choice": "pilihan",
    "entry": "isian",
    "unstored_file": "berkas yang belum disimpan",
    "signing_key": "kunci cookie",
}
FAULTS = {
    "entry": "tidak cocok dengan kodenya: catatan itu atau yang sebelumnya pernah diubah di luar aplikasi",
    "gap": "tidak menyambung: catatan sebelumnya hilang",
    "end": "seharusnya yang terakhir, tetapi tidak ada atau lain: akhir rantai dipotong atau diubah",
    "common": "menunjuk catatan umum yang tidak ada: rantai umum dipotong atau diubah",
    "row": "tidak lagi cocok dengan isi penyimpanan",
    "gone": "mencatat isi yang tidak ada lagi",
}
UNKNOWN_ROWS = "Isi penyimpanan yang tidak dicatat oleh catatan mana pun"
STRANGE_ROWS = "memuat nilai yang tidak pernah ditulis Siap Cerdas, sehingga selebihnya tidak dapat diperiksa"
OBJECT_TYPES = {
    "table": "Tabel",
    "index": "Indeks",
    "trigger": "Pemicu (trigger)",
    "view": "Tampilan (view)",
    "rule": "Aturan (rule)",
    "function": "Fungsi",
}
SCHEMA_FAULTS = {
    "foreign": "bukan buatan Siap Cerdas: ada yang menambahkannya di luar aplikasi",
    "missing": "hilang dari susunan basis data",
    "changed": "lain dari yang dibuat Siap Cerdas: ada yang mengubahnya di luar aplikasi",
}
OLD_CHAIN = "lama"
UMUM, MARK = "umum", 16
LONGEST_PLACE = 18  # digits a database holds
NAMED = 20
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


def describe_chain_faults(store: Store, faults: Iterable[ChainFault]) -> list[str]:
    """A sentence for each fault: which chain, which entry with its words, which rows."""
    return [_fault(store, fault) for fault in faults]


def describe_schema(store: Store) -> tuple[list[str], str]:
    """What of the database's objects does not fit; and why they were not looked at, "" where they were."""
    try:
        return describe_schema_faults(list_schema_faults(store)), ""
    except UncheckedSchemaError as refusal:
        return [], str(refusal)


def describe_schema_faults(faults: Iterable[SchemaFault]) -> list[str]:
    """A sentence for each object of the database that is not as the app makes it."""
    return [f"{OBJECT_TYPES[one.type]} {one.name} {SCHEMA_FAULTS[one.kind]}." for one in faults]


def describe_chain(name: str | None) -> str:
    """ "Rantai umum", "Rantai Kab. Nganjuk (35.18)", "Rantai lama"."""
    if not name:
        return f"Rantai {OLD_CHAIN if name is None else 'umum'}"
    label = regions.region_label(name)
    return f"Rantai {name}" if label == name else f"Rantai {label} ({name})"


def _fault(store: Store, fault: ChainFault) -> str:
    if fault.kind == "strange":
        return f"Tabel {TABLES.get(fault.rows[0][0], fault.rows[0][0])} {STRANGE_ROWS}."
    rows = _named_rows(store, fault)
    if fault.number is None:
        return f"{UNKNOWN_ROWS}: {rows}."
    entry = chain_check.find_chain_entry(store, fault.chain, fault.number)
    told = ""
    if entry is not None and fault.kind != "gap":
        action = ACTIONS.get(entry["action"], entry["action"])
        about = describe_audit_subject(entry["object"])
        told = f" ({action}: {about}, oleh {entry['actor']}, {local_day(entry['at']):%d-%m-%Y})"
    said = f"{describe_chain(fault.chain)}, catatan {fault.number}{told} {FAULTS[fault.kind]}"
    return f"{said}: {rows}." if rows else f"{said}."


def _named_rows(store: Store, fault: ChainFault) -> str:
    named = [
        f"{TABLES.get(table, table)} {name}"
        for table, name in chain_check.name_fault_rows(store, fault, NAMED)
    ]
    more = len(fault.rows) - len(named)
    return "; ".join(named) + (f"; dan {more} lainnya" if more else "")


def is_known_head(store: Store, text: str) -> bool | None:
    """Whether a head as it is printed ("3518/12/3f9a41c277d0b812") is in the record; None: it is no head."""
    name, _, rest = text.strip().partition("/")
    number, _, start = rest.partition("/")
    whole = number.isdecimal() and len(number) <= LONGEST_PLACE
    if not (name and whole and len(start) >= MARK and set(start) <= set("0123456789abcdef")):
        return None
    code = f"{name[:2]}.{name[2:]}" if name.isdecimal() else name  # printed without its point
    chain = {OLD_CHAIN: None, UMUM: audit.COMMON}.get(name, code)
    return chain_check.is_recorded_head(store, chain, int(number), start)


def purge_files(store: Store, uploads: Iterable[int], actor: Actor) -> int:
    """Erase the bytes of files for good and return how many; what was read from them stays.

    Raises StoreError for a file that is not there.
    """
    chosen = list(uploads)
    for upload in chosen:
        batches.purge_kept_file(store, upload, actor)
    return len(chosen)
