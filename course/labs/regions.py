"""The delimited regions of a source cell: solution, hidden tests, mark scheme."""

from __future__ import annotations

BEGIN_SOLUTION, END_SOLUTION = "BEGIN SOLUTION", "END SOLUTION"
BEGIN_HIDDEN, END_HIDDEN = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"
BEGIN_SCHEME, END_SCHEME = "BEGIN MARK SCHEME", "END MARK SCHEME"

_PAIRS = (
    (BEGIN_SOLUTION, END_SOLUTION),
    (BEGIN_HIDDEN, END_HIDDEN),
    (BEGIN_SCHEME, END_SCHEME),
)


def balanced(source: str) -> bool:
    r"""Tell whether every region that begins also ends, and none lies inside its own kind.

    Examples
    --------
    >>> balanced("### BEGIN SOLUTION\nx = 1\n### END SOLUTION")
    True
    >>> balanced("### BEGIN SOLUTION\nx = 1")
    False
    """
    for begin, end in _PAIRS:
        is_open = False
        for line in source.split("\n"):
            if begin in line or end in line:
                if is_open == (begin in line):
                    return False
                is_open = not is_open
        if is_open:
            return False
    return True


def without(source: str, begin: str, end: str) -> str:
    """Return the source without one kind of region, delimiters included."""
    kept, inside = [], False
    for line in source.split("\n"):
        if begin in line:
            inside = True
        elif end in line:
            inside = False
        elif not inside:
            kept.append(line)
    return "\n".join(kept)


def without_hidden(source: str) -> str:
    r"""Return the source without its hidden tests.

    Examples
    --------
    >>> without_hidden("a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS\nc")
    'a\nc'
    """
    return without(source, BEGIN_HIDDEN, END_HIDDEN)


def handed_in(source: str) -> str:
    r"""Return a solution cell as a student would hand it in: no delimiter, no mark scheme.

    Examples
    --------
    >>> handed_in("### BEGIN SOLUTION\nx = 1\n### END SOLUTION")
    'x = 1'
    """
    lines = without(source, BEGIN_SCHEME, END_SCHEME).split("\n")
    kept = [line for line in lines if BEGIN_SOLUTION not in line and END_SOLUTION not in line]
    return "\n".join(kept).strip("\n")
