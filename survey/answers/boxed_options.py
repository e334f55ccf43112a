"""All options in one cell, boxed ("☐1 ☑2") or one of them set apart ("1 (2) 3"): which of them is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

EMPTY = "☐□◻⬜▢○◯⚪"
TICKED = "☑☒✓✔√✅🗹🗸🗷■◼⬛●⬤⚫◉⦿🔘"
BOX = re.compile(
    rf"([{EMPTY}{TICKED}]\ufe0f?|\[\s{{0,3}}[xv✓✔√*]?\s{{0,3}}\]|\(\s{{0,3}}[xv✓✔√*]?\s{{0,3}}\))", re.I
)
BETWEEN = " \t\r\n.,;:/|-–—_\u200b\u00a0"
FEWEST = 2
APART = re.compile(
    rf"([(\[{{<«“\"'*_>→]{{0,3}})\s?(\d{{1,2}})\s?([)\]}}>»”\"'*_←{TICKED}vx]{{0,3}})(?=$|[\s,;|/])", re.I
)
"""A number with what sets it apart from its neighbours: "(3)", "*3*", "3✓"."""
FEWEST_NUMBERS, LONGEST = 3, 60


@dataclass(frozen=True)
class BoxedOption:
    """One option as written, without its box."""

    text: str
    is_ticked: bool


def split_options(text: str) -> tuple[BoxedOption, ...]:
    """The options of a cell in their order; () for fewer than two boxes, or not one to each option."""
    return _split_at_boxes(text) or _split_numbers(text)


def _split_numbers(text: str) -> tuple[BoxedOption, ...]:
    """Numbers that count on, one of them set apart; () for anything else."""
    found = list(APART.finditer(text)) if len(text) <= LONGEST else []
    numbers = [int(one[2]) for one in found]
    ticked = [bool((one[1] + one[3]).strip()) for one in found]
    if len(found) < FEWEST_NUMBERS or sum(ticked) != 1 or APART.sub("", text).strip(BETWEEN):
        return ()
    if any(after - before != 1 for before, after in pairwise(numbers)):
        return ()
    return tuple(BoxedOption(str(number), is_apart) for number, is_apart in zip(numbers, ticked, strict=True))


def _split_at_boxes(text: str) -> tuple[BoxedOption, ...]:
    parts = [part.strip(BETWEEN) for part in BOX.split(text)]
    boxes = parts[1::2]
    in_front, behind = parts[2::2], parts[:-1:2]
    options = in_front if not parts[0] else behind if not parts[-1] else []
    if len(boxes) < FEWEST or not options or not all(options):
        return ()
    return tuple(BoxedOption(option, _is_ticked(box)) for option, box in zip(options, boxes, strict=True))


def _is_ticked(box: str) -> bool:
    return box[0] in TICKED or any(sign.isalpha() or sign in "✓✔√*" for sign in box)


def ticked_option(options: tuple[BoxedOption, ...]) -> BoxedOption | None:
    """The only option that is ticked; None where none or several are."""
    ticked = [option for option in options if option.is_ticked]
    return ticked[0] if len(ticked) == 1 else None
