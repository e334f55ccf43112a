"""The chart of scores at the chosen state and now."""

import pandas as pd

from charts.comparison import slope
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from ui.shared.cached_chart import NothingToDraw
from ui.shared.selection import Selection
from ui.states import changes, choosing
from workflow.results import levels

NOW = "Kini"
MARK_FIRST = "Buka Ringkasan, lalu pakai tombol Tandai keadaan."


def current_state_key(selection: Selection) -> str:
    """The state that the address names, else the first there is; "" where there is none."""
    states, chosen = choosing.list_states(selection), choosing.find_chosen_state(selection)
    return (chosen or states[0]).key if states else ""


def since_state_chart(selection: Selection, look: Look, year: int, *, state: str = "") -> Chart:
    """The dimensions at a state (its key) and now; it has one page."""
    chosen = next((one for one in choosing.list_states(selection) if one.key == state), None)
    if chosen is None:
        raise NothingToDraw(
            "Belum ada keadaan yang ditandai", MARK_FIRST, file="analisis/ringkasan.py", label="Ke Ringkasan"
        )
    if why := changes.explain_no_comparison(selection, chosen, year):
        raise NothingToDraw(why.removesuffix("."), "Pilih keadaan lain.")
    nodes = changes.compare_now(selection, chosen, year).nodes
    parts = nodes.iloc[1:] if len(nodes) > 1 else nodes
    frame = pd.concat(
        [
            parts[["node", "name", side, f"answered_{side}"]]
            .set_axis(["node", "name", "score", "answered"], axis=1)
            .assign(stage=at)
            for at, side in enumerate(("before", "after"))
        ],
        ignore_index=True,
    )
    framework = selection.result(year).part(selection.region).framework
    names = levels.level_names_below_index(selection.instrument, framework)
    return slope.draw_slope(
        frame,
        [f"Keadaan: {chosen.label}", NOW],
        framework.scale,
        look.telling(selection.source(), selection.region_label),
        noun=names[max(names)].lower(),
        words=slope.OF_STATES,
    )
