"""How a chart is drawn, whatever it shows: its size, ground and page, whose data they are and from where."""

from dataclasses import dataclass, field, replace

from charts.drawing import theme


@dataclass(frozen=True)
class Look:
    """What every chart is asked for beside its data.

    `page` counts from 1; a chart of one page does not read it. `place`: the region or area whose data they
    are, "" = several regions or none. `source`: the line under the chart. `marks`: how each dimension of the
    instrument looks.
    """

    size: theme.SizeName = "office"
    dark: bool = False
    page: int = 1
    place: str = ""
    source: str = ""
    marks: theme.DimensionMarks = field(default_factory=theme.DimensionMarks)

    def telling(self, source: str, place: str = "") -> "Look":
        """The same with the words that only who knows the data can give."""
        return replace(self, source=source, place=place)

    def placed(self, words: str) -> str:
        """The words with the place behind them, where there is one."""
        return f"{words}, {self.place}" if self.place else words
