"""The goals of the planning documents on the screen: their list, what serves them, what nobody serves."""

import pandas as pd
import streamlit as st

import charts.goals
from charts import theme
from charts.chart import Chart
from planning import alignment, integration
from planning.alignment import DOCUMENTS, Goal
from planning.programme import Programme
from storage import StoreError
from survey.template import layout
from survey.values import Finding, SourceFile
from ui import actor, desk, empty, table, together, waiting
from ui.drawn import Undrawn
from ui.format import count
from ui.markdown import literal
from ui.view import View
from workflow import goals as kept
from workflow import setup

TURN, FOUND = "daftar_sasaran_ke", "temuan_sasaran"


def known(seen: View) -> list[Goal]:
    """The goals of the region."""
    return seen.remember("goals", lambda: kept.goals(seen.engine, seen.region))


def programmes(seen: View) -> dict[str, Programme]:
    """The programmes of the register that are not over."""
    return seen.remember(
        "programmes not over",
        lambda: {name: one for name, one in together.programmes(seen).items() if not one.over},
    )


def served(seen: View) -> dict[str, tuple[str, ...]]:
    """Programme key -> keys of the goals it serves."""
    return seen.remember(
        "served goals", lambda: kept.links(seen.engine, seen.region, programmes(seen), known(seen))
    )


def figure(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    document: str | None = None,
) -> Chart:
    """Goals of a document, or of all, by dimension: how many programmes serve each."""
    listed = [goal for goal in known(seen) if document in (None, goal.document)]
    if not listed:
        raise Undrawn(
            "Belum ada daftar sasaran",
            "Unduh buku kerja sasaran di atas, isi sasaran RPJMD, Renstra, dan Renja, lalu unggah kembali.",
        )
    framework = seen.instrument.framework
    tops = {
        code: framework.node(code).name.removeprefix("Smart ")
        for code in framework.children(framework.roots[0])
    }
    links = served(seen)
    counts = alignment.by_goal(programmes(seen), known(seen), links).set_index("goal")
    frame = alignment.by_dimension(programmes(seen), known(seen), links, list(tops))
    keys, called = [goal.key for goal in listed], names(seen)
    frame = frame.loc[keys].assign(name=[called[key] for key in keys], count=counts.loc[keys, "count"])
    made = (
        f"Sumber: {count(len(listed))} sasaran dan {count(len(programmes(seen)))} program {seen.region_label}"
    )
    source = f"{made} · Data contoh (sintetis)" if seen.period.sample else made
    return charts.goals.figure(
        frame[["name", "count", *tops]],
        tops,
        place=seen.region_label,
        source=source,
        size=size,
        dark=dark,
        page=page,
    )


def names(seen: View) -> dict[str, str]:
    """Goal -> "RPJMD T2.S1 Meningkatnya kualitas layanan", "Renstra DLH 1 Berkurangnya timbulan sampah"."""
    short = integration.names(_roster(seen))
    parts = {
        goal.key: (DOCUMENTS[goal.document], short.get(goal.opd, goal.opd), goal.number, goal.text)
        for goal in known(seen)
    }
    return {key: " ".join(filter(None, told)) for key, told in parts.items()}


def _roster(seen: View) -> pd.DataFrame:
    return seen.remember("roster of goals", lambda: setup.roster_of(seen.engine, seen.region)[0])


def offer(seen: View) -> None:
    """The workbook of goals: down, up, and taking goals out."""
    roster = _roster(seen)
    with st.container(horizontal=True):
        with st.popover("Daftar sasaran (Excel)", icon=":material/table_view:"):
            st.markdown("Satu baris satu sasaran. Sasaran yang sudah ada diperbarui; tidak ada yang dihapus.")
            label = layout.SAMPLE_LABEL if seen.period.sample else ""
            st.download_button(
                "Unduh buku kerja sasaran",
                lambda: kept.write(known(seen), seen.region, roster, label),
                kept.file_name(seen.region),
                icon=":material/download:",
                on_click="ignore",
            )
            turn = st.session_state.get(TURN, 0)
            file = st.file_uploader(
                "Unggah daftar sasaran",
                type=["xlsx", "xlsm", "xls", "ods", "csv"],
                key=f"daftar_sasaran_{turn}",
                disabled=not actor.name(),
            )
            if file is not None:
                _take(seen, roster, SourceFile(file.name, file.getvalue()))
                st.session_state[TURN] = turn + 1
                st.rerun()
        if known(seen):
            _remove(seen)
    if not actor.name():
        actor.required()


def _take(seen: View, roster: pd.DataFrame, file: SourceFile) -> None:
    try:
        received = kept.receive(seen.engine, seen.region, roster, file, actor.name())
    except StoreError as error:
        desk.say(False, str(error))
        return
    desk.say(True, f"{literal(file.name)}: {count(received.written)} sasaran baru atau berubah.")
    st.session_state[FOUND] = received.findings


def _remove(seen: View) -> None:
    with st.popover("Ubah daftar", icon=":material/edit:"):
        listed = names(seen)
        chosen = st.multiselect(
            "Sasaran yang dihapus", list(listed), format_func=listed.__getitem__, placeholder="Pilih sasaran"
        )
        st.button("Hapus", disabled=not (chosen and actor.name()), on_click=_gone, args=(seen, chosen))
        st.button("Urungkan perubahan terakhir", disabled=not actor.name(), on_click=_undo, args=(seen,))


def _gone(seen: View, chosen: list[str]) -> None:
    desk.say(True, f"{count(kept.remove(seen.engine, seen.region, chosen, actor.name()))} sasaran dihapus.")


def _undo(seen: View) -> None:
    gone = kept.undo(seen.engine, seen.region, actor.name())
    desk.say(
        True, f"Perubahan terakhir diurungkan ({count(gone)} sasaran)." if gone else "Tidak ada perubahan."
    )


def damage(seen: View) -> None:
    """What is stored of goals and cannot be read, and how to mend it."""
    goals_, chosen = seen.remember("damaged goals", lambda: kept.damaged(seen.engine, seen.region))
    if goals_:
        st.warning(
            f"{count(len(goals_))} sasaran dalam penyimpanan rusak dan tidak ditampilkan: "
            f"{literal(', '.join(goals_))}. Unggah lagi daftar sasaran yang memuatnya, atau pulihkan dari "
            "salinan cadangan."
        )
    lost = [one.name for key in chosen if (one := programmes(seen).get(key))]
    if lost:
        st.warning(
            f"Kaitan sasaran yang dipilih untuk {literal('; '.join(lost))} rusak dalam penyimpanan; untuk "
            "sementara dipakai rujukan pada programnya. Simpan lagi kaitannya di bawah."
        )


def findings() -> None:
    """What was odd in the list uploaded last, until it is put away."""
    found: tuple[Finding, ...] = st.session_state.get(FOUND, ())
    if found:
        with st.container(border=True):
            st.markdown("**Catatan pembacaan daftar sasaran**")
            waiting.findings(found)
            st.button("Tutup catatan", icon=":material/close:", on_click=st.session_state.pop, args=(FOUND,))


def lacking(seen: View) -> None:
    """The goals nobody serves and the programmes that serve none."""
    links = served(seen)
    counts = alignment.by_goal(programmes(seen), known(seen), links).set_index("goal")["count"]
    bare = [told for key, told in names(seen).items() if counts[key] == 0]
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(f"Sasaran tanpa program ({count(len(bare))})", anchor=False)
        _list(bare, "Sasaran", "Setiap sasaran didukung program.")
    without = alignment.without_goal(programmes(seen), known(seen), links)
    with right:
        st.subheader(f"Program yang belum selaras ({count(len(without))})", anchor=False)
        called = {key: one.name for key, one in programmes(seen).items()}
        rows = [f"{called[one]}: {_documents(lack)}" for one, lack in without.items()]
        _list(rows, "Program dan dokumen yang belum dirujuk", "Setiap program merujuk sasaran.")


def _documents(names: tuple[str, ...]) -> str:
    return ", ".join(DOCUMENTS[one] for one in names)


def _list(rows: list[str], heading: str, none: str) -> None:
    if rows:
        shown = pd.DataFrame({heading: rows})
        table.show(shown, alt=heading, height=320 if len(rows) > 8 else None)
    else:
        st.caption(none)


def edit(seen: View) -> None:
    """One programme and the goals it serves, chosen by people over what its texts say."""
    register = programmes(seen)
    if not register:
        empty.show(
            "Belum ada program", "Tulis program lebih dahulu.", file=together.PROGRAMMES, label="Ke Program"
        )
        return
    listed = names(seen)
    st.subheader("Atur sasaran tiap program", anchor=False)
    st.caption(
        "Kaitan dibaca dari rujukan RPJMD, Renstra, dan Renja pada program; pilihan di sini mengalahkannya."
    )
    one = st.selectbox(
        "Program", list(register), format_func=lambda key: register[key].name, key="program_selaras"
    )
    own = served(seen).get(one, ())
    with st.form(f"selaras_{one}"):
        chosen = st.multiselect(
            "Sasaran yang didukung",
            list(listed),
            default=list(own),
            format_func=listed.__getitem__,
            placeholder="Pilih sasaran",
            key=f"sasaran_{one}_{'-'.join(own)}",
        )
        pressed = st.form_submit_button("Simpan kaitan", type="primary", disabled=not actor.name())
    if pressed:
        try:
            kept.choose(seen.engine, seen.region, one, chosen, actor.name())
        except StoreError as error:
            st.error(str(error))
            return
        desk.say(True, f"Sasaran {literal(register[one].name)} tersimpan: {count(len(chosen))}.")
        st.rerun()


def matrix(seen: View) -> None:
    """Programmes by goals as a table to scroll and download."""
    links, listed = served(seen), names(seen)
    drawer = st.expander(
        "Matriks program dan sasaran", icon=":material/grid_on:", key="matriks_selaras", on_change="rerun"
    )
    if not drawer.open:
        return
    rows = {
        one.name: {told: "●" if goal in links.get(key, ()) else "" for goal, told in listed.items()}
        for key, one in programmes(seen).items()
    }
    with drawer:
        shown = pd.DataFrame.from_dict(rows, orient="index").rename_axis("Program").reset_index()
        table.show(shown, alt="Matriks program dan sasaran", height=480 if len(shown) > 12 else None)
