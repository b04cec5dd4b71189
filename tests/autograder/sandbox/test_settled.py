"""Which functions answer the same whenever they are asked, and which need their own process?"""

import builtins
import math

import numpy as np
import pandas as pd
import pytest

from autograder.zygote.objects import Objects
from autograder.zygote.settled import changes_others, moment_of

BEFORE = """
import math, os, random, sys
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from math import sqrt
from collections import Counter
from os import getcwd
from numpy import random as draws
RATE, NAMES, STEPS = 0.1, ("a", ("b", 1)), [1, 2]
table = pd.DataFrame({"x": [1, 2]})
class Tree: pass
def helper(x): return x + RATE
def deep(x): return STEPS
"""
SETTLED = {
    "arguments": "def f(values, top=3):\n    kept = sorted(values)[-top:]\n    return sum(kept)",
    "constant": "def f(x):\n    return x * RATE",
    "nested_constant": "def f():\n    return NAMES",
    "helper": "def f(x):\n    return [helper(i) for i in x]",
    "recursion": "def f(n):\n    return 1 if n < 2 else n * f(n - 1)",
    "modules": "def f(x):\n    return np.mean(x) + math.sqrt(2) + pd.Series(x).sum()",
    "imported": "def f(x):\n    return sqrt(len(Counter(x)))",
    "own_import": "def f(x):\n    import statistics\n    return statistics.mean(x)",
    "own_table": "def f(tx):\n    out = tx.copy()\n    out.columns = ['a']\n    return out",
    "frame": "def f(tx):\n    return tx.groupby('who').agg(n=('when', 'max')).reset_index()",
    "dates": "def f(tx):\n    return pd.to_datetime(tx['when']).to_numpy()",
    "inner": "def f(x):\n    def g(y):\n        return x + y\n    return g(1)",
    "lambda": "f = lambda x: max(x, key=lambda y: -y)",
    "raises": "def f(x):\n    if x < 0:\n        raise ValueError('x')\n    return x",
    "undefined": "def f(x):\n    return not_there(x)",
    "draws": "def f(n):\n    return np.random.normal(size=n)",
    "generator": "def f(n):\n    yield from range(n)",
}
UNSETTLED = {
    "global": "def f():\n    global RATE\n    RATE += 1",
    "mutable_global": "def f():\n    return STEPS",
    "through_helper": "def f():\n    return deep(1)",
    "data": "def f():\n    return table.x.sum()",
    "class": "def f():\n    return Tree()",
    "closure": "def g(n):\n    return lambda x: x + n\nf = g(1)",
    "mutable_default": "def f(x, seen=[]):\n    seen.append(x)\n    return seen",
    "keyword_default": "def f(*, seen={}):\n    return seen",
    "attribute": "def f(x):\n    return x\nf.calls = 0",
    "counts": "def f(x):\n    f.calls = 1\n    return x",
    "patches": "def f(x):\n    np.mean = x",
    "module": "def f():\n    return os.getpid()",
    "module_function": "def f():\n    return getcwd()",
    "pyplot": "def f(x):\n    return plt.gcf()",
    "file": "def f(x):\n    return open(x).read()",
    "csv": "def f(x):\n    return pd.read_csv(x)",
    "saves": "def f(tx):\n    tx.to_csv('out.csv')",
    "draws_itself": "def f(tx):\n    return tx.plot()",
    "settings": "def f(x):\n    pd.set_option('display.precision', x)",
    "settings_object": "def f(x):\n    pd.options.display.precision = x",
    "errors": "def f(x):\n    np.seterr(all='raise')",
    "exec": "def f(x):\n    exec(x)",
    "getattr": "def f(x):\n    return getattr(pd, 'read_csv')(x)",
    "globals": "def f(x):\n    return globals()",
    "wide_import": "def f(x):\n    import os\n    return os.getcwd()",
    "inner_global": "def f(x):\n    def g():\n        global RATE\n        RATE = x\n    g()",
    "instance": "f = Tree()",
    "builtin": "f = len",
    "wrapped": "import functools\n@functools.lru_cache\ndef f(x):\n    return x",
    "bound": "f = [].append",
}


class Shell:
    """What `changes_others` asks of the shell."""

    def __init__(self, names):
        self.user_ns = names

    def transform_cell(self, code):
        from IPython.core.inputtransformer2 import TransformerManager

        return TransformerManager().transform_cell(code)


def taken(code, *names):
    """Run code and take names; return the namespace, the table of objects, and the moment."""
    space = {"__builtins__": builtins, "__name__": "__main__"}
    exec(BEFORE, space)
    exec(code, space)
    objects = Objects()
    objects.take(space, dict.fromkeys(names or ("f",), ""), 1 << 20)
    return space, objects, moment_of(objects, space)


@pytest.mark.parametrize("code", SETTLED.values(), ids=SETTLED)
def test_settled(code):
    assert taken(code)[2] is not None


@pytest.mark.parametrize("code", UNSETTLED.values(), ids=UNSETTLED)
def test_not_settled(code):
    assert taken(code)[2] is None


def test_one_that_is_not_is_enough():
    code = "def f(x):\n    return x\ndef g():\n    return STEPS"
    assert taken(code, "f")[2] is not None
    assert taken(code, "f", "g")[2] is None


def test_nothing_is_frozen_for_data_alone():
    assert taken("def f(x):\n    return x", "STEPS", "table")[2] is None


def test_values_that_are_data_do_not_matter():
    assert taken("def f(x):\n    return x", "f", "STEPS", "table")[2] is not None


def test_answers_as_at_its_moment():
    code = "def f(x):\n    return helper(x) if x else NAMES[0]"
    space, objects, moment = taken(code)
    number = objects.numbers[id(space["f"])]
    frozen = moment.objects.held[number]
    exec("def helper(x): return 'later'\nNAMES = 'zzz'\ndef f(x): return 0", space)
    assert (frozen(1), frozen(0)) == (1.1, "a")
    # names bound for it are its own
    moment.namespace["RATE"] = 5
    assert frozen(1) == 6
    assert space["RATE"] == 0.1


def test_looks_like_what_it_stands_for():
    code = "def f(x: int = 1, *, y='b') -> str:\n    '''Say.'''\n    return y"
    space, objects, moment = taken(code)
    (made,) = (one for one in moment.objects.held if getattr(one, "__name__", "") == "f")
    assert made is not space["f"]
    assert made is moment.namespace["f"]
    before, after = Objects().describe(space["f"]), Objects().describe(made)
    assert after == before
    assert moment.objects.numbers[id(made)] == objects.numbers[id(space["f"])]


@pytest.mark.parametrize(
    "code",
    [
        "pd.set_option('display.precision', 2)",
        "pd.options.display.precision = 2",
        "np.seterr(all='raise')",
        "np.mean = max",
        "pd.DataFrame.sum = None",
        "sys.modules['math'].pi = 3",
        "del math.pi",
        "plt.rcParams['x'] = 1",
        "import numpy as fresh\nfresh.mean = 3",
        "setattr(np, 'mean', 3)",
        "import warnings\nwarnings.filterwarnings('error')",
        "exec('1')",
        "%run other.py",
        "%matplotlib inline",
        "!ls",
    ],
)
def test_cells_that_change_others(code):
    assert changes_others(code, Shell(taken("f = 1")[0]))


@pytest.mark.parametrize(
    "code",
    [
        "def helper(x):\n    return 0",
        "RATE = 3",
        "new = table.copy()\nnew['y'] = 1\nnew.columns = ['a', 'b']",
        "table['y'] = table.x * 2\ntable.columns = ['a', 'b']",
        "fig, ax = plt.subplots()\nax.bar([1], [2])\nax.set_title('x')\nplt.show()",
        "np.random.seed(3)\nrandom.seed(3)",
        "not python at all ((",
        "result = [helper(x) for x in STEPS]\nassert result",
    ],
)
def test_cells_that_do_not(code):
    assert not changes_others(code, Shell(taken("f = 1")[0]))


def test_a_shell_that_fails_is_not_trusted():
    class Broken(Shell):
        def transform_cell(self, code):
            raise RuntimeError(code)

    assert changes_others("x = 1", Broken({}))


def test_the_names_used_here_are_the_libraries():
    space = taken("f = 1")[0]
    assert (space["math"], space["np"], space["pd"]) == (math, np, pd)
