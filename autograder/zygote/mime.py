"""Display bundles as plain JSON: text stays text, bytes become base64."""

from __future__ import annotations

import base64
import json
from typing import Any


def bundle(data: dict[str, Any]) -> dict[str, Any]:
    r"""Return a MIME bundle that JSON can carry.

    Examples
    --------
    >>> bundle({"text/plain": "1", "image/png": b"\x89PNG"})
    {'text/plain': '1', 'image/png': 'iVBORw=='}
    """
    return {str(kind): _plain(value) for kind, value in data.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, str):
        return str(value)
    return json.loads(json.dumps(value, default=str))
