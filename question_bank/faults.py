"""Says in both languages what pydantic found, in the words of an author of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_KINDS = {
    "missing": Text("缺少这个字段，请补上", "this field is missing; add it"),
    "extra_forbidden": Text(
        "没有这个字段，请检查拼写或删去", "there is no such field; check its spelling or remove it"
    ),
    "literal_error": Text("应为 {expected} 之一", "it should be one of {expected}"),
    "string_type": Text(
        "应为文字（数字请加引号）", "it should be text (put quotes around a number)"
    ),
    "string_pattern_mismatch": Text("写法应符合 {pattern}", "it should match {pattern}"),
    "bool_parsing": Text("应为 true 或 false", "it should be true or false"),
    "bool_type": Text("应为 true 或 false", "it should be true or false"),
    "int_parsing": Text("应为整数", "it should be a whole number"),
    "int_type": Text("应为整数", "it should be a whole number"),
    "int_from_float": Text("应为整数", "it should be a whole number"),
    "float_parsing": Text("应为数", "it should be a number"),
    "float_type": Text("应为数", "it should be a number"),
    "greater_than": Text("应大于 {gt}", "it should be greater than {gt}"),
    "greater_than_equal": Text("不应小于 {ge}", "it should not be below {ge}"),
    "less_than": Text("应小于 {lt}", "it should be less than {lt}"),
    "less_than_equal": Text("不应大于 {le}", "it should not be above {le}"),
    "too_short": Text("至少要有 {min_length} 项", "it should have at least {min_length} entries"),
    "too_long": Text("至多 {max_length} 项", "it should have at most {max_length} entries"),
    "tuple_type": Text("应为列表（每项以“- ”开头）", "it should be a list (each entry after '- ')"),
    "list_type": Text("应为列表（每项以“- ”开头）", "it should be a list (each entry after '- ')"),
    "model_type": Text("应为“字段: 值”的列表", "it should be a list of 'field: value'"),
}


def say(fault: ErrorDetails) -> Text:
    """Return one validation error as a sentence.

    Examples
    --------
    >>> say({"type": "missing", "loc": ("stem",), "msg": "Field required", "input": {}}).en
    'this field is missing; add it'
    """
    known = _KINDS.get(fault["type"])
    if known:
        context = fault.get("ctx", {})
        return Text(known.zh.format(**context), known.en.format(**context))
    zh, bar, en = fault["msg"].partition(" | ")
    if bar:
        return Text(zh, en)
    return Text(f"值不合要求（{fault['msg']}）", fault["msg"])
