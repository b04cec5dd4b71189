"""The pandas part of `autograder.check.plain`; imported only where pandas already is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from autograder.check.plain import Opaque, opaque

if TYPE_CHECKING:
    from collections.abc import Callable


def convert(value: Any, kind: type, inner: Callable[[Any], Any]) -> Any:
    """Return an exact DataFrame, Series or Index, a plain scalar, or `Opaque`.

    Parameters
    ----------
    value, kind
        The value and its type.
    inner
        Converts what object columns hold.
    """
    if issubclass(kind, (pd.DataFrame, pd.Series)):
        base = pd.DataFrame if issubclass(kind, pd.DataFrame) else pd.Series
        try:
            # the one way to the data that a subclass cannot redirect
            manager = object.__getattribute__(value, "_mgr")
            copy: Any = base._from_mgr(manager, axes=manager.axes)  # type: ignore[attr-defined]
            if base is pd.DataFrame:
                return _frame(copy, inner)
            copy.name = inner(object.__getattribute__(value, "_name"))
            return _column(copy, inner)
        except Exception:  # noqa: BLE001 - a hostile object may raise anything; it is no data then
            return Opaque("object", base.__name__)
    if issubclass(kind, pd.MultiIndex):
        return [tuple(inner(part) for part in item) for item in pd.MultiIndex.to_list(value)]
    if issubclass(kind, pd.Index):
        return [inner(item) for item in pd.Index.to_list(value)]
    if issubclass(kind, pd.api.extensions.ExtensionArray):
        return [inner(item) for item in pd.Series(value).to_list()]
    if value is pd.NA or value is pd.NaT:
        return None
    if issubclass(kind, (pd.Period, pd.Interval)):
        return str(value)
    return opaque(value, kind)


def _frame(frame: pd.DataFrame, inner: Callable[[Any], Any]) -> pd.DataFrame:
    """Return a frame whose object columns hold plain data."""
    columns = [_column(frame.iloc[:, place], inner) for place in range(frame.shape[1])]
    if not columns:
        return pd.DataFrame(index=frame.index)
    made = pd.concat(columns, axis=1)
    made.columns = frame.columns
    return made


def _column(column: pd.Series[Any], inner: Callable[[Any], Any]) -> pd.Series[Any]:
    """Return a column of numpy values: numbers, bools, dates, or objects that are plain."""
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "biufcmM":
        return column
    values = np.empty(len(column), dtype=object)
    values[:] = [inner(item) for item in column.to_list()]
    return pd.Series(values, index=column.index, name=column.name, dtype=object)
