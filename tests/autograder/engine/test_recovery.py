"""A zygote or a judge that dies costs at most the submission that was under way."""

import os
import signal
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from notebooks import full, source

from autograder.engine import EngineRunner
from autograder.grading import grade
from autograder.judge.client import JudgeError
from autograder.sandbox.requirements import missing

pytestmark = pytest.mark.skipif(bool(missing()), reason="; ".join(item.en for item in missing()))


def end(process):
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def test_a_dead_zygote_is_replaced_and_a_dead_judge_for_the_next_one():
    original = source()
    with EngineRunner(preload=()) as runner:
        report = grade(original, full(), runner=runner)
        (zygote,) = runner.processes._zygotes.values()
        end(zygote._process)
        assert grade(original, full(), runner=runner).cells == report.cells
        (judge,) = runner.processes._judges.values()
        end(judge._process._process)
        with pytest.raises(JudgeError):
            grade(original, full(), runner=runner)
        again = grade(original, full(), runner=runner)
        assert again.cells == report.cells
        assert again.points == 7.0


def test_what_was_prepared_is_used():
    with EngineRunner(preload=()) as runner:
        runner.prepare_sandbox(preload=["pandas"])
        runner.prepare_judge(["pandas"])
        (zygote,), spare = runner.processes._zygotes.values(), runner.processes._spare
        assert grade(source(), full(), runner=runner).points == 7.0
        (judge,) = runner.processes._judges.values()
        assert list(runner.processes._zygotes.values()) == [zygote]
        assert judge._process is spare
        assert runner.processes._spare is None


def test_errors_are_expected_where_a_student_sees_one():
    original = source()
    with EngineRunner(preload=()) as runner:
        failing = full()
        check = next(cell for cell in failing.cells if cell.source.startswith("def mean"))
        check.source = "def mean(values):\n    return 0"  # its check fails, and nobody sees that
        assert grade(original, failing, runner=runner).points < 7.0
        (zygote,) = runner.processes._zygotes.values()
        assert not zygote._erring
        check.source = "def mean(values):\n    return 0\nmean(1)\nundefined"
        assert grade(original, failing, runner=runner).points < 7.0
        assert zygote._erring
        assert grade(original, full(), runner=runner).points == 7.0
        assert list(runner.processes._zygotes.values()) == [zygote]
