"""Finds what a folder offers: every module in it is one entry, named after its file."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


@cache
def module_names(package: ModuleType) -> tuple[str, ...]:
    """Return the names of a package's public modules, sorted, without importing them.

    The folder is read once in a process: marking asks for a rule with every answer.
    """
    found = pkgutil.iter_modules(package.__path__)
    return tuple(sorted(info.name for info in found if not info.name.startswith("_")))


def module(package: ModuleType, name: str) -> ModuleType:
    """Import one module of a package.

    Raises
    ------
    KeyError
        The folder has no such file.
    """
    if name not in module_names(package):
        raise KeyError(name)
    return importlib.import_module(f"{package.__name__}.{name}")


def modules(package: ModuleType) -> tuple[ModuleType, ...]:
    """Import every public module of a package, in the order of their names."""
    return tuple(module(package, name) for name in module_names(package))
