"""Rooms and names: how large a folder may be, what a name must say, and counts that may only fall."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = (
    "scoring", "reference", "survey", "storage", "planning", "charts", "workflow", "reports", "commands",
    "ui", "web", "kit", "pages",
)  # fmt: skip
MIGRATIONS = ROOT / "storage" / "migrations"  # named by Alembic
LARGEST_ROOM = 26
# What is left of an older habit. Lower a number when it falls; never raise one.
ONE_WORD_FUNCTIONS = 397
SIX_PARAMETERS = 81

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def trees() -> dict[str, ast.Module]:
    """Dotted name -> syntax tree of every module of the product."""
    files = [file for floor in FLOORS for file in sorted((ROOT / floor).rglob("*.py"))]
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            file.read_text(encoding="utf-8")
        )
        for file in files
        if MIGRATIONS not in file.parents
    }


def functions() -> list[tuple[str, Function]]:
    """Every public function with its module; methods too."""
    return [
        (module, node)
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, Function) and not node.name.startswith("_")
    ]


def homes(kinds: type | tuple[type, ...]) -> dict[str, list[str]]:
    """Public name -> the modules at whose top it is defined."""
    found = defaultdict(list)
    for module, tree in trees().items():
        for node in tree.body:
            if isinstance(node, kinds) and not node.name.startswith("_"):
                found[node.name].append(module)
    return found


def imports(module: str) -> set[str]:
    """The modules of the product that a module imports, also inside functions."""
    known, found = trees(), set()
    for node in ast.walk(known[module]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner & known.keys() or {node.module}
    return found & known.keys() - {module}


def used_names(module: str) -> set[tuple[str, str]]:
    """(module, name) pairs that a module takes from others: from m import name, or m.name."""
    known, found, bound = trees(), set(), {}
    for node in ast.walk(known[module]):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in known:
                    bound[alias.asname or alias.name] = inner
                else:
                    found.add((node.module, alias.name))
    for node in ast.walk(known[module]):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in bound:
            found.add((bound[node.value.id], node.attr))
    return found


def test_a_room_holds_few_enough_modules_to_take_in():
    rooms = defaultdict(int)
    for file in (file for floor in FLOORS for file in (ROOT / floor).rglob("*.py")):
        if file.name != "__init__.py":
            rooms[file.parent.relative_to(ROOT).as_posix()] += 1
    assert {room: count for room, count in rooms.items() if count > LARGEST_ROOM} == {}


def test_a_function_that_several_modules_import_is_verb_and_noun():
    users = defaultdict(set)
    for module in trees():
        for taken in used_names(module):
            users[taken].add(module)
    single = {
        f"{module}.{name}"
        for name, modules in homes(Function).items()
        for module in modules
        if "_" not in name and len(users[module, name]) > 1
    }
    assert single == set()


def test_a_public_function_has_a_name_of_its_own():
    assert {name: modules for name, modules in homes(Function).items() if len(modules) > 1} == {}


def test_a_class_name_is_used_once():
    classes = defaultdict(list)
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                classes[node.name].append(module)
    assert {name: modules for name, modules in classes.items() if len(modules) > 1} == {}


def test_one_word_functions_become_fewer():
    assert sum("_" not in node.name for _, node in functions()) <= ONE_WORD_FUNCTIONS


def test_functions_of_six_parameters_become_fewer():
    def count(node: Function) -> int:
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        return sum(argument.arg not in ("self", "cls") for argument in given)

    many = [
        f"{module}.{node.name}"
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, Function) and count(node) >= 6
    ]
    assert len(many) <= SIX_PARAMETERS, many


def test_no_module_imports_itself_in_a_circle():
    graph = {module: imports(module) for module in trees()}
    while free := {module for module, others in graph.items() if not others & graph.keys()}:
        graph = {module: others for module, others in graph.items() if module not in free}
    assert sorted(graph) == []
