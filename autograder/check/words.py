"""The words of the checks: kinds of values and what can be wrong, in Chinese and English."""

from __future__ import annotations

import datetime as dt
import decimal
from typing import TYPE_CHECKING, Any

from autograder.check.plain import Opaque, type_name
from autograder.messages import Pair

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: Mapping[str, Pair] = {
    "none": Pair("空值 None", "None"),
    "bool": Pair("真假值 bool", "a bool"),
    "number": Pair("数", "a number"),
    "str": Pair("字符串 str", "a string"),
    "bytes": Pair("字节串 bytes", "bytes"),
    "sequence": Pair("列表或数组", "a list or an array"),
    "set": Pair("集合 set", "a set"),
    "dict": Pair("字典 dict", "a dict"),
    "date": Pair("日期", "a date"),
    "timedelta": Pair("时间长度", "a length of time"),
    "frame": Pair("表格 DataFrame", "a DataFrame"),
    "series": Pair("Series", "a Series"),
    "function": Pair(
        "函数（是否忘了加括号调用？）", "a function (were the brackets of a call left out?)"
    ),
    "class": Pair("类", "a class"),
    "module": Pair("模块", "a module"),
    "iterator": Pair("迭代器（请先用 list(...) 展开）", "an iterator (turn it into a list first)"),
    "object": Pair("{type_name} 对象", "an object of type {type_name}"),
    "too_deep": Pair("嵌套过深的结构", "a structure nested too deeply"),
}

PROBLEMS: Mapping[str, Pair] = {
    "passed": Pair("正确。", "Right."),
    "part": Pair("第 {number} 项", "Part {number}"),
    "kind": Pair("应当是{expected}，得到的是{got}。", "Expected {expected}, got {got}."),
    "none": Pair(
        "应当是{expected}，得到的是 None。函数是否忘了 return？变量是否还没有赋值？",
        "Expected {expected}, got None. Was a `return` or an assignment forgotten?",
    ),
    "value": Pair("数值不对，得到的是 {got}。", "The value is not right: got {got}."),
    "nan": Pair(
        "得到的是 {got}（不是有限的数）。请检查缺失值和除以零。",
        "Got {got}, not a finite number. Look for missing values and division by zero.",
    ),
    "sign": Pair(
        "得到的是 {got}，看起来正负号反了。", "Got {got}: the sign seems to be the wrong way round."
    ),
    "percent": Pair(
        "得到的是 {got}，看起来百分数与小数弄混了（差 100 倍）。",
        "Got {got}: a percentage and a fraction seem to be mixed up (a factor of 100).",
    ),
    "rounded": Pair(
        "得到的是 {got}，看起来过早四舍五入了；请保留全部小数，只在显示时取整。",
        "Got {got}: it seems to be rounded too early; keep all digits, round for display only.",
    ),
    "length": Pair("长度不对，得到 {got} 个元素。", "The length is not right: got {got} elements."),
    "shape": Pair("形状不对，得到 {got}。", "The shape is not right: got {got}."),
    "order": Pair("元素都对，但顺序不对。", "The elements are right, but their order is not."),
    "element": Pair(
        "第 {place} 个元素不对：{inner}", "Element number {place} is not right: {inner}"
    ),
    "key": Pair(
        "键 {place} 对应的值不对：{inner}", "The value under {place} is not right: {inner}"
    ),
    "missing_keys": Pair("缺少 {count} 个键或元素。", "{count} keys or elements are missing."),
    "extra_keys": Pair("多出了不该有的键或元素：{got}。", "These should not be there: {got}."),
    "columns": Pair("缺少列 {names}。", "These columns are missing: {names}."),
    "extra_columns": Pair("多出了列 {names}。", "These columns should not be there: {names}."),
    "column_order": Pair("列的顺序不对。", "The order of the columns is not right."),
    "labels": Pair(
        "找不到 {names}：它应当是一列或索引。",
        "{names} was not found: it should be a column or the index.",
    ),
    "rows": Pair("行数不对，得到 {got} 行。", "The number of rows is not right: got {got}."),
    "repeated_labels": Pair(
        "{names} 有重复的值，例如 {got}。", "{names} has repeated values, {got} for one."
    ),
    "missing_labels": Pair("{names} 缺少 {count} 个值。", "{count} values of {names} are missing."),
    "extra_labels": Pair(
        "{names} 有不该出现的值，例如 {got}。",
        "{names} has values that should not be there, {got} for one.",
    ),
    "row_order": Pair("各行都对，但顺序不对。", "The rows are right, but their order is not."),
    "cells": Pair(
        "列 {name} 有 {count} 行不对，例如 {place}：{inner}",
        "{count} rows of the column {name} are not right, for one {place}: {inner}",
    ),
    "some_rows": Pair(
        "有 {count} 行不对，例如 {got}。", "{count} rows are not right, for one {got}."
    ),
    "dtype": Pair(
        "列 {name} 的类型不对，得到 {got}。", "The type of column {name} is not right: got {got}."
    ),
    "looked": Pair(
        "读取你的结果时出现 {ename}：{evalue}", "Reading your result raised {ename}: {evalue}"
    ),
    "unwritten": Pair(
        "还没有作答：请把 raise NotImplementedError() 换成你的代码。",
        "Not answered yet: put your code in place of raise NotImplementedError().",
    ),
    "raised": Pair("{call} 运行时出现 {ename}：{evalue}", "{call} raised {ename}: {evalue}"),
    "not_callable": Pair(
        "应当是可以调用的函数，得到的是{got}。",
        "Expected a function that can be called, got {got}.",
    ),
    "case": Pair("{call}：{inner}", "{call}: {inner}"),
    "mutated": Pair(
        "{call} 改动了传给它的数据；请先复制（例如 .copy()）再修改。",
        "{call} changed the data passed to it; copy them first, with .copy() for instance.",
    ),
    "no_figure": Pair(
        "没有找到图。请把坐标轴或图保存在变量里。",
        "No figure was found. Keep the axes or the figure in a variable.",
    ),
    "false": Pair("这一项没有满足。", "This was not met."),
}

TITLE = Pair(
    "{name}：{points:g} / {max_points:g} 分", "{name}: {points:g} of {max_points:g} points"
)
# a student's own run sees the released checks only: full marks there promise nothing yet
SO_FAR = Pair(
    "（目前的检查；交卷后还会用别的数据再查）", " so far; other data follow when you hand in"
)


def kind_of(value: Any) -> str:
    """Return the key in `KINDS` of a plain value.

    Examples
    --------
    >>> kind_of(3), kind_of([3]), kind_of(None)
    ('number', 'sequence', 'none')
    """
    if value is None:
        return "none"
    if isinstance(value, Opaque):
        return value.kind
    by_type: dict[type, str] = {
        bool: "bool",
        int: "number",
        float: "number",
        complex: "number",
        str: "str",
        bytes: "bytes",
        list: "sequence",
        tuple: "sequence",
        set: "set",
        frozenset: "set",
        dict: "dict",
        decimal.Decimal: "number",
        dt.datetime: "date",
        dt.date: "date",
        dt.timedelta: "timedelta",
    }
    pandas_names = {"DataFrame": "frame", "Series": "series"}
    return by_type.get(type(value)) or pandas_names.get(type_name(value), "sequence")


def kind_pair(value: Any) -> Pair:
    """Return the name of a plain value's kind in both languages."""
    words = KINDS[kind_of(value)]
    name = value.type_name if isinstance(value, Opaque) else type_name(value)
    return Pair(words.zh.format(type_name=name), words.en.format(type_name=name))


def short(value: Any, limit: int = 60) -> str:
    """Return a plain value's text, cut to ``limit`` characters; never calls foreign code.

    Examples
    --------
    >>> short("x" * 1000, 10)
    "'xxxxxxxx…"
    >>> short([1.23456789012, None])
    '[1.23456789, None]'
    """
    text = _text(value, limit)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _text(value: Any, room: int) -> str:
    if isinstance(value, Opaque):
        return value.type_name
    if type(value) is int:
        # Python refuses to print integers of more than 4300 digits
        return str(value) if value.bit_length() < 1000 else "…"
    if type(value) is float:
        return f"{value:.10g}"
    if type(value) in (str, bytes):
        return repr(value[:room])
    if type(value) in (list, tuple, set, frozenset):
        brackets: dict[type, str] = {list: "[]", tuple: "()"}
        left, right = tuple(brackets.get(type(value), "{}"))
        return left + _joined((_text(item, room) for item in value), room) + right
    if type(value) is dict:
        items = (f"{_text(key, room)}: {_text(item, room)}" for key, item in value.items())
        return "{" + _joined(items, room) + "}"
    name = type_name(value)
    if name == "DataFrame":
        return f"DataFrame {value.shape[0]}×{value.shape[1]}"
    if name in ("Series", "ndarray"):
        return _text(value[:20].tolist(), room) if value.ndim else _text(value.item(), room)
    return str(value)[:room]


def _joined(texts: Any, room: int) -> str:
    """Join texts with commas until ``room`` is used up."""
    parts: list[str] = []
    used = 0
    for text in texts:
        parts.append(text)
        used += len(text) + 2
        if used > room:
            parts.append("…")
            break
    return ", ".join(parts)
