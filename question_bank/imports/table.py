"""Rows of our CSV and Excel files back into items; the columns are those of ``exports.table``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from crm_models.text import Text
from question_bank import types
from question_bank.exports.table import BETWEEN
from question_bank.imports.languages import MISSING
from question_bank.option import LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.item import Item

_COPIED = ("version", "chapter", "section", "level", "status")
_MOST_BLANKS = 12


class RowError(ValueError):
    """A row that is no item.

    Parameters
    ----------
    column
        Which column is at fault.
    text
        What is wrong and what to do.
    """

    def __init__(self, column: str, text: Text) -> None:
        super().__init__(column, text)
        self.column = column
        self.text = text


def item_of_row(cells: Mapping[str, str]) -> Item:
    """Return the item of a row.

    Raises
    ------
    RowError
        A cell cannot be read.
    pydantic.ValidationError
        The row lacks something that an item needs.
    """
    data = fields(cells)
    return types.item_type(data["type"]).model_validate(data)


def fields(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return a row as the fields of an item.

    Raises
    ------
    RowError
        The type is unknown, or a number or a key cannot be read.
    """
    kept = {name: cell.strip() for name, cell in cells.items() if cell and cell.strip()}
    kept = {name: cell.removeprefix("'") for name, cell in kept.items()}
    kind = kept.get("type", "")
    if kind not in types.names():
        known = ", ".join(types.names())
        raise RowError("type", Text(f"题型应为 {known} 之一", f"the type should be one of {known}"))
    data: dict[str, Any] = {"id": kept.get("id", ""), "type": kind}
    data |= {name: kept[name] for name in _COPIED if name in kept}
    if "version" in data:
        data["version"] = int(_number(kept, "version"))
    data |= {name: _number(kept, name) for name in ("difficulty", "points") if name in kept}
    for name in ("source", "corrects", "related"):
        if name in kept:
            data[name] = [part.strip() for part in kept[name].split(BETWEEN.strip())]
    if stem := _text(kept, "stem"):
        data["stem"] = stem
    read = {
        "single": _options,
        "multiple": _options,
        "true_false": _judgement,
        "numeric": _numeric,
        "fill_in": _blanks,
        "term": _prose,
        "short_answer": _prose,
    }.get(kind)
    if read is None:
        raise RowError(
            "type",
            Text(f"表格还不能写 {kind} 题", f"a table cannot hold items of type {kind} yet"),
        )
    return data | read(kept)


def _text(kept: Mapping[str, str], name: str) -> dict[str, str] | None:
    zh, en = kept.get(f"{name}_zh"), kept.get(f"{name}_en")
    if zh is None and en is None:
        return None
    return {"zh": zh or MISSING["zh"], "en": en or MISSING["en"]}


def _number(kept: Mapping[str, str], name: str) -> float:
    try:
        value = float(kept[name])
    except (KeyError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise RowError(name, Text("应为数", "it should be a number"))
    return value


def _options(kept: Mapping[str, str]) -> dict[str, Any]:
    key = kept.get("key", "").upper()
    made = []
    for letter in LETTERS:
        text = _text(kept, letter)
        if text is None:
            break
        option: dict[str, Any] = {"text": text}
        if letter in key:
            option["correct"] = True
        if why := _text(kept, f"{letter}_why"):
            option["why"] = why
        made.append(option)
    if not key or not set(key) <= set(LETTERS[: len(made)]):
        raise RowError(
            "key", Text("答案应为选项的字母，如 AC", "the key should be options' letters, as AC")
        )
    return {"options": made}


def _judgement(kept: Mapping[str, str]) -> dict[str, Any]:
    key = kept.get("key", "").lower()
    if key not in ("true", "false"):
        raise RowError("key", Text("答案应为 true 或 false", "the key should be true or false"))
    notes = {name: text for name in ("if_true", "if_false") if (text := _text(kept, name))}
    return {"correct": key == "true", **notes}


def _numeric(kept: Mapping[str, str]) -> dict[str, Any]:
    name, _, margin = kept.get("tolerance", "").partition(":")
    try:
        amount = int(margin) if name == "significant" else float(margin)
    except ValueError:
        raise RowError(
            "tolerance", Text("允差应写成 abs:0.005", "write the tolerance as abs:0.005")
        ) from None
    data: dict[str, Any] = {"value": _number(kept, "key"), "tolerance": {name: amount}}
    if "accept" in kept:
        data["accept"] = [part.strip() for part in kept["accept"].split(BETWEEN.strip())]
    return data | {field: text for field in ("unit", "why") if (text := _text(kept, field))}


def _blanks(kept: Mapping[str, str]) -> dict[str, Any]:
    blanks = []
    for number in range(1, _MOST_BLANKS + 1):
        answers = kept.get(f"blank{number}")
        if answers is None:
            break
        accept = [part.strip() for part in answers.split(BETWEEN.strip())]
        blank: dict[str, Any] = {"accept": [part for part in accept if part]}
        if why := _text(kept, f"blank{number}_why"):
            blank["why"] = why
        blanks.append(blank)
    return {"blanks": blanks, "ordered": kept.get("ordered", "true").lower() != "false"}


def _prose(kept: Mapping[str, str]) -> dict[str, Any]:
    rubric = []
    langs = [lang for lang in ("zh", "en") if f"model_{lang}" in kept] or ["zh", "en"]
    for line in kept.get("rubric", "").splitlines():
        weight, *texts = (part.strip() for part in line.split(BETWEEN.strip()))
        if len(texts) != len(langs):
            raise RowError(
                "rubric",
                Text("每行应为“权重 | 中文 | 英文”", "each line should be 'weight | zh | en'"),
            )
        text = {**MISSING, **dict(zip(langs, texts, strict=True))}
        rubric.append({"text": text, "weight": _number({"rubric": weight}, "rubric")})
    return {"model": _text(kept, "model") or dict(MISSING), "rubric": rubric}
