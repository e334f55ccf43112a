"""What the kabupaten asks beside the index, on screens: its results, and the selection that leads to them."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from reference.agencies import OpdNames
from reference.instruments.own_items import MARK, PREFIX, ROOT
from ui.shared import filters, indicator_card, table
from ui.shared.format import format_count, format_number
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.results import summary
from workflow.results.result import Result
from workflow.targets import own_results

PAGE = "pages/analisis/butir_tambahan.py"
SHOWN_IN = "tambahan"
"""The part of Klarifikasi that turns over these items."""
SOURCES = {"claimed": "Jawaban OPD", "agreed": "Disepakati", "verified": "Terverifikasi"}


@dataclass(frozen=True)
class BesideSelection(Selection):
    """The same region and period over the items beside the index: its result is theirs alone."""

    def result(self, year: int | None = None) -> Result:
        """The items scored; they have no targets, hence no year."""
        return self.remember("result", lambda: own_results.score_own_items(self.uncached, self.instrument))


def find_beside_index(selection: Selection) -> BesideSelection | None:
    """What the region asks beside the index; None where it asks nothing."""
    own = selection.remember(
        "own items", lambda: own_results.own_instrument_of(selection.uncached), selection.state
    )
    if own is None:
        return None
    parts = (selection.engine, selection.period, own, selection.scope, selection.region, selection.state)
    return BesideSelection(*parts)


def link_clarification(code: str) -> dict[str, str | None]:
    """What an address of Klarifikasi names more where the item is one beside the index."""
    return {"daftar": SHOWN_IN} if code.startswith(PREFIX) else {}


def mean_noun(selection: Selection) -> str:
    """What the number at the top is called that a decision moves."""
    return "Rata-rata pertanyaan tambahan" if selection.instrument.id == ROOT else "Indeks"


def list_voices(selection: Selection, said: pd.DataFrame) -> pd.DataFrame:
    """`clarify.list_opd_answers` with the OPD that is asked as the lead; of the index as it is."""
    if not isinstance(selection, BesideSelection):
        return said
    return own_results.mark_leads(selection.uncached, said, selection.instrument)


def show_beside_line(selection: Selection) -> None:
    """One line with the way to the items, where the region asks any."""
    if beside := find_beside_index(selection):
        count = format_count(len(beside.instrument.framework.leaves))
        st.page_link(
            PAGE, label=f"{count} {MARK}", icon=":material/add_box:", query_params=filters.link_query()
        )


def show_own_results(beside: BesideSelection, called: OpdNames) -> None:
    """Every item with the OPD that answers, its level in force and what it rests on; then their mean."""
    framework, leads = beside.instrument.framework, own_results.own_leads(beside.instrument)
    rows = summary.list_indicators(beside.result(), beside.region)
    told = pd.DataFrame(
        {
            "Kode": rows["node"],
            "Nama": rows["name"],
            "Pertanyaan": rows["question"],
            "Dijawab oleh": [called.in_short.get(leads[code], leads[code]) for code in rows["node"]],
            "Nilai": [
                indicator_card.level_name(framework, value) if value == value else "Belum ada jawaban"
                for value in rows["value"]
            ],
            "Dasar": [SOURCES.get(source, "–") for source in rows["source"]],
            "Bukti": ["ada" if given else "belum" for given in rows["proved"]],
        }
    )
    table.show_markdown_table(table.table_as_markdown(told))
    known = rows["value"].notna()
    mean = format_number(rows.loc[known, "value"].mean())
    few = f"Rata-rata {mean} dari {known.sum()} pertanyaan yang terjawab. " if known.any() else ""
    st.caption(
        escape_markdown(
            f"{few}Pertanyaan tambahan kabupaten, di luar indeks: tidak masuk skor, kelas, kelengkapan, "
            "kesenjangan, dan perbandingan."
        )
    )
