"""The class that grade cells use: collects the parts of one task and gives its points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.check import calling
from autograder.check.compare import Difference, Tolerance
from autograder.check.misconception import matching
from autograder.check.parts import Parts
from autograder.check.plain import Opaque, plain
from autograder.check.values import differs
from autograder.messages import Pair
from autograder.report import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from autograder.check.figure import Figure
    from autograder.check.frames import Layout
    from autograder.check.misconception import Misconception

RTOL, ATOL = 1e-6, 1e-9


class Check(Parts):
    """One task's check, for the grade cells of a notebook.

    Parameters
    ----------
    name
        The task, as the student knows it.
    points
        What the grade cell is worth. Parts without points of their own share what the others
        leave, equally.
    lang
        Language of what is displayed: ``"zh"``, ``"en"``, or `None` for both.

    Examples
    --------
    >>> check = Check("mean", points=2, lang="en")
    >>> check.close(2.0, 2)
    True
    >>> check.equal("3", 3, what=("个数", "count"))
    False
    >>> check.score()
    mean: 1 of 2 points so far; other data follow when you hand in
      ✓ Part 1: Right.
      ✗ count: Expected a number, got a string.
    1.0
    """

    def equal(
        self,
        got: Any,
        expected: Any,
        *,
        points: float | None = None,
        what: Any = None,
        misconceptions: Iterable[Misconception] = (),
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        pick: Callable[[Any], Any] | None = None,
    ) -> bool:
        """Check that a value is the expected one, exactly (floats to 12 digits).

        Parameters
        ----------
        got
            The student's value. A lambda without arguments is called, and what it raises is a
            finding: ``check.equal(lambda: table["R"].max(), 92)``.
        expected
            The right value; never shown.
        points
            What this part is worth.
        what
            What is checked: a pair (zh, en).
        misconceptions
            Objects with ``name``, ``message``, ``variant``; the one whose variant, called with
            ``args`` and ``kwargs``, gives the student's value is named in the feedback.
        args, kwargs
            The arguments of the variants.
        pick
            Takes the compared value out of a variant's result.

        Returns
        -------
        bool
            Whether the part has its points.
        """
        return self._value(
            got, expected, Tolerance(), None, points, what, (misconceptions, args, kwargs, pick)
        )

    def close(
        self,
        got: Any,
        expected: Any,
        *,
        rtol: float = RTOL,
        atol: float = ATOL,
        points: float | None = None,
        what: Any = None,
        misconceptions: Iterable[Misconception] = (),
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        pick: Callable[[Any], Any] | None = None,
    ) -> bool:
        """Check numbers, lists, arrays, dicts or Series within ``max(rtol*|expected|, atol)``.

        Two Series are compared label by label. Other parameters as in `equal`.
        """
        return self._value(
            got,
            expected,
            Tolerance(rtol, atol),
            None,
            points,
            what,
            (misconceptions, args, kwargs, pick),
        )

    def frame(
        self,
        got: Any,
        expected: Any,
        *,
        rtol: float = RTOL,
        atol: float = ATOL,
        ordered: bool = False,
        dtypes: bool = False,
        ignore_index: bool = False,
        extra_columns: bool = True,
        column_order: bool = False,
        points: float | None = None,
        what: Any = None,
        misconceptions: Iterable[Misconception] = (),
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        pick: Callable[[Any], Any] | None = None,
    ) -> bool:
        """Check a DataFrame or Series by its labels and values.

        The order of rows and columns, dtypes, and whether labels are the index or a column do
        not count, unless asked: ``ordered``, ``column_order``, ``dtypes``. ``ignore_index``
        drops both indexes; ``extra_columns=False`` refuses further columns. Other parameters as
        in `equal`.
        """
        from autograder.check.frames import Layout

        layout = Layout(
            ordered=ordered,
            dtypes=dtypes,
            ignore_index=ignore_index,
            extra_columns=extra_columns,
            column_order=column_order,
        )
        return self._value(
            got,
            expected,
            Tolerance(rtol, atol),
            layout,
            points,
            what,
            (misconceptions, args, kwargs, pick),
        )

    def calls(
        self,
        function: Any,
        cases: Iterable[Any],
        *,
        rtol: float = RTOL,
        atol: float = ATOL,
        unchanged: bool = False,
        partial: bool = False,
        points: float | None = None,
        what: Any = None,
        misconceptions: Iterable[Misconception] = (),
    ) -> bool:
        """Check a student's function over cases, each run on copies of its arguments.

        Parameters
        ----------
        function
            The student's function.
        cases
            ``(args, expected)`` or ``(args, kwargs, expected)``. Tables are compared as by
            `frame`, all else as by `close`.
        unchanged
            Whether the function must leave its arguments as they were.
        partial
            Whether each case earns its share; otherwise all must pass.
        points, what, misconceptions
            As in `equal`; variants are called with the arguments of the cases.
        """
        read = [calling.Case.of(case) for case in cases]
        if not read:
            msg = "cases 是空的：这样的检查不会失败 / cases is empty: such a check cannot fail"
            raise ValueError(msg)
        if not callable(function):
            return self._add(what, points, 0.0, calling.not_callable(function))
        tolerance = Tolerance(rtol, atol)
        name = calling.function_name(function)
        given = [calling.call(function, case, name, unchanged=unchanged) for case in read]
        problems = [
            problem or differs(value, plain(case.expected), tolerance)
            for case, (value, problem) in zip(read, given, strict=True)
        ]
        passed = sum(problem is None for problem in problems)
        share = passed / len(read) if partial else float(passed == len(read))
        texts = (case.text(name) for case in read)
        problem = calling.first_of(zip(texts, problems, strict=True))
        found: list[Misconception] = []
        if problem is not None and all(error is None for _, error in given):
            found = matching(
                misconceptions,
                [(case.args, case.kwargs) for case in read],
                agrees=lambda i, value: differs(given[i][0], plain(value), tolerance) is None,
                right=lambda i, value: (
                    differs(plain(value), plain(read[i].expected), tolerance) is None
                ),
            )
        return self._add(what, points, share, problem, found)

    def that(
        self, condition: Any, zh: str, en: str, *, points: float | None = None, what: Any = None
    ) -> bool:
        """Check a condition; the texts say, when it does not hold, what is missing.

        Only a true bool passes (``numpy.bool_`` too); a lambda without arguments is called.
        """
        value, problem = self._read(condition)
        if problem is None and value is not True:
            problem = Difference("false", Pair(zh, en))
        return self._add(what, points, float(problem is None), problem)

    def figure(self, drawn: Any = None) -> Figure:
        """Return what a figure or axes shows, as data (`autograder.check.figure.Figure`).

        ``drawn`` is a matplotlib figure or axes, by default the current figure. Where there is
        none, the result is empty, so that further checks fail, and a finding says why.

        Examples
        --------
        ``check.close(check.figure(ax).ax.by_label, {"A": 3, "B": 5})``
        """
        from autograder.check.figure import Figure, read_figure

        drawn, problem = calling.look(drawn)
        figure = Figure()
        if problem is None:
            try:
                figure = read_figure(drawn)
            except Exception as exception:  # noqa: BLE001 - artists made by the student
                problem = calling.raised(exception, "raised", call="figure")
        if not figure.axes:
            text = (problem or Difference.of("no_figure")).text
            self._remarks.append(Finding(text.zh, text.en, name="no_figure"))
        return figure

    def _value(
        self,
        got: Any,
        expected: Any,
        tolerance: Tolerance,
        layout: Layout | None,
        points: float | None,
        what: Any,
        hints: tuple[Any, ...],
    ) -> bool:
        value, problem = self._read(got)
        wanted = plain(expected)
        if isinstance(wanted, Opaque):
            msg = (
                f"不能与 {wanted.type_name} 比较：它不是数据，任何作答都不会通过 / "
                f"nothing can equal a {wanted.type_name}: it is not data"
            )
            raise TypeError(msg)
        problem = problem or differs(value, wanted, tolerance, layout)
        misconceptions, args, kwargs, pick = hints
        found: list[Misconception] = []
        if problem is not None and problem.name != "looked":
            found = matching(
                misconceptions,
                [(args, kwargs or {})],
                agrees=lambda _, wrong: differs(value, plain(wrong), tolerance, layout) is None,
                right=lambda _, wrong: differs(plain(wrong), wanted, tolerance, layout) is None,
                pick=pick,
            )
        return self._add(what, points, float(problem is None), problem, found)

    def _read(self, got: Any) -> tuple[Any, Difference | None]:
        value, problem = calling.look(got)
        return (plain(value), None) if problem is None else (None, problem)
