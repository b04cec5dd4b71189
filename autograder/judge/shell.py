"""The judge's shell: an error in a grade cell is a name and a message."""

from __future__ import annotations

import sys
from typing import Any

from autograder.zygote.shell import CellShell


class JudgeShell(CellShell):  # type: ignore[misc, unused-ignore]
    """A shell without tracebacks.

    They would quote hidden tests, so nobody gets to see them; making one takes IPython longer
    than grading a notebook does.
    """

    def showtraceback(self, exc_tuple: Any = None, *_: Any, **__: Any) -> None:
        """Emit the error's name and message."""
        kind, error, _trace = exc_tuple or sys.exc_info()
        self._showtraceback(kind, error, [])

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        """Emit the error's name and message."""
        self.showtraceback()
