"""Pandas' scalars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from autograder.codec.extension import frequency, zone_key, zone_of_key

if TYPE_CHECKING:
    from autograder.codec.reader import Reader
    from autograder.codec.writer import Writer

UNITS = ("s", "ms", "us", "ns")


def _timestamp(_writer: Writer, value: Any, _depth: int) -> Any:
    return {"timestamp": [value.asm8.astype("i8").item(), value.unit, zone_key(value.tz)]}


def _interval(writer: Writer, value: Any, depth: int) -> Any:
    ends = [writer.node(value.left, depth + 1), writer.node(value.right, depth + 1)]
    return {"interval": [*ends, value.closed]}


ENCODERS: dict[type, Any] = {
    pd.Timestamp: _timestamp,
    pd.Timedelta: lambda _w, v, _d: {"pandas_timedelta": [v.asm8.astype("i8").item(), v.unit]},
    pd.Period: lambda _w, v, _d: {"period": [v.ordinal, v.freqstr]},
    pd.Interval: _interval,
    type(pd.NA): lambda _w, _v, _d: {"na": None},
    type(pd.NaT): lambda _w, _v, _d: {"nat": None},
}


def _count(value: Any, unit: Any) -> int:
    if type(value) is not int or unit not in UNITS:
        raise ValueError("not a point in time")
    return value


def _read_timestamp(_reader: Reader, body: Any, _depth: int) -> pd.Timestamp:
    value, unit, zone = body
    stamp = pd.Timestamp(_count(value, unit), unit=unit).as_unit(unit)
    return stamp if zone is None else stamp.tz_localize("UTC").tz_convert(zone_of_key(zone))


def _read_timedelta(_reader: Reader, body: Any, _depth: int) -> pd.Timedelta:
    value, unit = body
    return pd.Timedelta(_count(value, unit), unit=unit).as_unit(unit)


def _read_period(_reader: Reader, body: Any, _depth: int) -> pd.Period:
    ordinal, freq = body
    return pd.Period(ordinal=ordinal, freq=frequency(freq))


def _read_interval(reader: Reader, body: Any, depth: int) -> Any:
    left, right, closed = body
    return pd.Interval(reader.value(left, depth + 1), reader.value(right, depth + 1), closed)


DECODERS: dict[str, Any] = {
    "timestamp": _read_timestamp,
    "pandas_timedelta": _read_timedelta,
    "period": _read_period,
    "interval": _read_interval,
    "na": lambda _r, _b, _d: pd.NA,
    "nat": lambda _r, _b, _d: pd.NaT,
}
