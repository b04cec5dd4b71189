"""The closed codec: what crosses the trust boundary is data, never pickled, never evaluated.

>>> decode(encode([1, 2.5, "三", (None, True)]))
[1, 2.5, '三', (None, True)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.codec.errors import RefusedError
from autograder.codec.reader import Reader, undecodable
from autograder.codec.writer import MAX_BYTES, Writer

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Reader", "RefusedError", "Writer", "decode", "encode"]


def encode(
    value: Any,
    *,
    limit: int = MAX_BYTES,
    handle: Callable[[Any], dict[str, Any]] | None = None,
) -> bytes:
    """Return the bytes of a value.

    Parameters
    ----------
    value
        Anything; a subclass of a known type is taken as its base.
    limit
        Longest result in bytes.
    handle
        Describes what is not data; without it that is refused.

    Raises
    ------
    RefusedError
        The value is not data, too large, too deep or holds itself.
    """
    writer = Writer(limit=limit, handle=handle)
    return writer.finish(writer.node(value))


def decode(data: bytes, *, handle: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """Return the value that `encode` wrote; `RefusedError` for any other bytes.

    Parameters
    ----------
    data
        Bytes of any origin.
    handle
        Builds the stand-in of a handle from its description; without it handles are refused.
    """
    try:
        reader = Reader(data, handle=handle)
        return reader.value(reader.tree)
    except RefusedError:
        raise
    except Exception as error:  # hostile bytes: any failure means that there is no value
        raise undecodable(error) from error
