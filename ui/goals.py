"""The goals of the planning documents on the screen: their list, what serves them, what nobody serves."""

import pandas as pd
import streamlit as st

import charts.goals
from charts import theme
from charts.chart import Chart
from planning import alignment, integration
from planning.alignment import DOCUMENTS, Goal
from planning.programme import Programme
from ui import table, together
from ui.drawn import Undrawn
from ui.format import count
from ui.markdown import literal
from ui.view import View
from workflow import goals as kept
from workflow import setup
from workflow.facts import SAMPLE


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
    return charts.goals.figure(
        _counted(seen, [goal.key for goal in listed], list(tops)),
        tops,
        place=seen.region_label,
        source=_source(seen, len(listed)),
        size=size,
        dark=dark,
        page=page,
    )


def _counted(seen: View, keys: list[str], tops: list[str]) -> pd.DataFrame:
    """name, count (of programmes that serve it), and the count in each dimension, of these goals."""
    links, called = served(seen), names(seen)
    counts = alignment.by_goal(programmes(seen), known(seen), links).set_index("goal")
    frame = alignment.by_dimension(programmes(seen), known(seen), links, tops).loc[keys]
    frame = frame.assign(name=[called[key] for key in keys], count=counts.loc[keys, "count"])
    return frame[["name", "count", *tops]]


def _source(seen: View, goals: int) -> str:
    made = f"Sumber: {count(goals)} sasaran dan {count(len(programmes(seen)))} program {seen.region_label}"
    return f"{made} · {SAMPLE}" if seen.period.sample else made


def names(seen: View) -> dict[str, str]:
    """Goal -> "RPJMD T2.S1 Meningkatnya kualitas layanan", "Renstra DLH 1 Berkurangnya timbulan sampah"."""
    short = integration.names(roster(seen))
    parts = {
        goal.key: (DOCUMENTS[goal.document], short.get(goal.opd, goal.opd), goal.number, goal.text)
        for goal in known(seen)
    }
    return {key: " ".join(filter(None, told)) for key, told in parts.items()}


def roster(seen: View) -> pd.DataFrame:
    """The OPD of the region, each with its short name."""
    return seen.remember("roster of goals", lambda: setup.roster_of(seen.engine, seen.region)[0])


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


def matrix(seen: View) -> None:
    """Programmes by goals as a table to scroll and download."""
    links, listed = served(seen), names(seen)
    drawer = st.expander(
        "Matriks program dan sasaran", icon=":material/grid_on:", key="matriks_selaras", on_change="rerun"
    )
    if not drawer.open:
        return
    short = integration.names(roster(seen))
    rows = [
        (
            one.name,
            short.get(one.lead, one.lead),
            *("●" if goal in links.get(key, ()) else "" for goal in listed),
        )
        for key, one in programmes(seen).items()
    ]
    with drawer:
        shown = pd.DataFrame(rows, columns=["Program", "OPD", *listed.values()])
        table.show(shown, alt="Matriks program dan sasaran", height=480 if len(shown) > 12 else None)
