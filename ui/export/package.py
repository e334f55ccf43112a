"""Packages that came from other computers: how each region stands to what is here, and bringing them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from reference.control_characters import strip_control_characters
from reference.instruments import list_shipped_instruments
from storage import StoreError
from storage.engine import Store
from storage.values import Actor
from survey.values import SourceFile
from ui.shared import actor, message, table
from ui.shared.format import format_count, format_moment, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import region_label
from workflow.package.archive import PackageError, read_package
from workflow.package.contents import Package
from workflow.package.differences import PackageComparison, compare_package
from workflow.package.import_package import store_package
from workflow.package.locked_periods import tell_copies_left_behind

TURN, MESSAGE, READ = "paket_giliran", "paket_dimuat", "paket_dibaca"
HEADS_SHOWN = 3


@dataclass(frozen=True)
class UploadedPackage:
    """A package with its file's name and how its regions stand to the store's."""

    name: str
    package: Package
    regions: tuple[PackageComparison, ...]


def show_package_import(store: Store) -> None:
    """The uploader, what the packages hold, and the button that brings them in."""
    message.show_message(MESSAGE)
    turn = st.session_state.setdefault(TURN, 0)
    files = st.file_uploader(
        "Paket proyek (ZIP), boleh beberapa sekaligus",
        type=["zip"],
        accept_multiple_files=True,
        key=f"paket_{turn}",
    )
    arrived = _arrived(store, files)
    if not arrived:
        return
    for one in arrived:
        _standing(one)
    take = _settled([region for one in arrived for region in one.regions if region.differing])
    if all(region.same for one in arrived for region in one.regions):
        st.info("Semua isi paket sudah ada di komputer ini.")
        return
    by = actor.show_recorder()
    if st.button("Muat paket", type="primary", icon=":material/input:") and by:
        _bring(store, arrived, by, take)


def _arrived(store: Store, files: Sequence[Any]) -> list[UploadedPackage]:
    """What came and can be read; why the rest cannot is said. A file is read once, whatever is clicked."""
    read: dict[str, Package | PackageError] = st.session_state.get(READ, {})
    st.session_state[READ] = {one.file_id: read.get(one.file_id) or _read(one) for one in files}
    return [
        found
        for one in files
        if (found := _beside(store, _name(one), st.session_state[READ][one.file_id])) is not None
    ]


def _name(file: Any) -> str:
    return strip_control_characters(file.name)


def _read(file: Any) -> Package | PackageError:
    try:
        with st.spinner(f"Memeriksa {escape_markdown(_name(file))}"):
            return read_package(SourceFile(file.name, file.getvalue()).data)
    except PackageError as refusal:
        return refusal


def _beside(store: Store, name: str, package: Package | PackageError) -> UploadedPackage | None:
    try:
        if isinstance(package, PackageError):
            raise package
        return UploadedPackage(name, package, tuple(compare_package(store, package)))
    except (PackageError, StoreError) as refusal:
        st.error(f"**{escape_markdown(name)}** tidak dapat dimuat. {escape_markdown(str(refusal))}")
        return None


def _standing(arrived: UploadedPackage) -> None:
    """What a package holds, region by region, and where it contradicts what is here."""
    st.markdown(f"**{escape_markdown(arrived.name)}** dibuat {format_moment(arrived.package.made_at)}.")
    if arrived.package.heads:
        st.caption(f"Jejak audit menurut paket: {escape_markdown(_heads(arrived.package))}.")
    if added := _additions(arrived):
        st.caption(f"Paket ini menambah {escape_markdown(join_names(added))}.")
    places = ((label, one.region) for one in arrived.regions for label in one.locked)
    if behind := tell_copies_left_behind(places):
        st.info(escape_markdown(behind))
    for name in dict.fromkeys(name for one in arrived.regions for name in one.deviating):
        st.warning(
            f"Instrumen {escape_markdown(name)} dalam paket ini berbeda isinya dari yang dibawa aplikasi. "
            "Angkanya dihitung menurut isi paket; tanyakan perubahannya kepada pengirim."
        )
    rows = [
        {
            "Daerah": region_label(one.region),
            "Keadaan": _state(one),
            "Baru dari paket": f"{format_count(one.new)} isian",
            "Hanya di sini": f"{format_count(one.only_here)} isian",
            "Berbeda": f"{format_count(one.differing)} isian",
        }
        for one in arrived.regions
    ]
    table.show_table(pd.DataFrame(rows), alt=f"Isi paket {arrived.name}")
    for one in arrived.regions:
        if one.conflicts:
            _conflicts(one)


def _heads(package: Package) -> str:
    """The heads of audit chains that the package claims: of the common one, of the first regions."""
    shown = package.heads[:HEADS_SHOWN]
    more = len(package.heads) - len(shown)
    return join_names([*shown, *([f"{format_count(more)} lainnya"] if more else [])])


def _additions(arrived: UploadedPackage) -> list[str]:
    """What the package adds to the lists that all regions share; instruments of the app are none of that."""
    shipped = {f"{name} {version}" for name, version, _ in list_shipped_instruments()}
    periods = dict.fromkeys(name for one in arrived.regions for name in one.periods)
    used = dict.fromkeys(name for one in arrived.regions for name in one.instruments if name not in shipped)
    return [*(f"periode {name}" for name in periods), *(f"instrumen {name}" for name in used)]


def _state(found: PackageComparison) -> str:
    if found.same:
        return "Sudah sama"
    if found.differing:
        return "Berbeda, perlu dipilih"
    return "Menambah yang ada" if found.known else "Baru"


def _conflicts(found: PackageComparison) -> None:
    label = region_label(found.region)
    with st.expander(f"{format_count(found.differing)} hal berbeda pada {label}", icon=":material/compare:"):
        rows = [(*one.key, one.here, one.package) for one in found.conflicts]
        columns = ["Tentang", "Milik", "Bagian", "Di komputer ini", "Di paket"]
        table.show_table(pd.DataFrame(rows, columns=columns), alt=f"Perbedaan {label}", height=360)
        if found.differing > len(found.conflicts):
            st.caption(f"Ditampilkan {format_count(len(found.conflicts))} yang pertama.")


def _settled(conflicting: Sequence[PackageComparison]) -> list[str]:
    """The regions for which the package's facts shall count."""
    codes = list(dict.fromkeys(one.region for one in conflicting))
    if not codes:
        return []
    st.markdown(
        "Daerah yang berbeda dibiarkan seperti di komputer ini, kecuali dipilih di bawah. Versi sebelumnya "
        "tetap tersimpan sebagai riwayat."
    )
    return st.multiselect(
        "Pakai isi paket untuk", codes, format_func=region_label, placeholder="Tidak ada", key="paket_pakai"
    )


def _bring(store: Store, arrived: Sequence[UploadedPackage], by: Actor, take: Sequence[str]) -> None:
    """All packages in their order; what one refuses is said and does not stop the others."""
    brought: list[str] = []
    refused = False
    for one in arrived:
        try:
            brought += store_package(store, one.package, by, take=take, name=one.name)
        except StoreError as refusal:
            refused = True
            st.error(f"**{escape_markdown(one.name)}** tidak dimuat. {escape_markdown(str(refusal))}")
    labels = [region_label(code) for code in dict.fromkeys(brought)]
    said = f"Dimuat: {escape_markdown(join_names(labels))}." if labels else "Tidak ada yang berubah."
    if refused:
        st.info(said)
        return
    message.keep_message(MESSAGE, said)
    st.session_state[TURN] += 1
    st.rerun()
