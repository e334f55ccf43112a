"""Profile strip: the dimensions of one region in their official order."""

import pandas as pd

from charts import bullets, theme, titles
from charts.chart import Chart
from scoring import Scale


def figure(
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
    title = titles.profile(frame, noun, scale.decimals)
    subtitle = f"Skor tiap {noun} {place}, skala {scale.minimum:g}–{scale.maximum:g}"
    what = f"Diagram batang skor tiap {noun} {place}"
    return bullets.draw(
        frame, scale, title, subtitle, what=what, source=source, size=size, dark=dark, page=page
    )
