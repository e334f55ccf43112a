"""Parts of Kesepakatan OPD: the spread of answers, how far respondents agree, and what the room discusses."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st

import charts.opinions
from charts import parted, theme
from charts.chart import Chart
from scoring import Framework
from storage import instruments, turnout
from ui import filters, table, voices
from ui.drawn import Undrawn
from ui.format import count, number
from ui.view import View
from workflow import agreement, clarify, levels, load, summary
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
    listed, noun = rows(seen, tier), levels.name(seen.instrument, tier).lower()
    if listed.empty:
        raise Undrawn(
            f"Belum ada {noun} yang cukup butirnya dijawab lima responden atau lebih",
            "Pilih rincian yang lebih bawah, atau adakan survei pendapat dengan instrumen Persepsi.",
        )
    part = parted.threshold(framework.scale)
    return charts.opinions.figure(
        agreement.by_doubt(listed, framework.scale, part),
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
    return number(consensus) + (" (perlu dibahas)" if agreement.disputed(consensus) else "")


def _worded(value: float, word: str) -> str:
    return f"{number(value)} ({word})" if word else "–"


def agenda(seen: View, noun: str) -> None:
    """The ten items of an opinion survey that divide people most, and the way to each in Klarifikasi."""
    rows = seen.remember("disputed", lambda: agreement.most_disputed(found(seen), seen.result(), seen.region))
    st.subheader(f"Agenda: {count(len(rows))} {noun} yang paling terbelah", anchor=False)
    if rows.empty:
        st.caption("Tidak ada: belum cukup responden, jawabannya sama, atau semuanya sudah disepakati.")
        return
    st.caption("Konsensus terendah di atas. Yang sudah disepakati di Klarifikasi tidak tampil lagi.")
    shown = pd.DataFrame(
        {
            "Kode": rows["node"],
            noun.capitalize(): rows["name"],
            "Konsensus": [_or_why(value, "") for value in rows["consensus"]],
        }
    )
    table.put(table.text(shown))
    _open(list(rows["node"]))


def lead_agenda(seen: View, noun: str) -> None:
    """Where supporters differ from the lead, or evidence lacks, and the way to each in Klarifikasi."""
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
        "jawaban pendukung berbeda dua tingkat atau lebih dari penanggung jawab; sisanya tingkat 3 ke atas "
        "tanpa bukti. Yang sudah disepakati tidak tampil lagi."
    )
    pages = -(-len(rows) // AT_ONCE)
    turn = min(st.session_state.get("agenda_halaman") or 1, pages)
    listed = rows.iloc[(turn - 1) * AT_ONCE : turn * AT_ONCE]
    table.put(seen.remember("lead agenda told", lambda: _told(seen, listed, noun), turn))
    _open(list(listed["node"]))
    if pages > 1:
        st.pagination(pages, key="agenda_halaman")


def _of_leads(seen: View) -> pd.DataFrame:
    rows = clarify.agenda(seen.result(), seen.region)
    return rows[rows["reasons"].map(lambda reasons: bool({"differs", "unproven"} & set(reasons)))]


def _told(seen: View, rows: pd.DataFrame, noun: str) -> str:
    framework = seen.result().part(seen.region).framework
    shown = pd.DataFrame(
        {
            "Kode": rows["node"],
            noun.capitalize(): rows["name"],
            "Tingkat": [voices.level_name(framework, value) for value in rows["value"]],
            "Perlu dibahas karena": [
                "; ".join(_reasons(row["reasons"], row["difference"])) for row in rows.to_dict("records")
            ],
        }
    )
    return table.text(shown)


def _reasons(reasons: tuple[str, ...], difference: float) -> Iterator[str]:
    if "differs" in reasons:
        yield f"pendukung berbeda {number(difference, 0)} tingkat"
    if "unproven" in reasons:
        yield "bukti belum ada"


def _open(nodes: list[str]) -> None:
    """One way for each item to Klarifikasi; a link per row would cost ten times as much to show."""
    chosen = st.pills("Bahas di Klarifikasi", nodes, key="bahas")
    if chosen:
        st.switch_page(CLARIFY, query_params={**filters.query(), INDICATOR: chosen})


def elsewhere(seen: View) -> None:
    """Surveys of opinion of the same period, to look at: what a survey of facts cannot tell."""
    used = {one.id: one for one in instruments.available(seen.engine) if one.id != seen.scope.instrument_id}
    for period, key, regions in turnout.scopes(seen.engine).itertuples(index=False, name=None):
        if period == seen.period.id and key in used and load.thawed(used[key].text).framework.opinion:
            # A link to the page one is on would keep the instrument of its address.
            st.button(
                f"Lihat survei pendapat {used[key].instrument} {used[key].version} ({count(regions)} daerah)",
                key=f"pendapat_{key}",
                icon=":material/groups:",
                on_click=filters.keep,
                args=(filters.INSTRUMENT, str(key)),
            )
