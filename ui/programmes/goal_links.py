"""Aligning programmes with goals: the list of goals down and up, and the goals that each programme serves."""

import streamlit as st

from storage import StoreError
from storage.errors import NewerSave
from survey.values import SourceFile
from ui.programmes import goals, region_register
from ui.shared import actor, empty, message
from ui.shared.format import format_count
from ui.shared.kept_plan import region_roster
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from ui.upload import file_cards
from workflow.programmes import goals as kept
from workflow.programmes import register
from workflow.programmes.goals import KeptGoals

TURN, FOUND = "daftar_sasaran_ke", "temuan_sasaran"
MESSAGE = "pesan_keselarasan"
WORDS = UndoWords("sasaran", {"text": "uraian", "number": "nomor", "opd": "OPD", "document": "dokumen"})


def show_goal_workbook(selection: Selection) -> None:
    """The workbook of goals: down, up, and taking goals out."""
    with st.container(horizontal=True):
        with st.popover("Daftar sasaran (Excel)", icon=":material/table_view:"):
            st.markdown("Satu baris satu sasaran. Sasaran yang sudah ada diperbarui; tidak ada yang dihapus.")
            _download(selection)
            _upload(selection)
        if goals.region_goals(selection):
            _remove(selection)
        actor.show_recorder(locked=selection.locked)


def _download(selection: Selection) -> None:
    roster = region_roster(selection)
    st.download_button(
        "Unduh buku kerja sasaran",
        lambda: selection.stamp_workbook(
            kept.write_goal_workbook(
                goals.region_goals(selection), selection.region, roster, selection.label_file()
            )
        ),
        kept.goal_workbook_name(selection.region),
        icon=":material/download:",
        on_click="ignore",
    )


def _upload(selection: Selection) -> None:
    key = f"daftar_sasaran_{st.session_state.get(TURN, 0)}"
    st.file_uploader(
        "Unggah daftar sasaran",
        type=["xlsx", "xlsm", "xls", "ods", "csv"],
        key=key,
        disabled=selection.locked or not actor.find_actor(),
        on_change=_take,
        args=(selection, goals.region_kept_goals(selection), key),
    )


def _take(selection: Selection, looked_at: KeptGoals, key: str) -> None:
    given = st.session_state.get(key)
    if given is None:
        return
    file = SourceFile(given.name, given.getvalue())
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    read, findings = kept.read_goal_file(selection.region, region_roster(selection), file)
    mine = {one.key: one for one in read}

    def _write(shown: Newer) -> str:
        seen = overtaken.numbers_over(looked_at.numbers, shown)
        by = actor.find_actor()
        written = kept.save_goals(selection.engine, selection.region, read, by, seen) if read else 0
        file_cards.keep_findings(FOUND, tuple(findings))
        return f"{escape_markdown(file.name)}: {format_count(written)} sasaran baru atau berubah."

    def _compare(newer: NewerSave) -> list[Compared]:
        return _compared(newer, kept.GOALS.codec.encode(mine[newer.key]))

    overtaken.save_or_ask(FormSave(MESSAGE, _write, _compare))


def _compared(newer: NewerSave, mine: str | None) -> list[Compared]:
    """A goal as somebody wrote it beside what it would become; None = removed."""
    rows = overtaken.compare_texts(newer.text, mine, WORDS)
    return [(f"{newer.key}: {what}", there, here) for what, there, here in rows]


def _remove(selection: Selection) -> None:
    with st.popover("Ubah daftar", icon=":material/edit:"):
        listed = goals.goal_labels(selection)
        chosen = st.multiselect(
            "Sasaran yang dihapus", list(listed), format_func=listed.__getitem__, placeholder="Pilih sasaran"
        )
        st.button(
            "Hapus",
            disabled=selection.locked or not (chosen and actor.find_actor()),
            on_click=_gone,
            args=(selection, goals.region_kept_goals(selection), chosen),
        )
        place = register.entry_scope_beside_register(selection.engine, kept.GOALS, selection.region)
        found = undo.find_own_undo(selection, place, "urungkan_sasaran")
        undo.show_undo(
            "urungkan_sasaran", found, WORDS, lambda save: _undo(selection, save), disabled=selection.locked
        )


def _gone(selection: Selection, looked_at: KeptGoals, chosen: list[str]) -> None:
    def _write(shown: Newer) -> str:
        seen = overtaken.numbers_over(looked_at.numbers, shown)
        removed = kept.remove_goals(selection.engine, selection.region, chosen, actor.find_actor(), seen)
        return f"{format_count(removed)} sasaran dihapus."

    overtaken.save_or_ask(FormSave(MESSAGE, _write, lambda newer: _compared(newer, None)))


def _undo(selection: Selection, save: int) -> None:
    try:
        gone = kept.undo_goal_change(selection.engine, selection.region, actor.find_actor(), save)
    except StoreError as error:
        message.keep_message(MESSAGE, escape_markdown(str(error)), done=False)
        return
    told = f"Perubahan diurungkan ({format_count(gone)} sasaran)."
    message.keep_message(MESSAGE, told if gone else "Perubahan itu sudah diurungkan.")


def show_goal_findings() -> None:
    """What was odd in the list uploaded last, until it is put away."""
    file_cards.show_kept_findings(FOUND, "Catatan pembacaan daftar sasaran")


def edit_goal_links(selection: Selection) -> None:
    """One programme and the goals it serves, chosen by people over what its texts say."""
    written = goals.unfinished_programmes(selection)
    if not written:
        over = len(region_register.programmes_in_register(selection))
        what, rest = empty.tell_no_open_programme(selection.region_label, over)
        empty.show_missing_data(
            what,
            rest or "Tulis program lebih dahulu.",
            file=region_register.PROGRAMMES,
            label="Ke Program",
        )
        return
    listed = goals.goal_labels(selection)
    st.subheader("Atur sasaran tiap program", anchor=False)
    st.caption(
        "Kaitan dibaca dari rujukan RPJMD, Renstra, dan Renja pada program; pilihan di sini mengalahkannya."
    )
    one = st.selectbox(
        "Program", list(written), format_func=lambda key: written[key].name, key="program_selaras"
    )
    own = goals.goals_by_programme(selection).get(one, ())
    number = goals.region_kept_goals(selection).link_numbers.get(one, 0)
    key = f"sasaran_{one}_{'-'.join(own)}" + (f"_{number}" if number else "")
    with st.form(f"selaras_{one}"):
        st.multiselect(
            "Sasaran yang didukung",
            list(listed),
            default=list(own),
            format_func=listed.__getitem__,
            placeholder="Pilih sasaran",
            key=key,
        )
        st.form_submit_button(
            "Simpan kaitan",
            type="primary",
            disabled=selection.locked or not actor.find_actor(),
            on_click=_keep_links,
            args=(selection, one, number, key),
        )
    with st.container(horizontal=True):
        place = register.entry_scope_beside_register(selection.engine, kept.LINKS, selection.region)
        named = {code: programme.name for code, programme in written.items()}
        words = UndoWords("kaitan sasaran", name_of=lambda code, _said: named.get(code, ""))
        undo.show_undo_of_entries(selection, place, words, MESSAGE)
        actor.show_recorder(locked=selection.locked)


def _keep_links(selection: Selection, one: str, number: int, key: str) -> None:
    """Store what is chosen in the field of that key for a programme, over the links of that number."""
    chosen = list(st.session_state.get(key) or ())
    name = goals.unfinished_programmes(selection)[one].name

    def _write(shown: Newer) -> str:
        seen = shown[-1].number if shown else number
        by = actor.find_actor()
        kept.link_programmes_to_goals(selection.engine, selection.region, {one: chosen}, by, {one: seen})
        return f"Sasaran {escape_markdown(name)} tersimpan: {format_count(len(chosen))}."

    def _compare(newer: NewerSave) -> list[Compared]:
        listed = goals.goal_labels(selection)
        there = kept.LINKS.codec.decode(newer.text) if newer.text else ()
        sides = ("; ".join(listed.get(each, each) for each in side) for side in (there, chosen))
        told, mine = (side or "(tidak ada)" for side in sides)
        return [(f"Sasaran {name}", told, mine)]

    overtaken.save_or_ask(FormSave(MESSAGE, _write, _compare))
