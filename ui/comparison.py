"""The regions of a period side by side: which are kept, what their numbers rest on, and their charts."""

from dataclasses import replace
from string import ascii_uppercase

import pandas as pd
import streamlit as st

from charts import dots, heatmap, theme
from charts.chart import Chart, turn
from storage import instruments, periods, turnout
from ui import filters
from ui.drawn import Undrawn
from ui.format import count, day
from ui.page import Status
from ui.view import View, region_label
from workflow import compare, levels
from workflow.facts import SAMPLE

KINDS = {"Kabupaten": "Kabupaten", "Kota": "Kota"}
OF_REGIONS = "tabel tingkat daerah, tanpa jawaban OPD"


def rows(view: View) -> pd.DataFrame:
    """`compare.table` of the view."""
    return view.remember("compare.table", lambda: compare.table(view.result(), sent(view)))


def sent(view: View) -> pd.DataFrame:
    """Per region how many OPD answered of how many were asked."""
    scope = view.scope
    return view.remember(
        "compare.sent", lambda: turnout.agencies(view.engine, scope.period_id, scope.instrument_id)
    )


def noun(view: View) -> str:
    """What the instrument calls the columns: "dimensi", "domain", "komponen"."""
    framework = view.instrument.framework
    first = next(iter(compare.columns(view.instrument)))
    return levels.name(view.instrument, framework.node(first).level).lower()


def index_name(view: View) -> str:
    """What the instrument calls its index."""
    framework = view.instrument.framework
    return framework.node(framework.roots[0]).name


def status(view: View) -> Status:
    """What the numbers of all regions rest on together."""
    found = view.remember("compare.rests", lambda: compare.rests(view.result()))
    return replace(
        view.status(),
        claimed=found.claimed,
        agreed=found.agreed,
        verified=found.verified,
        basis="" if len(sent(view)) else OF_REGIONS,
    )


def source(view: View) -> str:
    """The line under the charts."""
    parts = [
        f"Sumber: {'survei OPD' if len(sent(view)) else 'tabel tingkat daerah'}",
        f"{view.instrument.title} {view.instrument.version}",
        f"periode {view.period.label}" + (f", per {day(view.changed)}" if view.changed else ""),
        "Terkunci" if view.period.locked_at else "Sementara",
        *([SAMPLE] if view.period.sample else []),
    ]
    return " · ".join(parts)


def heat_map(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    kept: pd.DataFrame | None = None,
) -> Chart:
    """Regions by dimensions, the view's own region pointed out; `kept`: the rows filters left, None = all."""
    whole = seen.everywhere
    frame = rows(whole) if kept is None else kept
    if frame.empty:
        raise Undrawn("Belum ada daerah untuk dibandingkan", "Unggah survei atau tabel daerah lebih dahulu.")
    shares = compare.schemes(whole.result(), frame)
    names = compare.columns(whole.instrument)
    return heatmap.figure(
        marked(frame, shares),
        names,
        whole.instrument.framework.scale,
        selected=seen.region or None,
        notes=compare.holes(whole.result(), frame, names),
        index_label=index_name(whole),
        band_label="Himpunan bobot" if len(shares) else "Klasifikasi",
        noun=noun(whole),
        source=source(whole),
        size=size,
        dark=dark,
        page=page,
    )


def spread(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    kept: pd.DataFrame | None = None,
) -> Chart:
    """Every region a dot in every dimension, the view's own region named; it has one page."""
    whole = seen.everywhere
    frame = rows(whole) if kept is None else kept
    if len(frame) < 2:
        raise Undrawn(
            "Perlu sedikitnya dua daerah untuk dibandingkan", "Unggah survei daerah lain lebih dahulu."
        )
    return dots.figure(
        compare.long(frame, compare.columns(whole.instrument)),
        whole.instrument.framework.scale,
        selected=seen.region or None,
        noun=noun(whole),
        source=source(whole),
        size=size,
        dark=dark,
    )


def narrowed(view: View) -> tuple[pd.DataFrame, str | None]:
    """The rows that the filters keep, and the region to point out (None = none)."""
    named = view.remember("provinces", lambda: _provinces(rows(view)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        province = filters.pick("provinsi", named, label="Provinsi", every="Semua provinsi")
        kind = filters.pick("jenis", KINDS, label="Jenis daerah", every="Kabupaten dan kota")
        kept, known = view.remember("narrowed", lambda: _narrowed(rows(view), province, kind), province, kind)
        earlier = filters.current(filters.REGION)
        added = {earlier: region_label(earlier)} if earlier and region_label(earlier) != earlier else {}
        options = known if earlier in known else {**known, **added}
        chosen = filters.pick(filters.REGION, options, label="Sorot daerah", every="Tanpa sorotan")
    return kept, chosen if chosen in known else None


def _provinces(frame: pd.DataFrame) -> dict[str, str]:
    provinces = frame.drop_duplicates("province_code").sort_values("province_code")
    return dict(zip(provinces["province_code"], provinces["province"], strict=True))


def _narrowed(
    frame: pd.DataFrame, province: str | None, kind: str | None
) -> tuple[pd.DataFrame, dict[str, str]]:
    kept = compare.narrow(frame, province, kind)
    return kept, dict(zip(kept["unit"], kept["label"], strict=True))


def group() -> tuple[str | None, str | None]:
    """The province and the kind that `narrowed` keeps; None = all."""
    return filters.current("provinsi"), filters.current("jenis")


def turned(frame: pd.DataFrame, chosen: str | None) -> int:
    """The page of the heatmap that the visitor turned to; at first the one with the region pointed out."""
    first, pages = turn(frame, 1, theme.OFFICE.rows)
    if pages == 1:
        return 1
    start = frame["unit"].tolist().index(chosen) // len(first) + 1 if chosen else 1
    st.caption(f"{count(len(frame))} daerah, paling banyak {len(first)} tiap halaman")
    return st.pagination(pages, default=start, key=f"halaman_{chosen or ''}_{len(frame)}")


def marked(frame: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """The rows for the heatmap: under the index stands the weight set where several are in use."""
    short = {name: f"Bobot {letter}" for letter, name in zip(ascii_uppercase, shares.columns, strict=False)}
    return frame.assign(band=frame["weights"].map(short)) if len(shares) else frame


def elsewhere(view: View) -> None:
    """Where there is something to compare, as links: the chosen period holds nothing by this instrument."""
    labels = {period.id: period.label for period in periods.available(view.engine)}
    used = {one.id: f"{one.instrument} {one.version}" for one in instruments.available(view.engine)}
    for period, key, regions in turnout.scopes(view.engine).itertuples(index=False, name=None):
        st.page_link(
            "pages/analisis/perbandingan.py",
            label=f"Periode {labels[period]}, {used[key]}: {count(regions)} daerah",
            icon=":material/arrow_forward:",
            query_params={filters.PERIOD: str(period), filters.INSTRUMENT: str(key)},
        )
