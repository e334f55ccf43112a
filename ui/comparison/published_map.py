"""Published results of many regions: on a map, and of a whole province at once."""

import pandas as pd

from charts.comparison import region_map, region_shapes
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from planning.comparison.published_results import (
    PublishedTable,
    find_published_instrument,
    node_name,
)
from reference.regions import find_region, list_provinces, list_regions
from workflow.comparison.published_tables import list_province_results

STANDING = {"given": "", "absent": "tidak ikut", "unlisted": "tidak tercantum"}


def published_map_chart(
    table: PublishedTable, node: str, look: Look, *, province: str = "", selected: str = ""
) -> Chart:
    """The regions of a province ("" = all 514) in the colour of one published figure.

    A figure of a ministry stands on a map of its own: its name and year are those of the colours.
    """
    place = str(list_provinces().at[province, "name"]) if province else "Indonesia"
    column = table.values[node].dropna()
    labels = list_regions()["label"]
    inside = [code for code in column.index if not province or find_region(code).province_code == province]
    frame = column[inside].rename("score").rename_axis("unit").reset_index()
    frame.insert(1, "label", labels.reindex(inside).to_numpy())
    return region_map.draw_region_map(
        frame,
        region_shapes.region_cells(province or None),
        find_published_instrument(table.instrument).framework.scale,
        look.telling(f"Sumber: {table_source(table)}", place),
        what=f"{node_name(table.instrument, node)} {table.year} (hasil terbit)",
        selected=selected or None,
    )


def table_source(table: PublishedTable) -> str:
    """The sources of the rows, each once."""
    return "; ".join(dict.fromkeys(table.sources.values()))


def province_rows(province: str, table: PublishedTable) -> pd.DataFrame:
    """The regions of a province in code order: Kode, Daerah, a column a node, Keterangan."""
    rows = list_province_results(province, table).rename_axis("Kode").reset_index()
    names = {node: node_name(table.instrument, node) for node in table.values.columns}
    rows = rows.assign(Keterangan=rows["standing"].map(STANDING)).drop(columns="standing")
    return rows.rename(columns={"label": "Daerah", **names})
