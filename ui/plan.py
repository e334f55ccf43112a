"""What the pages of the plan share: the region's board, saving under a name, what the last click did."""

import hashlib
from collections.abc import Callable

import pandas as pd
import streamlit as st

from storage import StoreError
from ui import actor, empty
from ui.format import count
from ui.view import View
from workflow import board, dates, settled
from workflow.board import Board

SAID = "pesan_rencana"
ORDERS = {board.CRITERIA: "Kriteria berbobot", board.VALUE: "Kenaikan indeks per rupiah"}


def of(seen: View) -> Board:
    """The region's programmes with what its room settled, worked out once per revision and day."""
    now = dates.today()
    return seen.remember(
        "board",
        lambda: board.board(
            seen.engine, seen.region, seen.result().part(seen.region), seen.period.ends.year, now
        ),
        now.isoformat(),
    )


def proposals(seen: View) -> Board | None:
    """As `of`; None after saying what to do where nothing is proposed yet."""
    found = of(seen)
    if found.proposals:
        return found
    running = len(found.programmes)
    empty.show(
        f"Belum ada usulan program {seen.region_label}",
        (f"{count(running)} program sudah berjalan dan menjadi kekuatan daerah. " if running else "")
        + "Tambahkan usulan di halaman Program, atau unggah daftarnya sebagai buku kerja.",
        file="rencana/program.py",
        label="Ke Program",
    )
    return None


def keep(seen: View, write: Callable[[str], int], done: str) -> bool:
    """Write under the visitor's name; `done` is told where anything changed. False where nothing was kept."""
    if not actor.name():
        st.session_state[SAID] = (False, "Isi Nama Anda di panel samping lebih dahulu, lalu simpan lagi.")
        return False
    try:
        changed = write(actor.name())
    except StoreError as refusal:
        st.session_state[SAID] = (False, str(refusal))
        return False
    st.session_state[SAID] = (True, done if changed else "Tidak ada yang berubah.")
    return True


def settle(seen: View, done: str, **things: object) -> None:
    """Keep settled things by their names in `planning.room.Room`."""
    keep(seen, lambda by: settled.settle(seen.engine, seen.region, things, by=by), done)


def refuse(message: str) -> None:
    """Tell on the next run why nothing was kept."""
    st.session_state[SAID] = (False, message)


def mark(shown: pd.DataFrame) -> str:
    """What an editor was given, for `held.table`: a colleague's save elsewhere changes nothing here."""
    return hashlib.sha1(shown.to_csv().encode(), usedforsecurity=False).hexdigest()[:12]


def undo(seen: View, kind: str, key: str) -> None:
    """The button that takes the last save of a kind back."""

    def take_back() -> None:
        keep(seen, lambda by: len(settled.undo(seen.engine, kind, seen.region, by)), "Diurungkan.")

    st.button("Urungkan simpanan terakhir", icon=":material/undo:", key=key, on_click=take_back)


def tell() -> None:
    """What the last click did, once."""
    done, message = st.session_state.pop(SAID, (False, ""))
    if message:
        (st.success if done else st.error)(message)
