"""Calls a student's function, on copies of its arguments, and turns exceptions into findings."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from types import FunctionType
from typing import TYPE_CHECKING, Any

from autograder.check.compare import Difference, Tolerance
from autograder.check.frames import Layout
from autograder.check.plain import Opaque, plain, type_name
from autograder.check.values import differs
from autograder.check.words import kind_pair, short
from autograder.messages import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Case:
    """Arguments and the value that the function should return for them."""

    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    expected: Any

    @classmethod
    def of(cls, case: Any) -> Case:
        """Read ``(args, expected)`` or ``(args, kwargs, expected)``; `TypeError` for others."""
        parts = tuple(case)
        kwargs: Mapping[str, Any] = {}
        if len(parts) == 2:
            args, expected = parts
        elif len(parts) == 3 and isinstance(parts[1], dict):
            args, kwargs, expected = parts
        else:
            msg = (
                "每个 case 应为 (args, expected) 或 (args, kwargs, expected) / "
                "a case is (args, expected) or (args, kwargs, expected)"
            )
            raise TypeError(msg)
        args = tuple(args) if isinstance(args, (tuple, list)) else (args,)
        return cls(args, kwargs, expected)

    def text(self, name: str) -> str:
        """Return the call as the student would write it, its arguments cut short."""
        parts = [short(plain(item), 40) for item in self.args]
        parts += [f"{key}={short(plain(item), 40)}" for key, item in self.kwargs.items()]
        return f"{name}({', '.join(parts)})"


def evidence(exception: BaseException) -> tuple[str, str]:
    """Return an exception's type name and text, whatever its ``__str__`` does."""
    try:
        text = str(exception)
    except Exception:  # noqa: BLE001 - the text of a hostile exception
        text = "?"
    return type_name(exception), text if len(text) <= 200 else text[:199] + "…"


def raised(exception: BaseException, key: str, **values: object) -> Difference:
    """Return what an exception amounts to: the message ``key``, or that nothing is written yet."""
    ename, evalue = evidence(exception)
    if ename == "NotImplementedError" and not evalue:
        return Difference.of("unwritten")
    found = Difference.of(key, ename=ename, evalue=evalue, **values)
    if evalue:
        return found
    return Difference(key, Pair(found.text.zh.removesuffix("："), found.text.en.removesuffix(": ")))


def call(
    function: Callable[..., Any], case: Case, name: str, *, unchanged: bool
) -> tuple[Any, Difference | None]:
    """Call a student's function on copies of one case's arguments.

    Returns
    -------
    value, problem
        The plain value and `None`, or `None` and what went wrong. With ``unchanged``, a change
        made to the arguments is a problem. A function that runs in another process may offer
        ``autograder_call(args, kwargs) -> (value, args, kwargs)`` to show what became of them.
    """
    args, kwargs = copy.deepcopy((case.args, dict(case.kwargs)))
    remote = getattr(type(function), "autograder_call", None) if unchanged else None
    try:
        if remote is not None:
            value, args, kwargs = remote(function, args, kwargs)
        else:
            value = function(*args, **kwargs)
        value = plain(value)
    except KeyboardInterrupt:
        raise  # how the runner ends a cell that takes too long
    except BaseException as exception:  # noqa: BLE001 - SystemExit too must not end the grading
        return None, raised(exception, "raised", call=case.text(name))
    if unchanged:
        after, before = plain((args, kwargs)), plain((case.args, dict(case.kwargs)))
        if changed(after, before):
            return None, Difference.of("mutated", call=case.text(name))
    return value, None


def look(value: Any) -> tuple[Any, Difference | None]:
    """Return a value; a lambda without arguments is called, and what it raises is a difference.

    Grade cells write ``lambda: table["R"].max()`` where reading the student's value may fail.
    """
    lazy = type(value) is FunctionType and value.__name__ == "<lambda>"
    if not lazy or value.__code__.co_argcount:
        return value, None
    try:
        return value(), None
    except Exception as exception:  # noqa: BLE001 - a student's value may raise anything
        return None, raised(exception, "looked")


def changed(after: Any, before: Any) -> bool:
    """Whether data differ at all: values, order, labels or dtypes of tables."""
    strict = Layout(ordered=True, dtypes=True, extra_columns=False, column_order=True)
    if type_name(before) in ("DataFrame", "Series"):
        same_index = (
            type_name(after) == type_name(before)
            and after.shape == before.shape
            and plain(after.index) == plain(before.index)
        )
        return not same_index or differs(after, before, Tolerance(0, 0), strict) is not None
    if type(before) in (list, tuple) and type(after) is type(before):
        pairs = zip(after, before, strict=False)
        return len(after) != len(before) or any(changed(a, b) for a, b in pairs)
    if type(before) is dict and type(after) is dict:
        return list(after) != list(before) or any(changed(after[k], before[k]) for k in before)
    if isinstance(before, Opaque):
        return False  # an object's inside is not data and cannot be compared
    return differs(after, before, Tolerance(0, 0), strict) is not None


def not_callable(function: Any) -> Difference:
    """Return the difference of something that should have been a function."""
    return Difference.of("not_callable", got=kind_pair(plain(function)))


def function_name(function: Any) -> str:
    """Return a function's own name for messages; ``"f"`` where it has none that is a text."""
    try:
        name = plain(function.__name__)
    except Exception:  # noqa: BLE001 - a hostile attribute
        name = None
    return name[:40] if isinstance(name, str) and name.isidentifier() else "f"


def first_of(differences: Iterable[tuple[str, Difference | None]]) -> Difference | None:
    """Return the first difference, with the call that shows it."""
    for text, difference in differences:
        if difference is None:
            continue
        if difference.name in ("raised", "mutated", "unwritten"):
            return difference
        return Difference(
            "case", Difference.of("case", call=Pair(text, text), inner=difference.text).text
        )
    return None
