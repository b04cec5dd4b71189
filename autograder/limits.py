"""What one submission may use: time, memory, output, files."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one submission; part of its report, because a replay needs them.

    Attributes
    ----------
    cell_seconds
        Wall time of one cell; it is interrupted then and later cells still run.
    notebook_seconds
        Wall time of the whole submission.
    cpu_seconds
        Processor time of the whole submission, over all its processes.
    call_seconds
        Wall time of one call that a grade cell makes into the student's code.
    startup_seconds
        Wall time until the student's interpreter answers.
    memory_bytes
        Memory of the submission's processes.
    disk_bytes, files
        What the submission may write, and in how many files.
    processes
        Processes and threads alive at one time.
    output_bytes
        Text and pictures that one cell may print or display.
    value_bytes
        Encoded size of all values that one grade cell may take from the student.

    Examples
    --------
    >>> Limits(cell_seconds=5).cell_seconds
    5
    >>> Limits(files=0)
    Traceback (most recent call last):
    ...
    ValueError: 限制 files 必须是正数，得到 0 / the limit files must be positive, got 0
    """

    cell_seconds: float = 30.0
    notebook_seconds: float = 300.0
    cpu_seconds: float = 300.0
    call_seconds: float = 10.0
    startup_seconds: float = 60.0
    memory_bytes: int = 2 << 30
    disk_bytes: int = 256 << 20
    files: int = 10_000
    processes: int = 64
    output_bytes: int = 1 << 20
    value_bytes: int = 64 << 20

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if not number or not math.isfinite(value) or value <= 0:
                msg = (
                    f"限制 {field.name} 必须是正数，得到 {value!r} / "
                    f"the limit {field.name} must be positive, got {value!r}"
                )
                raise ValueError(msg)

    def to_dict(self) -> dict[str, float]:
        """Return the limits as a plain dictionary, in the order of the class."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Limits:
        """Build limits from a mapping; an unknown name is an error, a missing one the default."""
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(data) - known)
        if unknown:
            msg = f"未知的限制 {unknown}；可用的有 {sorted(known)} / unknown limits {unknown}"
            raise ValueError(msg)
        return cls(**data)
