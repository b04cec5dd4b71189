"""Does a warm process gather its memory in large pages, and does its child use memory as usual?"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.zygote import memory

PAGES = Path("/sys/kernel/mm/transparent_hugepage/enabled")
PROGRAM = """
import json, os, re, sys
from pathlib import Path
from autograder.zygote import memory

def status():
    words = re.findall(r"(VmSize|RssAnon):\\s+(\\d+) kB", Path("/proc/self/status").read_text())
    return {name: int(size) >> 10 for name, size in words}

if sys.argv[1] == "gathered":
    memory.gather()
held = [str(number) for number in range(400_000)]
if sys.argv[1] == "gathered":
    memory.settle()
large = re.search(r"AnonHugePages:\\s+(\\d+)", Path("/proc/self/smaps_rollup").read_text())[1]
found = {"large": int(large) >> 10, "before": status()}
read, write = os.pipe()
if os.fork() == 0:
    small = [str(number) for number in range(1_000_000)]
    found["small"] = status()
    del small
    array = bytearray(100 << 20)
    found["array"] = status()
    del array
    pieces = [bytearray(1 << 20) for _ in range(64)]
    del pieces
    found["after"] = status()
    os.write(write, json.dumps(found).encode())
    os._exit(0)
os.close(write)
print(os.read(read, 10_000).decode())
"""


@pytest.fixture(scope="module")
def measured():
    def run(how):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    return {how: run(how) for how in ("gathered", "usual")}


@pytest.mark.skipif(
    not PAGES.exists() or "[never]" in PAGES.read_text(), reason="this kernel gives no large pages"
)
def test_memory_lies_in_large_pages(measured):
    gathered, usual = measured["gathered"], measured["usual"]
    assert gathered["large"] > 0.6 * gathered["before"]["RssAnon"]
    if (
        "[madvise]" in PAGES.read_text()
    ):  # a kernel that is asked for nothing gives some all the same
        assert usual["large"] < 0.6 * usual["before"]["RssAnon"]


def test_what_was_reserved_is_given_back(measured):
    """The student's limit of memory counts from the address space in use."""
    gathered, usual = measured["gathered"]["before"], measured["usual"]["before"]
    assert abs(gathered["VmSize"] - usual["VmSize"]) < 16
    assert abs(gathered["RssAnon"] - usual["RssAnon"]) < 8


def test_a_child_takes_and_returns_memory_as_usual(measured):
    gathered, usual = measured["gathered"], measured["usual"]
    for step in ("small", "array", "after"):
        grown = {
            how: one[step]["RssAnon"] - one["before"]["RssAnon"] for how, one in measured.items()
        }
        assert abs(grown["gathered"] - grown["usual"]) < 24, step
    assert gathered["small"]["RssAnon"] - gathered["before"]["RssAnon"] > 40
    assert gathered["array"]["RssAnon"] - gathered["before"]["RssAnon"] > 90
    assert gathered["after"]["VmSize"] - usual["after"]["VmSize"] < 32


def test_other_systems_do_without(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert memory._libc() is None
    memory.gather()
    memory.settle()
