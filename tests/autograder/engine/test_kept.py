"""Marks must be the same whether a place has a copy of the student's process or is answered later.

Where all that a check can call is settled, the student's process answers for it after the last
cell. Each case tries to tell that from a copy; each is graded both ways.
"""

import pytest

from autograder import engine as engine_module
from autograder.engine_outcome import Walk

from .conftest import check, notebook, plain, solution

SHARE = "def share(values, top):\n    return sum(sorted(values)[::-1][:top]) / sum(values)"
RIGHT = "assert share([5, 3, 2], 2) == 0.8"
LATER = solution("later", "done = 1")
END = check("end", "assert done == 1")


@pytest.fixture
def both(grade, monkeypatch):
    """Grade with branches kept, and with a process for each; the marks must be equal.

    Return them, whether any was kept, and how often the notebook was run.
    """

    def run(source, answers=None, **limits):
        walks, found = [], []

        def noted(*args, **options):
            walks.append(Walk(*args, **options))
            return walks[-1]

        monkeypatch.setattr(engine_module, "Walk", noted)
        found.append(grade(source, answers, **limits))
        kept, times = walks[0].kept, len(walks)
        monkeypatch.setattr(engine_module, "Walk", lambda limits, strict: Walk(limits, strict=True))
        found.append(grade(source, answers, **limits))
        assert found[0] == found[1]
        return found[0], kept, times

    return run


def lab(*checks, setup="import numpy as np\nimport pandas as pd"):
    """Return a notebook with a function, its checks, a later answer and its check."""
    numbered = (check(f"check-{n}", code) for n, code in enumerate(checks))
    return notebook(plain(setup), solution("share", SHARE), *numbered, LATER, END)


def test_right_and_wrong(both):
    marks, kept, times = both(lab(RIGHT))
    assert (kept, times) == (True, 1)
    assert marks["check-0"] == ("PASS", 1.0)
    marks, kept, times = both(lab(RIGHT), {"share": SHARE.replace(" / sum(values)", "")})
    assert (kept, times) == (True, 1)
    assert marks["check-0"] == ("FAIL", 0.0)


@pytest.mark.parametrize(
    "later",
    [
        "def share(values, top):\n    return 0",
        "def helper(x):\n    return 0",
        "RATE = 0",
        "np = None",
        "del helper, RATE",
        "%reset -f\ndone = 1",
        "np.sum = lambda *a: 0",
        "import builtins\nbuiltins.sorted = None",
        "get_ipython().user_ns.clear()\ndone = 1",
    ],
)
def test_what_later_cells_do_does_not_matter(both, later):
    """Nor does it help: a wrong function that is put right later stays wrong."""
    right = (
        "RATE = 1\ndef helper(x):\n    return sorted(x)[::-1]\n"
        "def share(values, top):\n    return RATE * np.sum(helper(values)[:top]) / np.sum(values)"
    )
    marks, kept, _ = both(lab(RIGHT), {"share": right, "later": f"done = 1\n{later}"})
    assert kept
    assert marks["check-0"] == ("PASS", 1.0)
    wrong = right.replace("RATE = 1", "RATE = 2")
    marks, kept, _ = both(lab(RIGHT), {"share": wrong, "later": f"done = 1\n{later}\nRATE = 1"})
    assert kept
    assert marks["check-0"] == ("FAIL", 0.0)


def test_hidden_arguments_reach_no_later_cell(both):
    spying = "def share(values, top):\n    share.seen = values\n    return 0.8"
    marks, kept, _ = both(lab(RIGHT), {"share": spying, "later": "done = len(share.seen)"})
    assert not kept  # it changes itself
    assert marks["check-0"] == ("PASS", 1.0)
    assert marks["end"][1] == 0


def test_chance_goes_on_where_it_was(both):
    draw = "def share(values, top):\n    return np.random.randint(1000)"
    compared = "import numpy as np\nnp.random.seed(7)\nfirst = share([1], 1)\n"
    compared += "assert first == np.random.RandomState(7).randint(1000)"
    free = "value = share([1], 1)\nassert value == {}"
    # the student's generators start from 0; what the later cell draws comes after
    import numpy as np

    value = np.random.RandomState(0).randint(1000)
    later = "np.random.seed(3)\nnp.random.rand(10)\ndone = 1"
    for number, mark in ((value, 1), (value + 1, 0)):
        checks = (free.format(number), compared, free.format(number))
        marks, kept, _ = both(lab(*checks), {"share": draw, "later": later})
        assert kept
        assert [marks[f"check-{n}"][1] for n in range(3)] == [mark, 1, mark]


@pytest.mark.parametrize(
    "death", ["import os\nos._exit(1)", "import os, signal\nos.kill(os.getpid(), 9)"]
)
def test_a_death_later_takes_no_mark_away(both, death):
    marks, kept, times = both(lab(RIGHT), {"later": death})
    assert (kept, times) == (True, 2)
    assert marks["check-0"] == ("PASS", 1.0)
    assert marks["end"] == ("CRASH", 0.0)


def test_a_check_that_kills_the_process_takes_no_others_mark_away(both):
    greedy = "def share(values, top):\n    return [0] * values[0] if len(values) == 1 else 0.8"
    checks = ("assert share([2**62], 1)", "assert share([10**10], 1)", RIGHT)
    marks, kept, times = both(lab(*checks), {"share": greedy}, memory_bytes=1 << 29)
    assert (kept, times) == (True, 2)
    assert marks["check-2"] == ("PASS", 1.0)
    assert (marks["check-0"][1], marks["check-1"][1]) == (0, 0)


def test_a_check_that_blocks_the_process_takes_no_others_mark_away(both):
    slow = "def share(values, top):\n    return sum(range(10**12)) if top > 5 else 0.8"
    checks = ("assert share([1], 9)", RIGHT)
    marks, kept, times = both(lab(*checks), {"share": slow}, cell_seconds=4, call_seconds=1)
    assert (kept, times) == (True, 2)
    assert marks["check-0"][0] == "TIMEOUT"
    assert marks["check-1"] == ("PASS", 1.0)


def test_the_last_place_is_as_it_was(both):
    """The last one's values live on in the process that answers for the others first."""
    source = notebook(
        plain("import numpy as np"),
        solution("share", SHARE),
        check("first", "import numpy as np\nnp.random.seed(5)\n" + RIGHT),
        solution("bag", "bag = {'draw': lambda: np.random.randint(1000), 'all': [share]}"),
        check(
            "last",
            "import numpy as np\nassert bag['draw']() == {}\nassert bag['all'][0]([1], 1) == 1",
        ),
    )
    import numpy as np

    value = np.random.RandomState(0).randint(1000)
    for number, mark in ((value, 1), (value + 1, 0)):
        nb = notebook(*[cell.copy() for cell in source.cells])
        nb.cells[-1].source = nb.cells[-1].source.replace("{}", str(number))
        marks, kept, _ = both(nb)
        assert kept
        assert (marks["first"][1], marks["last"][1]) == (1, mark)


def test_many_places(both):
    """More than a process keeps by itself; the last ones are wrong."""
    checks = [RIGHT] * 40 + ["assert share([5, 3, 2], 2) == 0.7"] * 2
    marks, kept, times = both(lab(*checks))
    assert (kept, times) == (True, 1)
    assert [marks[f"check-{n}"][1] for n in range(42)] == [1] * 40 + [0] * 2
