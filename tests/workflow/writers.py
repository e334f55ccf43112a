"""Which public functions of the workflow write to the store, found in its syntax trees."""

import ast
from functools import cache

from tests.test_names import trees

WRITES = "storage.engine.writing_transaction"
FLOORS = ("storage", "workflow")
# What pages call on kinds of entries, whose class no syntax tree tells.
METHODS = {"save": "workflow.entries.Entries.save", "undo": "workflow.entries.Entries.undo"}


@cache
def writing_functions() -> frozenset[str]:
    """Dotted names of the public functions of `workflow` that reach a write transaction."""
    return frozenset(
        name
        for name in _writing()
        if name.startswith("workflow.") and not any(part.startswith("_") for part in name.split("."))
    )


def written_from(*floors: str) -> frozenset[str]:
    """Dotted names of the functions of `storage` that reach one and are named on these floors."""
    written = {name for name in _writing() if name.startswith("storage.")}
    modules = [name for name in trees() if name.split(".")[0] in floors]
    named = {one for module in modules for called in _calls(module).values() for one in called}
    return frozenset(written & named)


@cache
def _writing() -> frozenset[str]:
    calls = {name: called for module in _modules() for name, called in _calls(module).items()}
    found = {WRITES}
    while more := {name for name, called in calls.items() if called & found} - found:
        found |= more
    return frozenset(found)


def _modules() -> list[str]:
    return [name for name in trees() if name.split(".")[0] in FLOORS]


def _calls(module: str) -> dict[str, set[str]]:
    """Function of a module -> everything of ours that it names."""
    tree, known = trees()[module], _imported(module)
    own = {node.name: f"{module}.{node.name}" for node in tree.body if isinstance(node, ast.FunctionDef)}
    found = {
        own[node.name]: _named(node, own | known) for node in tree.body if isinstance(node, ast.FunctionDef)
    }
    for kind in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        for node in kind.body:
            if isinstance(node, ast.FunctionDef):
                found[f"{module}.{kind.name}.{node.name}"] = _named(node, own | known)
    return found


def _imported(module: str) -> dict[str, str]:
    """Local name -> dotted name, also of imports within functions."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(trees()[module])
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def _named(function: ast.FunctionDef, known: dict[str, str]) -> set[str]:
    """What a function names: its own module's, imported ones, those of imported modules, methods by name."""
    found = {known[node.id] for node in ast.walk(function) if isinstance(node, ast.Name) and node.id in known}
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id in known:
                found.add(f"{known[node.value.id]}.{node.attr}")
            if node.attr in METHODS:
                found.add(METHODS[node.attr])
    return found
