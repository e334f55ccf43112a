"""Profile strip: the dimensions of one region in their official order."""

import pandas as pd

from charts import titles
from charts.drawing import format as fmt
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from charts.results import bullets
from scoring import Scale


def draw_profile(
    frame: pd.DataFrame, scale: Scale, look: Look, *, noun: str = "dimensi", target_label: str = "Target"
) -> Chart:
    """Bars in the order given.

    `frame`: `node`, `name`, `score`, `target` on the instrument's scale; NaN = data kurang or no target.
    """
    title = titles.profile_title(frame, noun, scale.decimals)
    subtitle = f"Skor tiap {noun} {look.place}, skala {fmt.format_span(scale.minimum, scale.maximum)}"
    what = f"Diagram batang skor tiap {noun} {look.place}"
    return bullets.draw_bullet_bars(frame, scale, title, subtitle, look, what=what, target_label=target_label)
