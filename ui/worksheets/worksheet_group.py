"""A group's desk on the screen: which group, what the survey proposes to it, what a save did."""

from planning.worksheets import worksheets
from planning.worksheets.merging import MergedLine
from planning.worksheets.worksheets import WorkGroup
from storage import StoreError
from ui.shared import actor, filters, message
from ui.shared.format import format_count
from ui.shared.kept_plan import region_roster
from ui.shared.markdown import escape_markdown
from ui.shared.saving import undo
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from workflow.worksheets import worksheets as stored
from workflow.worksheets.workbook_rows import GroupDesk
from workflow.worksheets.worksheets import Worksheet, WorksheetSave, WorksheetScope

NAME = "kelompok"
MESSAGE = "pesan_kertas_kerja"


WORDS = UndoWords(
    "isian",
    {
        "text": "rumusan", "why": "akar masalah", "cause": "jenis akar masalah", "remedy": "yang diperlukan",
        "opd": "OPD", "element": "elemen", "dimension": "dimensi", "indicators": "indikator",
        "part": "bagian", "authors": "penulis",
    },
)  # fmt: skip


def show_undo_group_save(selection: Selection, at: GroupDesk) -> None:
    """The button that takes one save of the group back."""
    place = stored.group_entries(at.group.key).place(at.room.region, at.room.period)
    found = undo.find_own_undo(selection, place, "urungkan_kertas_kerja")
    undo.show_undo(
        "urungkan_kertas_kerja",
        found,
        WORDS,
        lambda save: _take_back(selection, at, save),
        disabled=selection.locked,
    )


def _take_back(selection: Selection, at: GroupDesk, save: int) -> None:
    try:
        gone = stored.undo_worksheet_save(selection.engine, at.room, at.group.key, actor.find_actor(), save)
    except StoreError as error:
        message.keep_message(MESSAGE, escape_markdown(str(error)), done=False)
        return
    told = f"Simpanan diurungkan ({format_count(gone)} isian)." if gone else "Simpanan itu sudah diurungkan."
    message.keep_message(MESSAGE, told)


def worksheet_groups(selection: Selection) -> dict[str, WorkGroup]:
    """The groups of the instrument by key."""
    return {group.key: group for group in worksheets.list_work_groups(selection.instrument.framework)}


def choose_worksheet_group(selection: Selection) -> WorkGroup:
    """The group in the page's address, so that each group has a link of its own."""
    known = worksheet_groups(selection)
    chosen = filters.choose_option(NAME, {key: group.name for key, group in known.items()}, label="Kelompok")
    return known[chosen or next(iter(known))]


def worksheet_scope_of(selection: Selection) -> WorksheetScope:
    """Whose worksheets the page shows."""
    return WorksheetScope(selection.region, selection.period.label)


def group_desk(selection: Selection, group: WorkGroup) -> GroupDesk:
    """The group with its proposals, the region's OPD and the elements."""
    return selection.remember("desk", lambda: _of(selection, group), group.key)


def _of(selection: Selection, group: WorkGroup) -> GroupDesk:
    framework = selection.instrument.framework
    return GroupDesk(
        worksheet_scope_of(selection),
        group,
        _proposals(selection, group),
        region_roster(selection),
        worksheets.list_readiness_elements(framework),
    )


def group_worksheet(selection: Selection, group: WorkGroup) -> Worksheet:
    """The group's lines as they were when the run began."""
    return selection.remember(
        "worksheet",
        lambda: stored.read_worksheet(selection.engine, worksheet_scope_of(selection), group.key),
        group.key,
        selection.state,
    )


def merged_group_lines(selection: Selection) -> list[MergedLine]:
    """The lines of all groups as they were when the run began."""
    return selection.remember(
        "worksheets",
        lambda: stored.list_merged_lines(
            selection.engine, worksheet_scope_of(selection), worksheet_groups(selection)
        ),
        selection.state,
    )


def _proposals(selection: Selection, group: WorkGroup) -> list[worksheets.WorksheetLine]:
    if not selection.scored or group == worksheets.GENERAL:
        return []
    part = selection.result().part(selection.region)
    values = part.indicators.values.loc[[selection.region]].iloc[0]
    return worksheets.propose_swot_lines(part.framework, values, group)


def saved_lines_text(saved: WorksheetSave) -> str:
    """What a save did, in a sentence or two."""
    parts = [f"{saved.written} isian tersimpan"] if saved.written else []
    parts += [f"{saved.removed} isian dihapus"] if saved.removed else []
    told = (" dan ".join(parts) or "Tidak ada yang berubah") + "."
    if saved.apart:
        told += (
            f" {len(saved.apart)} di antaranya sudah diubah orang lain, sehingga kedua isian disimpan: "
            "gabungkan bila maksudnya sama."
        )
    if saved.kept:
        told += f" {len(saved.kept)} isian tidak dihapus karena baru saja diubah orang lain."
    return told
