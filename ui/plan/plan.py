"""What the pages of the plan share: the region's board, saving under a name, taking a save back."""

import hashlib
from collections.abc import Callable
from datetime import date

import pandas as pd

from storage import StoreError
from storage.values import Actor, StandingSave
from ui.shared import actor, empty, message
from ui.shared.format import format_count
from ui.shared.kept_plan import load_kept_plan, region_roster
from ui.shared.markdown import escape_markdown
from ui.shared.saving import undo
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from workflow.plan import plan_decisions, region_plan
from workflow.plan.region_plan import RegionPlan
from workflow.programmes import register

MESSAGE = "pesan_rencana"
ORDERS = {region_plan.CRITERIA: "Kriteria berbobot", region_plan.VALUE: "Kenaikan indeks per rupiah"}


def selected_region_plan(selection: Selection, today: date | None = None) -> RegionPlan:
    """The region's programmes with what its room settled, worked out once per revision and day.

    `today`: None = the day of the lock, else the present day.
    """
    now = today or selection.told_on
    return selection.remember(
        "board",
        lambda: region_plan.build_region_plan(
            load_kept_plan(selection),
            region_roster(selection),
            selection.region,
            selection.result().part(selection.region),
            selection.period.ends.year,
            now,
        ),
        now.isoformat(),
    )


def require_plan_proposals(selection: Selection) -> RegionPlan | None:
    """As `selected_region_plan`; None after saying what to do where nothing is proposed yet."""
    found = selected_region_plan(selection)
    if found.proposals:
        return found
    running = len(found.programmes)
    empty.show_missing_data(
        f"Belum ada usulan program {selection.region_label}",
        (f"{format_count(running)} program sudah berjalan dan menjadi kekuatan daerah. " if running else "")
        + "Tambahkan usulan di halaman Program, atau unggah daftarnya sebagai buku kerja.",
        file="rencana/program.py",
        label="Ke Program",
    )
    return None


def save_plan_as_visitor(selection: Selection, write: Callable[[Actor], int], done: str) -> bool:
    """Write under the visitor's name; `done` is told where anything changed. False where nothing was kept."""
    if not (by := actor.find_actor()):
        message.keep_message(
            MESSAGE, "Isi Nama Anda di panel samping lebih dahulu, lalu simpan lagi.", done=False
        )
        return False
    try:
        changed = write(by)
    except StoreError as refusal:
        message.keep_message(MESSAGE, escape_markdown(str(refusal)), done=False)
        return False
    message.keep_message(MESSAGE, done if changed else "Tidak ada yang berubah.")
    return True


def save_plan_settings(selection: Selection, done: str, **things: object) -> None:
    """Keep settled things by their names in `planning.plan.plan_settings.PlanSettings`."""
    save_plan_as_visitor(
        selection,
        lambda by: plan_decisions.keep_plan_settings(selection.engine, selection.region, things, by=by),
        done,
    )


def editor_fingerprint(shown: pd.DataFrame) -> str:
    """What an editor was given, for `held.table`: a colleague's save elsewhere changes nothing here."""
    return hashlib.sha1(shown.to_csv().encode(), usedforsecurity=False).hexdigest()[:12]


def show_undo_plan_save(
    selection: Selection, kind: str, key: str, words: UndoWords, belongs: Callable[[str], bool] | None = None
) -> None:
    """The button that takes one save of a kind back; `belongs`: which keys the page writes, None = all."""

    def take_back(save: int) -> None:
        save_plan_as_visitor(
            selection,
            lambda by: len(
                plan_decisions.undo_plan_entries(selection.engine, kind, selection.region, by, save)
            ),
            "Diurungkan.",
        )

    def _fits(save: StandingSave) -> bool:
        return belongs is None or all(map(belongs, save.wrote))

    place = register.entry_scope_beside_register(
        selection.engine, plan_decisions.KINDS[kind], selection.region
    )
    undo.show_undo(
        key, undo.find_own_undo(selection, place, key, _fits), words, take_back, disabled=selection.locked
    )
