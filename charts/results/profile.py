"""Profile strip: the dimensions of one region in their official order."""

import pandas as pd

from charts import titles
from charts.drawing import theme
from charts.drawing.chart import Chart
from charts.results import bullets
from scoring import Scale


def draw_profile(
    frame: pd.DataFrame,
    scale: Scale,
    *,
    place: str,
    noun: str = "dimensi",
    source: str = "",
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
) -> Chart:
    """Bars in the order given.

    `frame`: `node`, `name`, `score`, `target` on the instrument's scale; NaN = data kurang or no target.
    """
    title = titles.profile_title(frame, noun, scale.decimals)
    subtitle = f"Skor tiap {noun} {place}, skala {scale.minimum:g}–{scale.maximum:g}"
    what = f"Diagram batang skor tiap {noun} {place}"
    return bullets.draw_bullet_bars(
        frame, scale, title, subtitle, what=what, source=source, size=size, dark=dark, page=page
    )
