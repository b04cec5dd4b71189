"""Functions whose answers nothing that comes later can change.

A copy of the student's process at each checked place costs more than most checks do. It is not
needed where all that a check can call are plain functions of their arguments: with their names
frozen as they are now, the process answers for them when the notebook has been run.

What is taken for settled here is chosen narrowly. Whatever else a function reaches (data that can
be changed in place, objects, files, settings of a library) gets its copy.
"""

from __future__ import annotations

import ast
import builtins
import dis
import re
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

from autograder.zygote.known import known_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.zygote.objects import Objects
    from autograder.zygote.shell import CellShell

CONSTANT = (type(None), bool, int, float, complex, str, bytes, type(...), type(NotImplemented))
PURE = frozenset(
    (
        *("abs", "all", "any", "bin", "bool", "bytearray", "bytes", "callable", "chr", "complex"),
        *("dict", "divmod", "enumerate", "filter", "float", "format", "frozenset"),
        *("hasattr", "hex", "int", "isinstance", "issubclass", "iter", "len", "list", "map", "max"),
        *("min", "next", "object", "oct", "ord", "pow", "print", "range", "repr", "reversed"),
        *("round", "set", "slice", "sorted", "str", "sum", "tuple", "type", "zip"),
        *(
            name
            for name, value in vars(builtins).items()
            if isinstance(value, type) and issubclass(value, BaseException)
        ),
    )
)
MODULES = frozenset(
    (
        *("math", "cmath", "operator", "statistics", "random", "functools", "itertools"),
        *("collections", "datetime", "fractions", "re", "string", "copy", "typing", "__future__"),
        *("numpy", "pandas", "scipy"),
    )
)
# attributes by which a function reads or writes files, or a library's settings
FILES = re.compile(
    r"read_\w+|to_(csv|excel|json|html|latex|pickle|parquet|feather|hdf|sql|stata|orc|xml|markdown"
    r"|clipboard)|\w*(load|save|dump|file|memmap|Excel|HDF)\w*|open\w*|write\w*|plot|hist|boxplot"
)
SETTINGS = re.compile(
    r"\w*options?\w*|\w*seterr\w*|\w*errstate\w*|set_\w*(printoptions|string_function|bufsize)"
    r"|set_numeric_ops|register\w*|purge|cache\w*|__\w+__|ctypeslib|test\w*|core|_\w+"
)
# words by which a cell changes what functions elsewhere do
CHANGES = re.compile(
    r"\b(\w*options?|\w*seterr\w*|setlocale|setrecursionlimit|setdefaulttimeout|environ|putenv"
    r"|filterwarnings|simplefilter|setattr|delattr|exec|eval|reload|patch\w*|monkeypatch"
    r"|__builtins__|modules|gc|ctypes|globals|locals|vars|__\w+__|run_line_magic|run_cell_magic"
    r"|system|getsystem)\b"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a place's functions need to answer later: their names, and the numbered objects."""

    namespace: dict[str, Any]
    objects: Objects


def moment_of(objects: Objects, namespace: dict[str, Any]) -> Moment | None:
    """Freeze what the last values taken consist of.

    `None` if a copy of the process is needed, or nothing at all since all of it is data.

    Parameters
    ----------
    objects
        The table of numbered objects, and which of them were just described.
    namespace
        The notebook's names.
    """
    finder = _Finder(namespace)
    if not (objects.described and all(map(finder.is_settled, objects.described))):
        return None
    frozen: dict[str, Any] = {}
    clones = {number: _clone(one, frozen) for number, one in finder.functions.items()}
    frozen.update({name: clones.get(id(value), value) for name, value in namespace.items()})
    return Moment(frozen, objects.with_clones(clones))


def changes_others(code: str, shell: CellShell) -> bool:
    """Whether a cell may change what settled functions do: settings, or a library's attributes.

    Parameters
    ----------
    code
        The cell's text.
    shell
        Where it is about to run.
    """
    try:
        code = shell.transform_cell(code)  # a magic is a call then
        tree = ast.parse(code)
    except SyntaxError:
        return False  # it will not run
    except Exception:  # noqa: BLE001 - the student's own transformers: anything may happen
        return True
    nodes = list(ast.walk(tree))
    imports = [node for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom))]
    imported = {alias.asname or alias.name for node in imports for alias in node.names}
    libraries = imported | {
        name for name, value in shell.user_ns.items() if isinstance(value, (ModuleType, type))
    }
    return bool(CHANGES.search(code)) or any(_changed(node) in libraries for node in nodes)


def _changed(node: ast.AST) -> str:
    """Return the name at the beginning of what is changed in place; empty if nothing is."""
    if not isinstance(node, (ast.Attribute, ast.Subscript)) or isinstance(node.ctx, ast.Load):
        return ""
    root: ast.expr = node
    while isinstance(root, (ast.Attribute, ast.Subscript, ast.Call)):
        root = root.func if isinstance(root, ast.Call) else root.value
    return root.id if isinstance(root, ast.Name) else ""


class _Finder:
    """Looks through functions and what they reach by name."""

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self.namespace = namespace
        self.functions: dict[int, FunctionType] = {}

    def is_settled(self, value: Any) -> bool:
        """Whether an object is a settled function."""
        if id(value) in self.functions:
            return True
        if (
            type(value) is not FunctionType
            or value.__globals__ is not self.namespace
            or value.__closure__
            or vars(value)
            or not all(map(_is_constant, value.__defaults__ or ()))
            or not all(map(_is_constant, (value.__kwdefaults__ or {}).values()))
        ):
            return False
        self.functions[id(value)] = value
        return self._code(value.__code__)

    def _code(self, code: CodeType) -> bool:
        before = None
        for step in dis.get_instructions(code):
            name = step.argval
            match step.opname:
                case "STORE_GLOBAL" | "DELETE_GLOBAL" | "IMPORT_STAR":
                    return False
                case "LOAD_GLOBAL" | "LOAD_NAME" | "LOAD_FROM_DICT_OR_GLOBALS":
                    if not self._name(name):
                        return False
                case "IMPORT_NAME":
                    if name.partition(".")[0] not in MODULES:
                        return False
                case "LOAD_ATTR" | "LOAD_METHOD" | "IMPORT_FROM":
                    if FILES.fullmatch(name) or SETTINGS.fullmatch(name):
                        return False
                case "STORE_ATTR" | "DELETE_ATTR":
                    if before is None or before.opname != "LOAD_FAST":
                        return False
            before = step
        return all(self._code(part) for part in code.co_consts if type(part) is CodeType)

    def _name(self, name: str) -> bool:
        """Whether what a function looks up by a name can be relied on later."""
        if name not in self.namespace:
            # one that nobody has bound fails now, and with frozen names also later
            return name in PURE or not hasattr(builtins, name)
        value = self.namespace[name]
        if isinstance(value, ModuleType):
            return value.__name__.partition(".")[0] in MODULES
        if _is_constant(value) or self.is_settled(value):
            return True
        known = known_name(value)
        if known is None or known.partition(".")[0].partition(":")[0].lstrip("_") not in MODULES:
            return False
        bare = known.rpartition(":")[2].rpartition(".")[2]
        return not (FILES.fullmatch(bare) or SETTINGS.fullmatch(bare))


def _is_constant(value: Any) -> bool:
    if type(value) in (tuple, frozenset):
        return all(map(_is_constant, value))
    return type(value) in CONSTANT


def _clone(function: FunctionType, names: dict[str, Any]) -> FunctionType:
    """Return a function like another, with other global names."""
    made = FunctionType(function.__code__, names, function.__name__, function.__defaults__)
    made.__kwdefaults__ = function.__kwdefaults__
    made.__annotations__ = dict(function.__annotations__)
    for attribute in ("__doc__", "__module__", "__qualname__"):
        setattr(made, attribute, getattr(function, attribute))
    return made
