"""Parts of Kesepakatan OPD: the spread of answers, how far respondents agree, and what the room discusses."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st

import charts.results.answer_spread
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from charts.results import diverging_bars
from scoring import Framework
from storage.results import response_rates
from storage.setup import instruments
from ui.shared import filters, indicator_card, page, table
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_count, format_number, format_plain
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.results import agreement, clarify, levels, stored_data
from workflow.results.agreement import Opinions

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


def read_opinions(selection: Selection) -> Opinions:
    """What the region's respondents answered."""
    return selection.remember(
        "opinions",
        lambda: agreement.region_opinions(
            selection.uncached.survey_data().answers, selection.result().part(selection.region).framework
        ),
    )


def answer_spread_chart(
    selection: Selection,
    look: Look,
    *,
    level: int | None = None,
) -> Chart:
    """How the answers spread at a level (None = the dimensions), those most in doubt first."""
    said, framework = read_opinions(selection), selection.result().part(selection.region).framework
    if said.items.empty:
        raise NothingToDraw(
            "Belum ada jawaban bertingkat dari responden",
            "Unggah survei OPD lebih dahulu, atau pilih instrumen lain di atas.",
            file="mulai/unggah.py",
            label="Ke Unggah survei",
        )
    tier = level or usual_agreement_level(selection)
    listed, noun = agreement_rows(selection, tier), levels.tree_level_name(selection.instrument, tier).lower()
    if listed.empty:
        raise NothingToDraw(
            f"Belum ada {noun} yang cukup pertanyaannya dijawab lima responden atau lebih",
            "Pilih rincian yang lebih bawah, atau adakan survei pendapat dengan instrumen Persepsi.",
        )
    part = diverging_bars.middle_level(framework.scale)
    return charts.results.answer_spread.draw_answer_spread(
        agreement.sort_by_doubt(listed, framework.scale, part),
        framework.scale,
        look.telling(selection.source(), selection.region_label),
        respondents=said.respondents,
        noun=noun,
    )


def agreement_rows(selection: Selection, level: int) -> pd.DataFrame:
    """`agreement.sum_opinions_at_nodes` of a level.

    A survey of facts lists only what many happened to answer.
    """
    framework = selection.result().part(selection.region).framework

    def sum_up_levels() -> pd.DataFrame:
        found_ = agreement.sum_opinions_at_nodes(
            read_opinions(selection), framework, framework.at_level(level)
        )
        return found_ if framework.opinion else found_[found_["note"] == ""]

    return selection.remember("opinions at nodes", sum_up_levels, level)


def usual_agreement_level(selection: Selection) -> int:
    """The level to start from: the dimensions, or the items where too few of them are counted."""
    tiers = levels.level_names_below_index(
        selection.instrument, selection.result().part(selection.region).framework
    )
    top = agreement_rows(selection, max(tiers))
    return max(tiers) if (top["note"] == "").any() else min(tiers)


def agreement_measures_table(rows: pd.DataFrame, framework: Framework, noun: str) -> str:
    """The items with their measures of agreement and what they mean in words, as Markdown."""
    shown = pd.DataFrame(
        {
            "Kode": rows["node"],
            noun: rows["name"],
            "Responden": rows["respondents"],
            "Konsensus": [_or_why(row) for row in rows.to_dict("records")],
            "r_wg": [_worded(value, agreement.agreement_word(value)) for value in rows["rwg"]],
            "Simpangan rata-rata": [
                _worded(value, agreement.deviation_word(value, framework.scale))
                for value in rows["average_deviation"]
            ],
        }
    )
    return table.table_as_markdown(shown, formats={"Responden": format_count})


def _or_why(row: Mapping[Any, Any]) -> str:
    if row["note"]:
        return str(row["note"])
    word = "perlu dibahas" if row["disputed"] else "sudah disepakati" if row["settled"] else ""
    return format_number(row["consensus"]) + (f" ({word})" if word else "")


def _worded(value: float, word: str) -> str:
    return f"{format_number(value)} ({word})" if word else "–"


def show_disputed_items(selection: Selection, noun: str) -> None:
    """The ten items of an opinion survey that divide people most, and the way to each in Klarifikasi."""
    rows = selection.remember(
        "disputed",
        lambda: agreement.most_disputed_items(read_opinions(selection), selection.result(), selection.region),
    )
    st.subheader(
        f"Agenda: {format_count(len(rows))} {escape_markdown(noun)} yang paling terbelah", anchor=False
    )
    if rows.empty:
        st.caption("Tidak ada: belum cukup responden, jawabannya sama, atau semuanya sudah disepakati.")
        return
    st.caption("Konsensus terendah di atas. Yang sudah disepakati di Klarifikasi tidak tampil lagi.")
    shown = pd.DataFrame(
        {
            "Kode": rows["node"],
            noun.capitalize(): rows["name"],
            "Konsensus": [_or_why(row) for row in rows.to_dict("records")],
        }
    )
    table.show_markdown_table(table.table_as_markdown(shown))
    _open(list(rows["node"]))


def show_lead_differences(selection: Selection, noun: str) -> None:
    """What Klarifikasi lists, why each is there, and the way to each."""
    rows = selection.remember(
        "lead agenda", lambda: clarify.clarification_agenda(selection.result(), selection.region)
    )
    page.show_finding(f"Agenda: {format_count(len(rows))} {noun} untuk diklarifikasi")
    if rows.empty:
        st.caption(
            "Tidak ada: semua terjawab, pendukung sejalan dengan penanggung jawab, dan jawaban tingkat 3 ke "
            "atas berbukti."
        )
        return
    st.caption(
        f"Pada instrumen ini satu OPD bertanggung jawab atas tiap {escape_markdown(noun)}. "
        f"Alasannya: {indicator_card.agenda_reasons_text(rows)}; satu {escape_markdown(noun)} dapat "
        "mempunyai lebih dari satu alasan. Berbeda: jawaban pendukung dua tingkat atau lebih dari penanggung "
        "jawab; bukti: jawaban tingkat 3 ke atas tanpa bukti. Yang sudah disepakati atau diverifikasi tidak "
        "tampil lagi."
    )

    def one_page(place: slice) -> None:
        listed = rows.iloc[place]
        table.show_markdown_table(
            selection.remember("lead agenda told", lambda: _told(selection, listed, noun), place.start)
        )
        _open(list(listed["node"]))

    table.show_in_pages(len(rows), "agenda_halaman", one_page, AT_ONCE)


def _told(selection: Selection, rows: pd.DataFrame, noun: str) -> str:
    framework = selection.result().part(selection.region).framework
    shown = pd.DataFrame(
        {
            "Kode": rows["node"],
            noun.capitalize(): rows["name"],
            "Tingkat": [
                "–" if value != value else indicator_card.level_name(framework, value)
                for value in rows["value"]
            ],
            "Perlu dibahas karena": [
                "; ".join(_reasons(row["reasons"], row["difference"])) for row in rows.to_dict("records")
            ],
        }
    )
    return table.table_as_markdown(shown)


def _reasons(reasons: tuple[str, ...], difference: float) -> Iterator[str]:
    if "differs" in reasons:
        yield f"pendukung berbeda {format_plain(difference)} tingkat"
    if "unproven" in reasons:
        yield "bukti belum ada"
    if "missing" in reasons:
        yield "belum ada data"


def _open(nodes: list[str]) -> None:
    """One way for each item to Klarifikasi; a link per row would cost ten times as much to show."""
    chosen = st.pills("Bahas di Klarifikasi", nodes, format_func=escape_markdown, key="bahas")
    if chosen:
        st.switch_page(CLARIFY, query_params={**filters.link_query(), INDICATOR: chosen})


def show_opinion_surveys(selection: Selection) -> None:
    """Surveys of opinion of the same period, to look at: what a survey of facts cannot tell."""
    used = {
        one.id: one
        for one in instruments.list_instruments(selection.live_store)
        if one.id != selection.scope.instrument_id
    }
    for period, key, regions in response_rates.count_regions_by_scope(selection.live_store).itertuples(
        index=False, name=None
    ):
        if (
            period == selection.period.id
            and key in used
            and stored_data.thaw_instrument(used[key].text).framework.opinion
        ):
            # A link to the page one is on would keep the instrument of its address.
            st.button(
                f"Lihat survei pendapat {escape_markdown(used[key].instrument)} "
                f"{escape_markdown(used[key].version)} "
                f"({format_count(regions)} daerah)",
                key=f"pendapat_{key}",
                icon=":material/groups:",
                on_click=filters.keep_choice,
                args=(filters.INSTRUMENT, str(key)),
            )
