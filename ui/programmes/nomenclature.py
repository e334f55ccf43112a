"""The nomenclature of a region: loaded from a file or pasted text, searched, taken back."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from planning.programmes.nomenclature import Nomenclature, choose_nomenclature
from storage import StoreError
from storage.errors import NewerSave
from survey.programmes import nomenclature as reader
from survey.programmes.nomenclature import NomenclatureFile
from ui.programmes import saving
from ui.shared import actor, kept_upload, message, table
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.drafts import DraftedForm
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from workflow.programmes import nomenclature, register
from workflow.programmes.nomenclature import KeptNomenclatures

READ = "nomenklatur_terbaca"
TURN = "unggahan_nomenklatur"
TYPES = ["xlsx", "xls", "xlsb", "ods", "csv", "html", "htm", "txt"]
MEGABYTES = 25
SHOWN = 200
WORDS = UndoWords("nomenklatur", name_of=lambda year, _said: year)


def show_nomenclature(selection: Selection) -> None:
    """What is loaded, its search, and the way to load another year."""
    known = saving.region_register(selection).known.nomenclatures
    st.markdown(
        "Nomenklatur program, kegiatan, dan sub kegiatan (Kepmendagri 900.1.15.5-1317/2023 dan perubahannya) "
        "dimuat sendiri oleh daerah untuk tiap tahun. Kode dan nama program diperiksa terhadapnya."
    )
    if known:
        _list(selection, known)
        _search(known)
    _load(selection)


def _list(selection: Selection, known: Mapping[int, Nomenclature]) -> None:
    shown = pd.DataFrame(
        [
            (str(year), format_count(len(one.names)), format_count(one.subactivity_count), one.source)
            for year, one in known.items()
        ],
        columns=["Tahun", "Kode", "Sub kegiatan", "Sumber"],
    )
    table.show_table(shown, alt="Nomenklatur yang dimuat")
    place = register.entry_scope_beside_register(
        selection.engine, nomenclature.NOMENCLATURES, selection.region
    )
    found = undo.find_own_undo(selection, place, "urungkan_nomenklatur")
    undo.show_undo(
        "urungkan_nomenklatur", found, WORDS, lambda save: _undo(selection, save), disabled=selection.locked
    )
    actor.show_recorder(locked=selection.locked)


def _search(known: Mapping[int, Nomenclature]) -> None:
    newest = known[max(known)]
    words = st.text_input(
        f"Cari dalam nomenklatur {newest.year}", placeholder="Kata atau kode", max_chars=100
    )
    if not words.strip():
        return
    found = newest.find_by_words(words, SHOWN)
    if not found:
        st.markdown("Tidak ada yang cocok.")
        return
    table.show_table(
        pd.DataFrame(found, columns=["Kode", "Nama"]),
        alt="Hasil pencarian nomenklatur",
        height=360 if len(found) > 10 else None,
    )


def _load(selection: Selection) -> None:
    st.subheader("Muat nomenklatur", anchor=False)
    turn = st.session_state.get(TURN, 0)
    year = st.number_input(
        "Tahun",
        nomenclature.YEARS[0],
        nomenclature.YEARS[-1],
        selection.period.ends.year,
        key=f"tahun_nomenklatur_{selection.region}",
        width=160,
    )
    key = f"berkas_nomenklatur_{selection.region}_{turn}"
    given = kept_upload.show_file_uploader(
        "Tabel nomenklatur (Excel, ODS, HTML, atau CSV)",
        TYPES,
        key,
        megabytes=MEGABYTES,
        explained="Tabel SIPD atau lampiran Kepmendagri: kode, dalam satu atau beberapa kolom, dan nama.",
    )
    pasted = st.text_area(
        "Atau tempel tabelnya", key=f"tempel_{key}", placeholder="2.16.03.2.02.0011  Pengelolaan Pusat Data"
    )
    if given is None and not pasted.strip():
        return
    mark = (given.sha256 if given else hash(pasted), selection.instrument.key)
    if st.session_state.get(READ, (None, None))[0] != mark:
        with st.spinner("Membaca nomenklatur"):
            read = (
                reader.read_nomenclature_file(given, selection.instrument)
                if given
                else reader.read_nomenclature_text(pasted, selection.instrument)
            )
        st.session_state[READ] = (mark, read)
    _confirm(selection, int(year), st.session_state[READ][1], key)


def _confirm(selection: Selection, year: int, read: NomenclatureFile, key: str) -> None:
    """What was read, and the button that keeps it."""
    for one in read.findings[:20]:
        st.markdown(f"- {escape_markdown(f'{one.message} {one.proposal} {one.cell}')}")
    if not read.names:
        return
    found = Nomenclature(year, read.names, read.file)
    st.markdown(
        f"Terbaca {format_count(len(found.names))} kode, {format_count(found.subactivity_count)} di "
        "antaranya sub kegiatan."
    )
    preview = pd.DataFrame(list(read.names.items())[:SHOWN], columns=["Kode", "Nama"])
    table.show_table(preview, alt="Kode pada berkas", height=300 if len(preview) > 8 else None)
    by = actor.show_recorder(locked=selection.locked)
    st.button(
        f"Simpan sebagai nomenklatur {year}",
        type="primary",
        icon=":material/check:",
        disabled=selection.locked or by is None,
        on_click=_save,
        args=(selection, found, key, _kept(selection)),
    )


def _kept(selection: Selection) -> KeptNomenclatures:
    return selection.remember(
        "kept nomenclatures",
        lambda: nomenclature.load_nomenclatures(selection.engine, selection.region),
        selection.state,
    )


def _save(selection: Selection, found: Nomenclature, key: str, looked_at: KeptNomenclatures) -> None:
    def _write(shown: Newer) -> str:
        seen = overtaken.numbers_over(looked_at.numbers, shown)
        changed = nomenclature.save_nomenclature(
            selection.engine, selection.region, found, by=actor.find_actor(), seen=seen
        )
        words = f"Nomenklatur {found.year} tersimpan: {format_count(len(found.names))} kode."
        return words if changed else "Nomenklatur ini sudah tersimpan."

    overtaken.save_or_ask(
        FormSave(saving.MESSAGE, _write, lambda newer: _compare(newer, found), lambda: _put_away(key))
    )


def _put_away(key: str) -> None:
    kept_upload.forget_upload(key)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.session_state.pop(READ, None)


def _compare(newer: NewerSave, mine: Nomenclature) -> list[Compared]:
    """Two nomenclatures of a year: where they come from, and how many codes they have."""
    there = nomenclature.NOMENCLATURES.codec.decode(newer.text) if newer.text else None
    if there is None:
        return [(f"Nomenklatur {mine.year}", overtaken.GONE, mine.source)]
    other = [code for code in {**there.names, **mine.names} if there.names.get(code) != mine.names.get(code)]
    rows = [
        (f"Nomenklatur {mine.year}: sumber", there.source, mine.source),
        ("Banyaknya kode", format_count(len(there.names)), format_count(len(mine.names))),
    ]
    rows += [
        (code, there.names.get(code, "(tidak ada)"), mine.names.get(code, "(tidak ada)"))
        for code in other[:SHOWN]
    ]
    more = len(other) - SHOWN
    return rows + ([("Kode lain yang berbeda", "", format_count(more))] if more > 0 else [])


def _undo(selection: Selection, save: int) -> None:
    try:
        years = nomenclature.undo_nomenclature(selection.engine, selection.region, actor.find_actor(), save)
    except StoreError as error:
        message.keep_message(saving.MESSAGE, escape_markdown(str(error)), done=False)
        return
    told = f"Muat nomenklatur {escape_markdown(', '.join(years))} diurungkan."
    message.keep_message(
        saving.MESSAGE, told if years else "Pemuatan itu sudah diurungkan.", done=bool(years)
    )


def show_code_search(known: Mapping[int, Nomenclature], year: int | None, form: DraftedForm) -> None:
    """The search of the programme form: what is chosen fills the fields of the code and of the Renja."""
    listed = choose_nomenclature(known, year)
    if listed is None:
        return
    own = f"{form.of.form}_{form.of.region}"
    words = st.text_input(
        f"Cari sub kegiatan dalam nomenklatur {listed.year}",
        key=f"cari_kode_{own}",
        placeholder="Kata atau kode, misalnya pusat data",
        max_chars=100,
    )
    if not words.strip():
        return
    found = dict(listed.find_by_words(words))
    if not found:
        st.caption("Tidak ada yang cocok dalam nomenklatur.")
        return
    st.selectbox(
        "Pilih kodenya",
        list(found),
        index=None,
        format_func=lambda code: f"{code} {found[code]}",
        key=f"pilih_kode_{own}",
        placeholder=f"{format_count(len(found))} yang cocok",
        on_change=_fill,
        args=(listed, form, f"pilih_kode_{own}"),
    )


def _fill(listed: Nomenclature, form: DraftedForm, key: str) -> None:
    code = st.session_state.get(key)
    if not code:
        return
    upper = [f"{one} {name}" for one, name in listed.upper_codes(code)]
    form.fill_fields({"code": code, "renja": "; ".join([*upper, listed.name_of(code)])})
