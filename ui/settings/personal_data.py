"""Parts of Tentang data pribadi: what is kept, the files, the audit trail."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from reports import audit_xlsx
from storage import StoreError, chain_check, location
from storage.chain_check import ChainFault
from storage.results.state import store_state
from storage.upload import batches
from storage.values import Actor
from ui.settings import copies
from ui.shared import actor, cache, empty, table
from ui.shared.format import format_count, format_moment, format_number
from ui.shared.markdown import escape_markdown
from workflow import audit_trail

SHOWN = 200
FAULTS = 5
WHOLE_CHAINS = (
    "Setiap catatan terikat pada yang sebelumnya dengan kode keaslian SHA-256, dan rantainya cocok."
)
WHOLE_ROWS = f"{WHOLE_CHAINS} Isi penyimpanan sama dengan yang dicatat."
KEPT = """
**Disimpan di komputer ini**

- Jawaban OPD: tingkat, fakta, analisis, kendala, catatan, nama dan tautan bukti.
- Daftar OPD beserta urusannya, dan program yang ditulis OPD.
- Berkas yang diunggah, sebagai bukti asal, dengan kode keaslian SHA-256. Isinya dapat dihapus di bagian
  Berkas dan draf.
- Kesepakatan, verifikasi, dan target: nilai, alasan, dan nama yang mencatat.
- Jejak audit: siapa mengubah apa, kapan, dan mengapa.
- Draf: yang diketik dan belum disimpan, sampai disimpan, paling lama 30 hari; hanya untuk peramban itu.
- Nama yang Anda ketik untuk catatan itu: dalam satu cookie di peramban Anda, bersama nomor acak peramban itu.
"""
NOT_KEPT = """
**Tidak disimpan dari isi survei**

- Nama pengisi, NIP, NIK, nomor telepon, dan surel. Kolom semacam itu dikenali, dilewati, dan dilaporkan saat
  unggah.
- Data kesehatan, keuangan, atau data pribadi lain yang bersifat spesifik: tidak pernah ditanyakan.
- Data pemakaian aplikasi: tidak ada yang dikirim ke luar komputer ini.
"""
ADVICE = (
    "Berkas asli dapat saja memuat nama atau nomor kontak yang ditulis pengisi. Bila berkas tidak diperlukan "
    "lagi untuk menelusuri jawaban, hapus isinya. Catatan bebas tetap disimpan; sampaikan kepada OPD agar "
    "tidak menulis nama orang di dalamnya."
)


def describe_location(engine: Engine) -> str:
    """Where the store and the rest of the data folder lie: a file, or a database without user or password."""
    url = engine.url
    if url.get_backend_name() == "sqlite":
        store = f"berkas **{escape_markdown(Path(str(url.database)).resolve())}**"
    else:
        host = url.host or url.query.get("host") or "komputer ini"
        store = f"PostgreSQL **{escape_markdown(url.database)}** di **{escape_markdown(host)}**"
    folder = location.find_data_folder()
    return (
        f"**Tempat penyimpanan.** Basis data: {store}. Log dan pilihan terakhir: "
        f"**{escape_markdown(folder)}**."
    )


def show_kept_files(engine: Engine) -> None:
    """The kept files with their digest, and erasing the bytes of some."""
    state = (store_state(engine),)
    found = cache.remember_result("files", state, lambda: batches.list_kept_files(engine))
    st.subheader("Berkas yang disimpan", anchor=False)
    if found.empty:
        empty.show_missing_data(
            "Belum ada berkas",
            "Berkas tercatat di sini setelah diunggah.",
            file="mulai/unggah.py",
            label="Ke Unggah survei",
        )
        return
    kept = found[found["purged_at"].isna()]
    st.markdown(
        f"{format_count(len(found))} berkas tercatat, isi {format_count(len(kept))} berkas masih disimpan "
        f"({format_number(kept['size'].sum() / 1e6, 1)} MB)."
    )
    cache.replay_output("files", state, lambda: _listed(found))
    if len(kept):
        _erase(engine, kept)
    copies.show_copies_of_erased_files(engine, list(found.loc[found["purged_at"].notna(), "sha256"]))


def _listed(found: pd.DataFrame) -> None:
    shown = pd.DataFrame(
        {
            "No": found["upload_id"].astype(str),
            "Berkas": found["name"],
            "Ukuran (kB)": found["size"] / 1000,
            "Disimpan": [format_moment(at) for at in found["stored_at"]],
            "Isi": [
                "masih disimpan" if pd.isna(at) else f"dihapus {format_moment(at)}"
                for at in found["purged_at"]
            ],
            "SHA-256": found["sha256"],
        }
    )
    table.show_table(shown, alt="Berkas yang disimpan", decimals=1, height=420 if len(shown) > 11 else None)


def _erase(engine: Engine, kept: pd.DataFrame) -> None:
    drawer = st.expander("Hapus isi berkas", icon=":material/delete:", key="hapus_isi", on_change="rerun")
    if not drawer.open:
        return
    names = dict(zip(kept["upload_id"], kept["name"], strict=True))
    with drawer, st.form("hapus", clear_on_submit=bool(actor.find_actor())):
        every = st.checkbox(f"Semua {format_count(len(kept))} berkas")
        chosen = st.multiselect(
            "Berkas", list(names), format_func=lambda key: f"{key}. {names[key]}", placeholder="Pilih berkas"
        )
        st.markdown(
            "Isi berkas dihapus selamanya; jawaban yang sudah dibaca, nama berkas, dan kode keaslian SHA-256 "
            "tetap ada. Salinan cadangan yang masih memuatnya disebutkan sesudahnya."
        )
        sure = st.checkbox("Saya mengerti isi berkas tidak dapat dikembalikan")
        pressed = st.form_submit_button("Hapus isi berkas", icon=":material/delete:")
    with drawer:
        by = actor.show_recorder()
    if pressed and by:
        _purge(engine, list(names) if every else chosen, sure, by)


def _purge(engine: Engine, chosen: list[int], sure: bool, by: Actor) -> None:
    if not chosen or not sure:
        st.warning("Pilih berkas dan centang pernyataan bahwa isinya tidak dapat dikembalikan.")
        return
    try:
        gone = audit_trail.purge_files(engine, chosen, by)
    except StoreError as refusal:
        st.error(escape_markdown(str(refusal)))
        return
    st.toast(f"Isi {format_count(gone)} berkas dihapus.")
    st.rerun()


def show_audit_trail(engine: Engine) -> None:
    """The audit trail: whether the chain is whole, the newest entries, all of them as a file."""
    st.subheader("Jejak audit", anchor=False)
    verdict = _show_chain_verdict(engine)
    newest = cache.remember_result(
        "trail", (store_state(engine),), lambda: _worded(audit_trail.describe_audit_entries(engine, SHOWN))
    )
    if newest.empty:
        st.markdown("Belum ada perubahan yang tercatat.")
        return
    tall = 420 if len(newest) > 11 else None
    cache.replay_output(
        "trail",
        (store_state(engine),),
        lambda: table.show_table(newest, alt="Jejak audit, terbaru di atas", missing="", height=tall),
    )
    if len(newest) == SHOWN:
        st.caption(f"{SHOWN} catatan terbaru; unduhan memuat semuanya.")
    st.download_button(
        "Unduh jejak audit (XLSX)",
        lambda: _workbook(engine, verdict),
        file_name="Jejak-audit_Siap-Cerdas.xlsx",
        icon=":material/download:",
        on_click="ignore",
    )


def _show_chain_verdict(engine: Engine) -> str:
    """The chains are checked each time, the rows when somebody asks; returns what was said."""
    faults = chain_check.list_chain_faults(engine, with_rows=False)
    verdict, bad, asked = _verdict(engine, faults, WHOLE_CHAINS), bool(faults), st.container()
    if st.button("Periksa juga isi penyimpanan", icon=":material/verified:", disabled=bool(faults)):
        faults = chain_check.list_chain_faults(engine)
        foreign, unchecked = audit_trail.describe_schema(engine)
        said = [*foreign, _verdict(engine, faults, "" if foreign else WHOLE_ROWS), unchecked]
        verdict = " ".join(filter(None, said))
        bad = bool(foreign or faults)
    with asked:
        if bad:
            st.error(escape_markdown(verdict))
        else:
            st.markdown(f":green-badge[:material/check: Utuh] {escape_markdown(verdict)}")
    return verdict


def _verdict(engine: Engine, faults: Sequence[ChainFault], whole: str) -> str:
    if not faults:
        return whole
    said = audit_trail.describe_chain_faults(engine, faults[:FAULTS])
    more = f" Masih ada {format_count(len(faults) - FAULTS)} lainnya." if len(faults) > FAULTS else ""
    return f"{' '.join(said)}{more} Bandingkan dengan salinan cadangan basis data."


def _workbook(engine: Engine, verdict: str) -> bytes:
    buffer, heads = BytesIO(), chain_check.list_chain_heads(engine)
    told = f"{verdict} Kode keaslian: {', '.join(map(str, heads))}."
    audit_xlsx.write_audit_workbook(_worded(audit_trail.describe_audit_entries(engine)), buffer, note=told)
    return buffer.getvalue()


def _worded(entries: pd.DataFrame) -> pd.DataFrame:
    headings = {
        "number": "No",
        "at": "Waktu",
        "actor": "Oleh",
        "action": "Tindakan",
        "object": "Tentang",
        "region": "Daerah",
        "period": "Periode",
        "old": "Sebelum",
        "new": "Sesudah",
        "reason": "Alasan",
    }
    times = [format_moment(at) for at in entries["at"]]
    return entries.assign(number=entries["number"].astype(str), at=times)[list(headings)].rename(
        columns=headings
    )
