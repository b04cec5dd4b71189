"""A control group around the whole sandbox, where this machine lets us make one.

Process limits bound one process, and the keeper looks at a submission as a whole ten times a
second. What many processes together could take between two looks, the kernel bounds here at every
moment: it ends something inside the group, and neither the grader nor the machine runs dry.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME = "autograder-"
SHARE = 0.8  # of the machine's memory; the rest is for those who grade
PROCESSES = 8192
REMOVAL = 2.0  # seconds that the kernel may take to see the last process go

# a shell moves itself, then becomes the command: nothing of it ever runs outside of the group
ENTER = 'for group in $0; do echo 0 > "$group/cgroup.procs" || exit 125; done; exec "$@"'

MEMORY = ("memory.max", "memory.limit_in_bytes")
PIDS = ("pids.max",)


@dataclass(frozen=True, slots=True)
class Mounted:
    """A hierarchy as this process sees it: its version, controllers, and our own group in it."""

    version: int
    controllers: frozenset[str]
    own: Path


@dataclass(frozen=True, slots=True)
class Group:
    """A group of our own: one folder in a unified hierarchy, or one for each controller."""

    folders: tuple[Path, ...]

    @classmethod
    def make(cls, *, memory: int | None = None, processes: int = PROCESSES) -> Group | None:
        """Make a group; `None` where this machine has none or does not let us.

        Parameters
        ----------
        memory
            Bytes for everything in the group; by default `SHARE` of the machine's.
        processes
            Processes and threads alive at one time.
        """
        bounds = {"memory": memory or int(SHARE * _machine_memory()), "pids": processes}
        mounted = list(hierarchies(_read("/proc/self/mountinfo"), _read("/proc/self/cgroup")))
        unified = [one for one in mounted if one.version == 2]
        for one in unified:
            # a group with processes cannot share out its controllers: ours lies beside it
            for parent in (one.own.parent, one.own):
                if folder := _made(parent, bounds):
                    return cls((folder,))
        split = (one for one in mounted if one.version == 1 and one.controllers & bounds.keys())
        made = [
            _made(one.own, {name: bounds[name] for name in bounds.keys() & one.controllers})
            for one in split
        ]
        found = tuple(folder for folder in made if folder is not None)
        return cls(found) if found else None

    def around(self, command: Sequence[str]) -> list[str]:
        """Return the command line that runs a command in the group from its first moment on."""
        return ["/bin/sh", "-c", ENTER, " ".join(map(str, self.folders)), *command]

    def close(self) -> None:
        """Remove the group; its processes have ended, or are about to."""
        end = time.monotonic() + REMOVAL
        for folder in self.folders:
            while folder.exists() and time.monotonic() < end:
                with suppress(OSError):  # the last process is not quite gone
                    folder.rmdir()
                    break
                time.sleep(0.01)


def hierarchies(mountinfo: str, own: str) -> Iterator[Mounted]:
    """Yield the mounted hierarchies.

    Parameters
    ----------
    mountinfo, own
        Texts of ``/proc/self/mountinfo`` and ``/proc/self/cgroup`` (cgroups(7), proc(5)).

    Examples
    --------
    >>> (one,) = hierarchies(
    ...     "31 23 0:28 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw", "0::/user.slice/a.scope"
    ... )
    >>> one.version, str(one.own)
    (2, '/sys/fs/cgroup/user.slice/a.scope')
    """
    groups = dict(re.findall(r"^\d+:([^:]*):(.*)$", own, re.MULTILINE))
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        kind, *_, options = after.split()
        root, mount = before.split()[3:5]
        names = frozenset(options.split(","))
        for controllers, group in groups.items():
            among = frozenset(controllers.split(",")) - {""}
            if (kind == "cgroup2" and not among) or (kind == "cgroup" and among and among <= names):
                inside = os.path.relpath(group, root) if group.startswith(root) else "."
                version = 2 if kind == "cgroup2" else 1
                yield Mounted(version, among, Path(os.path.normpath(Path(mount, inside))))


def _made(parent: Path, bounds: dict[str, int]) -> Path | None:
    """Make a folder that bounds all of these; `None` if that cannot be done here."""
    _remove_stale(parent)
    folder = parent / f"{NAME}{os.getpid()}-{time.monotonic_ns()}"
    try:
        folder.mkdir()
    except OSError:
        return None
    files = {"memory": MEMORY, "pids": PIDS}
    try:
        for name, bound in bounds.items():
            (file,) = (folder / each for each in files[name] if (folder / each).exists())
            file.write_text(str(bound), encoding="ascii")
    except (OSError, ValueError):  # no such controller here, or not ours to set
        with suppress(OSError):
            folder.rmdir()
        return None
    return folder


def _remove_stale(parent: Path) -> None:
    """Remove groups whose maker was killed; one that is in use refuses."""
    for folder in parent.glob(f"{NAME}*"):
        maker = folder.name.removeprefix(NAME).partition("-")[0]
        if not Path("/proc", maker).exists():
            with suppress(OSError):
                folder.rmdir()


def _machine_memory() -> int:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
