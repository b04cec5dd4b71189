"""What becomes of grading when the source itself is at fault?"""

import time

import pytest

from autograder import Limits
from autograder.engine import EngineRunner
from autograder.grading import grade_fully
from autograder.released import SourceNotebookError

from .conftest import check, notebook, plain, solution


def test_a_source_that_never_ends_is_cut_short_and_students_are_graded(engine):
    source = notebook(
        plain("while True:\n    pass"), solution("a", "x = 1"), check("t", "assert x == 1")
    )
    limits = Limits(cell_seconds=1)
    start = time.monotonic()
    report = grade_fully(source, source, runner=engine, limits=limits).report
    assert time.monotonic() - start < 60
    assert report.cell("t").points == 1.0


def test_a_package_that_is_not_there_is_no_students_fault_and_no_gift(grade):
    source = notebook(
        plain("import no_such_module_anywhere"),
        solution("a", "x = 1"),
        check("t", "assert no_such_module_anywhere.y == x"),
    )
    done = grade(source, full=True)
    cell = done.report.cell("t")
    assert (cell.verdict.value, cell.points) == ("INTERNAL", None)
    assert "no_such_module_anywhere" in cell.findings[0].en


def test_a_package_that_only_graders_see_is_named_with_its_remedy(tmp_path, monkeypatch, grade):
    (tmp_path / "our_lab.py").write_text("rate = 2", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    source = notebook(
        plain("import our_lab"),
        solution("a", "x = our_lab.rate"),
        check("t", "assert x == 2"),
        solution("b", "y = 1"),
        check("u", "assert y == 1"),
    )
    answers = {"a": "import their_own_module\nx = 2", "b": "y = 1"}
    done = grade(source, answers, full=True)
    cell = done.report.cell("t")
    assert (cell.verdict.value, cell.points) == ("INTERNAL", None)
    assert '"imports": ["our_lab"]' in cell.findings[0].zh
    assert done.report.cell("u").points == 1.0
    own = notebook(solution("a", "x = 1"), check("t", "assert x == 1"))
    assert grade(own, {"a": "import our_lab\nx = 1"})["t"][1] == 0.0


def test_another_language_is_refused_in_words(engine):
    source = notebook(solution("a", "x = 1"), check("t", "assert x == 1"))
    source.metadata["kernelspec"] = {"name": "ir", "language": "R", "display_name": "R"}
    with pytest.raises(SourceNotebookError, match="Python"):
        grade_fully(source, source, runner=engine)


def test_without_isolation_marks_are_the_same_and_the_report_says_so():
    source = notebook(solution("a", "def f():\n    return 2"), check("t", "assert f() == 2"))
    with EngineRunner(isolated=False) as runner:
        report = grade_fully(source, source, runner=runner).report
    assert (report.isolation, report.points) == ("none", 1.0)


FAULT = """
class PaperLostError(ValueError):
    grader_fault = True

if x == 1:
    raise {error}("the paper is gone")
"""


@pytest.mark.parametrize(
    ("error", "said"), [("PaperLostError", ("INTERNAL", None)), ("ValueError", ("ERROR", 0.0))]
)
def test_a_check_that_owns_its_fault_leaves_the_mark_open(grade, error, said):
    source = notebook(solution("a", "x = 1"), check("t", FAULT.format(error=error)))
    assert grade(source)["t"] == said


def test_a_student_cannot_own_a_fault_in_the_checks_name(grade):
    source = notebook(solution("f", "def f():\n    return 1"), check("t", "assert f() == 1"))
    forged = "class E(ValueError):\n    grader_fault = True\ndef f():\n    raise E('mine')"
    assert grade(source, {"f": forged})["t"] == ("ERROR", 0.0)


def test_a_figure_that_a_hidden_test_shows_is_drawn(engine):
    draw = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2])\nplt.show()"
    source = notebook(solution("a", "x = 1"), check("t", f"{draw}\nassert x == 1"))
    outcome = engine.run(source, source, folder=None, limits=Limits()).outcomes["t"]
    assert outcome.points == 1
    assert any("image/png" in node.get("data", {}) for node in outcome.output)
