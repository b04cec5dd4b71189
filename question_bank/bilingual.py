"""A bilingual text as a field of a schema: ``{zh: ..., en: ...}`` in YAML."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from crm_models.text import Text

_LANGUAGES = ("zh", "en")
_CHINESE = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef“”‘’"
# A folded YAML line joins its parts with a space, which Chinese does not have.
_FOLD = re.compile(rf"(?<=[{_CHINESE}]) (?=[{_CHINESE}])")


def _from_mapping(value: Any) -> Text:
    if isinstance(value, Text):
        return value
    if not isinstance(value, dict):
        raise PydanticCustomError(
            "bilingual_type",
            "应写成 {{zh: 中文, en: English}} | write it as {{zh: 中文, en: English}}",
        )
    if unknown := sorted(str(key) for key in value if key not in _LANGUAGES):
        raise PydanticCustomError(
            "bilingual_unknown",
            "只有 zh 和 en 两种语言，没有 {keys} | only zh and en are languages, not {keys}",
            {"keys": ", ".join(unknown)},
        )
    for lang in _LANGUAGES:
        text = value.get(lang)
        if not isinstance(text, str) or not text.strip():
            raise PydanticCustomError(
                "bilingual_missing",
                "缺少 {lang} 的文字（数字请加引号） | the text in '{lang}' is missing"
                " (put quotes around a number)",
                {"lang": lang},
            )
    return Text(_FOLD.sub("", value["zh"].strip()), value["en"].strip())


Bilingual = Annotated[
    Text,
    BeforeValidator(_from_mapping),
    PlainSerializer(lambda text: text._asdict()),
    WithJsonSchema(
        {
            "type": "object",
            "properties": {
                "zh": {"type": "string", "minLength": 1, "description": "中文"},
                "en": {"type": "string", "minLength": 1, "description": "English"},
            },
            "required": ["zh", "en"],
            "additionalProperties": False,
        }
    ),
]
"""The annotation for a field that holds a :class:`crm_models.text.Text`."""
