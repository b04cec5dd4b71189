"""Is what a submission takes bounded, and does the next cell or submission go on?"""

import time

from .conftest import text


def test_a_loop_is_interrupted_and_later_cells_run(run):
    start = time.monotonic()
    loop, after = run("while True:\n    pass", "'on'", cell_seconds=0.5)
    assert loop.status == "timeout"
    assert "on" in text(after)
    assert time.monotonic() - start < 5


def test_a_loop_that_ignores_the_interrupt_is_killed(run):
    code = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass"
    loop, after = run(code, "'on'", cell_seconds=0.5)
    assert (loop.status, after.status) == ("timeout", "crash")


def test_a_quick_cell_is_not_a_timeout(run):
    (ran,) = run("import time; time.sleep(0.3)", cell_seconds=5)
    assert ran.status == "ok"


def test_memory_is_limited(run):
    big, after = run("x = bytearray(600 << 20)", "'on'", memory_bytes=256 << 20)
    assert big.status == "memory"
    assert "on" in text(after)


def test_memory_within_the_limit_is_given(run):
    (ran,) = run("x = bytearray(100 << 20)", memory_bytes=256 << 20)
    assert ran.status == "ok"


def test_output_is_cut(run):
    (ran,) = run("print('x' * 100_000)\nkept = 1", output_bytes=10_000)
    assert ran.status == "ok"
    assert len(text(ran)) < 12_000
    assert "10 KB" in text(ran)


def test_a_flood_of_lines_is_cut_and_ends(run):
    (ran,) = run("for i in range(200_000):\n    print(i)", output_bytes=10_000)
    assert ran.status == "ok"
    assert len(text(ran)) < 12_000


def test_a_death_is_a_crash(run):
    ran, after = run("import os\nos._exit(0)", "'on'")
    assert (ran.status, after.status) == ("crash", "crash")


def test_a_segmentation_fault_is_a_crash(run):
    (ran,) = run("import ctypes\nctypes.string_at(0)")
    assert ran.status == "crash"


def test_disk_is_limited(boxed):
    code = "open('big', 'wb').write(bytes(64 << 20))"
    (ran,) = boxed(code, disk_bytes=8 << 20)
    assert (ran.status, ran.ename) == ("error", "OSError")


def test_files_are_limited(boxed):
    (ran,) = boxed("for i in range(1000):\n    open(str(i), 'w').close()", files=100)
    assert (ran.status, ran.ename) == ("error", "OSError")


def test_processes_are_limited(boxed):
    code = "import os\npids = []\nwhile True:\n    p = os.fork()\n    if p == 0: os.pause()"
    bomb, after = boxed(code.replace("os.pause()", "import time; time.sleep(60)"), "'on'")
    assert (bomb.status, bomb.ename) == ("error", "BlockingIOError")
    assert "on" in text(after)


def test_memory_of_all_processes_together_is_limited(boxed):
    code = (
        "import os, time\n"
        "for _ in range(8):\n"
        "    if os.fork() == 0:\n"
        "        x = bytearray(os.urandom(1 << 20) * 100)\n"
        "        time.sleep(20)\n"
        "        os._exit(0)\n"
        "done = [os.waitstatus_to_exitcode(os.wait()[1]) for _ in range(8)]\n"
        "done"
    )
    (ran,) = boxed(code, memory_bytes=300 << 20, cell_seconds=25)
    assert "-9" in text(ran)
