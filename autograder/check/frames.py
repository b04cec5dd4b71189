"""Compares tables by what they say, whatever the order of their rows, dtypes and index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.check.compare import Difference, Tolerance, compare
from autograder.check.plain import plain
from autograder.check.words import kind_of, kind_pair, short

if TYPE_CHECKING:
    import pandas as pd

GREEDY = 500  # rows at most that are paired one by one when sorting does not align them


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What of a table's layout counts; by default only labels and values do."""

    ordered: bool = False
    dtypes: bool = False
    ignore_index: bool = False
    extra_columns: bool = True
    column_order: bool = False


def compare_frames(
    got: Any, expected: Any, tolerance: Tolerance, layout: Layout
) -> Difference | None:
    """Compare a plain DataFrame or Series with the expected one.

    An index that means something (named, or not 0..n-1) is found again in the other table's
    index or among its columns, and its rows are compared label by label. Without one, rows are
    compared as a bag.
    """
    if kind_of(got) not in ("frame", "series"):
        name = "none" if got is None else "kind"
        return Difference.of(name, expected=kind_pair(expected), got=kind_pair(got))
    if kind_of(expected) == "series":
        expected = expected.to_frame("value")
        if kind_of(got) == "frame":
            values = [c for c in got.columns if c not in expected.index.names]
            if len(values) != 1:
                return Difference.of(
                    "kind", expected=kind_pair(expected["value"]), got=kind_pair(got)
                )
            got = got.rename(columns={values[0]: "value"})
        else:
            got = got.to_frame("value")
    elif kind_of(got) == "series":
        return Difference.of("kind", expected=kind_pair(expected), got=kind_pair(got))
    return _compare(got, expected, tolerance, layout)


def _compare(
    got: pd.DataFrame, expected: pd.DataFrame, tolerance: Tolerance, layout: Layout
) -> Difference | None:
    labels: list[Any] = []
    if layout.ignore_index:
        got, expected = got.reset_index(drop=True), expected.reset_index(drop=True)
    else:
        expected, labels = _labels_to_columns(expected)
        got, missing = _find_labels(got, labels, list(expected.columns))
        if missing:
            return Difference.of("labels", names=_names(missing))
    problem = _columns(got, expected, layout)
    if problem is not None:
        return problem
    columns = list(expected.columns)
    left, right = (_rows(frame, columns) for frame in (got, expected))
    if labels and not _repeated(right, len(labels)):
        # labels stand first among the columns
        problem = _align(left, right, labels, layout)
        if problem is not None:
            return problem
        order = {row[: len(labels)]: row for row in left}
        left = [order[row[: len(labels)]] for row in right]
    elif len(left) != len(right):
        return Difference.of("rows", got=len(left))
    elif not layout.ordered:
        left = _pair_rows(left, right, tolerance)
    return _cells(left, right, columns, labels, tolerance)


def _labels_to_columns(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Any]]:
    """Move an index that means something into the first columns; return their names."""
    import pandas as pd

    index = frame.index
    if index.names == [None] and isinstance(index, pd.RangeIndex) and index.start == 0:
        return frame.reset_index(drop=True), []
    names = [_unnamed(i) if name is None else name for i, name in enumerate(index.names)]
    frame = frame.drop(columns=[name for name in names if name in frame.columns])
    return frame.reset_index(names=names), names


def _unnamed(level: int) -> str:
    """Return what a level of an index without a name is called here."""
    return f"index {level}"


def _find_labels(
    frame: pd.DataFrame, labels: list[Any], columns: list[Any]
) -> tuple[pd.DataFrame, list[Any]]:
    """Bring labels and wanted columns out of the index; return the labels not found."""
    import pandas as pd

    index = frame.index
    meaningless = index.names == [None] and isinstance(index, pd.RangeIndex)
    names = list(index.names)
    # an index without names is taken for the labels where it has as many levels
    open_labels = [name for name in labels if name not in names and name not in frame.columns]
    if not meaningless and len(open_labels) == names.count(None):
        names = [open_labels.pop(0) if name is None else name for name in names]
    # and where no name is asked for, the index may have any
    elif open_labels == labels == [_unnamed(i) for i in range(len(names))]:
        names = open_labels
    wanted = [name for name in names if name in (*labels, *columns) and name not in frame.columns]
    if wanted:
        frame = frame.set_axis(index.set_names(names)).reset_index(level=wanted)
    return frame, [name for name in labels if name not in frame.columns]


def _columns(got: pd.DataFrame, expected: pd.DataFrame, layout: Layout) -> Difference | None:
    for columns in (got.columns, expected.columns):
        if columns.has_duplicates:
            repeated = columns[columns.duplicated()][0]
            return Difference.of("repeated_labels", names="columns", got=short(plain(repeated)))
    missing = [name for name in expected.columns if name not in got.columns]
    if missing:
        return Difference.of("columns", names=_names(missing))
    extra = [name for name in got.columns if name not in expected.columns]
    if extra and not layout.extra_columns:
        return Difference.of("extra_columns", names=_names(extra))
    shared = [name for name in got.columns if name in expected.columns]
    if layout.column_order and shared != list(expected.columns):
        return Difference.of("column_order")
    if layout.dtypes:
        for name in expected.columns:
            if got[name].dtype != expected[name].dtype:
                return Difference.of("dtype", name=name, got=str(got[name].dtype))
    return None


def _names(names: list[Any]) -> str:
    return ", ".join(str(plain(name)) for name in names[:5])


def _rows(frame: pd.DataFrame, columns: list[Any]) -> list[tuple[Any, ...]]:
    """Return the rows as tuples of plain scalars; NaN, NaT and NA are all None."""
    values = []
    for name in columns:
        column = [plain(item) for item in frame[name].tolist()]
        values.append([None if item != item else item for item in column])
    return list(zip(*values, strict=True)) if values else [()] * len(frame)


def _repeated(rows: list[tuple[Any, ...]], labels: int) -> bool:
    return len({_key(row[:labels]) for row in rows}) < len(rows)


def _key(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return something hashable that stands for a row."""
    return tuple(item if _hashable(item) else short(item, 200) for item in row)


def _hashable(item: Any) -> bool:
    return not isinstance(item, (list, dict, set))


def _align(
    got: list[tuple[Any, ...]], expected: list[tuple[Any, ...]], labels: list[Any], layout: Layout
) -> Difference | None:
    """Compare the labels of two tables; the expected ones are known not to repeat."""
    count, names = len(labels), _names(labels)
    left, right = ([_key(row[:count]) for row in rows] for rows in (got, expected))
    if len(set(left)) < len(left):
        seen: set[Any] = set()
        repeated = next(key for key in left if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return Difference.of("repeated_labels", names=names, got=_label(repeated))
    if extra := set(left) - set(right):
        return Difference.of("extra_labels", names=names, got=min(map(_label, extra)))
    if missing := set(right) - set(left):
        return Difference.of("missing_labels", names=names, count=len(missing))
    if layout.ordered and left != right:
        return Difference.of("row_order")
    return None


def _label(key: tuple[Any, ...]) -> str:
    return short(key[0] if len(key) == 1 else key)


def _pair_rows(
    got: list[tuple[Any, ...]], expected: list[tuple[Any, ...]], tolerance: Tolerance
) -> list[tuple[Any, ...]]:
    """Return ``got`` in the order in which its rows match ``expected`` best."""
    by_place = [_place(row) for row in got]
    wanted = [_place(row) for row in expected]
    left = sorted(range(len(got)), key=by_place.__getitem__)
    right = sorted(range(len(expected)), key=wanted.__getitem__)
    paired: dict[int, int] = dict(zip(right, left, strict=True))
    # rounding can sort near-equal rows differently: pair what does not match one by one
    open_right = [r for r in right if not _match(got[paired[r]], expected[r], tolerance)]
    open_left = [paired[r] for r in open_right]
    if len(open_right) <= GREEDY:
        for r in list(open_right):
            for candidate in open_left:
                if _match(got[candidate], expected[r], tolerance):
                    paired[r] = candidate
                    open_left.remove(candidate)
                    open_right.remove(r)
                    break
        paired.update(zip(open_right, open_left, strict=True))
    return [got[paired[place]] for place in range(len(expected))]


def _place(row: tuple[Any, ...]) -> tuple[tuple[str, Any], ...]:
    """Return a sort key that orders any plain scalars: first texts and the like, then numbers."""
    exact = [(kind_of(item), short(item, 200)) for item in row if not isinstance(item, float)]
    floats = [("number", item) for item in row if isinstance(item, float)]
    return tuple(exact) + tuple(floats)


def _match(got: tuple[Any, ...], expected: tuple[Any, ...], tolerance: Tolerance) -> bool:
    return all(_cell(g, e, tolerance) is None for g, e in zip(got, expected, strict=True))


def _cell(got: Any, expected: Any, tolerance: Tolerance) -> Difference | None:
    """Compare two cells; True and 1 are the same there, because dtypes do not count."""
    if isinstance(got, bool) != isinstance(expected, bool):
        got = int(got) if isinstance(got, bool) else got
        expected = int(expected) if isinstance(expected, bool) else expected
    return compare(got, expected, tolerance)


def _cells(
    got: list[tuple[Any, ...]],
    expected: list[tuple[Any, ...]],
    columns: list[Any],
    labels: list[Any],
    tolerance: Tolerance,
) -> Difference | None:
    """Compare rows that stand side by side; report the first column with a difference."""
    for place, name in enumerate(columns):
        wrong = []
        for row, wanted in zip(got, expected, strict=True):
            inner = _cell(row[place], wanted[place], tolerance)
            if inner is not None:
                wrong.append((row, inner))
        if wrong:
            row, inner = wrong[0]
            if not labels:
                return Difference.of("some_rows", count=len(wrong), got=short(row))
            where = f"{_names(labels)} = {_label(row[: len(labels)])}"
            return Difference.of(
                "cells", name=str(plain(name)), count=len(wrong), place=where, inner=inner.text
            )
    return None
