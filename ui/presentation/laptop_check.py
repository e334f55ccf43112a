"""Siap berangkat: what is checked on the laptop before it travels, each with what to do where it fails."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit import config

from reports.documents import DOCUMENTS
from reports.errors import DocumentError
from storage import StoreError, chain_check, health, location
from storage.engine import advise_of_damage, describe_file_trouble
from storage.setup import periods
from ui.frame import paths
from ui.presentation import slides
from ui.shared import errors
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_count, format_moment, format_number, join_names
from ui.shared.selection import Selection
from workflow import audit_trail
from workflow.copies import list_shelf
from workflow.documents.source import DocumentSource

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
class CheckResult:
    """What one check found: passed or needs attention, in words, and what to do about it."""

    passed: bool
    said: str
    todo: str = ""


Check = Callable[[Selection], CheckResult]


def run_laptop_checks(selection: Selection) -> Iterator[tuple[str, CheckResult]]:
    """Every check with its finding, one after another; one that fails itself needs attention."""
    for title, check in CHECKS.items():
        try:
            yield title, check(selection)
        except StoreError as refusal:
            yield title, CheckResult(False, str(refusal), RESTORE)
        except Exception as error:  # a check that breaks is what the facilitator has to know
            said = f"Pemeriksaan ini gagal dijalankan (rujukan {errors.record_error(error)})."
            yield title, CheckResult(False, said, TELL)


def check_region_answers(selection: Selection) -> CheckResult:
    """Whether there are answers of the region to show."""
    regions = selection.everywhere.result().regions
    said = f"{format_count(len(regions))} daerah dinilai pada periode {selection.period.label}."
    if selection.scored:
        return CheckResult(True, f"{said} {selection.region_label} termasuk di dalamnya.")
    return CheckResult(
        False, f"{said} {selection.region_label} belum mempunyai jawaban.", "Unggah survei daerah ini."
    )


def check_show_charts(selection: Selection) -> CheckResult:
    """Whether every chart of Mode presentasi can be drawn; one that lacks data is named and no fault."""
    drawn, lacking, broken = 0, [], []
    for key, slide in slides.SLIDES.items():
        try:
            slides.slide_chart(selection, key)
            drawn += 1
        except NothingToDraw:
            lacking.append(slide.title)
        except Exception as error:  # each is told by name
            broken.append(f"{slide.title} (rujukan {errors.record_error(error)})")
    said = f"{drawn} dari {len(slides.SLIDES)} grafik tergambar."
    if broken:
        return CheckResult(
            False, f"{said} Gagal: {join_names(broken)}.", "Sampaikan rujukannya kepada pengelola."
        )
    if lacking:
        said += f" Belum ada data untuk: {join_names(lacking)}; slide itu menyebutkannya."
    return CheckResult(True, said)


def check_documents(selection: Selection) -> CheckResult:
    """Whether every document of the export page can be made for the region."""
    if not selection.scored:
        return CheckResult(False, "Belum ada skor untuk diekspor.", "Unggah survei daerah ini.")
    source = DocumentSource(selection.engine, selection.scope, (selection.region,))
    failed = []
    for document in DOCUMENTS.values():
        try:
            if not document.produce(source):
                failed.append(document.title)
        except (DocumentError, StoreError) as refusal:
            failed.append(f"{document.title} ({refusal})")
        except Exception as error:  # each is told by name
            failed.append(f"{document.title} (rujukan {errors.record_error(error)})")
    made = len(DOCUMENTS) - len(failed)
    said = f"{made} dari {len(DOCUMENTS)} dokumen berhasil dibuat."
    if failed:
        return CheckResult(False, f"{said} Gagal: {join_names(failed)}.", "Lihat sebabnya di halaman Ekspor.")
    return CheckResult(True, said)


def check_fonts(_seen: Selection) -> CheckResult:
    """Whether the letters and files that pages and documents use lie on this machine."""
    web = list((Path(st.__file__).parent / "static").rglob("SourceSansVF*.woff2"))
    own = list((paths.ROOT / "data" / "fonts").rglob("*.?tf"))
    absent = [file for file in FILES if not (paths.ROOT / file).is_file()]
    if web and own and not absent:
        return CheckResult(
            True, f"Huruf layar dan {format_count(len(own))} berkas huruf dokumen ada di komputer ini."
        )
    what = [*absent, *([] if web else ["huruf layar"]), *([] if own else ["huruf dokumen"])]
    return CheckResult(False, f"Tidak ditemukan: {join_names(what)}.", "Pasang ulang aplikasi dari paketnya.")


def check_offline_settings(_seen: Selection) -> CheckResult:
    """Whether the settings that keep every request on this machine stand as shipped."""
    changed = [name for name, wanted in SETTINGS.items() if config.get_option(name) != wanted]
    if changed:
        said = f"Setelan yang berubah: {join_names(changed)}."
        return CheckResult(False, said, "Pulihkan berkas .streamlit/config.toml.")
    return CheckResult(
        True,
        "Tidak ada halaman yang meminta sesuatu dari internet, dan peramban pun dilarang memintanya. "
        "Buktikan sendiri: matikan wifi, lalu muat ulang halaman ini.",
    )


def check_disk_space(_seen: Selection) -> CheckResult:
    """Whether the disk has room for what the room writes and takes away."""
    free = shutil.disk_usage(location.find_data_folder()).free / GIGABYTE
    said = f"Ruang kosong {format_number(free, 1)} GB."
    if free < FREE_GIGABYTES:
        return CheckResult(
            False, said, f"Sisakan sedikitnya {format_number(FREE_GIGABYTES, 0)} GB pada disk data."
        )
    return CheckResult(True, said)


def check_store_health(selection: Selection) -> CheckResult:
    """Whether the store is whole and can be written to."""
    if trouble := describe_file_trouble(selection.live_store):
        return CheckResult(False, trouble, "Buat salinan di halaman Cadangan sebelum Siap Cerdas dihentikan.")
    if found := health.find_file_damage(selection.live_store):
        told = advise_of_damage(selection.live_store, RESTORE)
        return CheckResult(False, f"Berkas basis data rusak: {found}.", str(told))
    faults = chain_check.list_chain_faults(selection.live_store, with_rows=False)
    if faults:
        return CheckResult(
            False,
            audit_trail.describe_chain_faults(selection.live_store, faults[:1])[0],
            "Lihat Jejak audit pada Tentang data pribadi, lalu bandingkan dengan salinan cadangan.",
        )
    folder = location.find_data_folder()
    try:
        (folder / "uji-tulis").write_text("uji", encoding="utf-8")
        (folder / "uji-tulis").unlink()
    except OSError:
        return CheckResult(
            False, f"Folder data {folder} tidak dapat ditulisi.", "Periksa hak tulis dan sisa disk."
        )
    return CheckResult(
        True,
        "Basis data utuh dan ada di tempatnya, jejak audit cocok, dan folder data dapat ditulisi. "
        f"{_describe_newest_copy(selection)}",
    )


def _describe_newest_copy(selection: Selection) -> str:
    """How the newest copy stands to the data; that none was made is said and no fault of the laptop."""
    shelf = list_shelf(selection.live_store)
    if not shelf.copies:
        return "Belum ada salinan cadangan: buat satu di halaman Cadangan dan simpan di USB."
    made = format_moment(shelf.copies[0].facts.made_at)
    if shelf.current:
        return f"Salinan cadangan terbaru ({made}) memuat semuanya."
    return (
        f"Perubahan sesudah salinan cadangan terbaru ({made}) belum disalin: buat satu di halaman Cadangan."
    )


def check_period_is_open(selection: Selection) -> CheckResult:
    """Whether the period is still open for what the room agrees."""
    found = next(
        (
            one
            for one in periods.list_periods(selection.live_store, (selection.region,))
            if one.id == selection.period.id
        ),
        selection.period,
    )
    if found.locked_at is None:
        return CheckResult(True, f"Periode {found.label} terbuka: kesepakatan ruangan dapat dicatat.")
    return CheckResult(
        False,
        f"Periode {found.label} terkunci: kesepakatan ruangan tidak dapat dicatat.",
        "Bila bimtek akan mengubah jawaban, buka kuncinya di halaman Ekspor.",
    )


CHECKS: dict[str, Check] = {
    "Data": check_region_answers,
    "Grafik": check_show_charts,
    "Dokumen": check_documents,
    "Huruf dan berkas": check_fonts,
    "Tanpa internet": check_offline_settings,
    "Ruang disk": check_disk_space,
    "Basis data": check_store_health,
    "Periode": check_period_is_open,
}
BY_HAND = """
- **Daya.** Bawa pengisi daya dan kabel perpanjangan; setel laptop agar tidak tidur saat tersambung listrik.
  Yang ditulis ruangan tersimpan saat itu juga, sehingga baterai yang habis tidak menghapusnya.
- **Proyektor.** Bawa adaptor HDMI dan VGA. Tampilkan pola uji di ruangan sebelum peserta datang: keempat
  sudut harus tampak dan teks 36 piksel terbaca dari kursi belakang.
- **Alat penunjuk.** Coba tombol maju dan mundurnya di Mode presentasi; bawa baterai cadangan.
- **Cadangan.** Unduh salinan dari halaman Cadangan (seluruh data) atau Paket proyek (satu kabupaten) ke USB,
  agar laptop lain dapat melanjutkan.
"""
