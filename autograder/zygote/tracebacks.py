"""Tracebacks as JupyterLab shows them, without what makes each of them take 40 ms.

IPython colours every frame by a lexer of its own making and looks for the frame's module among
all that are imported. Where processes are forked from a warm one, that search also copies the
memory of every module it looks at.
"""

from __future__ import annotations

import functools
import inspect
import os
from typing import Any

from IPython.core.compilerop import CachingCompiler
from pygments import lexer, regexopt

_optimised = functools.cache(regexopt.regex_opt)


def regex_opt(strings: Any, prefix: str = "", suffix: str = "") -> str:
    """Return the pattern for a choice of words, as pygments does; it is made once."""
    pattern: str = _optimised(tuple(strings), prefix, suffix)
    return pattern


def remember_patterns() -> None:
    """Let lexers that are made again and again find their patterns made."""
    lexer.regex_opt = regex_opt


class Compiler(CachingCompiler):  # type: ignore[misc, unused-ignore]
    """Names each cell's code, and says at once which module it belongs to."""

    def cache(self, *args: Any, **options: Any) -> str:
        """Keep a cell's text for tracebacks; return its name."""
        name: str = super().cache(*args, **options)
        known: dict[str, str] = inspect.modulesbyfile
        known[name] = known[os.path.abspath(name)] = "__main__"  # noqa: PTH100 - as inspect does
        return name
