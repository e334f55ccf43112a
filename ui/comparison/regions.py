"""The regions of a period side by side: which are kept, what their numbers rest on, and their charts."""

from dataclasses import replace
from string import ascii_uppercase

import pandas as pd
import streamlit as st

from charts.comparison import dots, heatmap
from charts.drawing import theme
from charts.drawing.chart import Chart, rows_of_page
from charts.drawing.look import Look
from storage.results import response_rates
from storage.setup import instruments, periods
from ui.shared import filters
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_count, format_date
from ui.shared.markdown import escape_markdown
from ui.shared.page import PageStatus
from ui.shared.selection import Selection, region_label
from workflow.comparison import compare
from workflow.results import levels

KINDS = {"Kabupaten": "Kabupaten", "Kota": "Kota"}
OF_REGIONS = "tabel tingkat daerah, tanpa jawaban OPD"


def region_rows(selection: Selection) -> pd.DataFrame:
    """`compare.build_comparison_table` of the selection."""
    return selection.remember(
        "compare.table",
        lambda: compare.build_comparison_table(selection.result(), response_counts(selection)),
    )


def kept(selection: Selection, province: str | None, kind: str | None) -> pd.DataFrame:
    """The rows of a province and a kind; None = all."""
    return selection.remember(
        "narrowed", lambda: compare.narrow_regions(region_rows(selection), province, kind), province, kind
    )


def response_counts(selection: Selection) -> pd.DataFrame:
    """Per region how many OPD answered of how many were asked."""
    return selection.remember(
        "compare.sent",
        lambda: compare.count_region_responses(selection.live_store, selection.scope),
    )


def dimension_noun(selection: Selection) -> str:
    """What the instrument calls the columns: "dimensi", "domain", "komponen"."""
    framework = selection.instrument.framework
    first = next(iter(compare.compared_nodes(selection.instrument)))
    return levels.tree_level_name(selection.instrument, framework.node(first).level).lower()


def index_label(selection: Selection) -> str:
    """What the instrument calls its index."""
    framework = selection.instrument.framework
    return framework.node(framework.roots[0]).name


def regions_status(selection: Selection) -> PageStatus:
    """What the numbers of all regions rest on together."""
    found = selection.remember("compare.rests", lambda: compare.answer_basis_of_all(selection.result()))
    return replace(
        selection.status(),
        claimed=found.claimed,
        agreed=found.agreed,
        verified=found.verified,
        basis="" if len(response_counts(selection)) else OF_REGIONS,
    )


def regions_source_line(selection: Selection) -> str:
    """The line under the charts."""
    parts = [
        f"Sumber: {'survei OPD' if len(response_counts(selection)) else 'tabel tingkat daerah'}",
        f"{selection.instrument.title} {selection.instrument.version}",
        f"periode {selection.period.label}"
        + (f", per {format_date(selection.changed)}" if selection.changed else ""),
        selection.period.status_word,
        *filter(None, [selection.period.sample_label]),
    ]
    return " · ".join(parts)


def regions_heatmap_chart(
    selection: Selection,
    look: Look,
    *,
    province: str | None = None,
    kind: str | None = None,
    by_index: bool = False,
) -> Chart:
    """Regions by dimensions, of a province and a kind, by code unless `by_index`; the selection's own region
    pointed out.
    """
    whole = selection.everywhere
    frame = compare.order_regions(kept(whole, province, kind), by_index=by_index)
    if frame.empty:
        raise NothingToDraw(
            "Belum ada daerah untuk dibandingkan", "Unggah survei atau tabel daerah lebih dahulu."
        )
    shares = compare.weight_sets_side_by_side(whole.result(), frame)
    names = compare.compared_nodes(whole.instrument)
    return heatmap.draw_heatmap(
        mark_weight_sets(frame, shares),
        names,
        whole.instrument.framework.scale,
        look.telling(regions_source_line(whole)),
        selected=selection.region or None,
        notes=compare.explain_missing_scores(whole.result(), frame, names),
        index_label=index_label(whole),
        band_label="Himpunan bobot" if len(shares) else "Klasifikasi",
        noun=dimension_noun(whole),
        answered=whole.result().answered_shares,
        by_index=by_index,
    )


def score_spread_chart(
    selection: Selection, look: Look, *, province: str | None = None, kind: str | None = None
) -> Chart:
    """Every region a dot in every dimension, the selection's own region named; it has one page."""
    whole = selection.everywhere
    frame = kept(whole, province, kind)
    if len(frame) < 2:
        raise NothingToDraw(
            "Perlu sedikitnya dua daerah untuk dibandingkan", "Unggah survei daerah lain lebih dahulu."
        )
    return dots.draw_score_spread(
        compare.scores_in_long_form(frame, compare.compared_nodes(whole.instrument)),
        whole.instrument.framework.scale,
        look.telling(regions_source_line(whole)),
        selected=selection.region or None,
        noun=dimension_noun(whole),
    )


def filter_region_rows(selection: Selection) -> tuple[pd.DataFrame, str | None]:
    """The rows that the filters keep, and the region to point out (None = none)."""
    named = selection.remember("provinces", lambda: _provinces(region_rows(selection)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        province = filters.choose_option("provinsi", named, label="Provinsi", every="Semua provinsi")
        kind = filters.choose_option("jenis", KINDS, label="Jenis daerah", every="Kabupaten dan kota")
        left = kept(selection, province, kind)
        known = selection.remember(
            "narrowed names", lambda: dict(zip(left["unit"], left["label"], strict=True)), province, kind
        )
        earlier = filters.current_choice(filters.REGION)
        added = {earlier: region_label(earlier)} if earlier and region_label(earlier) != earlier else {}
        options = known if earlier in known else {**known, **added}
        chosen = filters.choose_option(filters.REGION, options, label="Sorot daerah", every="Tanpa sorotan")
    return left, chosen if chosen in known else None


def _provinces(frame: pd.DataFrame) -> dict[str, str]:
    provinces = frame.drop_duplicates("province_code").sort_values("province_code")
    return dict(zip(provinces["province_code"], provinces["province"], strict=True))


def chosen_region_group() -> tuple[str | None, str | None]:
    """The province and the kind that `filter_region_rows` keeps; None = all."""
    return filters.current_choice("provinsi"), filters.current_choice("jenis")


def chosen_heatmap_page(frame: pd.DataFrame, chosen: str | None) -> int:
    """The page of the heatmap that the visitor turned to; at first the one with the region pointed out."""
    first, pages = rows_of_page(frame, 1, theme.OFFICE.rows)
    if pages == 1:
        return 1
    start = frame["unit"].tolist().index(chosen) // len(first) + 1 if chosen else 1
    st.caption(f"{format_count(len(frame))} daerah, paling banyak {len(first)} tiap halaman")
    return st.pagination(pages, default=start, key=f"halaman_{chosen or ''}_{len(frame)}")


def mark_weight_sets(frame: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """The rows for the heatmap: under the index stands the weight set where several are in use."""
    short = {name: f"Bobot {letter}" for letter, name in zip(ascii_uppercase, shares.columns, strict=False)}
    return frame.assign(band=frame["weights"].map(short)) if len(shares) else frame


def show_comparable_periods(selection: Selection) -> None:
    """Where there is something to compare, as links: the chosen period holds nothing by this instrument."""
    labels = {period.id: period.label for period in periods.list_periods(selection.live_store)}
    used = {
        one.id: f"{one.instrument} {one.version}"
        for one in instruments.list_instruments(selection.live_store)
    }
    for period, key, regions in response_rates.count_regions_by_scope(selection.live_store).itertuples(
        index=False, name=None
    ):
        st.page_link(
            "pages/analisis/perbandingan.py",
            label=(
                f"Periode {escape_markdown(labels[period])}, {escape_markdown(used[key])}: "
                f"{format_count(regions)} daerah"
            ),
            icon=":material/arrow_forward:",
            query_params={filters.PERIOD: str(period), filters.INSTRUMENT: str(key)},
        )
