"""Names that a piece of code binds, changes in place and reads, found without running it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Any

# methods that change their object, among builtins, numpy and pandas
MUTATORS = frozenset(
    (
        *("append", "extend", "insert", "remove", "pop", "popitem", "clear", "sort", "reverse"),
        *("add", "discard", "update", "setdefault", "difference_update", "intersection_update"),
        *("symmetric_difference_update", "appendleft", "popleft", "extendleft", "rotate"),
        *("fill", "put", "resize", "partition", "setflags", "itemset", "subtract"),
        *("fit", "partial_fit", "fit_transform", "fit_predict", "set_params"),
    )
)
# functions that change their first argument
CHANGERS = frozenset(
    (
        *("shuffle", "heappush", "heappop", "heapify", "heapreplace", "heappushpop", "insort"),
        *("insort_left", "insort_right", "setattr", "delattr", "put", "place", "copyto"),
        *("putmask", "fill_diagonal"),
    )
)
EVERYTHING = frozenset(("globals", "locals", "vars", "dir", "eval", "exec", "get_ipython"))
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@dataclass(slots=True)
class Names:
    r"""What a piece of code does with the names of the notebook.

    Attributes
    ----------
    binds
        Name to where an import takes it from (``"module:attribute"``, ``"module:"``), else ``""``.
    defines
        The bound names that are functions and classes.
    changes
        Names whose value is changed in place: stores to attributes and items, known methods.
    reads
        Names looked up, also inside functions.
    star
        Modules of ``from module import *``.

    Examples
    --------
    >>> found = names_of("import numpy as np; df['x'] = np.log(y); z += 1")
    >>> found.binds, sorted(found.changes), sorted(found.reads)
    ({'np': 'numpy:', 'z': ''}, ['df'], ['df', 'np', 'y', 'z'])
    """

    binds: dict[str, str] = field(default_factory=dict)
    defines: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    reads: set[str] = field(default_factory=set)
    star: list[str] = field(default_factory=list)

    @property
    def reads_everything(self) -> bool:
        """Whether names may be read that do not stand in the text."""
        return bool(self.reads & EVERYTHING)


def names_of(code: str | ast.AST) -> Names:
    """Return what code does with names; `SyntaxError` if it is not Python."""
    tree = ast.parse(code) if isinstance(code, str) else code
    visitor = _Visitor()
    visitor.visit(tree)
    return visitor.names


class _Visitor(ast.NodeVisitor):
    """Walks a tree; ``scopes`` holds the local names of the functions around the current node."""

    def __init__(self) -> None:
        self.names = Names()
        self.scopes: list[set[str]] = []

    def _is_local(self, name: str) -> bool:
        return any(name in scope for scope in self.scopes)

    def _bind(self, name: str, origin: str = "") -> None:
        if not self._is_local(name):
            self.names.binds[name] = origin

    def _change(self, target: ast.AST) -> None:
        """Note the name at the root of ``a.b[c].d`` as changed."""
        while isinstance(target, (ast.Attribute, ast.Subscript, ast.Starred, ast.Call)):
            target = target.func if isinstance(target, ast.Call) else target.value
        if isinstance(target, ast.Name) and not self._is_local(target.id):
            self.names.changes.add(target.id)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            if not self._is_local(node.id):
                self.names.reads.add(node.id)
            return
        if isinstance(node.ctx, ast.Del) and not self._is_local(node.id):
            self.names.reads.add(node.id)  # it has to be there
        self._bind(node.id)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name) and not self._is_local(node.target.id):
            self.names.reads.add(node.target.id)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._change(node)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._change(node)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        function = node.func
        inplace = any(
            word.arg == "inplace"
            and not (isinstance(v := word.value, ast.Constant) and not v.value)
            for word in node.keywords
        )
        if isinstance(function, ast.Attribute) and (function.attr in MUTATORS or inplace):
            self._change(function)
        called = getattr(function, "attr", None) or getattr(function, "id", None)
        if called in CHANGERS and node.args:
            self._change(node.args[0])
        self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            module = alias.name if alias.asname else name
            self._bind(name, f"{module}:")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name == "*":
                self.names.star.append(node.module or "")
            else:
                origin = f"{node.module}:{alias.name}" if node.module and not node.level else ""
                self._bind(alias.asname or alias.name, origin)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        # the name is gone when the handler ends
        self.scopes.append({node.name} if node.name else set())
        self.generic_visit(node)
        self.scopes.pop()

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        if node.name:
            self._bind(node.name)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._bind(node.name)
        if not self.scopes:
            self.names.defines.add(node.name)
        outer: list[ast.AST] = [*node.decorator_list, *node.args.defaults]
        outer += [default for default in node.args.kw_defaults if default is not None]
        for part in outer:
            self.visit(part)
        self._inside(node.args, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the name that ast.NodeVisitor calls

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.visit(default)
        self._inside(node.args, [node.body])

    def _inside(self, args: ast.arguments, body: list[Any]) -> None:
        own = _Locals()
        for part in body:
            own.visit(part)
        parameters = {arg.arg for arg in ast.walk(args) if isinstance(arg, ast.arg)}
        self.scopes.append((parameters | own.bound) - own.outside)
        for part in body:
            self.visit(part)
        self.scopes.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._bind(node.name)
        if not self.scopes:
            self.names.defines.add(node.name)
        for part in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(part)
        self._inside(ast.arguments([], [], None, [], [], None, []), node.body)

    def _comprehension(self, node: Any) -> None:
        targets = {
            name.id
            for generator in node.generators
            for name in ast.walk(generator.target)
            if isinstance(name, ast.Name)
        }
        self.scopes.append(targets)
        self.generic_visit(node)
        self.scopes.pop()

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension  # noqa: N815


class _Locals(ast.NodeVisitor):
    """Names that a function's body makes local, and those that it declares to be outside."""

    def __init__(self) -> None:
        self.bound: set[str] = set()
        self.outside: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.bound.add(node.id)

    def visit_Global(self, node: ast.Global) -> None:
        self.outside.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.outside.update(node.names)

    def visit_FunctionDef(self, node: Any) -> None:
        self.bound.add(node.name)

    visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef  # noqa: N815

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """Stay outside: its names are its own."""

    def _import(self, node: Any) -> None:
        self.bound.update(a.asname or a.name.partition(".")[0] for a in node.names)

    visit_Import = visit_ImportFrom = _import  # noqa: N815
