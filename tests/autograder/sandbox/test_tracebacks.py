"""Tracebacks are quick to make and are IPython's own, letter by letter."""

import json
import subprocess
import sys

import pytest
from pygments import regexopt

from autograder.limits import Limits
from autograder.sandbox.zygote import Zygote
from autograder.zygote.tracebacks import regex_opt

CELLS = ["def share(v):\n    return 1 / sum(v)", "total = share([])"]
SHOW = "(lambda self, kind, error, lines: print(json.dumps(lines)))"
PLAIN = f"""
import json, sys
from IPython.core.interactiveshell import InteractiveShell
InteractiveShell._showtraceback = {SHOW}
made = InteractiveShell.instance()
for cell in json.loads(sys.argv[1]):
    made.run_cell(cell, store_history=True)
"""
OURS = f"""
import json, sys
from autograder.zygote.shell import CellShell, shell
CellShell._showtraceback = {SHOW}
made = shell(lambda output: None)
for cell in json.loads(sys.argv[1]):
    made.run_cell(cell, store_history=True)
"""


def traceback(program, cells, folder):
    command = [sys.executable, "-c", program, json.dumps(cells)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    return json.loads(done.stdout)


def test_a_traceback_reads_as_ipythons_own(tmp_path):
    lines = traceback(OURS, CELLS, tmp_path)
    assert lines == traceback(PLAIN, CELLS, tmp_path)
    assert "ZeroDivisionError" in lines[-1]
    assert any("1" in line and "/" in line and "sum" in line for line in lines)


@pytest.mark.parametrize("words", [["if", "elif", "else"], ("pass",), []])
def test_patterns_are_pygments_own(words):
    made = regex_opt(words, prefix="(?<!x)", suffix=r"\b")
    assert made == regexopt.regex_opt(words, prefix="(?<!x)", suffix=r"\b")
    assert regex_opt(words, prefix="(?<!x)", suffix=r"\b") is made


def test_a_zygote_that_expects_errors_forks_the_same_students():
    def run(zygote):
        session = zygote.spawn(Limits())
        try:
            return [session.run(cell) for cell in (*CELLS, "sorted(globals())")]
        finally:
            session.close()

    with Zygote(isolated=False, preload=()) as zygote:
        before = run(zygote)
        for _ in range(2):
            zygote.expect_errors()
        after = run(zygote)
    assert [(one.count, one.outputs) for one in after] == [
        (one.count, one.outputs) for one in before
    ]
    assert (after[1].ename, after[1].count) == ("ZeroDivisionError", 2)
