"""The control group around the sandbox: found, bounded, entered, removed."""

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox.cgroup import NAME, Group, hierarchies
from autograder.sandbox.requirements import missing
from autograder.sandbox.zygote import Zygote

TAKE = "data = bytearray({size} << 20); print(len(data))"
V1 = """32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw"""
OWN_V1 = "8:pids:/\n4:memory:/service/a\n1:cpu:/\n0::/"
CONTAINER = "31 23 0:28 /docker/1 /sys/fs/cgroup ro - cgroup2 cgroup rw,nsdelegate"


@pytest.fixture
def group():
    made = Group.make(memory=96 << 20)
    if made is None:
        pytest.skip("control groups cannot be made on this machine")
    yield made
    made.close()
    assert not any(folder.exists() for folder in made.folders)


def take(group, megabytes):
    command = [sys.executable, "-c", TAKE.format(size=megabytes)]
    return subprocess.run(group.around(command), capture_output=True, text=True, check=False)


def test_who_takes_more_than_the_group_has_is_ended_and_who_takes_less_is_not(group):
    assert take(group, 8).stdout == f"{8 << 20}\n"
    assert take(group, 256).returncode == -9


def test_every_hierarchy_is_found_with_our_group_in_it():
    found = {one.own: one.version for one in hierarchies(V1, OWN_V1)}
    assert found == {
        Path("/sys/fs/cgroup/cpu"): 1,
        Path("/sys/fs/cgroup/memory/service/a"): 1,
        Path("/sys/fs/cgroup/unified"): 2,
    }
    (inside,) = hierarchies(CONTAINER, "0::/docker/1/init.scope")
    assert inside.own == Path("/sys/fs/cgroup/init.scope")


def test_where_there_is_none_there_is_no_group():
    assert list(hierarchies("22 1 0:20 / / rw - ext4 /dev/sda rw", "")) == []


def test_the_sandbox_is_in_a_group_and_says_so(group):
    if missing():
        pytest.skip("; ".join(item.en for item in missing()))
    with Zygote(preload=()) as zygote:
        zygote.wait()
        assert zygote.isolation.endswith("+cgroup")
        inside = [Path(folder, "cgroup.procs").read_text() for folder in zygote.group.folders]
        assert all(len(text.split()) >= 2 for text in inside)
        assert all(folder.name.startswith(NAME) for folder in zygote.group.folders)
    assert not any(folder.exists() for folder in zygote.group.folders)


def test_without_isolation_there_is_no_group():
    with Zygote(isolated=False, preload=()) as zygote:
        assert (zygote.group, zygote.isolation) == (None, "none")
