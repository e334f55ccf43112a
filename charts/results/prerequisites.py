"""Prerequisites: what has to be in place before programmes start, furthest below target first."""

import pandas as pd

from charts import titles
from charts.drawing import theme
from charts.drawing.chart import Chart
from charts.results import bullets
from scoring import Scale


def draw_prerequisites(
    frame: pd.DataFrame,
    scale: Scale,
    *,
    place: str,
    source: str = "",
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
) -> Chart:
    """Bars, furthest below target first, data kurang last.

    `frame`: one row per prerequisite with `node`, `name`, `score`, `target`; NaN = data kurang or no target.
    """
    behind = frame["target"] - frame["score"]
    ordered = frame.assign(behind=behind).sort_values(
        "behind", ascending=False, kind="stable", ignore_index=True
    )
    title = titles.prerequisites_title(ordered, scale.decimals)
    subtitle = f"Tingkat prasyarat {place}, skala {scale.minimum:g}–{scale.maximum:g}"
    what = f"Diagram batang prasyarat {place}"
    return bullets.draw_bullet_bars(
        ordered, scale, title, subtitle, what=what, source=source, size=size, dark=dark, page=page
    )
