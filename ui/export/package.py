"""Packages that came from other computers: how each region stands to what is here, and bringing them in."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from storage import StoreError
from storage.engine import Store
from ui.shared import actor, message, table
from ui.shared.format import format_count, format_moment, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import region_label
from workflow.package.archive import PackageError, read_package
from workflow.package.contents import Package
from workflow.package.differences import PackageComparison, compare_package
from workflow.package.import_package import store_package

TURN, MESSAGE = "paket_giliran", "paket_dimuat"
MOST_ROWS = 200


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
    arrived = [found for file in files if (found := _arrived(store, file.name, file.getvalue()))]
    if not arrived:
        return
    for one in arrived:
        _standing(one)
    take = _settled([region for one in arrived for region in one.regions if region.conflicts])
    if all(region.same for one in arrived for region in one.regions):
        st.info("Semua isi paket sudah ada di komputer ini.")
    elif st.button("Muat paket", type="primary", icon=":material/input:") and (
        name := actor.require_actor_name()
    ):
        _bring(store, arrived, name, take)


def _arrived(store: Store, name: str, content: bytes) -> UploadedPackage | None:
    try:
        package = read_package(content)
        return UploadedPackage(name, package, tuple(compare_package(store, package)))
    except (PackageError, StoreError) as refusal:
        st.error(f"**{escape_markdown(name)}** tidak dapat dimuat. {refusal}")
        return None


def _standing(arrived: UploadedPackage) -> None:
    """What a package holds, region by region, and where it contradicts what is here."""
    st.markdown(f"**{escape_markdown(arrived.name)}** dibuat {format_moment(arrived.package.made_at)}.")
    rows = [
        {
            "Daerah": region_label(one.region),
            "Keadaan": _state(one),
            "Baru dari paket": format_count(one.new),
            "Hanya di sini": format_count(one.only_here),
            "Berbeda": format_count(len(one.conflicts)),
        }
        for one in arrived.regions
    ]
    table.show_table(pd.DataFrame(rows), alt=f"Isi paket {arrived.name}")
    for one in arrived.regions:
        if one.conflicts:
            _conflicts(one)


def _state(found: PackageComparison) -> str:
    if found.same:
        return "Sudah sama"
    if found.conflicts:
        return "Berbeda, perlu dipilih"
    return "Menambah yang ada" if found.known else "Baru"


def _conflicts(found: PackageComparison) -> None:
    label = region_label(found.region)
    with st.expander(
        f"{format_count(len(found.conflicts))} hal berbeda pada {label}", icon=":material/compare:"
    ):
        rows = [(*one.key, one.here, one.package) for one in found.conflicts[:MOST_ROWS]]
        columns = ["Tentang", "Milik", "Butir", "Di komputer ini", "Di paket"]
        table.show_table(pd.DataFrame(rows, columns=columns), alt=f"Perbedaan {label}", height=360)
        if len(found.conflicts) > MOST_ROWS:
            st.caption(f"Ditampilkan {format_count(MOST_ROWS)} yang pertama.")


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


def _bring(store: Store, arrived: Sequence[UploadedPackage], name: str, take: Sequence[str]) -> None:
    """All packages in their order; what one refuses is said and does not stop the others."""
    brought: list[str] = []
    refused = False
    for one in arrived:
        try:
            brought += store_package(store, one.package, name, take=take)
        except StoreError as refusal:
            refused = True
            st.error(f"**{escape_markdown(one.name)}** tidak dimuat. {refusal}")
    labels = [region_label(code) for code in dict.fromkeys(brought)]
    said = f"Dimuat: {join_names(labels)}." if labels else "Tidak ada yang berubah."
    if refused:
        st.info(said)
        return
    message.keep_message(MESSAGE, said)
    st.session_state[TURN] += 1
    st.rerun()
