"""Every title of a chart comes from charts.titles, and every rule there is proved by these tests."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

from charts import titles
from tests.charts.titles.proving import PROVED

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[3]
CHARTS = {
    file for file in (ROOT / "charts").rglob("*.py") if "\ndef draw_" in file.read_text(encoding="utf-8")
} - {ROOT / "charts" / "results" / "bullets.py"}  # given its title by the charts it draws for
TITLED_BY_CALLER = {"bars.draw_plain_bars", "bullets.draw_bullet_bars"}
NATIVE = {"add_bar_chart", "add_scatter_chart", "add_score_chart", "add_dimension_bars", "_gantt"}
NO_DATA = {ROOT / "charts" / "projector_pattern.py"}  # tries out the projector, so it can claim nothing


def rules() -> set[str]:
    """The public functions of the modules that word titles."""
    modules = [
        importlib.import_module(f"charts.titles.{file.stem}") for file in ROOT.glob("charts/titles/of_*.py")
    ]
    return {
        name
        for module in modules
        for name, rule in inspect.getmembers(module, inspect.isfunction)
        if rule.__module__ == module.__name__ and not name.startswith("_")
    }


def test_every_rule_is_proved():
    for file in HERE.glob("test_of_*.py"):
        importlib.import_module(f"{__package__}.{file.stem}")
    assert rules() == PROVED == {name for name in titles.__all__ if name.islower()}


def worded(file: Path) -> Iterator[ast.expr]:
    """Whatever a file takes for the title of a chart."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and file in CHARTS:
            yield from (node.value for target in node.targets if "title" in ast.unparse(target).split(", "))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Chart":
            yield node.args[1]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in TITLED_BY_CALLER:
            yield from (word.value for word in node.keywords if word.arg == "title")


def on_slides(file: Path) -> Iterator[ast.expr]:
    """Whatever a file takes for the title of a slide with a native chart."""
    for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef):
            called = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
            if called & NATIVE:
                assigned = (node for node in ast.walk(function) if isinstance(node, ast.Assign))
                yield from (node.value for node in assigned if ast.unparse(node.targets[0]) == "title")


def proved(words: ast.expr) -> bool:
    """Whether an expression is the title a rule gives, or the name of one."""
    if isinstance(words, ast.IfExp):
        return proved(words.body) and proved(words.orelse)
    named = ast.unparse(words.func if isinstance(words, ast.Call) else words)
    return named.startswith("titles.") or named == "title"


def test_no_chart_words_its_own_title():
    found = {file: list(worded(file)) for file in {*CHARTS, *ROOT.glob("ui/**/*.py")} - NO_DATA}
    assert [file.name for file in CHARTS - NO_DATA if not found[file]] == []
    own = {file.name: [ast.unparse(one) for one in some if not proved(one)] for file, some in found.items()}
    assert {name: some for name, some in own.items() if some} == {}


def test_no_slide_words_the_title_of_its_chart():
    found = [words for file in ROOT.glob("reports/slides/*.py") for words in on_slides(file)]
    assert len(found) > 9
    assert [ast.unparse(one) for one in found if not proved(one)] == []
