"""The code of the screens as the test of markup reads it: modules, functions, constants, types by name."""

import ast
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

PLAIN_TYPES = {"int", "float", "bool", "date", "datetime", "None", "timedelta"}
CHANNELS = {"keep_message": "text", "_say": "text"}
"""Functions that show what they are given on a later run."""
Taint = frozenset[str]
PLAIN: Taint = frozenset()
PARAMETER = "parameter "


@dataclass
class Function:
    """A function of the screens: its code, where it lies, and what is known of it so far."""

    node: ast.FunctionDef | ast.Lambda
    module: "Module"
    name: str
    returns: Taint = PLAIN
    shows: set[str] = field(default_factory=set)
    handed_on: bool = False
    """Parameters that it shows as Markdown."""

    @property
    def parameters(self) -> list[str]:
        arguments = self.node.args
        return [one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]

    def plain_parameters(self) -> set[str]:
        arguments = self.node.args
        every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        return {one.arg for one in every if is_plain_type(one.annotation)}


@dataclass
class Module:
    path: Path
    tree: ast.Module
    constants: dict[str, ast.expr] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)


def is_plain_type(annotation: ast.expr | None) -> bool:
    """Whether values of that annotation can hold no markup: numbers, days, and our literals."""
    if annotation is None:
        return False
    if isinstance(annotation, ast.Constant):
        return annotation.value is None or str(annotation.value) in PLAIN_TYPES
    if isinstance(annotation, ast.BinOp):
        return is_plain_type(annotation.left) and is_plain_type(annotation.right)
    if isinstance(annotation, ast.Subscript):
        named = ast.unparse(annotation.value)
        if named == "Literal":
            return True
        inner = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
        return named in {"list", "tuple", "Sequence", "Iterable", "set", "frozenset"} and all(
            map(is_plain_type, inner)
        )
    return ast.unparse(annotation).split(".")[-1] in {*PLAIN_TYPES, "Markdown", "..."}


class Code:
    """All screens at once: `found` lists what can reach Markdown unescaped."""

    def __init__(self, files: Iterable[Path], others: Iterable[Path]) -> None:
        self.modules = [Module(file, ast.parse(file.read_text(encoding="utf-8"))) for file in files]
        self.every: list[Function] = []
        self.by_name: dict[str, list[Function]] = defaultdict(list)
        self.constants: dict[str, list[tuple[Module, ast.expr]]] = defaultdict(list)
        self.attributes: dict[str, list[bool]] = defaultdict(list)
        self.returned: dict[str, list[bool]] = defaultdict(list)
        for module in self.modules:
            self._index(module)
        for file in others:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            self._types(tree)
            self._constants(Module(file, tree), tree)
        for module in self.modules:
            self._handed_on(module)
        self.asked: set[tuple[str, str]] = set()

    def _index(self, module: Module) -> None:
        self._types(module.tree)
        self._constants(module, module.tree)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                module.imported.update(
                    {one.asname or one.name: node.module.split(".")[-1] for one in node.names}
                )
            if isinstance(node, ast.FunctionDef):
                one = Function(node, module, node.name)
                if node.name in CHANNELS:
                    one.shows.add(CHANNELS[node.name])
                module.functions[node.name] = one
                self.every.append(one)
        for node in [
            *module.tree.body,
            *(one for part in module.tree.body if isinstance(part, ast.ClassDef) for one in part.body),
        ]:
            if isinstance(node, ast.FunctionDef):
                self.by_name[node.name].append(module.functions[node.name])

    def _handed_on(self, module: Module) -> None:
        """Functions that Streamlit calls, or another function: nobody knows with what."""
        calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
        called_ = {id(node.func) for node in (*calls, *filter(None, map(on_click, calls)))}
        called_ |= {id(node.args[0]) for node in calls if called(node) == "partial"}
        for node in ast.walk(module.tree):
            if id(node) in called_ or not isinstance(node, ast.Name | ast.Attribute):
                continue
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in module.functions:
                module.functions[name].handed_on = True
            elif not name.startswith("_"):
                for one in self.by_name.get(name, []):
                    one.handed_on = True

    def _constants(self, module: Module, tree: ast.Module) -> None:
        for node in tree.body:
            targets = (
                node.targets
                if isinstance(node, ast.Assign)
                else [node.target]
                if isinstance(node, ast.AnnAssign)
                else []
            )
            for target in targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                for name in names:
                    if isinstance(name, ast.Name) and node.value is not None:
                        module.constants[name.id] = node.value
                        self.constants[name.id].append((module, node.value))

    def _types(self, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                for line in node.body:
                    if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                        self.attributes[line.target.id].append(is_plain_type(line.annotation))
            if isinstance(node, ast.FunctionDef):
                plain = is_plain_type(node.returns)
                self.returned[node.name].append(plain)
                if any(ast.unparse(one) in {"property", "cached_property"} for one in node.decorator_list):
                    self.attributes[node.name].append(plain)


def on_click(node: ast.Call) -> ast.Call | None:
    """The call that a press makes: `on_click=save, args=(one, two)` as save(one, two)."""
    named = {one.arg: one.value for one in node.keywords}
    press = named.get("on_click") or named.get("on_change")
    given = named.get("args", ast.Tuple([]))
    if not isinstance(press, ast.Name | ast.Attribute) or not isinstance(given, ast.Tuple):
        return None
    return ast.copy_location(ast.Call(press, given.elts, []), node)


def called(node: ast.Call) -> str:
    """The bare name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def argument(function: Function, node: ast.Call, parameter: str) -> ast.expr | None:
    """What a call gives for a parameter; its default where it gives none."""
    for keyword in node.keywords:
        if keyword.arg == parameter:
            return keyword.value
    arguments = function.node.args
    places = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
    if places[:1] == ["self"]:
        places = places[1:]
    if parameter in places and places.index(parameter) < len(node.args):
        return node.args[places.index(parameter)]
    return None
