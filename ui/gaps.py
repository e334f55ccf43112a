"""The charts of the gap: scores beside targets, and what holds most of the distance."""

import pandas as pd

import charts.gap
import charts.pareto
from charts import theme
from charts.chart import Chart
from planning import priorities
from ui import aim
from ui.drawn import Undrawn
from ui.view import View
from workflow import levels, summary


def rows(seen: View, year: int, level: int, under: str | None = None) -> pd.DataFrame:
    """`summary.nodes_frame` of the nodes of a level, under one dimension or under all (None)."""

    def framed() -> pd.DataFrame:
        result = seen.result(year)
        codes = summary.at_level(result.part(seen.region).framework, level, under)
        return summary.nodes_frame(result, seen.region, codes)

    return seen.remember("gap rows", framed, year, level, under)


def gap(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    level: int | None = None,
    dimension: str | None = None,
) -> Chart:
    """Scores beside targets at a level; without one the dimensions, or what is right below `dimension`."""
    year = aim.current(seen)
    framework = seen.result(year).part(seen.region).framework
    names = levels.below_index(seen.instrument, framework)
    tiers = list(names)
    tier = level or tiers[min(1, len(tiers) - 1) if dimension else 0]
    frame = rows(seen, year, tier, dimension)
    if frame["target"].isna().all():
        raise no_target(seen)
    return charts.gap.figure(
        frame,
        framework.scale,
        place=seen.region_label,
        target_label=f"Target {year}",
        noun=names[tier].lower(),
        source=seen.source(),
        size=size,
        dark=dark,
        page=page,
    )


def indicators(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    dimension: str | None = None,
) -> Chart:
    """The indicators of one dimension, or of all, beside their targets."""
    last = min(summary.levels(seen.result(aim.current(seen)).part(seen.region).framework))
    return gap(seen, size=size, dark=dark, page=page, level=last, dimension=dimension)


def contributions(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    level: int | None = None,
) -> Chart:
    """What closing each gap would add to the index: the indicators, or the nodes of a level."""
    result = seen.result(aim.current(seen))
    framework = result.part(seen.region).framework
    if not any(target is not None for target in framework.targets().values()):
        raise no_target(seen)
    names = levels.below_index(seen.instrument, framework)
    noun = names[level or min(names)].lower()
    given = result.contributions.loc[[seen.region]].iloc[0]
    listed = priorities.start_list(framework, given, level=level)
    if listed.empty:
        raise _no_gap(noun, known=bool(given[list(framework.leaves)].notna().any()))
    return charts.pareto.figure(
        listed,
        noun=noun,
        place=seen.region_label,
        source=seen.source(),
        size=size,
        dark=dark,
        page=page,
    )


def groups(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """The contributions one level above the indicators."""
    tiers = summary.levels(seen.result(aim.current(seen)).part(seen.region).framework)
    return contributions(seen, size=size, dark=dark, page=page, level=tiers[max(0, len(tiers) - 2)])


def _no_gap(noun: str, *, known: bool) -> Undrawn:
    if known:
        return Undrawn(
            f"Semua {noun} yang terjawab sudah mencapai target",
            "Pilih tahun target lain, atau lengkapi jawaban yang belum ada.",
        )
    return Undrawn(f"Belum ada {noun} yang terjawab dan bertarget", "Lengkapi jawaban OPD lebih dahulu.")


def no_target(seen: View) -> Undrawn:
    """What a chart of distances says where nothing has a target."""
    return Undrawn(
        f"{seen.instrument.title} tidak memuat target",
        "Sepakati target lebih dahulu, misalnya per dimensi untuk satu tahun.",
        file="analisis/target.py",
        label="Ke Target",
    )
