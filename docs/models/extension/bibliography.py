"""What the pages cite, each work written once in ``sources.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from crm_models.text import Text

FILE = Path(__file__).parents[1] / "sources.yaml"


@cache
def works() -> dict[str, Text]:
    """Return every work by its key; works that need words of ours have them in both languages."""
    plain = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        key: Text(**work) if isinstance(work, dict) else Text(work, work)
        for key, work in plain.items()
    }


def cite(key: str) -> Text:
    """Return a work in full."""
    return works()[key]


def short(key: str) -> str:
    """Return a work as a table cites it: its key, once it is sure that there is such a work."""
    cite(key)
    return key
