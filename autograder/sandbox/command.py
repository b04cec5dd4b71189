"""The bubblewrap command line around the zygote: what the whole sandbox can see."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.sandbox.expose import exposed_files
from autograder.sandbox.fonts import font_list
from autograder.zygote.barrier import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ENGINE = "/engine"
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32")
# no passwd, no hosts, no keys: what the dynamic linker, fonts and time zones need
ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "fonts", "alternatives", "mime.types")
CAPABILITIES = ("CAP_SYS_ADMIN", "CAP_SETUID", "CAP_SETGID")


def environment(*, home: str = HOME) -> dict[str, str]:
    """Return the environment of student code: the same on every machine, nothing of ours."""
    return {
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        "HOME": home,
        "LANG": "C.UTF-8",
        "TZ": os.environ.get("TZ", "UTC"),
        "USER": "student",
        "NBGRADER_EXECUTION": "autograde",  # nbgrader's way to tell a notebook what goes on
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": "/tmp/matplotlib",  # noqa: S108 - inside the sandbox
        "IPYTHONDIR": "/tmp/ipython",  # noqa: S108
        # one thread: forks stay cheap, results do not depend on the number of cores
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }


def python(arguments: Sequence[str]) -> list[str]:
    """Return the interpreter's command line; neither the working directory nor user site count."""
    return [sys.executable, "-P", "-s", "-m", "autograder.zygote", *arguments]


def bubblewrap(arguments: Sequence[str], *, expose: Sequence[str] = ()) -> list[str]:
    """Return the command line that runs the zygote in its sandbox.

    Parameters
    ----------
    arguments
        Arguments of ``python -m autograder.zygote``.
    expose
        Modules that student code may use though they are not installed (`exposed_files`).
    """
    command = ["bwrap", "--new-session", "--clearenv"]
    command += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    command += ["--unshare-cgroup-try", "--hostname", "sandbox"]
    # Not --die-with-parent: it ties the sandbox to the *thread* that started it. The zygote ends
    # when its control socket closes, which no death of the grader can prevent.
    if os.getuid() == 0:
        # just long enough to show a whole /proc and to stop being root (autograder.zygote)
        for capability in CAPABILITIES:
            command += ["--cap-add", capability]
    else:
        command += ["--unshare-user"]
    # before the paths: the course itself may lie below /tmp
    command += ["--dev", "/dev", "--proc", "/proc", "--perms", "1777", "--tmpfs", "/tmp"]  # noqa: S108
    paths = _outermost([*SYSTEM, sys.base_prefix, sys.prefix])
    # made as root they would be closed to everyone else
    shown = [f"{ENGINE}/{relative}" for relative in exposed_files(expose)]
    for folder in _parents([*paths, *shown, HOME, f"{ENGINE}/x"]):
        command += ["--perms", "0755", "--dir", folder]
    for path in paths:
        command += ["--ro-bind", path, path]
    for name in ETC:
        command += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    # as root it would be closed to the zygote, which leaves root
    command += ["--perms", "1777", "--dir", "/tmp/matplotlib"]  # noqa: S108
    if fonts := font_list():
        command += ["--ro-bind", str(fonts), f"/tmp/matplotlib/{fonts.name}"]  # noqa: S108
    command += ["--perms", "0755", "--dir", HOME]
    command += ["--ro-bind", str(location("autograder")), f"{ENGINE}/autograder"]
    for relative, file in exposed_files(expose).items():
        command += ["--ro-bind", str(file), f"{ENGINE}/{relative}"]
    for name, value in {**environment(), "PYTHONPATH": ENGINE}.items():
        command += ["--setenv", name, value]
    # an ordinary user owns /dev: one submission could leave files there for the next
    command += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/", "--"]
    return command + python(arguments)


def location(package: str) -> Path:
    """Return where a package or module lies, without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            f"找不到要开放给学生的包 {package} / the package {package} to expose is not installed"
        )
    origin = Path(spec.origin)
    return origin.parent if origin.name == "__init__.py" else origin


def _parents(paths: Iterable[str]) -> list[str]:
    """Return the folders above paths, outermost first, without the root."""
    return sorted({str(folder) for path in paths for folder in Path(path).parents} - {"/"})


def _outermost(paths: Iterable[str]) -> list[str]:
    """Return the existing paths that do not lie in another one of them."""
    found: list[str] = []
    for path in sorted({os.path.normpath(path) for path in paths if Path(path).exists()}):
        if not any(path.startswith(f"{outer}/") for outer in found):
            found.append(path)
    return found
