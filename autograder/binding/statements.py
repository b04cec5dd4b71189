"""A cell as a list of top-level statements, magics included."""

from __future__ import annotations

import ast
import functools
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager

from autograder.binding.names import Names, names_of

# cell magics whose body is the cell's own Python; the values of their options bind nothing else
BODY_MAGICS = ("time", "timeit", "capture", "prun", "matplotlib")


@dataclass(frozen=True, slots=True)
class Statement:
    """One top-level statement: its text, as Python, and its names."""

    code: str
    names: Names


@functools.cache
def statements_of(cell: str) -> tuple[Statement, ...]:
    r"""Return a cell's statements; none if it is not Python after IPython's transformations.

    A judge asks several times for each cell of its source, and again for each student's data.

    Examples
    --------
    >>> [sorted(item.names.binds) for item in statements_of("%time a = 1\nb = !ls")]
    [['a'], ['b']]
    """
    try:
        code = TransformerManager().transform_cell(cell)
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return ()
    found: list[Statement] = []
    for node in tree.body:
        body, bound = _magic(node)
        if body is not None:
            inner = statements_of(body)
            names = Names()
            for statement in inner:
                _merge(names, statement.names)
            names.binds.update(dict.fromkeys(bound, ""))
            found.append(Statement(ast.unparse(node), names))
        else:
            found.append(Statement(ast.unparse(node), names_of(node)))
    return tuple(found)


def _magic(node: ast.stmt) -> tuple[str | None, list[str]]:
    """Return the Python inside a line or cell magic, and the names that its options bind."""
    call = node.value if isinstance(node, ast.Expr) else None
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None, []
    words = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    texts = [word for word in words if isinstance(word, str)]
    if call.func.attr == "run_line_magic" and texts[:1] in (["time"], ["timeit"], ["prun"]):
        return texts[1], []
    if call.func.attr == "run_cell_magic" and texts and texts[0] in BODY_MAGICS:
        bound = texts[1].split()[:1] if texts[0] == "capture" else []
        return texts[2], [name for name in bound if name.isidentifier()]
    return None, []


def _merge(into: Names, names: Names) -> None:
    into.binds.update(names.binds)
    into.defines |= names.defines
    into.changes |= names.changes
    into.reads |= names.reads
    into.star += names.star
