"""Lollipop of contributions with the cumulative share: which few indicators hold most of the gap."""

from functools import partial

import pandas as pd

from charts import titles
from charts.drawing import canvas, marks, theme
from charts.drawing import format as fmt
from charts.drawing.chart import Chart, Printer, row_records, rows_of_page
from charts.drawing.look import Look

HOW_TO_READ = (
    "Panjang garis adalah sumbangan: berapa poin indeks bertambah bila kesenjangan itu tertutup. Baris "
    "yang berimbang berada pada satu latar dan urutan di dalamnya tidak berarti apa-apa. Angka di kanan "
    "adalah jumlah berjalan; garis putus-putus menandai tempat jumlah itu melewati 80% kesenjangan."
)
MOST = 0.8
ROWS = (9, 8)  # of a page: beside what stands around it on a laptop, and projected

DECIMALS = 3


def draw_pareto(frame: pd.DataFrame, look: Look, *, noun: str = "indikator", basis: str = "") -> Chart:
    """Contributions, largest first, ties on one ground.

    `frame`: one row per item as `planning.plan.priorities.rank_gaps` gives it, best first: `node`, `name`,
    `contribution` (index points), `group` (ties share one number, 1 = largest), `size` (items in the group),
    `share` (0..1 of the whole, of the item) and `cumulative` (0..1, through the end of the group). `basis`
    as `workflow.results.summary.points_basis`.
    """
    most = theme.rows_per_page(look.size, *ROWS)
    shown, pages = rows_of_page(frame.reset_index(drop=True), look.page, most)
    shown = shown.assign(row=range(len(shown)))
    title = titles.pareto_title(tied_contribution_groups(frame), noun)
    subtitle = look.placed(f"Poin indeks{basis} bila kesenjangan tiap {noun} tertutup")
    area = _sheet(look, len(shown))
    drawing = canvas.compose_figure(
        area,
        [_stems(area, shown), _heads(area, shown)],
        x={
            "range": [0, float(frame["contribution"].max() or 1) * 1.28 if len(frame) else 1],
            "visible": False,
        },
        shapes=[
            *_grounds(area, shown),
            *canvas.row_colour_chips(area, shown["node"].tolist()),
            *_line(area, frame, shown),
        ],
        notes=[
            *canvas.row_labels(area, shown["name"].tolist(), shift=52 if area.size.width else 22),
            *_cumulative(area, shown),
        ],
        title=title,
        subtitle=subtitle,
    )
    alt, behind = _alt(frame), _table(frame)
    printed: dict[str, Printer] = {
        "Sumbangan (poin indeks)": partial(fmt.format_number, decimals=DECIMALS),
        "Bagian": fmt.format_percent,
        "Kumulatif": fmt.format_percent,
    }
    return Chart(drawing, title, subtitle, alt, HOW_TO_READ, look.source, behind, look.page, pages, printed)


def _sheet(look: Look, rows: int) -> canvas.Canvas:
    if theme.is_projected(look.size):
        return canvas.make_canvas(look, rows, left=760, right=330, header=54, footer=20)
    return canvas.make_canvas(look, rows, left=330, right=150, header=34, footer=6)


def tied_contribution_groups(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per group of ties: size, share of the whole and cumulative share."""
    tied = frame.groupby("group", sort=True)
    return pd.DataFrame(
        {"size": tied.size(), "share": tied["share"].sum(), "cumulative": tied["cumulative"].last()}
    )


def _stems(area: canvas.Canvas, shown: pd.DataFrame) -> canvas.Spec:
    stroke = area.size.stroke * 0.7
    return marks.line_segments(
        row_records(shown.assign(zero=0.0)),
        "zero",
        "contribution",
        marks.Stroke("Sumbangan", area.colours.gap, stroke),
    )


def _heads(area: canvas.Canvas, shown: pd.DataFrame) -> canvas.Spec:
    colours = [area.colours.dimension(node) for node in shown["node"]]
    symbols = [area.colours.marks.symbol_of(node) for node in shown["node"]]
    return marks.point_marks(
        area,
        row_records(shown),
        "contribution",
        [fmt.format_number(value, DECIMALS) for value in shown["contribution"]],
        name="Sumbangan",
        marker={"color": colours, "symbol": symbols, "line": {"width": 2, "color": area.colours.page}},
        colour=area.colours.ink,
        weight=700,
    )


def _runs(shown: pd.DataFrame) -> list[tuple[int, int, int]]:
    """Group, first row and last row of every group on this page."""
    runs = shown.groupby("group", sort=False)["row"].agg(["min", "max"])
    return list(runs.itertuples(name=None))


def _grounds(area: canvas.Canvas, shown: pd.DataFrame) -> list[canvas.Spec]:
    """One ground behind the rows of every group."""
    return [
        {
            "type": "rect",
            "layer": "below",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": first - 0.46,
            "y1": last + 0.46,
            "fillcolor": area.colours.bands,
            "line": {"width": 0},
        }
        for _, first, last in _runs(shown)
    ]


def _cumulative(area: canvas.Canvas, shown: pd.DataFrame) -> list[canvas.Spec]:
    """The cumulative share beside the middle of each group, with how many stand level."""
    shift = area.right - (36 if area.size.width else 4)
    place: canvas.Spec = {"xref": "paper", "xanchor": "right", "align": "right", "xshift": shift}
    head = canvas.text_note(
        "Kumulatif", 1, -0.5, area.size.small, area.colours.muted, yanchor="bottom", yshift=6, **place
    )
    sizes = dict(zip(shown["group"], shown["size"], strict=True))
    shares = dict(zip(shown["group"], shown["cumulative"], strict=True))
    notes = [head]
    for group, first, last in _runs(shown):
        label = f"<b>{fmt.format_percent(shares[group])}</b>"
        if sizes[group] > 1:
            label += f"  {fmt.format_count(sizes[group])} berimbang"
        pixels = area.size.small if area.size.width == 0 else round(area.size.small * 1.25)
        notes.append(canvas.text_note(label, 1, (first + last) / 2, pixels, area.colours.ink, **place))
    return notes


def _line(area: canvas.Canvas, frame: pd.DataFrame, shown: pd.DataFrame) -> list[canvas.Spec]:
    """The dashed line under the group that brings the sum past 80 %, on the page where that group ends."""
    before = int((frame["cumulative"] < MOST - 1e-9).sum())
    if before == len(frame):
        return []
    last = before + int(frame["size"].tolist()[before]) - 1
    rows = dict(zip(shown.index, shown["row"], strict=True))
    if last not in rows or last == len(frame) - 1:
        return []
    height = rows[last] + 0.5
    line = {"color": area.colours.ok, "width": 4 if area.size.width else 2, "dash": "dash"}
    return [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": height, "y1": height, "line": line}]


def _alt(frame: pd.DataFrame) -> str:
    first = [
        f"{row['name']}: {fmt.format_number(row['contribution'], DECIMALS)} "
        f"({fmt.format_percent(row['share'])})"
        for row in row_records(frame.head(10))
    ]
    rest = f"; dan {fmt.format_count(len(frame) - 10)} lainnya" if len(frame) > 10 else ""
    return "Diagram sumbangan terhadap kesenjangan indeks. " + "; ".join(first) + rest + "."


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    headings = {
        "place": "Urutan",
        "node": "Kode",
        "name": "Nama",
        "contribution": "Sumbangan (poin indeks)",
        "share": "Bagian",
        "cumulative": "Kumulatif",
    }
    placed = frame.assign(place=frame["group"].rank(method="min").astype(int))
    return placed[list(headings)].rename(columns=headings).reset_index(drop=True)
