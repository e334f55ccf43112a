"""How the levels of a scale are headed: by number and name, on a scale of decimals with their values."""

from __future__ import annotations

from reference.numbers import format_number
from scoring.tree import Scale


def list_level_heads(scale: Scale, *, named: bool = True) -> tuple[str, ...]:
    """One head a level, lowest first: "2 Kurang siap"; "2 Membangun (1,50–2,49)" of decimals."""
    first = int(scale.minimum)
    names = scale.levels if named and scale.levels else ("",) * len(scale.level_starts)
    spans = zip(names, _spans(scale), strict=True)
    return tuple(
        " ".join(filter(None, (str(first + place), name, span))) for place, (name, span) in enumerate(spans)
    )


def _spans(scale: Scale) -> tuple[str, ...]:
    starts = scale.level_starts
    if scale.integers:
        return ("",) * len(starts)
    below = 10.0**-scale.decimals
    ends = [*(start - below for start in starts[1:]), scale.maximum]
    pairs = zip(starts, ends, strict=True)
    return tuple(
        f"({'–'.join(dict.fromkeys(format_number(end, scale.decimals) for end in pair))})" for pair in pairs
    )
