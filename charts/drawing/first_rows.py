"""Lists that show their first rows only: ties at the cut are shown too, or said to be equal."""

from collections.abc import Sequence

from charts.drawing.format import format_count


def count_first_rows(keys: Sequence[object], most: int) -> int:
    """How many rows the first `most` are with those that equal the last of them.

    `keys`: what the list is ordered by, best first, as it prints: a reader cannot tell more apart.
    """
    shown = min(most, len(keys))
    while 0 < shown < len(keys) and keys[shown] == keys[shown - 1]:
        shown += 1
    return shown


def tell_other_rows(keys: Sequence[object], shown: int, noun: str = "") -> str:
    """What is said of the rows behind the first `shown`; "" where there are none.

    `keys` as above. "dan 4 indikator lain", "dan 3 indikator lain yang sama", and "dan 3 indikator lain yang
    sama, lalu 5 lagi" where some equal the last row shown.
    """
    more = len(keys) - min(shown, len(keys))
    if not more:
        return ""
    equal = count_first_rows(keys, shown) - shown if shown else 0
    others = " ".join(filter(None, (format_count(equal or more), noun, "lain")))
    rest = f", lalu {format_count(more - equal)} lagi" if more > equal else ""
    return f"dan {others} yang sama{rest}" if equal else f"dan {others}"
