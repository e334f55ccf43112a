"""The charts of one region's readiness: its dimensions, elements, evidence and prerequisites."""

import charts.evidence
import charts.matrix
import charts.prerequisites
import charts.profile
from charts import theme
from charts.chart import Chart
from ui import aim
from ui.drawn import Undrawn
from ui.view import View
from workflow import levels, summary

OTHER = "Tampilkan grafik lain untuk instrumen ini."


def profile(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """The scores of the dimensions in their official order."""
    year = aim.current(seen)
    result = seen.result(year)
    framework = result.part(seen.region).framework
    names = levels.below_index(seen.instrument, framework)
    tops = summary.dimensions(framework)
    rows = seen.remember("dimension rows", lambda: summary.nodes_frame(result, seen.region, tops), year)
    return charts.profile.figure(
        rows,
        framework.scale,
        place=seen.region_label,
        noun=names[max(names)].lower(),
        source=seen.source(),
        size=size,
        dark=dark,
        page=page,
    )


def matrix(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """Dimensions by readiness elements."""
    year = aim.current(seen)
    result = seen.result(year)
    framework = result.part(seen.region).framework
    cells = seen.remember("elements", lambda: summary.elements(result, seen.region), year)
    if cells.empty:
        raise Undrawn(
            f"{seen.instrument.title} tidak membedakan elemen kesiapan",
            OTHER,
        )
    inside = cells[cells["node"].isin(summary.dimensions(framework))]
    look = {"place": seen.region_label, "source": seen.source()}
    return charts.matrix.figure(inside, framework.scale, size=size, dark=dark, **look)


def evidence(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """The index and the dimensions with and without claims that lack evidence."""
    year = aim.current(seen)
    result = seen.result(year)
    framework = result.part(seen.region).framework
    if not proving(seen):
        raise Undrawn(f"{seen.instrument.title} tidak menilai bukti", OTHER)
    proven = seen.remember("proven", lambda: summary.proven_range(result, seen.region), year)
    look = {"place": seen.region_label, "source": seen.source()}
    return charts.evidence.figure(proven, framework.scale, size=size, dark=dark, **look)


def proving(seen: View) -> bool:
    """Whether the instrument asks for evidence before it gives a class."""
    return any(band.evidence > 0 for band in seen.instrument.framework.scale.bands)


def prerequisites(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    stage: str | None = None,
) -> Chart:
    """The prerequisites asked for up to a stage of the bimtek (None = the first), furthest behind first."""
    year = aim.current(seen)
    framework = seen.result(year).part(seen.region).framework
    stages = summary.stages(framework)
    if not stages:
        raise Undrawn(f"{seen.instrument.title} tidak memuat prasyarat", OTHER)
    chosen = stage or stages[0]
    staged = seen.at_stage(chosen, year)
    codes = summary.prerequisites(staged.part(seen.region).framework)
    ahead = seen.remember(
        "prerequisites", lambda: summary.nodes_frame(staged, seen.region, codes), year, chosen
    )
    return charts.prerequisites.figure(
        ahead,
        framework.scale,
        place=seen.region_label,
        source=seen.source(),
        size=size,
        dark=dark,
        page=page,
    )
