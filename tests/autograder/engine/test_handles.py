"""What can a grade cell do with a student's function, class, iterator or figure?

Each check passes for the reference and fails for the twin beside it.
"""

import pytest

from .conftest import check, notebook, solution

DEF = "def f(a, b=2, *rest, c: int = 3, **more):\n    'Adds.'\n    return a + b"
CLASS = (
    "class Account:\n"
    "    'An account.'\n"
    "    def __init__(self, owner, balance=0):\n"
    "        self.owner, self.balance = owner, balance\n"
    "    def deposit(self, amount):\n"
    "        if amount <= 0:\n"
    "            raise ValueError('amount')\n"
    "        self.balance += amount\n"
    "        return self\n"
    "    def __add__(self, other):\n"
    "        return Account(self.owner, self.balance + other.balance)\n"
    "    def __len__(self):\n"
    "        return self.balance"
)
FIGURE = (
    "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\n"
    "ax.bar(['a', 'b'], [1, 2])\nax.set_title('T')"
)
CASES = {
    "call": (DEF, "assert f(1) == 3\nassert f(1, b=5) == 6", DEF.replace("a + b", "a - b")),
    "signature": (
        DEF,
        "import inspect\nassert str(inspect.signature(f)) == '(a, b=2, *rest, c: int = 3, **more)'",
        "def f(a):\n    return a",
    ),
    "source": (DEF, "import inspect\nassert \"'Adds.'\" in inspect.getsource(f)", "f = len"),
    "name_and_doc": (DEF, "assert (f.__name__, f.__doc__) == ('f', 'Adds.')", "f = lambda x: x"),
    "code": (
        "def f(x):\n    return max(x)",
        "assert 'max' in f.__code__.co_names",
        "def f(x):\n    return min(x)",
    ),
    "is_function": (
        DEF,
        (
            "import types, inspect\nassert isinstance(f, types.FunctionType) and callable(f)\n"
            "assert inspect.isfunction(f)"
        ),
        "f = 3",
    ),
    "raises": (
        "def f(x):\n    raise KeyError('no')",
        "try:\n    f(1)\nexcept KeyError as e:\n    assert e.args == ('no',)\nelse:\n    1 / 0",
        "def f(x):\n    raise ValueError('no')",
    ),
    "own_exception": (
        "class Odd(ValueError):\n    pass\ndef f(x):\n    raise Odd('x')",
        "try:\n    f(1)\nexcept Odd as e:\n    assert isinstance(e, ValueError)\nelse:\n    1 / 0",
        "class Odd(ValueError):\n    pass\ndef f(x):\n    raise KeyError('x')",
    ),
    "frames": (
        "def f(df):\n    return df.assign(z=df.x * 2)",
        "import pandas as pd\nassert f(pd.DataFrame({'x': [1, 2]})).z.tolist() == [2, 4]",
        "def f(df):\n    return df.assign(z=df.x)",
    ),
    "callback": (
        "def f(g, xs):\n    return [g(x) for x in xs]",
        (
            "calls = []\ndef g(x):\n    calls.append(x)\n    return x + 1\n"
            "assert f(g, [1, 2]) == [2, 3]\nassert calls == [1, 2]"
        ),
        "def f(g, xs):\n    return [2, 3]",
    ),
    "callback_error": (
        "def f(g):\n    try:\n        return g()\n    except ValueError:\n        return 'caught'",
        "def g():\n    raise ValueError('x')\nassert f(g) == 'caught'",
        "def f(g):\n    return g()",
    ),
    "known_function": (
        "def f(g):\n    return g.__name__, g([4, 9])",
        "import numpy as np\nassert f(sum) == ('sum', 13)\nassert f(np.sqrt)[1].tolist() == [2, 3]",
        "def f(g):\n    return 'sum', 13",
    ),
    "closure": (
        "def f(n):\n    return lambda x: x + n",
        "assert f(3)(4) == 7",
        "def f(n):\n    return lambda x: x * n",
    ),
    "in_place": (
        "def f(xs):\n    xs.sort()",
        "xs = [3, 1, 2]\nf(xs)\nassert xs == [1, 2, 3]",
        "def f(xs):\n    return sorted(xs)",
    ),
    "in_place_frame": (
        "def f(df):\n    df['y'] = df.x + 1",
        "import pandas as pd\ndf = pd.DataFrame({'x': [1]})\nf(df)\nassert df.y[0] == 2",
        "def f(df):\n    df = df.assign(y=2)",
    ),
    "in_place_dict": (
        "def f(d):\n    d['n'] = d.get('n', 0) + 1",
        "d = {}\nf(d)\nf(d)\nassert d == {'n': 2}",
        "def f(d):\n    d['n'] = 1",
    ),
    "generator": (
        "def f(n):\n    for i in range(n):\n        yield i * i",
        "g = f(4)\nassert next(g) == 0\nassert list(g) == [1, 4, 9]",
        "def f(n):\n    for i in range(n):\n        yield i",
    ),
    "instance": (
        CLASS,
        (
            "a = Account('x')\nassert a.balance == 0\nassert a.deposit(5).balance == 5\n"
            "assert isinstance(a, Account)\nassert not isinstance(3, Account)\na.balance = 9\n"
            "assert a.deposit(1).balance == 10\nassert len(a) == 10"
        ),
        CLASS.replace("+= amount", "= amount"),
    ),
    "operator": (
        CLASS,
        "assert (Account('x', 1) + Account('y', 2)).balance == 3",
        CLASS.replace("self.balance + other.balance", "0"),
    ),
    "method_raises": (
        CLASS,
        "try:\n    Account('x').deposit(-1)\nexcept ValueError:\n    pass\nelse:\n    assert False",
        CLASS.replace("raise ValueError('amount')", "return self"),
    ),
    "class_source": (
        CLASS,
        "import inspect\nassert 'deposit' in inspect.getsource(Account)\nassert Account.__doc__",
        "class Account:\n    def pay(self): pass",
    ),
    "figure": (
        FIGURE,
        (
            "import matplotlib\nassert isinstance(fig, matplotlib.figure.Figure)\n"
            "assert ax.get_title() == 'T'\n"
            "assert [bar.get_height() for bar in ax.patches] == [1, 2]\n"
            "assert ax.containers[0].orientation == 'vertical'"
        ),
        FIGURE.replace("'T'", "'U'"),
    ),
    "estimator": (
        (
            "from sklearn.linear_model import LinearRegression\n"
            "model = LinearRegression().fit([[0], [1]], [1, 3])"
        ),
        (
            "from sklearn.linear_model import LinearRegression\n"
            "assert isinstance(model, LinearRegression)\nassert abs(model.coef_[0] - 2) < 1e-9\n"
            "assert abs(model.predict([[2]])[0] - 5) < 1e-9"
        ),
        (
            "from sklearn.linear_model import LinearRegression\n"
            "model = LinearRegression().fit([[0], [1]], [1, 2])"
        ),
    ),
    "named_result": (
        "from scipy import stats\nres = stats.ttest_ind([1, 2, 3.0], [2, 3, 4.5])",
        "assert abs(res.pvalue - 0.27707) < 1e-4",
        "from scipy import stats\nres = stats.ttest_ind([1, 2, 3.0], [9, 9, 9.5])",
    ),
    "star_import": (
        "from math import *\narea = pi",
        "assert abs(area - 3.14159265) < 1e-8\nassert sqrt(4) == 2",
        "area = 3\ndef sqrt(x):\n    return x",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_reference_passes_and_its_twin_fails(grade, name):
    answer, test, twin = CASES[name]
    source = notebook(solution("a", answer), check("t", test))
    assert grade(source) == {"t": ("PASS", 1.0)}
    assert grade(source, {"a": twin})["t"][1] == 0.0


def test_a_handle_equals_nothing_but_itself(grade):
    made = CLASS + "\nx = Account('x')\ny = Account('x')"
    equal = "assert x == x and not x == y and x != y and x != 0 and not x == 'Account'"
    source = notebook(solution("a", made), check("t", equal))
    assert grade(source)["t"] == ("PASS", 1.0)


def test_an_object_where_data_is_expected_is_refused_in_words(grade):
    source = notebook(solution("a", "x = 3.0"), check("t", "assert abs(x - 3) < 1"))
    liar = "class L:\n    def __sub__(self, o): return 0.0\nx = L()"
    done = grade(source, {"a": liar}, full=True)
    cell = done.report.cell("t")
    assert (cell.verdict.value, cell.points) == ("ERROR", 0.0)
    assert "data is expected here" in cell.findings[0].en


def test_a_call_that_never_ends_is_ended(grade):
    source = notebook(solution("a", "def f(x):\n    return x"), check("t", "assert f(1) == 1"))
    answers = {"a": "def f(x):\n    while True: pass"}
    assert grade(source, answers, call_seconds=0.5) == {"t": ("TIMEOUT", 0.0)}
