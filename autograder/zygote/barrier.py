"""What stands between one submission and everything else, put up before its first line runs."""

from __future__ import annotations

import os
import resource
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.zygote import syscalls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HOME = "/home/student"
SCRATCH_FLAGS = syscalls.MS_NOSUID | syscalls.MS_NODEV
SPACES = ("pid", "user", "mnt", "net", "ipc", "uts", "cgroup")
EMPTY_FLAGS = SCRATCH_FLAGS | syscalls.MS_NOEXEC | syscalls.MS_RDONLY


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one submission may use; the part of `autograder.limits.Limits` kept by the kernel."""

    memory_bytes: int
    disk_bytes: int
    files: int
    processes: int
    cpu_seconds: float

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> Allowance:
        """Read an allowance from a frame's fields."""
        return cls(**{name: fields[name] for name in cls.__slots__})


def map_identity(uid: int, gid: int) -> None:
    """Make the new user namespace know one user and one group: the ones that it came from."""
    # a process that has changed its user may not touch its own maps until it says so
    syscalls.prctl(syscalls.PR_SET_DUMPABLE, 1)
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny")
    (own / "uid_map").write_text(f"{uid} {uid} 1")
    (own / "gid_map").write_text(f"{gid} {gid} 1")


def mount_scratch(allowance: Allowance) -> None:
    """Give the submission one limited place to write; all else is read-only or empty."""
    syscalls.mount("none", "/", "none", syscalls.MS_REC | syscalls.MS_PRIVATE)
    size = f"size={allowance.disk_bytes},nr_inodes={allowance.files + 16},mode=0700"
    covered = ("/tmp", "/dev/shm")  # noqa: S108 - mount points, both on the limited scratch
    with kept_visible(HOME, *covered):
        syscalls.mount("scratch", HOME, "tmpfs", SCRATCH_FLAGS, size)
        shared = f"{HOME}/.tmp"
        Path(shared).mkdir(mode=0o700)
        for target in covered:
            syscalls.mount(shared, target, "none", syscalls.MS_BIND)
    # terminals are shared between namespaces: none here
    syscalls.mount("none", "/dev/pts", "tmpfs", EMPTY_FLAGS, "size=4k")
    mount_proc()


@contextmanager
def kept_visible(*folders: str) -> Iterator[None]:
    """Show Python's own folders again after ``folders``, where they may lie, are covered."""
    below = tuple(f"{folder}/" for folder in folders)
    inside = {path for path in (sys.prefix, sys.base_prefix) if path.startswith(below)}
    held = {path: os.open(path, os.O_PATH) for path in sorted(inside)}
    yield
    for path, descriptor in held.items():
        Path(path).mkdir(parents=True, exist_ok=True)
        source = f"/proc/self/fd/{descriptor}"
        syscalls.mount(source, path, "none", syscalls.MS_BIND | syscalls.MS_REC)
        os.close(descriptor)


def mount_proc() -> None:
    """Show only the submission's own processes, or none where the machine forbids a new /proc."""
    try:
        flags = syscalls.MS_NOSUID | syscalls.MS_NODEV | syscalls.MS_NOEXEC
        syscalls.mount("proc", "/proc", "proc", flags)
    except PermissionError:
        syscalls.mount("none", "/proc", "tmpfs", EMPTY_FLAGS, "size=4k")


def limit_resources(allowance: Allowance, *, base: int) -> None:
    """Set the process limits; memory counts from ``base``, the address space already in use."""
    cpu = int(allowance.cpu_seconds) + 1
    memory = base + allowance.memory_bytes
    for which, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, allowance.disk_bytes),
        (resource.RLIMIT_NPROC, allowance.processes),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_MEMLOCK, 1 << 16),
    ):
        resource.setrlimit(which, (value, value))


def address_space() -> int:
    """Return the size of this process's address space in bytes."""
    pages = Path("/proc/self/statm").read_text().split()[0]
    return int(pages) * resource.getpagesize()


def put_up(allowance: Allowance, *, identity: tuple[int, int], program: bytes) -> list[int]:
    """Put up every barrier around this process, which is the first of its namespaces.

    The order matters: the identity first (mounting needs it), the process limits while /proc can
    still be read, then nothing may be gained any more: capabilities go, the filter comes.

    Returns
    -------
    list of int
        The open namespaces in the order of `SPACES`.
    """
    map_identity(*identity)
    spaces = [os.open(f"/proc/self/ns/{name}", os.O_RDONLY | os.O_CLOEXEC) for name in SPACES]
    base = address_space()
    mount_scratch(allowance)
    _seal(allowance, base=base, program=program)
    return spaces


def go_behind(spaces: Sequence[int], allowance: Allowance, *, program: bytes) -> None:
    """Take this process behind the barriers that another has put up.

    Parameters
    ----------
    spaces
        The other's namespaces in the order of `SPACES`, the user namespace before those that need
        it. That of pids is not among them: this process was forked into it.
    """
    base = address_space()
    # if the machine runs dry, here first
    Path("/proc/self/oom_score_adj").write_text("1000")
    for fd in spaces:
        syscalls.setns(fd)
        os.close(fd)
    _seal(allowance, base=base, program=program)


def _seal(allowance: Allowance, *, base: int, program: bytes) -> None:
    limit_resources(allowance, base=base)
    syscalls.drop_capabilities()
    syscalls.install_filter(program)
    os.chdir(HOME)
