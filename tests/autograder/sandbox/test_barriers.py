"""What can student code see, and whom can it reach?"""

import ast
import os
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest

from autograder.limits import Limits
from autograder.sandbox.zygote import SandboxError

from .conftest import text


def test_no_capability_and_a_filter(boxed):
    (ran,) = boxed("print(open('/proc/self/status').read())")
    lines = dict(line.split(":\t", 1) for line in text(ran).splitlines() if ":\t" in line)
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(lines[name], 16) == 0
    assert lines["Seccomp"] == "2"
    assert lines["NoNewPrivs"] == "1"


def test_only_its_own_processes(boxed):
    (ran,) = boxed("import os\nsorted(int(p) for p in os.listdir('/proc') if p.isdigit())")
    assert text(ran) == "[1, 2]"


def test_the_first_process_cannot_be_read_or_killed(boxed):
    read, kill, after = boxed(
        "open('/proc/1/mem', 'rb')", "import os\nos.kill(1, 9)\nos.kill(1, 15)", "'on'"
    )
    assert (read.status, read.ename) == ("error", "PermissionError")
    assert kill.status == "ok"
    assert "on" in text(after)


def test_nothing_but_the_scratch_can_be_written(boxed):
    code = (
        "import os\n"
        "places = ['/', '/usr', '/engine', '/engine/autograder', '/etc', '/home', '/proc',\n"
        "          os.path.dirname(os.__file__), '/dev', '/dev/pts', '/work', '/root']\n"
        "found = []\n"
        "for place in places:\n"
        "    try:\n"
        "        open(place + '/planted', 'w').close()\n"
        "        found.append(place)\n"
        "    except OSError:\n"
        "        pass\n"
        "found"
    )
    (ran,) = boxed(code)
    assert text(ran) == "[]"


def test_the_repository_and_root_are_not_there(boxed):
    here = str(Path(__file__).parent)
    (ran,) = boxed(
        f"import os\n[os.path.exists(p) for p in ({here!r}, '/root/.ssh', '/etc/shadow')]"
    )
    assert text(ran) == "[False, False, False]"


def test_no_network(boxed):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        (ran,) = boxed(f"import socket\nsocket.create_connection(('127.0.0.1', {port}), timeout=2)")
    assert ran.status == "error"


def test_dangerous_calls_are_refused(boxed):
    code = (
        "import ctypes, os\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "def tried(*args):\n"
        "    ctypes.set_errno(0)\n"
        "    return libc.syscall(*args), ctypes.get_errno()\n"
        "[tried(101, 0, 0, 0, 0), tried(272, 0x10000000), tried(165, 0, 0, 0, 0, 0),\n"
        " tried(41, 40, 1, 0), tried(56, 0x10000000 | 17, 0, 0, 0, 0), tried(319, b'x', 0),\n"
        " tried(425, 8, 0)]"
    )
    (ran,) = boxed(code)
    found = ast.literal_eval(text(ran))
    assert all(result == -1 for result, _errno in found)
    assert {errno for _result, errno in found} <= {1, 97}


def test_submissions_do_not_meet(boxed):
    leave = (
        "import socket\nopen('/tmp/left', 'w').write('x')\nopen('/dev/shm/left', 'w').write('x')\n"
        "kept = socket.socket(socket.AF_UNIX)\nkept.bind('\\0left')\nkept.listen()"
    )
    look = (
        "import os, socket\ns = socket.socket(socket.AF_UNIX)\n"
        "[os.path.exists('/tmp/left'), os.path.exists('/dev/shm/left'), s.connect_ex('\\0left')]"
    )
    left, inside = boxed(leave, look)
    (outside,) = boxed(look)
    assert left.status == "ok"
    assert text(inside) == "[True, True, 0]"
    assert text(outside) == "[False, False, 111]"


def test_the_zygote_is_not_poisoned(run):
    run("import builtins, pandas\nbuiltins.len = lambda x: 42\npandas.DataFrame = None")
    (ran,) = run("import pandas\n[len([]), pandas.DataFrame is None]")
    assert text(ran) == "[0, False]"


def test_daemons_end_with_the_submission(boxed):
    code = (
        "import os, time\n"
        "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(300)\n"
        "    os._exit(0)\n"
    )
    boxed("'all processes are up'")
    before = _sleepers()
    boxed(code)
    end = time.monotonic() + 10
    while _sleepers() > before and time.monotonic() < end:
        time.sleep(0.05)
    assert _sleepers() <= before


def _sleepers():
    """Count this test's own sandboxed processes; others may be at work on the machine."""
    parents = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208
        with suppress(OSError):
            stat = Path(f"/proc/{pid}/stat").read_text()
            parents[int(pid)] = int(stat.rpartition(")")[2].split()[1])
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return len(found)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("disk_bytes", -1, "mount"), ("output_bytes", "many", "ValueError")],
    ids=["keeper", "student"],
)
def test_a_process_that_never_gets_to_its_place_is_not_the_students_fault(
    isolated, boxed, name, value, said
):
    limits = Limits()
    object.__setattr__(limits, name, value)  # past the check: on this alone a process will fail
    with pytest.raises(SandboxError, match=said):
        isolated.spawn(limits)
    (ran,) = boxed("1 + 1")
    assert text(ran) == "2"
