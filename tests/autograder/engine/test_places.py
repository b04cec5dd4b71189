"""Are values taken at their place, and is nothing taken that is not the student's?"""

import copy

from .conftest import check, notebook, plain, solution


def test_values_are_as_they_were_at_the_check(grade):
    source = notebook(
        solution("a", "x = 1"),
        check("t1", "assert x == 1"),
        solution("b", "x = 2"),
        check("t2", "assert x == 2"),
    )
    assert grade(source) == {"t1": ("PASS", 1.0), "t2": ("PASS", 1.0)}
    assert grade(source, {"b": "pass"}) == {"t1": ("PASS", 1.0), "t2": ("FAIL", 0.0)}


def test_the_reference_never_stands_in(grade):
    source = notebook(
        solution("a", "x = 1\ndef f():\n    return 1"),
        check("t1", "assert x == 1"),
        check("t2", "assert f() == 1"),
    )
    assert grade(source, {"a": "pass"}) == {"t1": ("MISSING", 0.0), "t2": ("MISSING", 0.0)}


def test_the_instructors_names_stay_the_instructors(grade):
    source = notebook(
        plain("data = [1, 2, 3]\ndef expected():\n    return sum(data)"),
        solution("a", "total = sum(data)"),
        check("t", "assert total == expected() == sum(data)"),
    )
    assert grade(source) == {"t": ("PASS", 1.0)}
    forged = "data = [0]\ntotal = 0\ndef expected():\n    return 0"
    assert grade(source, {"a": forged}) == {"t": ("FAIL", 0.0)}


def test_what_a_solution_cell_changes_in_place_is_the_students(grade):
    source = notebook(
        plain("import pandas as pd\ndf = pd.DataFrame({'x': [1, 2]})\nitems = []"),
        solution("a", "df['y'] = df.x * 2\nitems.append(3)"),
        check("t1", "assert df.y.tolist() == [2, 4]"),
        check("t2", "assert items == [3]"),
    )
    assert grade(source) == {"t1": ("PASS", 1.0), "t2": ("PASS", 1.0)}
    assert grade(source, {"a": "pass"}) == {"t1": ("ERROR", 0.0), "t2": ("FAIL", 0.0)}


def test_a_call_that_changes_its_argument_is_seen_in_the_reference_run(grade):
    source = notebook(
        plain("def put(box, x):\n    box['x'] = x\nbox = {}"),
        solution("a", "put(box, 5)"),
        check("t", "assert box == {'x': 5}"),
    )
    assert grade(source) == {"t": ("PASS", 1.0)}
    assert grade(source, {"a": "put(box, 6)"}) == {"t": ("FAIL", 0.0)}


def test_what_the_instructor_derives_from_a_students_value_is_derived_again(grade):
    source = notebook(
        solution("a", "def f(x):\n    return x + 1"),
        plain("result = f(1)\nother = 10"),
        check("t1", "assert result == 2"),
        check("t2", "assert other == 10"),
    )
    assert grade(source) == {"t1": ("PASS", 1.0), "t2": ("PASS", 1.0)}
    wrong = {"a": "def f(x):\n    return x"}
    assert grade(source, wrong) == {"t1": ("FAIL", 0.0), "t2": ("PASS", 1.0)}
    broken = {"a": "def f(x):\n    raise KeyError(x)"}
    assert grade(source, broken)["t1"] == ("ERROR", 0.0)


def test_what_one_check_makes_is_there_in_the_next(grade):
    source = notebook(
        solution("a", "def f(x):\n    return x + 1"),
        check("t1", "kept = f(1)\nassert kept == 2"),
        check("t2", "assert kept == 2"),
    )
    assert grade(source) == {"t1": ("PASS", 1.0), "t2": ("PASS", 1.0)}
    wrong = {"a": "def f(x):\n    return 7"}
    assert grade(source, wrong) == {"t1": ("FAIL", 0.0), "t2": ("FAIL", 0.0)}


def test_names_are_declared_where_no_text_shows_them(grade):
    cells = [
        plain("answers = {}"),
        solution("a", "pass", binds=["answers"]),
        check("t", "assert answers.get('q') == 'B'"),
    ]
    source = notebook(*cells)
    assert grade(source, {"a": "answers = {'q': 'B'}"}) == {"t": ("PASS", 1.0)}
    assert grade(source, {"a": "answers = {'q': 'A'}"}) == {"t": ("FAIL", 0.0)}


def test_a_reference_without_a_solution_still_judges(grade):
    source = notebook(solution("a", "raise NotImplementedError()"), check("t", "assert x == 3"))
    assert grade(source, {"a": "x = 3"}) == {"t": ("PASS", 1.0)}
    assert grade(source, {"a": "x = 4"}) == {"t": ("FAIL", 0.0)}


def test_without_a_solution_a_check_may_still_delete_a_name(grade):
    uses = "kept = f\ndel f\ntry:\n    g()\nexcept NameError:\n    pass\nelse:\n    1 / 0\nf = kept"
    source = notebook(solution("a", "raise NotImplementedError()"), check("t", uses))
    assert grade(source, {"a": "def f(): return 1\ndef g(): return f()"}) == {"t": ("PASS", 1.0)}
    assert grade(source, {"a": "def f(): return 1\ndef g(): return 1"})["t"][1] == 0.0


def test_a_later_setup_cell_does_not_reach_back(grade):
    source = notebook(
        plain("rate = 2\nitems = [1]"),
        solution("a", "x = rate"),
        check("t", "assert x == rate == 2\nassert items == [1]"),
        plain("rate = 3\nitems.append(2)"),
        solution("b", "y = rate"),
        check("u", "assert y == rate == 3\nassert items == [1, 2]"),
    )
    assert grade(source) == {"t": ("PASS", 1.0), "u": ("PASS", 1.0)}


def test_partial_credit_comes_from_the_judge_only(grade):
    source = notebook(solution("a", "n = 4"), check("t", "points = 0.5 * n\npoints", points=2))
    assert grade(source) == {"t": ("PASS", 2.0)}
    assert grade(source, {"a": "n = 1"}) == {"t": ("PARTIAL", 0.5)}
    assert grade(source, {"a": "n = 0"}) == {"t": ("FAIL", 0.0)}


def test_a_students_own_number_at_the_end_is_no_score(grade):
    source = notebook(solution("a", "n = 3"), check("t", "assert n > 0\nn", points=2))
    assert grade(source, {"a": "n = 1"}) == {"t": ("PASS", 2.0)}
    assert grade(source, {"a": "n = -1"}) == {"t": ("FAIL", 0.0)}


def test_warnings_cost_nothing(grade):
    source = notebook(solution("a", "x = 1"), check("t", "import warnings\nassert x == 1"))
    noisy = {"a": "import sys, warnings\nwarnings.warn('w')\nprint('e', file=sys.stderr)\nx = 1"}
    assert grade(source, noisy) == {"t": ("PASS", 1.0)}


def test_random_draws_are_the_same_for_everyone(grade):
    cells = (
        plain("import numpy as np\nnp.random.seed(7)"),
        solution("a", "x = float(np.random.rand())"),
        check("t", "np.random.seed(7)\nassert x == np.random.rand()"),
    )
    assert grade(notebook(*cells)) == {"t": ("PASS", 1.0)}


def test_a_replay_gives_the_same_report(grade):
    source = notebook(solution("a", "def f(x):\n    return {x}"), check("t", "assert f(1) == {1}"))
    first, second = (grade(source, full=True).report for _ in range(2))
    assert first == second
    assert first.to_json(timings=False) == second.to_json(timings=False)
    assert first.isolation != "none"


def test_hidden_tests_are_in_nothing_that_the_student_gets(grade):
    source = notebook(solution("a", "x = 1"), check("t", "secret_number = 4711\nassert x == 1"))
    done = grade(source, {"a": "x = 2"}, full=True)
    shown = copy.deepcopy(done.notebook)
    texts = "".join(str(cell.get("outputs", "")) for cell in shown.cells) + done.report.to_json()
    assert "4711" not in texts
    assert "secret_number" not in texts


COUNTING = "calls = []\n\n\ndef double(n):\n    calls.append(n)\n    return 2 * n"


def test_what_a_visible_test_does_in_the_students_process_is_there_for_later_cells(grade):
    visible = check("double-check", "assert double(2) == 4")
    visible.source = "assert double(1) == 2\n" + visible.source
    source = notebook(
        solution("double", COUNTING),
        visible,
        solution("seen", "seen = len(calls)"),
        check("seen-check", "assert seen == 1"),
    )
    assert grade(source, {"double": COUNTING, "seen": "seen = len(calls)"}) == {
        "double-check": ("PASS", 1),
        "seen-check": ("PASS", 1),
    }
    assert grade(source, {"double": COUNTING, "seen": "seen = 0"})["seen-check"] == ("FAIL", 0)


def test_the_last_grade_cells_see_the_students_work_as_it_was_left(grade):
    last = check("again-check", "assert double(3) == 6\nassert calls == [3]")
    last.source = "assert double(1) == 2\n" + last.source.replace("[3]", "[1, 3]")
    source = notebook(
        solution("double", COUNTING),
        check("double-check", "assert double(2) == 4\nassert calls == [2]"),
        last,
    )
    done = grade(source, {"double": COUNTING}, full=True)
    assert [cell.points for cell in done.report.cells] == [1, 1]
    counts = [cell.execution_count for cell in done.notebook.cells]
    assert counts == [1, None, 2]  # nothing of the first check is there to be run
    wrong = COUNTING.replace("2 * n", "3 * n")
    assert grade(source, {"double": wrong}) == {
        "double-check": ("FAIL", 0),
        "again-check": ("FAIL", 0),
    }


def test_a_student_whose_last_call_kills_the_process_keeps_earlier_marks(grade):
    deadly = "import os\ndef f(n):\n    return n if n < 5 else os._exit(1)"
    source = notebook(
        solution("f", "def f(n):\n    return n"),
        check("f-check", "assert f(2) == 2"),
        check("g-check", "assert f(7) == 7"),
    )
    marks = grade(source, {"f": deadly})
    assert marks["f-check"] == ("PASS", 1)
    assert marks["g-check"][1] == 0
