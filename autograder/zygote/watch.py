"""Limits over all processes of a submission together, which process limits cannot express."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.zygote.barrier import Allowance


PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Usage:
    """What one process holds: its number, session, private memory in bytes, CPU in seconds."""

    pid: int
    session: int
    memory: int
    cpu: float


def usage(pid: int) -> Usage | None:
    """Read one process's usage; `None` if it has ended meanwhile."""
    try:
        stat = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        status = (PROC / str(pid) / "status").read_text()
    except OSError:
        return None
    memory = 0
    for line in status.splitlines():
        if line.startswith(("RssAnon:", "RssShmem:", "VmSwap:")):
            memory += int(line.split()[1]) * 1024
    # children that have been waited for are counted too: many short ones add up
    cpu = sum(int(ticks) for ticks in stat[11:15]) / TICKS
    return Usage(pid, int(stat[3]), memory, cpu)


def processes() -> list[Usage]:
    """Return every process in sight but this one; none where /proc is empty."""
    pids = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    found = [usage(pid) for pid in pids if pid != os.getpid()]
    return [entry for entry in found if entry is not None]


class Guard:
    """Ends the greediest process when a submission as a whole takes too much."""

    def __init__(self, allowance: Allowance, child: int) -> None:
        self.allowance = allowance
        self.isolated = os.getpid() == 1
        start = usage(child)
        self.base = start.memory if start else 0

    def look(self) -> str:
        """Look once; return what was exceeded (``"memory"`` or ``"cpu"``), or nothing."""
        if not self.isolated:  # other people's processes are in sight: hands off
            return ""
        everyone = processes()
        own = sum(max(0, entry.memory - self.base) for entry in everyone)
        if own > self.allowance.memory_bytes:
            self._kill(max(everyone, key=lambda entry: entry.memory).pid)
            return "memory"
        if sum(entry.cpu for entry in everyone) > self.allowance.cpu_seconds:
            self._kill(max(everyone, key=lambda entry: entry.cpu).pid)
            return "cpu"
        return ""

    @staticmethod
    def _kill(pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def kill_session(session: int) -> None:
    """Kill every process of a session, the way out where there is no namespace to end."""
    for entry in processes():
        if entry.session == session:
            with suppress(ProcessLookupError):
                os.kill(entry.pid, signal.SIGKILL)
