"""Siap berangkat: what is checked on the laptop before it travels, each with what to do where it fails."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit import config

from reports.documents import DOCUMENTS
from reports.errors import DocumentError
from storage import StoreError, audit, health, location, periods
from ui import deck, errors, place
from ui.drawn import Undrawn
from ui.format import count, listed, number
from ui.view import View
from workflow.source import Source

GIGABYTE = 1e9
FREE_GIGABYTES = 1.0
FILES = ("static/indonesian.js", "static/presentasi.js", "static/presentasi.css", "static/icon.png")
# What would let a page ask another host for something, and the value under which it does not.
SETTINGS = {
    "browser.gatherUsageStats": False,
    "client.showErrorLinks": False,
    "server.enableStaticServing": True,
}
RESTORE = "Pulihkan dari salinan cadangan atau Paket proyek."
TELL = "Muat ulang halaman; bila berulang, sampaikan rujukan kepada pengelola."


@dataclass(frozen=True)
class Finding:
    """What one check found: passed or needs attention, in words, and what to do about it."""

    passed: bool
    said: str
    todo: str = ""


Check = Callable[[View], Finding]


def run(seen: View) -> Iterator[tuple[str, Finding]]:
    """Every check with its finding, one after another; one that fails itself needs attention."""
    for title, check in CHECKS.items():
        try:
            yield title, check(seen)
        except StoreError as refusal:
            yield title, Finding(False, str(refusal), RESTORE)
        except Exception as error:  # a check that breaks is what the facilitator has to know
            said = f"Pemeriksaan ini gagal dijalankan (rujukan {errors.record(error)})."
            yield title, Finding(False, said, TELL)


def data(seen: View) -> Finding:
    """Whether there are answers of the region to show."""
    regions = seen.everywhere.result().regions
    said = f"{count(len(regions))} daerah dinilai pada periode {seen.period.label}."
    if seen.scored:
        return Finding(True, f"{said} {seen.region_label} termasuk di dalamnya.")
    return Finding(False, f"{said} {seen.region_label} belum mempunyai jawaban.", "Unggah survei daerah ini.")


def charts(seen: View) -> Finding:
    """Whether every chart of Mode presentasi can be drawn; one that lacks data is named and no fault."""
    drawn, lacking, broken = 0, [], []
    for key, slide in deck.SLIDES.items():
        try:
            deck.draw(seen, key)
            drawn += 1
        except Undrawn:
            lacking.append(slide.title)
        except Exception as error:  # each is told by name
            broken.append(f"{slide.title} (rujukan {errors.record(error)})")
    said = f"{drawn} dari {len(deck.SLIDES)} grafik tergambar."
    if broken:
        return Finding(False, f"{said} Gagal: {listed(broken)}.", "Sampaikan rujukannya kepada pengelola.")
    if lacking:
        said += f" Belum ada data untuk: {listed(lacking)}; slide itu menyebutkannya."
    return Finding(True, said)


def documents(seen: View) -> Finding:
    """Whether every document of the export page can be made for the region."""
    if not seen.scored:
        return Finding(False, "Belum ada skor untuk diekspor.", "Unggah survei daerah ini.")
    source = Source(seen.engine, seen.scope, (seen.region,))
    failed = []
    for document in DOCUMENTS.values():
        try:
            if not document.produce(source):
                failed.append(document.title)
        except (DocumentError, StoreError) as refusal:
            failed.append(f"{document.title} ({refusal})")
        except Exception as error:  # each is told by name
            failed.append(f"{document.title} (rujukan {errors.record(error)})")
    made = len(DOCUMENTS) - len(failed)
    said = f"{made} dari {len(DOCUMENTS)} dokumen berhasil dibuat."
    if failed:
        return Finding(False, f"{said} Gagal: {listed(failed)}.", "Lihat sebabnya di halaman Ekspor.")
    return Finding(True, said)


def fonts(_seen: View) -> Finding:
    """Whether the letters and files that pages and documents use lie on this machine."""
    web = list((Path(st.__file__).parent / "static").rglob("SourceSansVF*.woff2"))
    own = list((place.ROOT / "data" / "fonts").rglob("*.?tf"))
    absent = [file for file in FILES if not (place.ROOT / file).is_file()]
    if web and own and not absent:
        return Finding(True, f"Huruf layar dan {count(len(own))} berkas huruf dokumen ada di komputer ini.")
    what = [*absent, *([] if web else ["huruf layar"]), *([] if own else ["huruf dokumen"])]
    return Finding(False, f"Tidak ditemukan: {listed(what)}.", "Pasang ulang aplikasi dari paketnya.")


def offline(_seen: View) -> Finding:
    """Whether the settings that keep every request on this machine stand as shipped."""
    changed = [name for name, wanted in SETTINGS.items() if config.get_option(name) != wanted]
    if changed:
        said = f"Setelan yang berubah: {listed(changed)}."
        return Finding(False, said, "Pulihkan berkas .streamlit/config.toml.")
    return Finding(
        True,
        "Tidak ada halaman yang meminta sesuatu dari internet, dan peramban pun dilarang memintanya. "
        "Buktikan sendiri: matikan wifi, lalu muat ulang halaman ini.",
    )


def space(_seen: View) -> Finding:
    """Whether the disk has room for what the room writes and takes away."""
    free = shutil.disk_usage(location.data_folder()).free / GIGABYTE
    said = f"Ruang kosong {number(free, 1)} GB."
    if free < FREE_GIGABYTES:
        return Finding(False, said, f"Sisakan sedikitnya {number(FREE_GIGABYTES, 0)} GB pada disk data.")
    return Finding(True, said)


def store(seen: View) -> Finding:
    """Whether the store is whole and can be written to."""
    if found := health.damage(seen.engine):
        return Finding(False, f"Berkas basis data rusak: {found}.", RESTORE)
    broken = audit.broken_at(seen.engine)
    if broken is not None:
        return Finding(
            False,
            f"Rantai catatan tidak cocok mulai catatan nomor {broken}.",
            "Lihat Jejak audit pada Tentang data pribadi, lalu bandingkan dengan salinan cadangan.",
        )
    probe = location.data_folder() / "uji-tulis"
    probe.write_text("uji", encoding="utf-8")
    probe.unlink()
    return Finding(True, "Basis data utuh, jejak audit cocok, dan folder data dapat ditulisi.")


def status(seen: View) -> Finding:
    """Whether the period is still open for what the room agrees."""
    found = next((one for one in periods.available(seen.engine) if one.id == seen.period.id), seen.period)
    if found.locked_at is None:
        return Finding(True, f"Periode {found.label} terbuka: kesepakatan ruangan dapat dicatat.")
    return Finding(
        False,
        f"Periode {found.label} terkunci: kesepakatan ruangan tidak dapat dicatat.",
        "Bila bimtek akan mengubah jawaban, buka kuncinya di halaman Ekspor.",
    )


CHECKS: dict[str, Check] = {
    "Data": data,
    "Grafik": charts,
    "Dokumen": documents,
    "Huruf dan berkas": fonts,
    "Tanpa internet": offline,
    "Ruang disk": space,
    "Basis data": store,
    "Periode": status,
}
BY_HAND = """
- **Daya.** Bawa pengisi daya dan kabel perpanjangan; setel laptop agar tidak tidur saat tersambung listrik.
  Yang ditulis ruangan tersimpan saat itu juga, sehingga baterai yang habis tidak menghapusnya.
- **Proyektor.** Bawa adaptor HDMI dan VGA. Tampilkan pola uji di ruangan sebelum peserta datang: keempat
  sudut harus tampak dan teks 36 piksel terbaca dari kursi belakang.
- **Alat penunjuk.** Coba tombol maju dan mundurnya di Mode presentasi; bawa baterai cadangan.
- **Cadangan.** Simpan Paket proyek di USB, agar laptop lain dapat melanjutkan.
"""
