"""Where each OPD stands, on Kelengkapan: cards, what came and is not stored, who has no programme."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from charts.titles.wording import PROVED
from storage.errors import NewerSave
from storage.states.earlier_rows import SavedRows, put_earlier_rows_back
from storage.upload import unstored_files
from storage.upload.unstored_files import KeptUnstoredFile
from storage.values import Actor
from ui.setup.completeness import opd_responses
from ui.shared import actor, badges, filters
from ui.shared.format import format_count, format_percent
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from workflow.setup import no_programmes, opd_states
from workflow.setup.setup import roster_of
from workflow.upload.senders import guess_sender

MESSAGE = "pesan_kelengkapan"
NOTED, NOT_NOTED = "tidak ada program", "belum dinyatakan"


def fresh_opd_states(chosen: Selection) -> pd.DataFrame:
    """`completeness.list_opd_responses` with the states of this moment: a refused file changes no result."""
    return opd_states.add_opd_states(chosen.engine, chosen.scope, chosen.region, opd_responses(chosen))


def show_response_cards(chosen: Selection, senders: pd.DataFrame) -> None:
    """The counts over the region, and who of the OPD is asked anything."""
    asked, answered, evidence = (int(senders[name].sum()) for name in ("asked", "answered", "evidence"))
    states = senders["state"]
    sent, none, silent = (
        int((states == state).sum()) for state in (opd_states.SENT, opd_states.NONE, opd_states.SILENT)
    )
    open_ = int((senders["file"] != "").sum()) + len(_files_of_nobody(chosen))
    shown = (
        ("OPD sudah mengirim", f"{format_count(sent)} dari {format_count(len(senders))}"),
        ("OPD belum mengirim", format_count(silent)),
        ("Berkas perlu tindakan", format_count(open_)),
        ("Pertanyaan terjawab", format_percent(answered / asked if asked else 0.0)),
        (f"Jawaban {PROVED}", format_percent(evidence / answered if answered else 0.0)),
    )
    with st.container(key="pokok", horizontal=True, vertical_alignment="bottom"):
        for label, value in shown:
            st.metric(label, value, width="content")
    leads = int((senders["led"] > 0).sum())
    others = format_count(len(senders) - leads)
    told = f"{format_count(leads)} penanggung jawab indikator, {others} lainnya"
    without = f"; {format_count(none)} menyatakan tidak ada program" if none else ""
    if leads and not chosen.instrument.framework.opinion:
        st.caption(f"{format_count(len(senders))} OPD: {told}{without}. Dihitung pada penanggung jawabnya.")


def _files_of_nobody(chosen: Selection) -> list[KeptUnstoredFile]:
    """Files that came, are not stored and name no OPD."""
    keys = (chosen.scope.period_id, chosen.scope.instrument_id, chosen.region)
    return [file for file in unstored_files.list_unstored_files(chosen.engine, *keys) if not file.opd]


def show_open_files(chosen: Selection, senders: pd.DataFrame, by: Actor) -> None:
    """Files that came and are not stored: what is wrong, of which OPD, and the way to settle them."""
    came = senders[senders["file"] != ""]
    unknown = _files_of_nobody(chosen)
    named = unstored_files.find_undoable_sender(
        chosen.engine, chosen.period.id, chosen.region, actor.find_actor()
    )
    if came.empty and not unknown and named is None:
        return
    st.subheader("Berkas yang belum tersimpan", anchor=False)
    for row in came.to_dict("records"):
        told = str(row["problems"]).replace("\n", " ")
        badge = badges.VERDICTS[str(row["came"])]
        name, given = escape_markdown(str(row["name"])), escape_markdown(str(row["file"]))
        st.markdown(f"{badge} **{name}** · {given}  \n:gray[{escape_markdown(told)}]")
    for file in unknown:
        _assign(chosen, senders, file, by)
    if unknown or named:
        with st.container(horizontal=True):
            _undo_sender(chosen, named)
            actor.show_recorder(locked=chosen.locked)
    st.page_link("pages/mulai/unggah.py", label="Ke Unggah survei", query_params=filters.link_query())


def _undo_sender(chosen: Selection, named: SavedRows | None) -> None:
    """The button that takes back whose a file was said to be."""
    by = actor.find_actor()
    told = f"Catat pengirim {unstored_files.tell_file_of_sender(named)}" if named else ""
    undo.show_undo_of_rows(
        "urungkan_pengirim",
        named,
        told,
        MESSAGE,
        None if chosen.locked else lambda save: put_earlier_rows_back(chosen.engine, save, by),
    )


def _assign(chosen: Selection, senders: pd.DataFrame, file: KeptUnstoredFile, by: Actor) -> None:
    """A file of nobody named: whose it is, so that its OPD is not told that nothing came."""
    names = dict(zip(senders["opd"], senders["name"], strict=True))
    guess = guess_sender(roster_of(chosen.engine, chosen.region, chosen.period.id)[0], file.name)
    told = escape_markdown(file.problems.replace("\n", " "))
    st.markdown(f"{badges.VERDICTS[file.verdict]} {escape_markdown(file.name)}  \n:gray[{told}]")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        opd = st.selectbox(
            "Perangkat daerah pengirim",
            list(names),
            index=list(names).index(guess) if guess in names else None,
            format_func=lambda key: names.get(key, key),
            placeholder="Pilih perangkat daerah",
            key=f"pengirim_{file.id}",
        )
        st.button(
            "Catat pengirim",
            key=f"catat_{file.id}",
            disabled=chosen.locked or not (by and opd),
            on_click=_set_sender,
            args=(chosen, file, opd or "", names, by),
        )


def _set_sender(
    chosen: Selection, file: KeptUnstoredFile, opd: str, names: Mapping[str, str], by: Actor
) -> None:
    def _write(shown: Newer) -> str:
        seen = (shown[-1].text or "") if shown else file.opd
        unstored_files.assign_unstored_file(chosen.engine, file.id, opd, by, seen)
        return f"Pengirim {escape_markdown(file.name)} tercatat: {escape_markdown(names[opd])}."

    def _compare(newer: NewerSave) -> list[Compared]:
        there = newer.text or ""
        return [(f"Pengirim {file.name}", names.get(there, there) or "(belum dicatat)", names[opd])]

    overtaken.save_or_ask(FormSave(MESSAGE, _write, _compare))


def note_no_programmes(chosen: Selection, senders: pd.DataFrame, by: Actor) -> None:
    """Who leads no indicator and runs no programme: nothing is to be sent, and so it is noted."""
    free = senders[(senders["led"] == 0) & ~senders["sent"].astype(bool)]
    if free.empty:
        return
    names = dict(zip(free["opd"], free["name"], strict=True))
    noted = list(free.loc[free["state"] == opd_states.NONE, "opd"])
    drawer = st.expander(
        f"OPD tanpa program ({format_count(len(noted))})", key="tanpa_program", icon=":material/rule:"
    )
    with drawer:
        st.caption(
            "OPD yang tidak memimpin indikator hanya mengisi lembar program. Bila OPD itu menyatakan tidak "
            "ada program, catat di sini; OPD itu lalu lengkap tanpa berkas."
        )
        numbers = no_programmes.list_without_programmes(chosen.engine, chosen.scope, chosen.region)
        marks = "_".join(f"{opd}{numbers.get(opd, 0)}" for opd in noted)
        key = f"tanpa_program_{chosen.region}_{marks}"
        chosen_opd = st.multiselect(
            "OPD yang menyatakan tidak ada program",
            list(names),
            default=noted,
            format_func=lambda key: names.get(key, key),
            placeholder="Pilih perangkat daerah",
            key=key,
        )
        st.button(
            "Catat: tidak ada program",
            disabled=chosen.locked or not by or set(chosen_opd) == set(noted),
            on_click=_note,
            args=(chosen, {opd: opd in chosen_opd for opd in names}, names, by, numbers),
        )
        with st.container(horizontal=True):
            place = no_programmes.NONE.place(chosen.region, chosen.period.label)
            words = UndoWords("catatan tidak ada program", name_of=lambda opd, _said: names.get(opd, ""))
            undo.show_undo_of_entries(chosen, place, words, MESSAGE)
            actor.show_recorder(locked=chosen.locked)


def _note(
    chosen: Selection,
    said: Mapping[str, bool],
    names: Mapping[str, str],
    by: Actor,
    numbers: Mapping[str, int],
) -> None:
    changed = {opd: none for opd, none in said.items() if none != (opd in numbers)}

    def _write(shown: Newer) -> str:
        seen = overtaken.numbers_over(numbers, shown)
        no_programmes.save_no_programmes(chosen.engine, chosen.scope, chosen.region, changed, by, seen)
        return f"Catatan {format_count(len(changed))} OPD tersimpan."

    def _compare(newer: NewerSave) -> list[Compared]:
        there, mine = (NOTED if one else NOT_NOTED for one in (newer.text, said[newer.key]))
        return [(names[newer.key], there, mine)]

    overtaken.save_or_ask(FormSave(MESSAGE, _write, _compare))
