"""A list that is cut says what equals its last row, wherever it is cut."""

import ast
import random
from pathlib import Path

from charts.drawing.first_rows import count_first_rows, tell_other_rows

ROOT = Path(__file__).resolve().parents[3]
FLOORS = ("charts", "planning", "workflow", "reports", "ui", "pages")
KEEP_FIRST = {"head", "nlargest", "nsmallest", "most_common"}
SAYS = ("tell_other_rows", "count_first_rows", "lainnya", " lain", "gap_list_excerpt", "more", "rest")
# What is cut there is no list of the most or least of something, or another function says what is left out.
ELSEWHERE = {
    "charts/titles/of_plan.py:vote_totals_title",  # a leader that is one alone
    "reports/word/letters.py:build_leaders_note",  # said by `_leading`
    "workflow/plan/region_plan.py:shortlist",  # said by `left_out_of_shortlist`
    "workflow/programmes/risk_owner.py:_owner",  # proposals for a question
    "workflow/upload/not_stored.py:_files",  # the first faults of a file
    "ui/plan/ballots.py:_rated",  # a short heading
    "ui/plan/gap_list.py:_offer_cells",  # links to a few of the rows above them
    "ui/programmes/nomenclature.py:_confirm",  # the head of a file
}


def drawn(seed):
    dice = random.Random(seed)
    keys = sorted((f"{dice.randint(0, 6)}" for _ in range(dice.randint(0, 14))), reverse=True)
    return keys, dice.randint(1, 9)


def test_first_rows_end_with_the_last_that_equals():
    for seed in range(500):
        keys, most = drawn(seed)
        shown = count_first_rows(keys, most)
        assert shown >= min(most, len(keys))
        assert not set(keys[:shown]) & set(keys[shown:])
        assert shown == len(keys) or keys[shown] != keys[shown - 1]


def test_words_count_every_row_that_is_not_shown():
    for seed in range(500):
        keys, most = drawn(seed)
        said = tell_other_rows(keys, most, "butir")
        more = max(len(keys) - most, 0)
        equal = sum(key == keys[most - 1] for key in keys[most:])
        numbers = [int(word) for word in said.split() if word.isdigit()]
        assert sum(numbers) == more
        assert ("yang sama" in said) == (equal > 0)
        assert not equal or numbers[0] == equal


def _cuts(function):
    """Calls and slices that keep the first of something; what shortens a text (LONGEST) is none."""
    for node in ast.walk(function):
        called = node.func if isinstance(node, ast.Call) and node.args else None
        if isinstance(called, ast.Attribute) and called.attr in KEEP_FIRST:
            yield node
        cut = node.slice if isinstance(node, ast.Subscript) else None
        upper = cut.upper if isinstance(cut, ast.Slice) and cut.lower is None else None
        if isinstance(upper, ast.Name) and upper.id.isupper() and "LONGEST" not in upper.id:
            yield node


def test_no_list_is_cut_in_silence():
    silent = []
    for file in (file for floor in FLOORS for file in sorted((ROOT / floor).rglob("*.py"))):
        if "sample" in file.parts:
            continue
        text, name = file.read_text(encoding="utf-8"), file.relative_to(ROOT).as_posix()
        for function in ast.walk(ast.parse(text)):
            if isinstance(function, ast.FunctionDef) and any(_cuts(function)):
                body = ast.get_source_segment(text, function) or ""
                if not any(word in body for word in SAYS) and f"{name}:{function.name}" not in ELSEWHERE:
                    silent.append(f"{name}:{function.name}")
    assert not silent
