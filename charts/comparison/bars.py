"""Plain bars from zero: one number for each row, printed at its end."""

import pandas as pd

from charts.drawing import canvas, text, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Printer, row_records, rows_of_page
from charts.drawing.first_rows import tell_other_rows
from charts.drawing.look import Look


def draw_plain_bars(
    frame: pd.DataFrame,
    look: Look,
    *,
    title: str,
    subtitle: str,
    what: str,
    how_to_read: str,
    printed: Printer = fmt.format_number,
) -> Chart:
    """Rows in the order given: `node` (its dimension gives the colour), `name`, `value` >= 0, NaN = unknown.

    `what` names the number; `title` is proved by the caller's rule in `charts.titles`.
    """
    shown, pages = rows_of_page(frame.reset_index(drop=True), look.page, theme.SIZES[look.size].rows)
    rows = [{**row, "row": place} for place, row in enumerate(row_records(shown))]
    area = _sheet(look, len(rows))
    most = max(float(frame["value"].max()), 1e-9) if frame["value"].notna().any() else 1.0
    pixels = min(area.size.value, int(area.pitch * 0.5))
    labels = [printed(row["value"]) for row in rows]
    room = max((text.text_width(label, pixels, bold=True) for label in labels), default=0) + 24
    drawing = canvas.compose_figure(
        area,
        [_bars(area, shown)],
        x={"range": [0, most / max(0.2, 1 - room / area.inner)], "visible": False},
        notes=[
            *canvas.row_labels(area, [row["name"] for row in rows], shift=24 if area.size.width else 10),
            *(
                canvas.text_note(
                    label, row["value"] if row["value"] == row["value"] else 0, row["row"], pixels,
                    area.colours.ink, weight=700, xanchor="left", xshift=8,
                )
                for row, label in zip(rows, labels, strict=True)
            ),
        ],
        title=title,
        subtitle=subtitle,
    )  # fmt: skip
    values = [printed(value) for value in frame["value"]]
    said = [f"{name} {value}" for name, value in zip(frame["name"], values, strict=True)][:10]
    listed = "; ".join(filter(None, [*said, tell_other_rows(values, 10)]))
    behind = frame[["node", "name", "value"]].set_axis(["Kode", "Nama", what], axis=1).reset_index(drop=True)
    alt, prints = f"{what}. {listed}.", {what: printed}
    return Chart(drawing, title, subtitle, alt, how_to_read, look.source, behind, look.page, pages, prints)


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=620, right=84, header=20, footer=16)
    return canvas.make_canvas(look, rows, left=290, right=20, header=8, footer=6, pitch=0.8)


def _bars(area: canvas.Canvas, shown: pd.DataFrame) -> canvas.Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "x": shown["value"].fillna(0.0).tolist(),
        "y": list(range(len(shown))),
        "width": 0.5,
        "marker": {"color": [area.colours.dimension(str(node)) for node in shown["node"]]},
        "hoverinfo": "skip",
        "showlegend": False,
    }
