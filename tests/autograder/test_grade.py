"""The function `autograder.grade` with real kernels: what earns marks and what loses them."""

import copy
import json
import sys
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

sys.path.insert(0, str(Path(__file__).parent))
import notebooks
from notebooks import SPEC, cell_of, full, meta, release

import autograder
from autograder import Limits, Report, Verdict
from autograder.kernel_runner import KernelRunner
from autograder.released import SourceNotebookError
from autograder.runner import Outcome, RunResult
from autograder.sandbox.requirements import missing

SOURCE = notebooks.source()
RUNNER = KernelRunner()


class Scripted:
    """A runner that says what it was told; what lies around it is what is tested."""

    def __init__(self, outcomes):
        self.outcomes = outcomes

    def run(self, source, submission, *, folder, limits, student=""):
        return RunResult(notebook=submission, outcomes=self.outcomes, isolation="none")


def marks(report):
    return {cell.grade_id: (cell.verdict.value, cell.points) for cell in report.cells}


def test_full_marks_wait_only_for_the_human_and_replay_equal():
    nb = full()
    report = autograder.grade(SOURCE, nb, runner=RUNNER)
    assert marks(report) == {
        "mean-check": ("PASS", 4.0),
        "survival-check": ("PASS", 3.0),
        "why": ("MANUAL", None),
        "plot": ("MANUAL", None),
    }
    assert (report.points, report.max_points, report.complete) == (7.0, 14.0, False)
    assert Report.from_json(report.to_json()) == report
    again = autograder.grade(SOURCE, nb, runner=RUNNER)
    assert again == report
    assert again.to_json(timings=False) == report.to_json(timings=False)


def test_the_twin_with_slips_loses_marks_and_says_why():
    nb = full(
        {
            "mean": "import sys\ndef mean(values):\n    print('careful', file=sys.stderr)\n"
            "    return values[0] + 1",
            "survival": "survival = rates['x']",
        }
    )
    nb.cells.insert(0, new_code_cell("raise ValueError('只是练习 | an exercise')"))
    report = autograder.grade(SOURCE, nb, runner=RUNNER)
    assert marks(report)["mean-check"] == ("PARTIAL", 1.0)
    assert marks(report)["survival-check"] == ("ERROR", 0.0)
    said = " ".join(finding.en for finding in report.cell("survival-check").findings)
    assert "survival raised TypeError" in said
    findings = report.cell("mean-check").findings
    assert [finding.points for finding in findings] == [1.0, 0.0]
    assert "7" not in findings[1].en.replace("[5, 7, 9]", "")


def test_the_stub_gets_nothing_and_is_told_so():
    report = autograder.grade(SOURCE, release(), runner=RUNNER)
    assert {cell.verdict for cell in report.cells} == {Verdict.MISSING}
    assert (report.points, report.complete) == (0.0, True)


def test_time_death_floods_and_forgeries():
    cells, tests = [], {}

    def task(name, answer, test, points=2):
        tests[name] = test
        cells.append(
            new_code_cell(
                "### BEGIN SOLUTION\n1\n### END SOLUTION", metadata=meta(name, solution=True)
            )
        )
        cells.append(new_code_cell(test, metadata=meta(f"{name}-check", grade=True, points=points)))
        answers[name] = answer

    answers = {}
    task("loop", "while True: pass", "x = 1")
    task("looptest", "def f():\n    while True: pass", "f()")
    task("after", "y = 3", "assert y == 3")
    task(
        "warns",
        "import warnings; warnings.warn('w'); z = 1",
        "import sys; print('w', file=sys.stderr); assert z == 1",
    )
    task(
        "forged",
        "from IPython import get_ipython\nz = 0",
        "import sys; sys.displayhook(2)\nassert z == 1, 'z is 1'",
    )
    task("hidden", "z = 0", "assert z == 31.4159, f'{31.4159} was expected'")
    task("range", "z = 5", "z")
    task("nan", "z = 5", "float('nan')")
    task("half", "z = 5", "1.5")
    task("text", "z = 5", "'done'")
    task("flood", "print('x' * 200_000)", "print('y' * 200_000)")
    task("dies", "import os", "os._exit(0)")
    task("last", "y = 3", "assert y == 3")
    source = new_notebook(cells=cells, metadata={"kernelspec": SPEC})
    nb = copy.deepcopy(source)
    for name, text in answers.items():
        cell_of(nb, name).source = text
    limits = Limits(cell_seconds=2, output_bytes=100_000)
    report = autograder.grade(source, nb, runner=RUNNER, limits=limits)
    got = {name.removesuffix("-check"): value for name, value in marks(report).items()}
    assert got == {
        "loop": ("PASS", 2.0),
        "looptest": ("TIMEOUT", 0.0),
        "after": ("PASS", 2.0),
        "warns": ("PASS", 2.0),
        "forged": ("FAIL", 0.0),
        "hidden": ("FAIL", 0.0),
        "range": ("INTERNAL", None),
        "nan": ("INTERNAL", None),
        "half": ("PARTIAL", 1.5),
        "text": ("PASS", 2.0),
        "flood": ("PASS", 2.0),
        "dies": ("CRASH", 0.0),
        "last": ("CRASH", 0.0),
    }
    assert report.cell("forged-check").findings[0].zh == "z is 1"
    assert "31.4159" not in report.cell("hidden-check").findings[0].en
    assert {note.name for note in report.notes} == {"output", "crash"}
    assert len(report.to_json()) < 20_000


def test_a_loop_that_swallows_the_interrupt_ends_the_run_in_time():
    deaf = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    nb = full({"mean": deaf})
    limits = Limits(cell_seconds=1, notebook_seconds=5)
    report = autograder.grade(SOURCE, nb, runner=RUNNER, limits=limits)
    assert marks(report)["mean-check"] == ("TIMEOUT", 0.0)
    assert marks(report)["survival-check"] == ("TIMEOUT", 0.0)
    assert report.timings["run"] < 25


def test_files_lie_beside_the_run_and_links_do_not(tmp_path):
    course, handed = tmp_path / "source", tmp_path / "submitted"
    for folder in (course, handed):
        folder.mkdir()
    test = (
        "import json, os\n"
        "assert open('data.csv').read() == 'instructor'\n"
        "assert json.load(open('answers.json')) == {'q': 1}\n"
        "assert not os.path.exists('secret.txt') and not os.path.exists('other.ipynb')"
    )
    cells = [new_code_cell(test, metadata=meta("files", grade=True, points=1))]
    nb = json.dumps(new_notebook(cells=cells, metadata={"kernelspec": SPEC}))
    (course / "lab.ipynb").write_text(nb, encoding="utf-8")
    (course / "data.csv").write_text("instructor", encoding="utf-8")
    (handed / "lab (1).ipynb").write_text(nb, encoding="utf-8")
    (handed / "data.csv").write_text("student", encoding="utf-8")
    (handed / "answers.json").write_text('{"q": 1}', encoding="utf-8")
    (handed / "secret.txt").symlink_to("/etc/hostname")
    report = autograder.grade(course / "lab.ipynb", handed, runner=RUNNER)
    assert marks(report) == {"files": ("PASS", 1.0)}
    assert [repair.kind for repair in report.repairs] == ["file_name"]


def test_what_cannot_be_read_is_missing_with_a_note(tmp_path):
    broken = tmp_path / "lab.ipynb"
    broken.write_text("{", encoding="utf-8")
    for given in (broken, tmp_path / "absent.ipynb", tmp_path):
        report = autograder.grade(SOURCE, given, runner=Scripted({}))
        assert {cell.verdict for cell in report.cells} == {Verdict.MISSING}
        assert report.notes[0].name == "unreadable"


def test_a_cell_that_the_runner_forgot_is_internal_and_no_zero():
    report = autograder.grade(SOURCE, full(), runner=Scripted({}))
    assert marks(report)["mean-check"] == ("INTERNAL", None)
    assert not report.complete


def test_points_are_the_sources_whatever_the_submission_claims():
    nb = full()
    cell_of(nb, "mean-check").metadata.nbgrader.points = 400
    outcome = {
        name: Outcome(Verdict.PASS, 4.0 if name == "mean-check" else 3.0)
        for name in ("mean-check", "survival-check")
    }
    report = autograder.grade(SOURCE, nb, runner=Scripted(outcome))
    assert report.max_points == 14.0
    assert [repair.kind for repair in report.repairs] == ["points"]


def test_a_kernel_that_is_not_installed_is_the_sources_fault():
    source = copy.deepcopy(SOURCE)
    source.metadata.kernelspec = {"name": "no-such", "display_name": "x", "language": "python"}
    with pytest.raises(SourceNotebookError, match="no-such"):
        autograder.grade(source, full(), runner=RUNNER)


def test_outputs_handed_in_count_nothing():
    nb = release()
    cell_of(nb, "mean-check").outputs = [
        new_output("execute_result", data={"text/plain": "4.0"}, execution_count=1)
    ]
    report = autograder.grade(SOURCE, nb, runner=RUNNER)
    assert report.points == 0.0


def test_language_is_checked():
    with pytest.raises(ValueError, match="lang"):
        autograder.grade(SOURCE, full(), lang="fr")


@pytest.mark.skipif(bool(missing()), reason="; ".join(item.en for item in missing()))
class TestEngine:
    """The same through the sandboxed engine, which is used where no runner is given."""

    @pytest.mark.parametrize(
        "answers",
        [
            {},
            {"mean": "def mean(values):\n    return values[0] + 1", "survival": "survival = 0.5"},
            {"mean": "def mean(values): return sum(values) /", "survival": "survival = rates['x']"},
        ],
    )
    def test_both_runners_agree_on_honest_work(self, answers):
        nb = full(answers)
        ours, plain = autograder.grade(SOURCE, nb), autograder.grade(SOURCE, nb, runner=RUNNER)
        assert {n: p for n, (_, p) in marks(ours).items()} == {
            n: p for n, (_, p) in marks(plain).items()
        }
        assert ours.isolation != "none"

    @pytest.mark.parametrize(
        ("drawn", "function", "expected"),
        [
            ("[3, 5]", "return frame.assign(z=1)", (4.0, 2.0)),
            ("[3, 6]", "frame['z'] = 1\n    return frame", (2.0, 0.0)),
        ],
    )
    def test_figures_and_changed_arguments_are_seen_through_it(self, drawn, function, expected):
        setup = (
            "import matplotlib.pyplot as plt\nimport pandas as pd\n"
            "from autograder.check import Check"
        )
        plot = (
            "check = Check('plot', points=4)\nseen = check.figure(ax).ax\n"
            "check.close(seen.by_label, {'a': 3, 'b': 5})\n"
            "check.that(seen.xlabel == 'kind', '横轴', 'x axis')\ncheck.score()"
        )
        pure = (
            "check = Check('pure', points=2)\nframe = pd.DataFrame({'a': [1, 2]})\n"
            "check.calls(pure, [((frame,), frame.assign(z=1))], unchanged=True)\ncheck.score()"
        )
        answer = "fig, ax = plt.subplots()\nax.bar(['a', 'b'], {})\nax.set_xlabel('kind')"
        solution = "def pure(frame):\n    {}"
        cells = [
            new_code_cell(setup, metadata=meta("setup", locked=True)),
            new_code_cell(answer.format("[3, 5]"), metadata=meta("plot", solution=True)),
            new_code_cell(plot, metadata=meta("plot-check", grade=True, points=4)),
            new_code_cell(
                solution.format("return frame.assign(z=1)"), metadata=meta("pure", solution=True)
            ),
            new_code_cell(pure, metadata=meta("pure-check", grade=True, points=2)),
        ]
        source = new_notebook(cells=cells, metadata={"kernelspec": SPEC})
        nb = copy.deepcopy(source)
        cell_of(nb, "plot").source = answer.format(drawn)
        cell_of(nb, "pure").source = solution.format(function)
        report = autograder.grade(source, nb)
        assert tuple(cell.points for cell in report.cells) == expected
