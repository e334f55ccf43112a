"""The rules of the house that no linter holds: where pages lie, how long files are, who sees Streamlit."""

import ast
import re
import runpy
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from streamlit import config

from charts.drawing import theme

ROOT = Path(__file__).resolve().parent.parent
LAYERS = (
    "scoring", "reference", "survey", "storage", "planning", "charts", "reports", "workflow",
)  # fmt: skip
SOURCES = sorted(
    file
    for folder in (*LAYERS, "commands", "ui", "web", "kit", "pages", "benchmarks")
    for file in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in file.parts
) + [ROOT / name for name in ("app.py", "server.py", "start.py", "cli.py", "run.py")]
PAGES = sorted((ROOT / "pages").rglob("*.py"))
# Looked at hard, and better whole: the list of all tables, and the one file that runs before all others.
LOOKED_AT = {"storage/schema.py", "run.py"}
SEES_STREAMLIT = {"ui", "pages", "app.py", "server.py", "start.py", "benchmarks"}


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def imported(file: Path) -> set[str]:
    """Every module the file imports, also inside functions."""
    found = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def menu_files() -> set[str]:
    """The page files app.py's table names."""
    texts = (node.value for node in ast.walk(tree(ROOT / "app.py")) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"\w+/\w+\.py", text)}


def test_no_page_lies_at_the_top_of_pages():
    """A top-level pages/*.py would let a deep link on a fresh server skip app.py."""
    assert [name(page) for page in PAGES if page.parent == ROOT / "pages"] == []


def test_every_page_is_in_the_menu_and_every_row_of_the_menu_is_a_page():
    assert {page.relative_to(ROOT / "pages").as_posix() for page in PAGES} == menu_files()


def test_a_page_is_short():
    assert [name(page) for page in PAGES if lines(page) > 120] == []


def test_app_is_only_a_menu():
    assert lines(ROOT / "app.py") < 80
    assert not imported(ROOT / "app.py") & {"pandas", "numpy", "sqlalchemy", "storage", "scoring", "workflow"}


def test_a_file_is_short_enough_to_read():
    assert [name(file) for file in SOURCES if lines(file) > (450 if name(file) in LOOKED_AT else 400)] == []


def test_a_module_opens_with_one_line_that_says_what_lives_there():
    first = {name(file): (ast.get_docstring(tree(file)) or "").partition("\n")[0] for file in SOURCES}
    assert [file for file, line in first.items() if not line.strip().endswith((".", ":"))] == []


def test_only_screens_see_streamlit():
    others = [file for file in SOURCES if file.relative_to(ROOT).parts[0] not in SEES_STREAMLIT]
    assert [
        name(file) for file in others if {one.split(".")[0] for one in imported(file)} & {"streamlit"}
    ] == []


def test_charts_ask_whether_a_size_is_projected_and_compare_it_with_no_name():
    """A size of the slider ("projector 160") is projected too: theme.projected(size) knows them all."""
    sizes = {"office", *theme.ZOOMS.values()}
    assert [name(file) for file in SOURCES if compared(file) & sizes] == []


def compared(file: Path) -> set[str]:
    """Every text that the file compares something with."""
    return {
        part.value
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        for part in ast.walk(side)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


AT_ONCE = {
    "is_visible", "is_hidden", "is_enabled", "is_checked", "input_value", "get_attribute",
    "count", "inner_text", "text_content", "all_inner_texts", "all_text_contents", "url",
}  # fmt: skip


@pytest.mark.parametrize("file", sorted((ROOT / "tests/e2e").glob("test_*.py")), ids=lambda file: file.stem)
def test_a_browser_test_waits_for_what_it_asserts(file):
    """A locator read at once sees the page before its answer came: `expect` of Playwright asks again."""
    asserted = (
        part for node in ast.walk(tree(file)) if isinstance(node, ast.Assert) for part in ast.walk(node)
    )
    assert [
        part.lineno for part in asserted if isinstance(part, ast.Attribute) and part.attr in AT_ONCE
    ] == []


def test_a_page_holds_no_sql_and_reads_no_files():
    banned = {"sqlalchemy", "openpyxl", "python_calamine", "sqlite3"}
    assert [name(page) for page in PAGES if imported(page) & banned] == []


def test_layers_import_only_what_lies_below():
    """In a process of its own: import-linter sets up logging for the whole process."""
    check = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    result = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def test_every_setting_of_the_server_is_one_streamlit_knows():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    for section in ("server", "browser", "logger", "client", "runner"):
        for option in settings[section]:
            config.get_option(f"{section}.{option}")
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["logger"]["hideWelcomeMessage"] is True
    assert settings["client"]["allowedOrigins"] == []
    assert settings["client"]["showErrorDetails"] == "none"


def test_pins_of_the_app_are_pins_of_its_tests():
    """Tests must run what users run."""
    pinned = re.compile(r"^([\w.\-]+)==(\S+)", re.MULTILINE)
    app = set(pinned.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")))
    dev = set(pinned.findall((ROOT / "requirements-dev.txt").read_text(encoding="utf-8")))
    assert app <= dev


def test_no_file_names_a_package_registry():
    for file in (*SOURCES, ROOT / "requirements.txt", ROOT / "requirements-dev.txt", ROOT / ".ci" / "run"):
        assert not re.search(r"--(extra-)?index-url|pypi\.org|pythonhosted", file.read_text(encoding="utf-8"))


def test_run_parses_on_old_pythons():
    """It has to parse before it can say that Python is too old."""
    old = ast.parse((ROOT / "run.py").read_text(encoding="ascii"), feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.Starred, ast.Nonlocal, ast.AsyncFunctionDef, ast.NamedExpr)
    assert [node for node in ast.walk(old) if isinstance(node, newer)] == []
    for function in (node for node in ast.walk(old) if isinstance(node, ast.FunctionDef)):
        assert function.returns is None
        assert not function.args.kwonlyargs
        assert all(argument.annotation is None for argument in function.args.args)


def test_run_needs_the_standard_library_only():
    alone = (
        ROOT / "run.py",
        ROOT / "kit" / "places.py",
        ROOT / "kit" / "installing.py",
        ROOT / "tests" / "checks.py",
    )
    needed = {module.split(".")[0] for file in alone for module in imported(file)}
    assert needed <= {*sys.stdlib_module_names, "kit", "tests"}
    assert runpy.run_path(str(ROOT / "run.py"))["PORT"] == 8501


SCRIPTS = [
    file
    for file in sorted((ROOT / "benchmarks").glob("*.py"))
    if "sys.path.insert" in file.read_text("utf-8")
]


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.stem)
def test_a_script_finds_the_project_before_it_imports_from_it(file):
    """Run by its path it stands in its own folder."""
    body = tree(file).body
    found = next(at for at, node in enumerate(body) if "sys.path.insert" in ast.unparse(node))
    early = [
        name
        for node in body[:found]
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in names_of(node)
    ]
    assert [name for name in early if (ROOT / name).is_dir() or (ROOT / f"{name}.py").is_file()] == []


def names_of(node: ast.Import | ast.ImportFrom) -> list[str]:
    whole = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
    return [name.split(".")[0] for name in whole]
