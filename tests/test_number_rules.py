"""One place rounds and writes numbers for readers (docs/method.md, "As printed"): found by rule in all code.

Calculation (scoring/) may round as it likes; what reads workbooks (survey/) and what draws (charts/,
reports/) may round to a whole level or pixel as long as no text is made of it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reference.numbers import join_ends

ROOT = Path(__file__).resolve().parent.parent
FLOORS = (
    "reference", "survey", "storage", "planning", "charts", "workflow", "reports", "commands", "ui", "pages",
)  # fmt: skip
HOMES = {"reference/numbers.py", "charts/drawing/format.py"}
# A sample is drawn at random: it makes numbers up, it prints none.
FILES = [
    file
    for floor in FLOORS
    for file in sorted((ROOT / floor).rglob("*.py"))
    if file.relative_to(ROOT).as_posix() not in HOMES and "sample" not in file.parts
] + [ROOT / name for name in ("app.py", "server.py", "cli.py")]
NUMERIC = re.compile(r"(.?[<>=^])?[+\- ]?z?#?0?(\d+|\{\})?[,_]?(\.(\d+|\{\}))?[eEfFgGn%]?")
NOISE = 6  # decimals from which on rounding cuts off what floats leave and is never read
D3 = re.compile(r"%\{(?!text|customdata|label|hovertext|meta)|%\{[^}]*:")
PLOTLY = {"tickformat", "hoverformat", "texttemplate", "valueformat", "tickformatstops", "exponentformat"}
PRINTF = re.compile(r"%[-+ 0#]*\d*\.\d+[efgEFG]|%[-+ 0#]*[efgEFG]")
DIGITS = re.compile(r"[0#]")
PRINTS = {"format_number", "format_signed", "format_rupiah", "format_percent"}  # of what may have decimals


def _spec(node: ast.expr | None) -> str:
    """A format specification with `{}` for what it computes; "" for none and for what is no number's."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node] if node is not None else []
    text = "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in parts)
    return text if NUMERIC.fullmatch(text) and re.search(r"[,_.eEfFgGn%]", text) else ""


def _called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _subtracts(node: ast.AST) -> bool:
    """A difference printed as it is, not as the two numbers beside it print (`subtract_printed`)."""
    return _called(node) in PRINTS and any(
        isinstance(one, ast.BinOp) and isinstance(one.op, ast.Sub) for one in ast.walk(node.args[0])
    )


def _texts(node: ast.Call) -> list[object]:
    return [one.value if isinstance(one, ast.Constant) else None for one in node.args]


def _rounds(node: ast.AST) -> bool:
    """round(x), x.round(n), np.round, np.rint: but for what only cuts noise."""
    if _called(node) not in {"round", "around", "rint", "quantize"}:
        return False
    last = _texts(node)[-1] if node.args else None
    return not (isinstance(last, int) and not isinstance(last, bool) and last >= NOISE)


def _is_whole_round(node: ast.AST) -> bool:
    return _called(node) in {"round", "rint"} and isinstance(node.func, ast.Name) and len(node.args) == 1


def _rounded_texts(scope: ast.AST) -> Iterator[ast.AST]:
    """Texts made of what `round` gave, here or by the name it was given in the same function."""
    names = {
        target.id
        for node in ast.walk(scope)
        if isinstance(node, ast.Assign) and any(map(_is_whole_round, ast.walk(node.value)))
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(scope):
        if isinstance(node, ast.FormattedValue) or _called(node) in {"str", "format"}:
            inner = list(ast.walk(node))
            if any(map(_is_whole_round, inner)) or any(
                isinstance(one, ast.Name) and one.id in names for one in inner
            ):
                yield node


def find_number_faults(source: str, floor: str) -> list[tuple[int, str]]:
    """Line and rule of everything that writes or rounds a number by itself."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)] or [tree]
    found = [
        (node.lineno, "text of a rounded number") for scope in functions for node in _rounded_texts(scope)
    ]
    whole_allowed = floor in {"charts", "reports", "survey"}
    for node in ast.walk(tree):
        at = getattr(node, "lineno", 0)
        if isinstance(node, ast.FormattedValue) and _spec(node.format_spec):
            found.append((at, f"format :{_spec(node.format_spec)}"))
        if _called(node) == "format" and isinstance(node.func, ast.Name) and _spec(node.args[-1]):
            found.append((at, "format()"))
        if _rounds(node) and not (whole_allowed and _is_whole_round(node)):
            found.append((at, "round"))
        if _subtracts(node):
            found.append((at, "a difference of what is not printed"))
        if _called(node) == "replace" and _texts(node) == [".", ","]:
            found.append((at, "a decimal comma by hand"))
        if _called(node) == "maketrans" and ",." in map(str, _texts(node)):
            found.append((at, "marks by hand"))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            left = node.left.value if isinstance(node.left, ast.Constant) else ""
            if isinstance(left, str) and PRINTF.search(left):
                found.append((at, "printf"))
        found += _drawn(node)
    return found


def _drawn(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Formats that Plotly, a workbook or a widget would apply by itself."""
    pairs: list[tuple[str, ast.expr]] = []
    if isinstance(node, ast.Dict):
        pairs = [
            (key.value, value)
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(key, ast.Constant) and isinstance(key.value, str)
        ]
    elif isinstance(node, ast.Call):
        pairs = [(word.arg, word.value) for word in node.keywords if word.arg]
    elif isinstance(node, ast.Assign):
        pairs = [(target.attr, node.value) for target in node.targets if isinstance(target, ast.Attribute)]
    for name, value in pairs:
        said = "".join(str(one.value) for one in ast.walk(value) if isinstance(one, ast.Constant))
        literal = isinstance(value, ast.Constant | ast.JoinedStr)
        if name in PLOTLY or (name == "hovertemplate" and D3.search(said)):
            yield value.lineno, f"Plotly formats {name}"
        if (
            name in {"num_format", "number_format"}
            and literal
            and isinstance(getattr(value, "value", ""), str)
            and DIGITS.search(said)
        ):
            yield value.lineno, "a number format of its own"
        if name == "format" and PRINTF.search(said):
            yield value.lineno, "a widget's format"
        if name == "float_format":
            yield value.lineno, "float_format"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_numbers_are_written_in_one_place(file):
    floor = file.relative_to(ROOT).parts[0]
    assert find_number_faults(file.read_text(encoding="utf-8"), floor) == []


@pytest.mark.parametrize(
    "written",
    [
        'f"{x:.2f}"',
        'f"{x:,.{d}f}"',
        'f"{x:g}"',
        'f"{x:.0%}"',
        'f"{x:,}"',
        'format(x, ".1f")',
        '"%.2f" % x',
        "round(x, 2)",
        "frame.round(1)",
        "np.round(x, 2)",
        "np.rint(x)",
        'f"{round(x)}%"',
        "y = round(x)\nz = f'{y}%'",
        "str(round(x))",
        'str(x).replace(".", ",")',
        'str.maketrans(",.", ".,")',
        'spec = {"hovertemplate": "%{x}<extra></extra>"}',
        'spec = {"hovertemplate": "%{customdata:.2f}<extra></extra>"}',
        'spec = {"tickformat": ".2f"}',
        'book.add_format({"num_format": "0.00"})',
        'axis.number_format = "0"',
        'st.number_input("a", format="%.1f")',
        "format_number(target - score)",
        "fmt.format_signed(float(after[code] - before[code]), 3)",
        "format_rupiah(ceiling - spent)",
        'frame.to_csv(path, float_format="%.3f")',
    ],
)
def test_the_rule_sees(written):
    assert find_number_faults(written, "charts")


@pytest.mark.parametrize(
    "written",
    [
        'f"{day:%d/%m/%Y}"',
        'f"{number:02d}"',
        'f"{name:<20}"',
        "pixels = round(x * 1.5)",
        "round(x, 9)",
        'text.replace(",", ".")',
        'spec = {"hovertemplate": "%{customdata}<extra></extra>"}',
        'book.add_format({"num_format": "@"})',
        'st.number_input("a", format="%d")',
        "format_number(subtract_printed(target, score))",
        "format_plain(high - low + 1)",
    ],
)
def test_the_rule_lets_pass(written):
    assert find_number_faults(written, "charts") == []


def test_no_script_or_typst_page_rounds_numbers_for_readers():
    """Scripts may move things by whole pixels or steps; they make no text of it."""
    scripts = [*(ROOT / "static").rglob("*.js"), *(ROOT / "reports").rglob("*.typ")]
    wrong = re.compile(r"toFixed|toPrecision|toLocaleString|NumberFormat|calc\.round|decimal\(")
    assert scripts
    assert {file.name: wrong.findall(file.read_text(encoding="utf-8")) for file in scripts} == {
        file.name: [] for file in scripts
    }


RANGED = ("–", " sampai ", " hingga ")
RANGE_FLOORS = ("pages", "ui", "charts", "reports", "workflow", "planning", "survey")


def _bare_ranges(path):
    """Lines of f-strings that write two values with a range's joint between them."""
    for found in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        parts = found.values if isinstance(found, ast.JoinedStr) else []
        for left, joint, right in zip(parts, parts[1:], parts[2:], strict=False):
            written = isinstance(joint, ast.Constant) and joint.value in RANGED
            if written and isinstance(left, ast.FormattedValue) and isinstance(right, ast.FormattedValue):
                yield found.lineno


def test_a_range_is_written_where_equal_ends_are_one_value():
    """ "76 sampai 76 dari 76" is no range: `reference.numbers.join_ends` says 76."""
    bare = [
        f"{path.relative_to(ROOT)}:{line}"
        for floor in RANGE_FLOORS
        for path in sorted((ROOT / floor).rglob("*.py"))
        for line in _bare_ranges(path)
    ]
    assert not bare, "\n".join(bare)
    assert join_ends("76", "76", " sampai ") == "76"
    assert join_ends(1, 5) == "1–5"
