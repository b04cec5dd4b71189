"""What a machine needs for isolation, and how to get what it lacks."""

from __future__ import annotations

import functools
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass

from autograder.zygote.seccomp import load_library
from autograder.zygote.syscalls import SYS_CLONE

USER_NAMESPACES = "sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000"
APPARMOR = "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that isolation needs and this machine lacks, with the remedy, in one line each."""

    zh: str
    en: str


class IsolationError(RuntimeError):
    """Student code cannot be isolated here, so it is not run."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        self.missing = missing
        self.zh = "；".join(item.zh for item in missing)
        self.en = "; ".join(item.en for item in missing)
        super().__init__(f"{self.zh} / {self.en}")


@functools.cache
def missing() -> tuple[Missing, ...]:
    """Return what this machine lacks for isolation; empty if student code may run."""
    if sys.platform != "linux" or platform.machine() not in SYS_CLONE:
        where = f"{sys.platform}/{platform.machine()}"
        return (
            Missing(
                f"隔离只支持 Linux（x86_64、aarch64），这里是 {where}；"
                "请在 Linux 容器或虚拟机中评分",
                f"isolation needs Linux (x86_64, aarch64), this is {where}; grade in a Linux "
                "container or virtual machine",
            ),
        )
    found = [item for item in (_bubblewrap(), _libseccomp()) if item is not None]
    if not found and (item := _namespaces()) is not None:
        found.append(item)
    return tuple(found)


def require() -> None:
    """Raise `IsolationError` if something is missing."""
    if lacks := missing():
        raise IsolationError(lacks)


def _bubblewrap() -> Missing | None:
    if shutil.which("bwrap"):
        return None
    command = "apt-get install -y bubblewrap"
    return Missing(
        f"缺少 bubblewrap，安装：{command}", f"bubblewrap is missing, install it: {command}"
    )


def _libseccomp() -> Missing | None:
    try:
        load_library()
    except OSError:
        command = "apt-get install -y libseccomp2"
        return Missing(
            f"缺少 libseccomp，安装：{command}", f"libseccomp is missing, install it: {command}"
        )
    return None


def _namespaces() -> Missing | None:
    user = [] if os.getuid() == 0 else ["--unshare-user"]
    command = ["bwrap", *user, "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "true"]
    tried = subprocess.run(command, capture_output=True, check=False)
    if tried.returncode == 0:
        return None
    reason = tried.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["?"]
    remedy = f"{USER_NAMESPACES} (Ubuntu 24.04: {APPARMOR})"
    return Missing(
        f"内核不允许建立命名空间（{reason[0]}），以 root 运行：{remedy}",
        f"the kernel refuses namespaces ({reason[0]}); as root: {remedy}",
    )
