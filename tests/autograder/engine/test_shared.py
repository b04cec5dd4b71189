"""What do a grade cell and the student's functions have in common, as in one kernel?

All tasks stand in one notebook. Each check passes for the reference and fails for its twin.
"""

import pytest

from .conftest import check, notebook, plain, solution

SETUP = """
import random
import numpy as np
class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next
class Slot:
    __slots__ = ("held",)
    def __init__(self, held):
        self.held = held
stock = {"fig": 2}
"""
LIMIT = "limit = 3\ndef below(x):\n    return x < limit"
POINT = (
    "class Point:\n    def __init__(self, x):\n        self.x = x\n"
    "    def __eq__(self, other):\n        return self.x == other.x\n"
    "    def __repr__(self):\n        return f'Point({self.x})'"
)
CASES = {
    "deleted": (
        "def one():\n    return 1\ndef two():\n    return one() + 1",
        (
            "kept = one\ndel one\ntry:\n    two()\nexcept NameError:\n    pass\nelse:\n    1 / 0\n"
            "finally:\n    one = kept\nassert two() == 2"
        ),
        "def one():\n    return 1\ndef two():\n    return 2",
    ),
    "rebound": (
        "def base():\n    return 1\ndef more():\n    return base() + 1",
        (
            "kept, seen = base, []\ndef base():\n    seen.append(1)\n    return 10\n"
            "assert more() == 11\nassert seen == [1]\nbase = kept"
        ),
        "def base():\n    return 1\ndef more():\n    return 11",
    ),
    "rebound_value": (LIMIT, "limit = 10\nassert below(7)", LIMIT.replace("< limit", "< 3")),
    "patched": (
        "def inner():\n    return 1\ndef outer():\n    return inner()",
        (
            "from unittest.mock import patch\nwith patch('__main__.inner', lambda: 5):\n"
            "    assert outer() == 5\nassert outer() == 1"
        ),
        "def inner():\n    return 1\ndef outer():\n    return 1",
    ),
    "changed_in_place": (
        "memo = {}\ndef fetch(k):\n    return memo.get(k, 0)",
        "memo['a'] = 7\nassert fetch('a') == 7\nmemo.clear()\nassert fetch('a') == 0",
        "memo = {}\ndef fetch(k):\n    return 7",
    ),
    "global": (
        "total = 0\nbag = []\ndef add(x):\n    global total\n    total += x\n    bag.append(x)",
        "held = bag\nadd(2)\nadd(3)\nassert total == 5\nassert held == bag == [2, 3]",
        "total = 0\nbag = []\ndef add(x):\n    return x",
    ),
    "instructors_data": (
        "def take(item):\n    stock[item] -= 1",
        "take('fig')\nassert stock == {'fig': 1}",
        "def take(item):\n    return stock[item] - 1",
    ),
    "keyword_changed": (
        "def tidy(*, items):\n    items.sort()",
        "xs = [3, 1]\ntidy(items=xs)\nassert xs == [1, 3]",
        "def tidy(*, items):\n    return sorted(items)",
    ),
    "keyword_unchanged": (
        "def tidied(*, items):\n    return sorted(items)",
        (
            "from autograder.check import Check\ncheck = Check('t', points=1)\n"
            "check.calls(tidied, [((), {'items': [2, 1]}, [1, 2])], unchanged=True)\ncheck.score()"
        ),
        "def tidied(*, items):\n    items.sort()\n    return items",
    ),
    "left_alone": (
        "def shifted(a):\n    return a - a.mean()",
        (
            "data = np.array([1.0, 3.0])\nbefore = data.copy()\nshifted(data)\n"
            "np.testing.assert_array_equal(before, data)"
        ),
        "def shifted(a):\n    a -= a.mean()\n    return a",
    ),
    "left_alone_partly": (
        "def doubled(a):\n    return [2 * x for x in a]",
        (
            "xs = [1, 2]\nscore = 0.5 * (doubled(xs) == [2, 4])\nscore += 0.5 * (xs == [1, 2])\n"
            "score if score == 1 else 0"
        ),
        "def doubled(a):\n    a[:] = [2 * x for x in a]\n    return a",
    ),
    "seed": (
        "def roll():\n    return random.random(), np.random.rand()",
        (
            "random.seed(4); np.random.seed(4)\nfirst = roll()\nrandom.seed(4); np.random.seed(4)\n"
            "assert roll() == first\nrandom.seed(4); np.random.seed(4)\n"
            "assert first == (random.random(), np.random.rand())\nassert roll() != first"
        ),
        "own = random.Random(4)\ndef roll():\n    return own.random(), own.random()",
    ),
    "generator": (
        "def draw(rng):\n    return rng.normal()",
        (
            "rng, twin = np.random.default_rng(2), np.random.default_rng(2)\n"
            "assert [draw(rng), draw(rng)] == [twin.normal(), twin.normal()]"
        ),
        "def draw(rng):\n    return np.random.default_rng(2).normal()",
    ),
    "printed": (
        "def greet(name):\n    print('Hello', name)",
        (
            "import io, contextlib\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n"
            "    greet('Eve')\nassert out.getvalue() == 'Hello Eve\\n'"
        ),
        "def greet(name):\n    return 'Hello ' + name",
    ),
    "given": (
        "def last(node):\n    return node if node.next is None else last(node.next)",
        "head = Node(1, Node(2))\nassert last(head) is head.next\nassert last(Node(5)).value == 5",
        "def last(node):\n    return node",
    ),
    "given_changed": (
        "def push(node, value):\n    node.next = Node(value, node.next)\n    node.value = 'old'",
        (
            "head = Node(1)\npush(head, 2)\nassert isinstance(head.next, Node)\n"
            "assert (head.value, head.next.value, head.next.next) == ('old', 2, None)"
        ),
        "def push(node, value):\n    return Node(value)",
    ),
    "given_left_alone": (
        "def read(node):\n    return node.value",
        "node = Node(4)\nassert read(node) == 4\nassert node.value == 4",
        "def read(node):\n    value, node.value = node.value, None\n    return value",
    ),
    "given_slots": (
        "def fill(slot):\n    slot.held += 1",
        "slot = Slot(1)\nfill(slot)\nassert slot.held == 2",
        "def fill(slot):\n    return slot.held + 1",
    ),
    "cyclic_given": (
        "def around(node):\n    return node.next.next.value",
        "a = Node(1)\na.next = Node(2, a)\nassert around(a) == 1\nassert around(a.next) == 2",
        "def around(node):\n    return node.next.value",
    ),
    "equality": (
        POINT,
        "assert Point(1) == Point(1)\nassert Point(1) != Point(2)\nassert not Point(1) == 1",
        "class Point:\n    def __init__(self, x):\n        self.x = x",
    ),
    "agrees_with_all": (
        POINT.replace("Point", "Spot"),
        "assert Spot(1) == Spot(1)",
        "class Spot:\n    def __init__(self, x): pass\n    def __eq__(self, other): return True",
    ),
    "type": (
        POINT.replace("Point", "Pin"),
        (
            "p = Pin(1)\nassert type(p).__name__ == 'Pin' and type(p) == Pin == p.__class__\n"
            "assert type(p) != Node and repr(p) == f'{p}' == 'Pin(1)' and vars(p) == {'x': 1}"
        ),
        "class Pin:\n    def __init__(self, x):\n        self.y = x",
    ),
    "closure": (
        "def made(n):\n    def inner():\n        return n\n    return inner",
        "assert made(1).__closure__ is not None\nassert made.__closure__ is None",
        "def made(n):\n    return int",
    ),
    "generator_type": (
        "def count(n):\n    yield from range(n)",
        (
            "import types\nassert isinstance(count(2), types.GeneratorType)\n"
            "assert list(count(2)) == [0, 1]"
        ),
        "def count(n):\n    return list(range(n))",
    ),
    "coroutine": (
        "async def later(x):\n    return x + 1",
        "assert await later(2) == 3",
        "def later(x):\n    return x + 1",
    ),
    "coroutine_run": (
        "async def soon(x):\n    return x + 1",
        "import asyncio\nassert asyncio.run(soon(1)) == 2",
        "async def soon(x):\n    return x",
    ),
    "exception": (
        (
            "class Refused(Exception):\n    def __init__(self, text, code):\n"
            "        super().__init__(text)\n        self.code = code\n"
            "def ask():\n    raise Refused('no', 42)"
        ),
        (
            "try:\n    ask()\nexcept Refused as error:\n"
            "    assert error.code == 42 and str(error) == 'no'\nelse:\n    1 / 0"
        ),
        "class Refused(Exception):\n    pass\ndef ask():\n    raise Refused('no', 42)",
    ),
    "enum": (
        "from enum import Enum\nclass Hue(Enum):\n    RED = 1\n    BLUE = 2",
        (
            "assert Hue.RED is Hue.RED == Hue(1) != Hue.BLUE and Hue['BLUE'].value == 2\n"
            "assert len(Hue) == 2 and [hue.name for hue in Hue] == ['RED', 'BLUE']"
        ),
        "from enum import Enum\nclass Hue(Enum):\n    BLUE = 2\n    RED = 1",
    ),
    "hash_and_truth": (
        (
            "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Card:\n    n: int\n"
            "    def __bool__(self):\n        return self.n > 0"
        ),
        (
            "import dataclasses\nassert dataclasses.is_dataclass(Card) and not callable(Card(1))\n"
            "assert len({Card(1), Card(1), Card(2)}) == 2 and Card(1) and not Card(0)"
        ),
        "class Card:\n    def __init__(self, n):\n        self.n = n",
    ),
    "counter": (
        (
            "from collections import Counter, defaultdict\ncounts = Counter('aab')\n"
            "groups = defaultdict(list, a=[1])"
        ),
        (
            "assert counts.most_common(1) == [('a', 2)] and counts['z'] == 0\n"
            "assert groups['z'] == [] and groups['a'] == [1]"
        ),
        "counts, groups = {'a': 2, 'b': 1}, {'a': [1]}",
    ),
    "local_class": (
        "def made():\n    class Z:\n        def hi(self):\n            return 'hi'\n    return Z()",
        "import copy\nassert made().hi() == 'hi' == copy.deepcopy(made()).hi()",
        "def made():\n    class Z:\n        hi = 'hi'\n    return Z()",
    ),
    "file_of_a_cell": (
        "with open('made.csv', 'w') as file:\n    file.write('a,b')",
        "import os\nassert os.path.exists('made.csv')\nassert open('made.csv').read() == 'a,b'",
        "pass",
    ),
    "file_of_a_function": (
        "def save(text):\n    with open('saved.txt', 'w') as file:\n        file.write(text)",
        "save('one')\nassert open('saved.txt').read() == 'one'",
        "def save(text):\n    return text",
    ),
    "file_of_a_check": (
        "def lines(path):\n    with open(path) as file:\n        return len(file.readlines())",
        (
            "with open('given.txt', 'w') as file:\n    file.write('x\\ny\\n')\n"
            "assert lines('given.txt') == 2"
        ),
        "def lines(path):\n    return 1",
    ),
    "file_of_what_is_expected": (
        "def total(xs):\n    return sum(xs)",
        (
            "with open('wanted.txt', 'w') as file:\n    file.write('6')\n"
            "assert total([1, 2, 3]) == int(open('wanted.txt').read())"
        ),
        "import os\ndef total(xs):\n    return int(open('wanted.txt').read())",
    ),
    "file_changed": (
        "with open('twice.txt', 'w') as file:\n    file.write('2')",
        "assert open('twice.txt').read() == '2'",
        "with open('twice.txt', 'w') as file:\n    file.write('3')",
    ),
}
SOURCE = notebook(
    plain(SETUP),
    *(
        cell
        for name, (answer, test, _) in CASES.items()
        for cell in (solution(name, answer), check(f"{name}-check", test))
    ),
)


@pytest.fixture(scope="module")
def results(grade):
    twins = {name: twin for name, (_, _, twin) in CASES.items()}
    return grade(SOURCE), grade(SOURCE, twins), grade(SOURCE, dict.fromkeys(CASES, "pass"))


@pytest.mark.parametrize("name", CASES)
def test_the_reference_passes_its_twin_and_nothing_fail(results, name):
    reference, twin, nothing = (marks[f"{name}-check"] for marks in results)
    assert reference == ("PASS", 1.0)
    assert twin[1] == 0.0
    assert nothing[1] == 0.0


def test_many_checks_need_many_copies_of_the_process_and_have_them(grade):
    checks = [check(f"t{number}", f"assert f({number}) == {number}") for number in range(70)]
    source = notebook(solution("a", "def f(x):\n    return x"), *checks)
    assert set(grade(source).values()) == {("PASS", 1.0)}
    assert set(grade(source, {"a": "def f(x):\n    return -1"}).values()) == {("FAIL", 0.0)}


def test_what_python_would_run_never_crosses(grade):
    source = notebook(
        solution("a", "with open('helper.py', 'w') as file:\n    file.write('x = 1')"),
        check("t", "import helper\nassert helper.x == 1"),
        solution("b", "import pickle\npickle.dump(1, open('kept.pkl', 'wb'))"),
        check("u", "import pickle\nassert pickle.load(open('kept.pkl', 'rb')) == 1"),
    )
    assert grade(source) == {"t": ("INTERNAL", None), "u": ("INTERNAL", None)}
