"""Prerequisites: what has to be in place before programmes start, furthest below target first."""

import pandas as pd

from charts import titles
from charts.drawing import format as fmt
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from charts.results import bullets
from scoring import Scale


def draw_prerequisites(
    frame: pd.DataFrame, scale: Scale, look: Look, *, target_label: str = "Target", until: str = ""
) -> Chart:
    """Bars, furthest below target first, data kurang last.

    `frame`: one row per prerequisite with `node`, `name`, `score`, `target`; NaN = data kurang or no target.
    `until`: which of them these are ("sampai tahap I"), "" = all there are.
    """
    behind = frame["target"] - frame["score"]
    ordered = frame.assign(behind=behind).sort_values(
        "behind", ascending=False, kind="stable", ignore_index=True
    )
    title = titles.prerequisites_title(ordered, scale.decimals, until)
    subtitle = f"Tingkat prasyarat {look.place}, skala {fmt.format_span(scale.minimum, scale.maximum)}"
    what = f"Diagram batang prasyarat {look.place}"
    return bullets.draw_bullet_bars(
        ordered, scale, title, subtitle, look, what=what, target_label=target_label
    )
