"""The JSON Schema of item files, for completion and checks while typing in an editor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from question_bank import types

FILE = Path(__file__).with_name("schema.json")


def schema() -> dict[str, Any]:
    """Return the schema of a file: a list of items of all types, told apart by ``type``."""
    union: Any = None
    for name in types.names():
        cls = types.item_type(name)
        union = cls if union is None else union | cls
    items = Annotated[union, Field(discriminator="type")]
    made: dict[str, Any] = TypeAdapter(list[items]).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "题库 | items"}
    return {**head, **made}


def text() -> str:
    """Return the schema as it is written to the file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def is_current() -> bool:
    """Whether the file says what the code says."""
    return FILE.exists() and FILE.read_text(encoding="utf-8") == text()


def write() -> None:
    """Write the file."""
    FILE.write_text(text(), encoding="utf-8")
