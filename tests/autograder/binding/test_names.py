"""Which names does a cell bind, change and read?"""

import pytest

from autograder.binding import names_of, statements_of


@pytest.mark.parametrize(
    ("code", "binds"),
    [
        ("a = b = 1", "a b"),
        ("a, (b, *c) = d", "a b c"),
        ("a: int = 1", "a"),
        ("a += 1", "a"),
        ("for i, j in x: k = i", "i j k"),
        ("with open(p) as f, g() as (h, i): pass", "f h i"),
        ("if (n := 10) > 5: m = n", "n m"),
        ("[w := x for x in y]", "w"),
        ("def f(a, b=1):\n    c = 2\n    return c", "f"),
        ("async def f(): pass", "f"),
        ("class A:\n    x = 1\n    def m(self): y = 2", "A"),
        ("import a.b, c as d", "a d"),
        ("from m import n as o, p", "o p"),
        ("try:\n    x = 1\nexcept E as e:\n    y = 2", "x y"),
        ("match v:\n    case [a, *b]: pass\n    case {'k': c}: pass", "a b c"),
        ("def f():\n    global g\n    g = 1", "f g"),
        ("def f():\n    x = 1\n    def h():\n        nonlocal x\n        x = 2", "f"),
        ("del a", "a"),
        ("lambda q: q", ""),
        ("[x for x in y]", ""),
    ],
)
def test_binds(code, binds):
    assert set(names_of(code).binds) == set(binds.split())


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("df['x'] = 1", "df"),
        ("df.loc[0, 'x'] = 1", "df"),
        ("df.attr.other = 1", "df"),
        ("df.drop(columns='x', inplace=True)", "df"),
        ("df.drop(columns='x', inplace=False)", ""),
        ("df.drop(columns='x')", ""),
        ("items.append(1)", "items"),
        ("rows[0].update(a=1)", "rows"),
        ("random.shuffle(deck)", "deck"),
        ("heapq.heappush(heap, 1)", "heap"),
        ("model.fit(X, y)", "model"),
        ("print(tx)\ntx.head()\ntx.describe()", ""),
        ("def f(x):\n    x.append(1)", ""),
        ("def f():\n    total.append(1)", "total"),
        ("del df['x']", "df"),
        ("df['x'] += 1", "df"),
    ],
)
def test_changes(code, changes):
    assert names_of(code).changes == set(changes.split())


def test_reads_reach_into_functions_but_not_their_locals():
    code = (
        "def f(a, b=outer_default):\n    c = a\n    return c + outside\nclass A(Base):\n    x = y"
    )
    assert names_of(code).reads == {"outer_default", "outside", "Base", "y"}


def test_imports_know_their_origin():
    names = names_of("import numpy as np\nimport os.path\nfrom scipy.stats import norm as n")
    assert names.binds == {"np": "numpy:", "os": "os:", "n": "scipy.stats:norm"}
    assert names_of("from m import *").star == ["m"]


def test_names_that_do_not_stand_in_the_text_are_announced():
    assert names_of("eval('x')").reads_everything
    assert not names_of("x").reads_everything


@pytest.mark.parametrize(
    ("cell", "binds"),
    [
        ("%matplotlib inline\na = 1", "a"),
        ("%time a = 1", "a"),
        ("%%time\na = 1\nb = 2", "a b"),
        ("%%capture out\na = 1", "a out"),
        ("files = !ls", "files"),
        ("%%bash\na=1", ""),
        ("not python at all", ""),
        ("await thing\nx = 1", "x"),
    ],
)
def test_cells_with_magics(cell, binds):
    found = set()
    for statement in statements_of(cell):
        found |= set(statement.names.binds)
    assert found == set(binds.split())
