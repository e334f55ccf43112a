"""Where a presentation stands: its play list, slide and page, kept in the address and for after a restart."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from charts.drawing import theme
from storage import location
from ui.presentation.slides import DAYS, SLIDES
from ui.shared import filters
from ui.shared.selection import Selection
from ui.states import choosing
from workflow import playlists

LIST, SLIDE, PAGE, ZOOM, DARK, ARRANGE = "tayang", "slide", "halaman", "ukuran", "gelap", "susun"
NAMED = "sebut"
"""The slide that may name OPD in a lack; any other move takes that back."""
END = "selesai"
KEPT = (*filters.LABELS, choosing.STATE, LIST, SLIDE, PAGE, ZOOM, DARK)
LAST_PAGE = 10_000
ZOOM_STEPS = list(theme.ZOOMS)


@dataclass(frozen=True)
class ShowStep:
    """One slide of a running order; `dimension` is set where the slide shows one alone."""

    key: str
    dimension: str | None
    title: str

    @property
    def id(self) -> str:
        """ "indikator.GOV": how the address names it."""
        return f"{self.key}.{self.dimension}" if self.dimension else self.key


def all_playlists(selection: Selection) -> dict[str, playlists.PlayList]:
    """Every play list by its key: the standard days first, then what the facilitators kept."""
    days = {key: playlists.PlayList(title, slides) for key, (title, slides) in DAYS.items()}
    return days | playlists.list_saved_playlists(selection.live_store)


def running_order(selection: Selection, slides: Sequence[str], dimension: str | None) -> list[ShowStep]:
    """The running order: slides of each dimension become one step a dimension, or the chosen one alone.

    Keys the deck does not know are left out.
    """
    names = presentable_dimensions(selection)
    order = []
    for key in slides:
        slide = SLIDES.get(key)
        if slide and slide.dimension == "each":
            chosen = [dimension] if dimension else list(names)
            order += [ShowStep(key, code, f"{slide.title}: {names[code]}") for code in chosen]
        elif slide:
            alone = dimension if slide.dimension else None
            order.append(ShowStep(key, alone, f"{slide.title}: {names[alone]}" if alone else slide.title))
    return order


def close_list(listed: Sequence[ShowStep], rest: Sequence[ShowStep]) -> list[ShowStep]:
    """The list, the step that says it is over, and then what can only be jumped to."""
    return [*listed, ShowStep(END, None, "Selesai"), *rest]


def follow_list(shown: str, order: Sequence[ShowStep]) -> None:
    """Start a list at its first slide where this visitor was shown another; a reload keeps its slide."""
    if st.session_state.get("daftar_tayang", shown) != shown:
        go_to_slide(order, 0)
    st.session_state["daftar_tayang"] = shown


def presentable_dimensions(selection: Selection) -> Mapping[str, str]:
    """The dimensions that can be shown alone, code -> name."""
    return selection.instrument.framework.dimension_names


def slide_position(order: Sequence[ShowStep]) -> int:
    """The position of the slide that the address names; of another of its kind, else the first."""
    wanted = filters.current_choice(SLIDE) or ""
    ids = [step.id for step in order]
    if wanted in ids:
        return ids.index(wanted)
    keys = [step.key for step in order]
    kind = wanted.partition(".")[0]
    return keys.index(kind) if kind in keys else 0


def current_slide_page() -> int:
    """The page of the slide that the address names, at least 1."""
    wanted = filters.current_choice(PAGE) or ""
    return max(1, int(wanted)) if wanted.isdecimal() and len(wanted) < 6 else 1


def text_zoom() -> int:
    """The size of text in percent that the address names; 100 for one that is not offered."""
    wanted = filters.current_choice(ZOOM) or ""
    return int(wanted) if wanted in {str(step) for step in ZOOM_STEPS} else 100


def is_dark_ground() -> bool:
    """True on a dark ground; a projected picture is light unless asked for, whatever the laptop shows."""
    return filters.current_choice(DARK) == "1"


def may_name_opd(step: ShowStep) -> bool:
    """Whether a slide of what OPD lack may name them: switched on for it, never for the next."""
    return filters.current_choice(NAMED) == step.id


def go_to_slide(order: Sequence[ShowStep], to: int, turn: int = 1) -> None:
    """Make a slide of the order, by position, the present one."""
    if filters.current_choice(NAMED) not in (None, order[to].id):
        filters.keep_choice(NAMED, None)
    filters.keep_choice(SLIDE, order[to].id)
    filters.keep_choice(PAGE, str(turn) if turn > 1 else None)


def go_forward(order: Sequence[ShowStep], at: int, turn: int, pages: int) -> None:
    """The next page of the slide, else the next slide; the end of the list and the last stay."""
    if turn < pages:
        go_to_slide(order, at, turn + 1)
    elif order[at].key != END and at + 1 < len(order):
        go_to_slide(order, at + 1)


def go_back(order: Sequence[ShowStep], at: int, turn: int) -> None:
    """The page before, else the last page of the slide before; the first stays."""
    if turn > 1:
        go_to_slide(order, at, turn - 1)
    elif at:
        go_to_slide(order, at - 1, LAST_PAGE)


def cycle_option(name: str, options: Sequence[str | None], step: int = 1) -> None:
    """Make the option after the present one the present one, round the end."""
    present = filters.current_choice(name)
    at = options.index(present) if present in options else -1
    filters.keep_choice(name, options[(at + step) % len(options)])


def change_text_size(step: int) -> None:
    """Text one size larger or smaller, as far as there is one."""
    at = ZOOM_STEPS.index(text_zoom()) + step
    filters.keep_choice(ZOOM, str(ZOOM_STEPS[min(max(at, 0), len(ZOOM_STEPS) - 1)]))


def resume_presentation() -> None:
    """Take over what was shown last on this machine where the visitor brings no choice of their own."""
    if filters.current_choice(SLIDE) is None:
        for name, value in _remembered().items():
            if filters.current_choice(name) is None:
                filters.keep_choice(name, value)


def remember_position() -> None:
    """Keep what is shown now on this machine, for after a closed window or a restart."""
    now = {name: value for name in KEPT if (value := filters.current_choice(name))}
    if now != st.session_state.get("tayangan_disimpan"):
        with suppress(OSError):  # a full disk must not stop a presentation
            fresh = _file().with_suffix(".baru")
            fresh.write_text(json.dumps(now), encoding="utf-8")
            fresh.replace(_file())
            st.session_state["tayangan_disimpan"] = now


def _remembered() -> dict[str, str]:
    """What `remember_position` kept; nothing where the file is absent or damaged."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
        return {name: str(found[name]) for name in KEPT if name in found}
    except (OSError, ValueError, TypeError):
        return {}


def _file() -> Path:
    return location.find_data_folder() / "tayangan.json"
