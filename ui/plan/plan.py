"""What the pages of the plan share: the region's board, saving under a name, taking a save back."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from storage import StoreError
from storage.errors import NewerSave
from storage.values import Actor, StandingSave
from ui.plan import told_settings
from ui.shared import actor, empty, message
from ui.shared.format import format_count
from ui.shared.kept_plan import load_kept_plan, region_roster
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
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
    running, over = len(found.programmes), len(found.over)
    empty.show_missing_data(
        f"Belum ada usulan program {selection.region_label}",
        (f"{format_count(running)} program sudah berjalan dan menjadi kekuatan daerah. " if running else "")
        + (f"{format_count(over)} program sudah selesai atau dihentikan. " if over else "")
        + "Tambahkan usulan di halaman Program, atau unggah daftarnya sebagai buku kerja.",
        file="rencana/program.py",
        label="Ke Program",
    )
    return None


def save_plan_as_visitor(
    write: Callable[[Actor, Newer], int],
    done: str,
    compare: Callable[[NewerSave], list[Compared]],
    settled: Callable[[], object],
) -> None:
    """Write under the visitor's name; `done` is told where anything changed.

    As `FormSave`: `write` is given what the dialog has shown of somebody else's newer save.
    """
    if not (by := actor.find_actor()):
        message.keep_message(MESSAGE, escape_markdown(by.why_not), done=False)
        return

    def _write(shown: Newer) -> str:
        return done if write(by, shown) else "Tidak ada yang berubah."

    overtaken.save_or_ask(FormSave(MESSAGE, _write, compare, settled))


def save_plan_settings(
    selection: Selection,
    found: RegionPlan,
    done: str,
    settled: Callable[[], object] = lambda: None,
    **things: object,
) -> None:
    """Keep settled things by their names in `planning.plan.plan_settings.PlanSettings`.

    `found` is the plan that the form was drawn with.
    """

    def _write(by: Actor, shown: Newer) -> int:
        seen = overtaken.numbers_over(found.settled, shown)
        return plan_decisions.keep_plan_settings(selection.engine, selection.region, things, by=by, seen=seen)

    def _compare(newer: NewerSave) -> list[Compared]:
        return told_settings.compare_settings(found, newer, things[newer.key])

    save_plan_as_visitor(_write, done, _compare, settled)


def setting_key(found: RegionPlan, thing: str, key: str) -> str:
    """The key of a field of a settled thing: what somebody settles anew stands in a field of its own."""
    number = found.settled.get(thing, 0)
    return f"{key}_{number}" if number else key


def editor_fingerprint(shown: pd.DataFrame) -> str:
    """What an editor was given, for `held.table`: a colleague's save elsewhere changes nothing here."""
    return hashlib.sha1(shown.to_csv().encode(), usedforsecurity=False).hexdigest()[:12]


def show_undo_setting(selection: Selection, found: RegionPlan, *things: str) -> None:
    """The button that takes back one save of these settled things."""
    key = f"urungkan_ketetapan_{'_'.join(things)}"

    def _named(thing: str, _said: Mapping[str, object]) -> str:
        return told_settings.setting_words(found, thing).thing

    words = UndoWords("ketetapan", name_of=_named)
    show_undo_plan_save(selection, plan_decisions.PLAN, key, words, lambda thing: thing in things)


def show_undo_plan_save(
    selection: Selection, kind: str, key: str, words: UndoWords, belongs: Callable[[str], bool] | None = None
) -> None:
    """The button that takes one save of a kind back; `belongs`: which keys the page writes, None = all."""

    def take_back(save: int) -> None:
        where = (selection.engine, kind, selection.region, actor.find_actor(), save)
        try:
            gone = plan_decisions.undo_plan_entries(*where)
        except StoreError as refusal:
            message.keep_message(MESSAGE, escape_markdown(str(refusal)), done=False)
            return
        message.keep_message(MESSAGE, "Diurungkan." if gone else "Simpanan itu sudah diurungkan.")

    def _fits(save: StandingSave) -> bool:
        return belongs is None or all(map(belongs, save.wrote))

    place = register.entry_scope_beside_register(
        selection.engine, plan_decisions.KINDS[kind], selection.region
    )
    undo.show_undo(
        key, undo.find_own_undo(selection, place, key, _fits), words, take_back, disabled=selection.locked
    )
