"""Follows texts through the code of the screens: which can reach Streamlit's Markdown unescaped.

Every expression is judged plain (literals of ours, numbers, what an escaping function gave) or foreign; what
a parameter is, its callers say. Functions and attributes are followed by their names, which are unique
enough here (tests/test_names.py): a new function or column needs no list of its own.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.ui.markup_calls import FIRST, MORE, NAMED, NOT_FIRST, OPTIONS, VALUE
from tests.ui.screen_code import (
    PARAMETER,
    PLAIN,
    Code,
    Function,
    Module,
    Taint,
    argument,
    called,
    is_plain_type,
    on_click,
)

FILLING = {"append", "extend", "add", "insert", "update", "setdefault"}

ESCAPING = {"escape_markdown", "text_badge", "table_as_markdown", "html.escape"}
NUMBERS = {
    "len", "int", "float", "round", "sum", "abs", "range", "bool", "id", "hash", "divmod", "isinstance",
    "count", "index", "mean", "any", "all", "strftime", "nunique", "log_fault", "record_error", "Path",
    "resolve",
}  # fmt: skip
SAME = {
    "str", "list", "tuple", "set", "sorted", "reversed", "enumerate", "zip", "dict", "fromkeys", "items",
    "values", "keys", "join", "replace", "strip", "rstrip", "lstrip", "lower", "upper", "capitalize",
    "title", "casefold", "split", "partition", "format", "get", "pop", "copy", "next", "iter", "chain",
    "filter", "min", "max", "islice", "batched", "removeprefix", "removesuffix", "from_iterable", "union",
    "takewhile", "join_ends",
}  # fmt: skip
"""Functions and methods that give what they were given, or a part of it."""
REMEMBERED = {"remember", "remember_result"}
"""Functions that give what their second argument gives when it is called."""
KEPT = {
    ("message", "draw_message"),
    ("agreed_level_form", "show_decision_message"),
    ("scripts", "load_scripts"),
    ("opd_status", "show_opd_status"),
    ("method", "show_judgement"),
}
"""Functions looked at by hand: they show what a channel kept or a shipped file, or build a table's frame."""


class Body:
    """One function, or the lines of a module outside of functions."""

    def __init__(
        self, flow: "Flow", module: Module, function: Function | None, lines: list[ast.stmt]
    ) -> None:
        self.flow, self.module, self.function, self.lines = flow, module, function, lines
        self.locals: dict[str, Taint] = {}
        self.written: dict[str, list[ast.expr]] = defaultdict(list)
        for node in self._walk(lines):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.written[node.targets[0].id].append(node.value)
        if function:
            plain = function.plain_parameters()
            for name in function.parameters:
                given = f"callback's {name}" if function.handed_on else PARAMETER + name
                self.locals[name] = PLAIN if name in plain else frozenset({given})

    def of(self, value: ast.expr) -> Taint:
        """What a constant holds, its comprehensions included."""
        self._bind_all(list(self._walk(self.lines)))
        return self.taint(value)

    def _bind_all(self, nodes: list[ast.AST]) -> None:
        for node in nodes:
            if isinstance(node, ast.For | ast.comprehension):
                self._set(node.target, PLAIN)
        while True:
            before = dict(self.locals)
            for node in nodes:
                self._bind(node)
            if before == self.locals:
                return

    def judge(self) -> None:
        nodes = list(self._walk(self.lines))
        self._bind_all(nodes)
        for node in nodes:
            if isinstance(node, ast.Call):
                self._sinks(node)
                if press := on_click(node):
                    self._sinks(press)
            if isinstance(node, ast.Return) and node.value is not None and self.function:
                if not is_plain_type(self.function.node.returns):
                    self.function.returns |= self.taint(node.value)
                elif ast.unparse(self.function.node.returns) == "Markdown":
                    self._show(node.value, "returned as Markdown")
            if isinstance(node, ast.Yield) and node.value is not None and self.function:
                self.function.returns |= self.taint(node.value)

    def _walk(self, lines: list[ast.stmt]) -> Iterator[ast.AST]:
        """Every node, those of functions within left out: they are judged by themselves."""
        waiting: list[ast.AST] = list(lines)
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, ast.FunctionDef):
                waiting += node.decorator_list
                continue
            yield node
            waiting += ast.iter_child_nodes(node)

    def _bind(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._to(target, node.value)
        elif isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and node.value is not None:
            if isinstance(node, ast.AnnAssign) and is_plain_type(node.annotation):
                self._set(node.target, PLAIN)
            else:
                self._to(node.target, node.value)
        elif isinstance(node, ast.For | ast.comprehension):
            self._to(node.target, node.iter)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            self._set(node.optional_vars, PLAIN)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            self.locals[node.name] = frozenset({f"error {node.name}"})
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            self._filled(node.func, node.args)

    def _filled(self, way: ast.Attribute, given: list[ast.expr]) -> None:
        """A container got something more."""
        name = way.value.id if isinstance(way.value, ast.Name) else ""
        if name in self.locals and way.attr in FILLING:
            self.locals[name] = self.locals[name].union(*map(self.taint, given))

    def _to(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple):
            parts = self._parts(value, len(target.elts))
            for place, part in enumerate(target.elts):
                self._set(part, parts[place])
        else:
            self._set(target, self.taint(value))

    def _parts(self, value: ast.expr, many: int) -> list[Taint]:
        """What each of several targets gets."""
        if isinstance(value, ast.Tuple) and len(value.elts) == many:
            return [self.taint(one) for one in value.elts]
        if isinstance(value, ast.Call):
            name = called(value)
            if name == "enumerate":
                return [PLAIN, self.taint(value.args[0])]
            if name == "zip" and len(value.args) == many:
                return [self.taint(one) for one in value.args]
            if name == "items" and isinstance(value.func, ast.Attribute):
                literal = self._literal(value.func.value)
                if isinstance(literal, ast.Dict):
                    keys = [self.taint(one) for one in literal.keys if one is not None]
                    return [PLAIN.union(*keys), PLAIN.union(*(self.taint(one) for one in literal.values))]
        literal = self._literal(value)
        if (
            isinstance(literal, ast.List | ast.Tuple)
            and literal.elts
            and all(isinstance(one, ast.Tuple) and len(one.elts) == many for one in literal.elts)
        ):
            return [PLAIN.union(*(self.taint(one.elts[at]) for one in literal.elts)) for at in range(many)]
        return [self.taint(value)] * many

    def _literal(self, value: ast.expr) -> ast.expr:
        """What a name stands for, where that is written once as it is."""
        if not isinstance(value, ast.Name):
            return value
        if value.id in self.locals:
            written = self.written.get(value.id, [])
            return written[0] if len(written) == 1 else value
        return self.module.constants.get(value.id, value)

    def _set(self, target: ast.expr, taint: Taint) -> None:
        if isinstance(target, ast.Name):
            self.locals[target.id] = self.locals.get(target.id, PLAIN) | taint
        elif isinstance(target, ast.Starred):
            self._set(target.value, taint)
        elif isinstance(target, ast.Tuple | ast.List):
            for part in target.elts:
                self._set(part, taint)
        elif (
            isinstance(target, ast.Subscript)
            and isinstance(target.value, ast.Name)
            and target.value.id in self.locals
        ):
            self._set(target.value, taint)

    # What an expression can hold

    def taint(self, node: ast.expr | None) -> Taint:
        if node is None or isinstance(node, ast.Constant | ast.Compare):
            return PLAIN
        if isinstance(node, ast.JoinedStr):
            return PLAIN.union(*(self.taint(part) for part in node.values))
        if isinstance(node, ast.FormattedValue):
            spec = ast.unparse(node.format_spec)[2:-1] if node.format_spec else ""
            return PLAIN if spec and (spec[-1] in "dfg%en" or "%" in spec) else self.taint(node.value)
        if isinstance(node, ast.Name):
            return self._named(node.id)
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.IfExp):
            return self.taint(node.body) | self.taint(node.orelse)
        if isinstance(node, ast.BinOp):
            return self.taint(node.left) | self.taint(node.right)
        if isinstance(node, ast.UnaryOp):
            return PLAIN if isinstance(node.op, ast.Not) else self.taint(node.operand)
        if isinstance(node, ast.Subscript):
            return self.taint(node.value)
        if isinstance(node, ast.Dict):
            return PLAIN.union(*map(self.taint, [*filter(None, node.keys), *node.values]))
        if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp):
            return self.taint(node.elt)
        if isinstance(node, ast.DictComp):
            return self.taint(node.key) | self.taint(node.value)
        if isinstance(node, ast.Lambda):
            return self._lambda(node)
        parts = [one for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr)]
        if isinstance(
            node, ast.List | ast.Tuple | ast.Set | ast.BoolOp | ast.Starred | ast.NamedExpr | ast.Slice
        ):
            return PLAIN.union(*map(self.taint, parts))
        return frozenset({ast.unparse(node)})

    def _named(self, name: str) -> Taint:
        if name in self.locals:
            return self.locals[name]
        if name in self.module.constants:
            return self._constant(name, self.module.path.stem)
        if name.lstrip("_").isupper():
            return self._constant(name, self.module.imported.get(name, ""))
        return self._function(name)

    def _constant(self, name: str, within: str = "") -> Taint:
        """A constant of another module: of those of that name, or of the one whose module is named."""
        found = self.flow.constants.get(name, [])
        found = [one for one in found if one[0].path.stem == within] or found
        if not found or (name, within) in self.flow.asked:
            return frozenset({name}) if not found else PLAIN
        self.flow.asked.add((name, within))
        told = PLAIN.union(
            *(Body(self.flow, module, None, [ast.Expr(value)]).of(value) for module, value in found)
        )
        self.flow.asked.discard((name, within))
        return told

    def _function(self, name: str) -> Taint:
        """A function handed on: what it gives of anything."""
        if name in ESCAPING or name in NUMBERS or name.startswith("format_"):
            return PLAIN
        found = self._resolve(name)
        if not found:
            return frozenset({name})
        return PLAIN.union(*(one.returns for one in found))

    def _attribute(self, node: ast.Attribute) -> Taint:
        name = node.attr
        if name in {"__getitem__", "get"}:
            return self.taint(node.value)
        if name.isupper():
            return self._constant(name, ast.unparse(node.value))
        plain = self.flow.attributes.get(name)
        if plain and all(plain):
            return PLAIN
        if name in {"year", "month", "day", "size", "shape", "parent"}:
            return PLAIN
        if ast.unparse(node.value) == "str":
            return frozenset({"str"})
        return frozenset({ast.unparse(node)})

    def _lambda(self, node: ast.Lambda, given: Taint | None = None) -> Taint:
        """What a lambda gives, of arguments that hold `given`: of anything where that is not known."""
        inner = Body(self.flow, self.module, self.function, [])
        every = node.args.args
        inner.locals = {
            **self.locals,
            **{one.arg: frozenset({f"argument {one.arg}"}) if given is None else given for one in every},
        }
        return inner.taint(node.body)

    def _call(self, node: ast.Call) -> Taint:
        name = called(node)
        if name in REMEMBERED and len(node.args) > 1:
            return self._made(node.args[1])
        values = [*node.args, *(one.value for one in node.keywords)]
        if {name, ast.unparse(node.func)} & (ESCAPING | NUMBERS) or name.startswith("format_"):
            return PLAIN
        if name == "map":
            return self._mapped(node)
        if name == "get" and isinstance(node.func, ast.Attribute) and self._resolve(name) == []:
            return self.taint(node.func.value).union(*map(self.taint, node.args[1:]))
        if name == "partial":
            return self._partial(node)
        found = self._resolve(name, node)
        if found:
            return PLAIN.union(*(self._given(one, node) for one in found))
        if name in SAME:
            own = [node.func.value] if isinstance(node.func, ast.Attribute) else []
            own = [one for one in own if ast.unparse(one) not in {"dict", "chain", "itertools"}]
            return PLAIN.union(*map(self.taint, [*own, *values]))
        typed = self.flow.returned.get(name)
        if typed and all(typed):
            return PLAIN
        return frozenset({ast.unparse(node)[:80]})

    def _made(self, way: ast.expr) -> Taint:
        """What a function without arguments gives when it is called: a lambda, a partial, or by its name."""
        if isinstance(way, ast.Call) and called(way) == "partial":
            return self.taint(ast.copy_location(ast.Call(way.args[0], way.args[1:], way.keywords), way))
        return self.taint(way)

    def _partial(self, node: ast.Call) -> Taint:
        """What a partial gives: of what is given, and of anything else."""
        given = ast.copy_location(ast.Call(node.args[0], node.args[1:], node.keywords), node)
        found = self._resolve(called(given))
        open_ = {
            f"argument {name}"
            for one in found
            for name in (
                taint.removeprefix(PARAMETER) for taint in one.returns if taint.startswith(PARAMETER)
            )
            if argument(one, given, name) is None
        }
        return self.taint(given) | open_ if found else self.taint(node.args[0])

    def _mapped(self, node: ast.Call) -> Taint:
        given = node.args[0]
        if isinstance(given, ast.Lambda):
            return self.taint(given)
        name = given.attr if isinstance(given, ast.Attribute) else getattr(given, "id", "")
        if name == "str":
            return PLAIN.union(*map(self.taint, node.args[1:]))
        return self.taint(given)

    def _resolve(self, name: str, node: ast.Call | None = None) -> list[Function]:
        if name in self.module.functions:
            return [self.module.functions[name]]
        if name.startswith("_"):
            return []
        return self.flow.by_name.get(name, [])

    def _given(self, function: Function, node: ast.Call) -> Taint:
        """What a function gives when it is called so."""
        if is_plain_type(function.node.returns):
            return PLAIN
        told = set()
        for taint in function.returns:
            if taint.startswith(PARAMETER):
                value = argument(function, node, taint.removeprefix(PARAMETER))
                told |= self.taint(value)
            else:
                told.add(taint)
        return frozenset(told)

    # What is shown

    def _sinks(self, node: ast.Call) -> None:
        name = called(node)
        for function in self._resolve(name, node):
            for parameter in function.shows:
                value = argument(function, node, parameter)
                if value is not None:
                    self._show(value, f"{name}({parameter})")
        if isinstance(node.func, ast.IfExp):
            for way in (node.func.body, node.func.orelse):
                self._sinks(ast.copy_location(ast.Call(way, node.args, node.keywords), node))
        if not isinstance(node.func, ast.Attribute) or self._resolve(name, node):
            return
        if name in FIRST and name not in NOT_FIRST and node.args:
            self._show(node.args[0], name)
        for place in MORE.get(name, ()):
            if len(node.args) > place:
                self._show(node.args[place], name)
        for keyword in node.keywords:
            of_streamlit = name in FIRST | NOT_FIRST or ast.unparse(node.func).startswith("st.")
            if of_streamlit and (keyword.arg in NAMED or (keyword.arg == "value" and name in VALUE)):
                self._show(keyword.value, f"{name}({keyword.arg}=)")
        if name in OPTIONS:
            self._options(node, name)

    def _options(self, node: ast.Call, name: str) -> None:
        printed = next((one.value for one in node.keywords if one.arg == "format_func"), None)
        given = next((one.value for one in node.keywords if one.arg == "options"), None)
        given = given or (node.args[1] if len(node.args) > 1 else None)
        if isinstance(printed, ast.Lambda):
            self._told(self._lambda(printed, self.taint(given)), printed, f"{name}(options)")
        elif printed is None or ast.unparse(printed) in {"str", "str.capitalize", "str.title"}:
            if given is not None:
                self._show(given, f"{name}(options)")
        else:
            self._show(printed, f"{name}(options)")

    def _show(self, value: ast.expr, where: str) -> None:
        self._told(self.taint(value), value, where)

    def _told(self, told: Taint, value: ast.expr, where: str) -> None:
        if self.function and (self.module.path.stem, self.function.name) in KEPT:
            return
        for taint in told:
            if taint.startswith(PARAMETER) and self.function:
                self.function.shows.add(taint.removeprefix(PARAMETER))
            else:
                place = f"{self.module.path.parent.name}/{self.module.path.name}:{value.lineno} {where}"
                self.flow.found[f"{place}: {taint}"] = ast.unparse(value)


class Flow(Code):
    """All screens at once: `found` lists what can reach Markdown unescaped, and where."""

    def __init__(self, files: Iterable[Path], others: Iterable[Path] = ()) -> None:
        super().__init__(files, others)
        self.found: dict[str, str] = {}
        self._settle()

    def _settle(self) -> None:
        while True:
            before = [(one.returns, frozenset(one.shows)) for one in self.every]
            self.found = {}
            for module in self.modules:
                self._module(module)
            if before == [(one.returns, frozenset(one.shows)) for one in self.every]:
                return

    def _module(self, module: Module) -> None:
        lines = [node for node in module.tree.body if not isinstance(node, ast.FunctionDef)]
        within = [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)]
        lines += [ast.Expr(one) for node in within for one in node.decorator_list]
        Body(self, module, None, lines).judge()
        for function in [one for one in self.every if one.module is module]:
            Body(self, module, function, function.node.body).judge()
