"""Prerequisites: what has to be in place before programmes start, furthest below target first."""

import pandas as pd

from charts import bullets, theme, titles
from charts.chart import Chart
from scoring import Scale


def figure(
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
    title = titles.prerequisites(ordered, scale.decimals)
    subtitle = f"Tingkat prasyarat {place}, skala {scale.minimum:g}–{scale.maximum:g}"
    what = f"Diagram batang prasyarat {place}"
    return bullets.draw(
        ordered, scale, title, subtitle, what=what, source=source, size=size, dark=dark, page=page
    )
