"""Modules that student code may import though they do not lie among the installed packages.

A course has its own package; students may use a part of it (a module that sets fonts, say) and
must not see the rest (the reference solutions). Exposed is a module, the ``__init__`` of the
packages above it, and what those import of the same package when they are imported themselves.
"""

from __future__ import annotations

import ast
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def exposed_files(names: Iterable[str]) -> dict[str, Path]:
    """Return the files to show in a sandbox, by their path below the folder of packages.

    Parameters
    ----------
    names
        Modules, dotted. Installed ones and those of the standard library need no exposing and
        are passed over.

    Raises
    ------
    ModuleNotFoundError
        There is no such module.
    """
    files: dict[str, Path] = {}
    for name in names:
        top = name.partition(".")[0]
        spec = find_spec(top) if top not in sys.stdlib_module_names else None
        if top in sys.stdlib_module_names or top == "autograder":
            continue
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(
                f"找不到要开放给学生的模块 {name} / the module {name} to expose is not installed"
            )
        origin = Path(spec.origin)
        if origin.is_relative_to(sys.prefix) or origin.is_relative_to(sys.base_prefix):
            continue
        root = origin.parents[1] if origin.name == "__init__.py" else origin.parent
        _add(name, root, files)
    return files


def _add(name: str, root: Path, files: dict[str, Path]) -> None:
    """Add a module, the packages above it, and what they import of the same package."""
    parts = name.split(".")
    for depth in range(1, len(parts) + 1):
        dotted = ".".join(parts[:depth])
        found = _file(dotted, root)
        if found is None:
            if depth == len(parts):
                raise ModuleNotFoundError(f"there is no module {name} below {root}")
            continue
        relative = str(found.relative_to(root))
        if relative in files:
            continue
        files[relative] = found
        for imported in _imports(found, dotted):
            if imported.partition(".")[0] == parts[0]:
                _add_if_module(imported, root, files)


def _add_if_module(name: str, root: Path, files: dict[str, Path]) -> None:
    # ``from package.module import x``: x is a module or something in it
    while name and _file(name, root) is None:
        name = name.rpartition(".")[0]
    if name:
        _add(name, root, files)


def _file(name: str, root: Path) -> Path | None:
    base = root.joinpath(*name.split("."))
    package = base / "__init__.py"
    return next((file for file in (package, base.with_suffix(".py")) if file.is_file()), None)


def _imports(file: Path, name: str) -> Iterator[str]:
    """Yield the modules that a file imports when it is imported itself."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = name.split(".")
                package = above if file.name == "__init__.py" else above[:-1]
                kept = package[: len(package) - node.level + 1]
                base = ".".join([*kept, *([base] if base else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)
