"""Writing to the register from the page, and taking back the last save."""

from collections.abc import Callable, Collection, Mapping

from planning.programmes.programme import Programme
from storage import StoreError
from storage.errors import NewerSave, OvertakenError
from storage.values import StandingSave
from ui.shared import actor, message
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import OVERTAKEN_HERE, Compared
from ui.shared.saving.undo import UndoWords, list_written_fields
from ui.shared.selection import Selection
from workflow.programmes import register, register_view
from workflow.programmes.register_view import RegisterView

MESSAGE = "pesan_program"
DATES = ("start", "end", "benefit")
WORDS = UndoWords(
    "program",
    {
        "name": "nama", "problem": "masalah", "kind": "jenis", "dimension": "dimensi",
        "subdimension": "subdimensi", "lifts": "indikator yang dinaikkan", "lead": "OPD penanggung jawab",
        "support": "OPD pendukung", "districts": "kecamatan", "villages": "desa", "costs": "biaya",
        "funds": "sumber dana", "rpjmd": "kaitan RPJMD", "renstra": "kaitan Renstra", "renja": "kaitan Renja",
        "code": "kode", "status": "status", "since": "tahun mulai", "start": "jadwal", "end": "jadwal",
        "benefit": "waktu manfaat", "measure": "indikator kinerja", "unit": "satuan",
        "baseline": "kondisi awal",
        "target": "target", "risk": "risiko", "mitigation": "mitigasi", "after": "urutan",
        "data_from": "sumber data", "realisation": "realisasi", "note": "catatan",
    },
)  # fmt: skip


def region_register(selection: Selection) -> RegisterView:
    """The region's register; remembered until anything is recorded, in any period."""
    return selection.remember("register", lambda: _standing(selection), selection.state)


def _standing(selection: Selection) -> RegisterView:
    result = selection.result() if selection.scored else None
    return register_view.view_register(selection.engine, selection.instrument, selection.region, result)


def save_register_changes(
    selection: Selection,
    changes: Mapping[str, Programme | None],
    numbers: Mapping[str, int],
    settled: Callable[[], object] = lambda: None,
    message_key: str = MESSAGE,
) -> bool:
    """Write and say what came of it; False where nothing could be stored.

    Where somebody wrote one of these since `numbers`, both are shown and asked about; `settled` puts away
    what was typed once that is answered.
    """
    try:
        changed = register.save_programmes(
            selection.engine, selection.region, changes, by=actor.find_actor(), seen=numbers
        )
    except OvertakenError as error:

        def _put_mine(now: Mapping[str, int]) -> None:
            if save_register_changes(selection, changes, {**numbers, **now}, settled, message_key):
                settled()

        rows = [row for one in error.newer for row in compare_programme(one, changes, {})]
        overtaken.ask_which_stands(error, rows, _put_mine, settled)
        message.keep_message(message_key, OVERTAKEN_HERE, done=False)
        return False
    except StoreError as error:
        message.keep_message(message_key, escape_markdown(str(error)), done=False)
        return False
    gone = sum(one is None for one in changes.values())
    words = (
        f"{format_count(changed)} program tersimpan."
        if changed > gone
        else f"{format_count(gone)} program dihapus."
    )
    if changed and gone and changed > gone:
        words = f"{format_count(changed - gone)} program tersimpan, {format_count(gone)} dihapus."
    message.keep_message(message_key, words if changed else "Tidak ada yang berubah.")
    return True


def compare_programme(
    newer: NewerSave, changes: Mapping[str, Programme | None], known: Mapping[str, Programme]
) -> list[Compared]:
    """A programme as somebody saved it beside what `changes` make of it; several are told apart by name."""
    mine = changes.get(newer.key)
    text = None if mine is None else register.PROGRAMMES.codec.encode(mine)
    named = mine or known.get(newer.key)
    before = f"{named.name}: " if len(changes) > 1 and named is not None else ""
    rows = overtaken.compare_texts(newer.text, text, WORDS)
    return [(f"{before}{what}", theirs, here) for what, theirs, here in rows]


def show_undo_register_save(
    selection: Selection,
    key: str = "urungkan_program",
    message_key: str = MESSAGE,
    belongs: Collection[str] = (),
) -> None:
    """The button that takes one save of the register back.

    `belongs`: the fields of `Programme` that the page writes, where it offers saves of these alone.
    """
    by = actor.find_actor()

    def _fits(save: StandingSave) -> bool:
        return not belongs or list_written_fields(save) <= set(belongs)

    found = selection.remember(
        "undo of the register",
        lambda: register.find_register_undo(selection.engine, selection.region, by, _fits),
        by.name,
        by.browser,
        " ".join(belongs),
        selection.state,
    )
    undo.show_undo(
        key, found, WORDS, lambda save: _undo(selection, save, message_key), disabled=selection.locked
    )


def _undo(selection: Selection, save: int, message_key: str) -> None:
    try:
        keys = register.undo_register_save(selection.engine, selection.region, actor.find_actor(), save)
    except StoreError as error:
        message.keep_message(message_key, escape_markdown(str(error)), done=False)
        return
    told = f"Diurungkan: {format_count(len(keys))} program kembali seperti semula."
    message.keep_message(message_key, told if keys else "Simpanan itu sudah diurungkan.", done=bool(keys))
