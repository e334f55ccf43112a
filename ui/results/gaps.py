"""The charts of the gap: scores beside targets, and what holds most of the distance."""

import pandas as pd

import charts.results.gap
import charts.results.pareto
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from planning.plan import priorities
from ui.shared.cached_chart import NothingToDraw
from ui.shared.selection import Selection
from workflow.results import levels, summary


def gap_rows(selection: Selection, year: int, level: int, under: str | None = None) -> pd.DataFrame:
    """`summary.nodes_frame` of the nodes of a level, under one dimension or under all (None)."""

    def framed() -> pd.DataFrame:
        result = selection.result(year)
        codes = result.part(selection.region).framework.at_level(level, under)
        return summary.nodes_frame(result, selection.region, codes)

    return selection.remember("gap rows", framed, year, level, under)


def gap_chart(
    selection: Selection, look: Look, year: int, *, level: int | None = None, dimension: str | None = None
) -> Chart:
    """Scores beside the targets of a year at a level.

    Without a level the dimensions, or what is right below `dimension`.
    """
    framework = selection.result(year).part(selection.region).framework
    names = levels.level_names_below_index(selection.instrument, framework)
    tiers = list(names)
    tier = level or tiers[min(1, len(tiers) - 1) if dimension else 0]
    frame = gap_rows(selection, year, tier, dimension)
    if frame["target"].isna().all():
        raise no_target_notice(selection)
    return charts.results.gap.draw_gap(
        frame,
        framework.scale,
        look.telling(selection.source(), selection.region_label),
        target_label=f"Target {year}",
        noun=names[tier].lower(),
    )


def indicator_gaps_chart(
    selection: Selection, look: Look, year: int, *, dimension: str | None = None
) -> Chart:
    """The indicators of one dimension, or of all, beside their targets."""
    last = min(selection.result(year).part(selection.region).framework.levels_below_index)
    return gap_chart(selection, look, year, level=last, dimension=dimension)


def gap_contributions_chart(
    selection: Selection, look: Look, year: int, *, level: int | None = None
) -> Chart:
    """What closing each gap would add to the index: the indicators, or the nodes of a level."""
    result = selection.result(year)
    framework = result.part(selection.region).framework
    if not any(target is not None for target in framework.targets().values()):
        raise no_target_notice(selection)
    names = levels.level_names_below_index(selection.instrument, framework)
    noun = names[level or min(names)].lower()
    given = result.contributions.loc[[selection.region]].iloc[0]
    listed = priorities.rank_gaps(framework, given, level=level)
    if listed.empty:
        raise tell_no_gap(summary.explain_no_gap(result, selection.region, framework.roots[0]), noun)
    return charts.results.pareto.draw_pareto(
        listed,
        look.telling(selection.source(), selection.region_label),
        noun=noun,
        basis=summary.points_basis(result, selection.region),
    )


def group_contributions_chart(selection: Selection, look: Look, year: int) -> Chart:
    """The contributions one level above the indicators."""
    tiers = selection.result(year).part(selection.region).framework.levels_below_index
    return gap_contributions_chart(selection, look, year, level=tiers[max(0, len(tiers) - 2)])


def tell_no_gap(why: str, noun: str) -> NothingToDraw:
    """What is said where nothing has points to gain; `why` as `summary.explain_no_gap`."""
    if why == summary.CLOSED:
        return NothingToDraw(
            f"Semua {noun} yang terjawab sudah mencapai target",
            "Pilih tahun target lain, atau lengkapi jawaban yang belum ada.",
        )
    if why == summary.UNCOUNTED:
        return NothingToDraw(
            f"Belum ada {noun} yang sumbangannya dapat dihitung",
            "Lengkapi jawaban OPD pada bagian yang datanya kurang, dan targetnya.",
        )
    return NothingToDraw(
        f"Belum ada {noun} yang terjawab dan bertarget", "Lengkapi jawaban OPD lebih dahulu."
    )


def no_target_notice(selection: Selection) -> NothingToDraw:
    """What a chart of distances says where nothing has a target."""
    return NothingToDraw(
        f"{selection.instrument.title} tidak memuat target",
        "Sepakati target lebih dahulu, misalnya per dimensi untuk satu tahun.",
        file="analisis/target.py",
        label="Ke Target",
    )
