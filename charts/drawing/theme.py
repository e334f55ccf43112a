"""Colours, marker shapes and sizes of every chart; a test computes their contrasts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

SizeName = Literal["office", "projector", "projector 80", "projector 120", "projector 140", "projector 160"]

# Quoted: one unquoted family with a word that starts with a digit would void the whole list.
FONT = '"Inter", "Source Sans", "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif'
SEPARATORS = ",."

MATURITY = ("#FFF4D9", "#C8E39B", "#62BBA6", "#1E769C", "#17275A")
CELL_BORDER = "#94A3B8"
INK_ON_LIGHT, INK_ON_DARK = "#0F172A", "#FFFFFF"


@dataclass(frozen=True)
class DimensionMark:
    """How one dimension looks everywhere: its colour on a light and on a dark page, its shape for Plotly."""

    light: str
    dark: str
    symbol: str


@dataclass(frozen=True)
class DimensionMarks:
    """The marks of an instrument's dimensions, by the code of every node in them."""

    by_node: Mapping[str, DimensionMark] = field(default_factory=dict, hash=False)

    def symbol_of(self, node: str) -> str:
        """Shape of the dimension a node belongs to; a circle outside all of them."""
        mark = self.by_node.get(node)
        return mark.symbol if mark else "circle"


@dataclass(frozen=True)
class Palette:
    """Colours that carry the page rather than the data, and those of the dimensions shown on it."""

    page: str
    ink: str
    muted: str
    faint: str
    grid: str
    band: str
    bands: str
    primary: str
    selected: str
    gap: str
    surplus: str
    target: str
    ok: str
    warn: str
    error: str
    dark: bool
    marks: DimensionMarks = DimensionMarks()

    def dimension(self, node: str) -> str:
        """Colour of the dimension a node belongs to; primary outside all of them."""
        mark = self.marks.by_node.get(node)
        return self.primary if mark is None else mark.dark if self.dark else mark.light


LIGHT = Palette(
    page="#FFFFFF",
    ink="#0F172A",
    muted="#475569",
    faint="#64748B",
    grid="#D8DEE7",
    band="#F9FAFC",
    bands="#F2F5F9",
    primary="#0B4A8F",
    selected="#E6EDF7",
    gap="#B5531C",
    surplus="#2A6AA8",
    target="#0E3C6E",
    ok="#1B6E3C",
    warn="#8A5A00",
    error="#B3261E",
    dark=False,
)
DARK = Palette(
    page="#0F172A",
    ink="#F8FAFC",
    muted="#CBD5E1",
    faint="#94A3B8",
    grid="#334155",
    band="#111C34",
    bands="#16233D",
    primary="#7DB5F5",
    selected="#1E3357",
    gap="#F2A266",
    surplus="#7FB2DE",
    target="#9CCBF5",
    ok="#6FCF97",
    warn="#F5C35B",
    error="#FF9A92",
    dark=True,
)

GROWING = (
    "title", "subtitle", "label", "value", "small", "smallest", "source", "marker", "stroke", "row",
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """Pixels of one way of showing. `width` 0 = as wide as the page; text then counts on `measure`."""

    name: SizeName
    width: int
    measure: int
    height: int
    title: int
    subtitle: int
    label: int
    value: int
    small: int
    smallest: int
    source: int
    marker: int
    stroke: int
    row: int
    rows: int
    scale: float = 1.0

    def grown(self, name: SizeName, percent: int, rows: int) -> "Size":
        """The same picture with text and marks at `percent`, and room for so many rows."""
        sizes = {field: round(getattr(self, field) * percent / 100) for field in GROWING}
        return replace(self, name=name, rows=rows, scale=percent / 100, **sizes)


# Office: any width, rows as high as text needs. Projector: 1920 x 1080, 36 px read from 7 m on a 2 m screen.
OFFICE = Size("office", 0, 860, 0, 24, 15, 17, 18, 15, 12, 14, 19, 7, 49, 25)
PROJECTOR = Size("projector", 1920, 1920, 1080, 48, 30, 36, 44, 24, 24, 20, 40, 13, 122, 8)
# What the facilitator's slider offers, percent -> size; larger text leaves fewer rows to a picture.
ZOOMS: dict[int, SizeName] = {
    80: "projector 80",
    100: "projector",
    120: "projector 120",
    140: "projector 140",
    160: "projector 160",
}
_ROWS = {80: 10, 100: 8, 120: 6, 140: 5, 160: 4}
SIZES: dict[str, Size] = {
    "office": OFFICE,
    **{name: PROJECTOR.grown(name, percent, _ROWS[percent]) for percent, name in ZOOMS.items()},
}


def is_projected(size: SizeName) -> bool:
    """Whether a chart of this size is a whole picture with its own title, for a room."""
    return SIZES[size].height > 0


def rows_per_page(size: SizeName, office: int, projector: int) -> int:
    """Rows of one page of a chart that counts its own: larger projected text leaves fewer."""
    look = SIZES[size]
    return max(1, projector * look.rows // PROJECTOR.rows) if look.height else office


def page_palette(dark: bool, marks: DimensionMarks) -> Palette:
    """The palette for a light or a dark page that shows these dimensions."""
    return replace(DARK if dark else LIGHT, marks=marks)


def maturity_colour(score: float, minimum: float, maximum: float) -> str:
    """Colour of a score, interpolated between the five levels so that 2,00 and 2,90 look different."""
    return _interpolate(MATURITY, (score - minimum) / (maximum - minimum))


def maturity_colorscale() -> list[list[float | str]]:
    """The maturity colours as a Plotly colorscale over 0..1."""
    return [[i / (len(MATURITY) - 1), colour] for i, colour in enumerate(MATURITY)]


def blend_colours(low: str, high: str, share: float) -> str:
    """The colour `share` (0..1) of the way from one to the other."""
    return _interpolate((low, high), share)


def ink_on(colour: str) -> str:
    """The text colour, dark or white, that contrasts more with a fill."""
    return max((INK_ON_LIGHT, INK_ON_DARK), key=lambda ink: contrast_ratio(ink, colour))


def contrast_ratio(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio, 1..21, of two "#RRGGBB" colours."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = np.array(split_colour(colour)) / 255
    linear = np.where(channels <= 0.03928, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def split_colour(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0..255, of "#RRGGBB"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _interpolate(colours: tuple[str, ...], share: float) -> str:
    place = min(max(share, 0.0), 1.0) * (len(colours) - 1)
    lower = min(int(place), len(colours) - 2)
    start, end = np.array(split_colour(colours[lower])), np.array(split_colour(colours[lower + 1]))
    red, green, blue = (start + (end - start) * (place - lower) + 0.5).astype(int)
    return f"#{red:02X}{green:02X}{blue:02X}"
