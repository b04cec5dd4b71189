"""Stock nbgrader on hostile notebooks, in a sandbox made for this: it has none of its own.

Bubblewrap without network, a read-only system, a throw-away home and scratch in memory, a user
without rights, and limits on processes, memory, files and time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.attacks.suite import make_course

if TYPE_CHECKING:
    from benchmarks.attacks.suite import Attack

INSIDE = Path(__file__).with_name("inside.py")
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc/alternatives", "/etc/ld.so.cache")
SCRATCH_BYTES = 512 << 20
MEMORY_BYTES = 5 << 30
SECONDS = 150
USER = 64123


def grade(template: Path, attack: Attack, worker: int = 0) -> dict[str, Any]:
    """Return nbgrader's exit code and everybody's marks; nothing if the sandbox died whole."""
    with tempfile.TemporaryDirectory() as scratch:
        course = Path(scratch, "course")
        make_course(template, course, attack)
        process = subprocess.Popen(
            command(course, worker),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        guard = _Guard(process)
        guard.start()
        try:
            told, _ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            told, _ = process.communicate()
        guard.done.set()
    with suppress(ValueError, IndexError):
        found = json.loads(told.decode(errors="replace").splitlines()[-1])
        if isinstance(found, dict):
            return found
    return {"code": None, "marks": {}}


def command(course: Path, worker: int) -> list[str]:
    """Return the command line of the sandbox."""
    paths = [*SYSTEM, sys.base_prefix, sys.prefix]
    made = ["bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    made += ["--die-with-parent", "--new-session", "--clearenv"]
    drop: list[str] = []
    if os.getuid() == 0:  # root is free of the limit on processes
        made += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        user = str(USER + worker)
        drop = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--no-new-privs"]
        drop += ["--inh-caps=-all", "--bounding-set=-all"]
    else:
        made += ["--unshare-user"]
    made += ["--dev", "/dev", "--proc", "/proc", "--perms", "1777", "--tmpfs", "/tmp"]  # noqa: S108
    made += ["--size", str(SCRATCH_BYTES), "--perms", "1777", "--tmpfs", "/scratch"]
    for folder in sorted({str(up) for path in paths for up in Path(path).parents} - {"/"}):
        made += ["--perms", "0755", "--dir", folder]
    for path in paths:
        made += ["--ro-bind-try", path, path]
    made += ["--ro-bind", str(course), "/in", "--ro-bind", str(INSIDE), "/inside.py"]
    for name, value in environment().items():
        made += ["--setenv", name, value]
    os.chmod(course, 0o755)  # noqa: PTH101, S103 - a copy without secrets, read by another user
    return [*made, "--chdir", "/scratch", "--", *drop, sys.executable, "/inside.py", sys.executable]


def environment() -> dict[str, str]:
    """Return the environment inside."""
    return {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": "/scratch/home",
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


class _Guard(threading.Thread):
    """Ends a sandbox whose processes together take too much memory."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.3):
            if sum(map(_memory, _below(self.process.pid))) > MEMORY_BYTES:
                self.process.kill()
                return


def _below(root: int) -> list[int]:
    parents = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError):
                stat = Path(entry.path, "stat").read_text()
                parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _memory(pid: int) -> int:
    with suppress(OSError, IndexError):
        statm = Path(f"/proc/{pid}/statm").read_text().split()
        return (int(statm[1]) - int(statm[2])) * os.sysconf("SC_PAGE_SIZE")
    return 0
