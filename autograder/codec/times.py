"""Dates, times and their zones."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from typing import TYPE_CHECKING, Any

from autograder.codec.errors import RefusedError

if TYPE_CHECKING:
    from autograder.codec.reader import Reader
    from autograder.codec.writer import Writer

# a zone's name is looked up in the system's tables: nothing that could be a path out of them
ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}")


def zone_name(zone: dt.tzinfo | None) -> str | float | None:
    """Return what stands for a time zone: its key, or a fixed offset in seconds."""
    if zone is None:
        return None
    if zone is dt.UTC:
        return "UTC"
    if isinstance(zone, dt.timezone):
        return zone.utcoffset(None).total_seconds()
    key = getattr(zone, "key", None) or getattr(zone, "zone", None)
    if isinstance(key, str) and ZONE.fullmatch(key):
        return str(key)
    raise RefusedError("时区没有名称", "its time zone has no name")


def zone_of(name: Any) -> dt.tzinfo | None:
    """Return the time zone that `zone_name` named."""
    if name is None:
        return None
    if name == "UTC":
        return dt.UTC
    if type(name) in (int, float):
        return dt.timezone(dt.timedelta(seconds=name))
    if type(name) is not str or len(name) > 60 or not ZONE.fullmatch(name):
        raise ValueError("not a time zone")
    return zoneinfo.ZoneInfo(name)


def _datetime(_writer: Writer, v: Any, _depth: int) -> Any:
    parts = [v.year, v.month, v.day, v.hour, v.minute, v.second, v.microsecond, v.fold]
    return {"datetime": [*parts, zone_name(v.tzinfo)]}


def _time(_writer: Writer, v: Any, _depth: int) -> Any:
    return {"time": [v.hour, v.minute, v.second, v.microsecond, v.fold, zone_name(v.tzinfo)]}


ENCODERS: dict[type, Any] = {
    dt.datetime: _datetime,
    dt.date: lambda _w, v, _d: {"date": [v.year, v.month, v.day]},
    dt.time: _time,
    dt.timedelta: lambda _w, v, _d: {"timedelta": [v.days, v.seconds, v.microseconds]},
}


def _read_datetime(_reader: Reader, body: Any, _depth: int) -> dt.datetime:
    *parts, fold, zone = body
    naive = dt.datetime(*parts)  # noqa: DTZ001 - the zone, if there is one, follows
    return naive.replace(fold=fold, tzinfo=zone_of(zone))


def _read_time(_reader: Reader, body: Any, _depth: int) -> dt.time:
    *parts, fold, zone = body
    return dt.time(*parts).replace(fold=fold, tzinfo=zone_of(zone))


DECODERS: dict[str, Any] = {
    "datetime": _read_datetime,
    "date": lambda _r, body, _d: dt.date(*body),
    "time": _read_time,
    "timedelta": lambda _r, body, _d: dt.timedelta(*body),
}
