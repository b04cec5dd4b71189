"""Runs one cell of the instructor's under a time limit."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.zygote.shell import CellShell


class JudgeTimeoutError(TimeoutError):
    """An instructor's cell took too long."""


def run_timed(shell: CellShell, code: str, seconds: float) -> BaseException | None:
    """Run a cell in the judge; return the exception that ended it, if one did."""
    signal.signal(signal.SIGALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        result = shell.run_cell(code, store_history=False)
        error: BaseException | None = result.error_before_exec or result.error_in_exec
    except JudgeTimeoutError as late:  # it fell between the cell's last lines
        error = late
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return error


def _out_of_time(*_: Any) -> None:
    raise JudgeTimeoutError("time is up")
