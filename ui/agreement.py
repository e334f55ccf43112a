"""Parts of Kesepakatan OPD: the spread of answers, how far respondents agree, and what the room discusses."""

from contextlib import suppress

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

import charts.opinions
from charts import theme
from charts.chart import Chart
from scoring import Framework
from storage import instruments, turnout
from ui import filters, levels, table, voices
from ui.drawn import Undrawn
from ui.format import count, number
from ui.markdown import literal
from ui.view import View
from workflow import agreement, clarify, load, summary
from workflow.agreement import Opinions

CLARIFY = "pages/analisis/klarifikasi.py"
INDICATOR = "indikator"
AT_ONCE = 10
MEASURES = (
    "**Konsensus** (Tastle dan Wierman): 1 berarti semua memilih tingkat yang sama, 0 berarti terbelah di "
    "kedua ujung skala; di bawah 0,60 perlu dibahas. **r_wg**: bagian keragaman yang hilang dibanding "
    "jawaban acak; di atas 0,70 kesepakatan kuat. **Simpangan rata-rata**: jarak rata-rata jawaban dari "
    "rata-ratanya, dalam tingkat; sampai seperenam banyaknya tingkat masih dalam batas sepakat. Ketiganya "
    "dihitung dari setiap responden, dan hanya bila ada lima responden atau lebih."
)


def found(seen: View) -> Opinions:
    """What the region's respondents answered."""
    return seen.remember(
        "opinions", lambda: agreement.opinions(seen.engine, seen.scope, seen.result(), seen.region)
    )


def spread(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    level: int | None = None,
) -> Chart:
    """How the answers spread at a level (None = the dimensions), those most in doubt first."""
    said, framework = found(seen), seen.result().part(seen.region).framework
    if said.items.empty:
        raise Undrawn(
            "Belum ada jawaban bertingkat dari responden",
            "Unggah survei OPD lebih dahulu, atau pilih instrumen lain di atas.",
            file="mulai/unggah.py",
            label="Ke Unggah survei",
        )
    tier = level or usual_level(seen)
    noun = levels.name(seen.instrument, tier).lower()
    part = charts.opinions.threshold(framework.scale)
    return charts.opinions.figure(
        agreement.by_doubt(rows(seen, tier), framework.scale, part),
        framework.scale,
        place=seen.region_label,
        respondents=said.respondents,
        noun=noun,
        source=seen.source(),
        size=size,
        dark=dark,
        page=page,
    )


def rows(seen: View, level: int) -> pd.DataFrame:
    """`agreement.at_nodes` of a level. A survey of facts lists only what many happened to answer."""
    framework = seen.result().part(seen.region).framework

    def summed() -> pd.DataFrame:
        found_ = agreement.at_nodes(found(seen), framework, summary.at_level(framework, level))
        return found_ if framework.opinion else found_[found_["note"] == ""]

    return seen.remember("opinions at nodes", summed, level)


def usual_level(seen: View) -> int:
    """The level to start from: the dimensions, or the items where too few of them are counted."""
    tiers = levels.below_index(seen.instrument, seen.result().part(seen.region).framework)
    top = rows(seen, max(tiers))
    return max(tiers) if (top["note"] == "").any() else min(tiers)


def measures(rows: pd.DataFrame, framework: Framework, noun: str) -> str:
    """The items with their measures of agreement and what they mean in words, as Markdown."""
    shown = pd.DataFrame(
        {
            "Kode": rows["node"],
            noun: rows["name"],
            "Responden": rows["respondents"],
            "Konsensus": [_or_why(row["consensus"], row["note"]) for row in rows.to_dict("records")],
            "r_wg": [_worded(value, agreement.strength(value)) for value in rows["rwg"]],
            "Simpangan rata-rata": [
                _worded(value, agreement.within(value, framework.scale))
                for value in rows["average_deviation"]
            ],
        }
    )
    return table.text(shown, formats={"Responden": count})


def _or_why(consensus: float, note: str) -> str:
    if note:
        return note
    return number(consensus) + (" (perlu dibahas)" if consensus < agreement.DISPUTED else "")


def _worded(value: float, word: str) -> str:
    return f"{number(value)} ({word})" if word else "–"


def agenda(seen: View, noun: str) -> None:
    """The ten items of an opinion survey that divide people most, each with its way to Klarifikasi."""
    rows = seen.remember("disputed", lambda: agreement.most_disputed(found(seen), seen.result(), seen.region))
    st.subheader(f"Agenda: {count(len(rows))} {noun} yang paling terbelah", anchor=False)
    if rows.empty:
        st.caption("Tidak ada: belum cukup responden, atau semuanya sudah disepakati.")
        return
    st.caption("Konsensus terendah di atas. Yang sudah disepakati di Klarifikasi tidak tampil lagi.")
    for row in rows.to_dict("records"):
        _line(row["node"], row["name"], f"konsensus {_or_why(row['consensus'], row['note'])}")


def lead_agenda(seen: View, noun: str) -> None:
    """Where supporters differ from the lead, or evidence lacks, each with its way to Klarifikasi."""
    rows = seen.remember("lead agenda", lambda: _of_leads(seen))
    differ = int(rows["reasons"].map(lambda reasons: "differs" in reasons).sum())
    st.subheader(f"Agenda: {count(len(rows))} {noun} untuk diklarifikasi", anchor=False)
    if rows.empty:
        st.caption(
            "Tidak ada: pendukung sejalan dengan penanggung jawab, dan jawaban tingkat 3 ke atas berbukti."
        )
        return
    st.caption(
        f"Pada instrumen ini satu OPD bertanggung jawab atas tiap {noun}. Pada {count(differ)} {noun} "
        "jawaban pendukung berbeda dua tingkat atau lebih dari penanggung jawab; sisanya tingkat 3 ke "
        "atas tanpa bukti. Yang sudah disepakati tidak tampil lagi."
    )
    pages = -(-len(rows) // AT_ONCE)
    turn = min(st.session_state.get("agenda_halaman") or 1, pages)
    framework = seen.result().part(seen.region).framework
    for row in rows.iloc[(turn - 1) * AT_ONCE : turn * AT_ONCE].to_dict("records"):
        said = f"tingkat {voices.level_name(framework, row['value'])}"
        if "differs" in row["reasons"]:
            said += f", pendukung berbeda {number(row['difference'], 0)} tingkat"
        if "unproven" in row["reasons"]:
            said += ", bukti belum ada"
        _line(row["node"], row["name"], said)
    if pages > 1:
        st.pagination(pages, key="agenda_halaman")


def _of_leads(seen: View) -> pd.DataFrame:
    rows = clarify.agenda(seen.result(), seen.region)
    return rows[rows["reasons"].map(lambda reasons: bool({"differs", "unproven"} & set(reasons)))]


def _line(node: str, name: str, said: str) -> None:
    """One item of the agenda and the link that opens it in Klarifikasi."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{literal(node)}** {literal(name)} :gray[{literal(said)}]")
        with suppress(StreamlitPageNotFoundError):
            st.page_link(
                CLARIFY,
                label="Bahas",
                icon=":material/forum:",
                query_params={**filters.query(), INDICATOR: node},
            )


def elsewhere(seen: View) -> None:
    """Surveys of opinion of the same period, as links: what a survey of facts cannot tell."""
    used = {one.id: one for one in instruments.available(seen.engine) if one.id != seen.scope.instrument_id}
    for period, key, regions in turnout.scopes(seen.engine).itertuples(index=False, name=None):
        if period == seen.period.id and key in used and load.thawed(used[key].text).framework.opinion:
            name = f"{used[key].instrument} {used[key].version}"
            with suppress(StreamlitPageNotFoundError):
                st.page_link(
                    "pages/analisis/kesepakatan.py",
                    label=f"Survei pendapat {name}: {count(regions)} daerah",
                    icon=":material/groups:",
                    query_params=filters.query(**{filters.INSTRUMENT: str(key)}),
                )
