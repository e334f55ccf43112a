"""The controls of the screens that write, found in their syntax trees, and the name beside them."""

import ast
from dataclasses import dataclass
from functools import cache

from tests.test_names import trees
from tests.workflow import writers

FLOORS = ("ui", "pages")
RECORDER = "ui.shared.actor.show_recorder"
CONTROLS = {"button", "form_submit_button", "data_editor", "file_uploader"}
UNDO = "show_undo"  # how the functions of `ui.shared.saving.undo` begin
# Written without anybody's name: a draft, what an opening store lacks, and what is only held against it.
UNNAMED = (
    "storage.drafts.",
    "workflow.audit_trail.describe_schema",
    "workflow.opening.open_whole_store",
    "workflow.sample.load.load_sample",  # bears the names of its own actors
)


@dataclass(frozen=True)
class Screen:
    """A function of the screens, or the body of a page: what it names, and the code it is."""

    name: str
    node: ast.AST
    known: dict[str, str]
    named: frozenset[str]


@cache
def screens() -> dict[str, Screen]:
    """Every function and method of the screens and every page's own lines, by dotted name."""
    found = [one for module in trees() if module.split(".")[0] in FLOORS for one in _of_module(module)]
    return {one.name: one for one in found}


def _of_module(module: str) -> list[Screen]:
    tree = trees()[module]
    functions = [(f"{module}.{one.name}", one) for one in tree.body if isinstance(one, ast.FunctionDef)]
    known = writers._imported(module) | {one.name: name for name, one in functions}
    for kind in (one for one in tree.body if isinstance(one, ast.ClassDef)):
        methods = (one for one in kind.body if isinstance(one, ast.FunctionDef))
        functions += [(f"{module}.{kind.name}.{one.name}", one) for one in methods]
    if module.startswith("pages."):
        apart = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
        functions.append((module, ast.Module([one for one in tree.body if not isinstance(one, apart)], [])))
    return [Screen(name, node, known, frozenset(writers._named(node, known))) for name, node in functions]


@cache
def writing_screens() -> dict[str, frozenset[str]]:
    """Function that draws a control which writes -> what the control names that does."""
    drawn = {name: _controls(one) for name, one in screens().items()}
    drawing = {name for name, controls in drawn.items() if controls}
    writing = _reaching(drawing)
    found = {
        name: frozenset().union(*(_handled(screens()[name], control) & writing for control in drawn[name]))
        for name in drawing
    }
    return {name: does for name, does in found.items() if does}


def _reaching(drawing: set[str]) -> frozenset[str]:
    """Everything that writes, and what reaches it without a control of its own between."""
    found = {name for name in writers._writing() if not name.startswith(UNNAMED)}
    while more := {
        name for name, one in screens().items() if name not in found | drawing and one.named & found
    }:
        found |= more
    return frozenset(found)


def _controls(screen: Screen) -> list[ast.Call]:
    calls = [one for one in ast.walk(screen.node) if isinstance(one, ast.Call)]
    return [one for one in calls if _is_control(_called(one)) or _callback(one) is not None]


def _is_control(called: str) -> bool:
    return called in CONTROLS or called.startswith(UNDO)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _callback(call: ast.Call) -> ast.expr | None:
    given = {word.arg: word.value for word in call.keywords}
    found = given.get("on_click") or given.get("on_change")
    return None if isinstance(found, ast.Constant) else found


def _handled(screen: Screen, control: ast.Call) -> set[str]:
    """What a control does: its callback; of an undo what it is given; else all that its function names."""
    inner = {
        one.name: writers._named(one, screen.known)
        for one in ast.walk(screen.node)
        if isinstance(one, ast.FunctionDef) and one is not screen.node
    }
    if (callback := _callback(control)) is not None:
        return _names(callback, screen, inner)
    if _called(control).startswith(UNDO):
        given = [*control.args, *(word.value for word in control.keywords)]
        return set().union(*(_names(one, screen, inner) for one in given))
    return set() if any(word.arg == "on_click" for word in control.keywords) else set(screen.named)


def _names(node: ast.AST, screen: Screen, inner: dict[str, set[str]]) -> set[str]:
    called = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} & inner.keys()
    wrapped = ast.Module([ast.Expr(node)], [])
    return writers._named(wrapped, screen.known).union(*(inner[one] for one in called))


def has_recorder_beside(name: str) -> bool:
    """Whether the function that draws it shows the name, one it calls, or all that call it."""
    return name in _showing() or bool(screens()[name].named & _showing()) or _is_shown_by_callers(name)


def _is_shown_by_callers(name: str) -> bool:
    """Of an undo that is shared by several parts of pages: by those that call its callers."""
    callers = {one.name for one in screens().values() if name in one.named}
    shared = {one for one in callers if one.rpartition(".")[2].removeprefix("_").startswith(("undo", UNDO))}
    return bool(callers) and callers - shared <= _showing() and all(map(_is_shown_by_callers, shared))


@cache
def _showing() -> frozenset[str]:
    return frozenset(one.name for one in screens().values() if RECORDER in one.named)
