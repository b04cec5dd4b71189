"""Reads the course's YAML documents: what does not fit its schema gets one clear line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from course.errors import CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path

Model = TypeVar("Model", bound=BaseModel)

# What pydantic says in English only, said in Chinese by its kind.
_KINDS = {
    "missing": "缺少这个字段",
    "extra_forbidden": "没有这个字段",
    "string_pattern_mismatch": "写法不符合规定",
    "string_too_short": "不能为空",
    "too_short": "不能为空",
    "greater_than": "必须大于零",
    "literal_error": "不是可选的值",
}


def read(path: Path, model: type[Model], /, **known: object) -> Model:
    """Read one YAML document into a pydantic model.

    Parameters
    ----------
    path
        The YAML file, UTF-8.
    model
        The schema.
    known
        Fields that the caller knows (such as a folder) and the file must not repeat.

    Raises
    ------
    CrmlabError
        The file is missing, is not YAML, or does not fit; the message names file and field.
    """
    document = _mapping(path)
    for field in known:
        if field in document:
            raise CrmlabError(
                Text("这个字段由程序填写", "this field is filled in by the program"),
                f"{path}: {field}",
                Text("请删去它", "remove it"),
            )
    try:
        return model.model_validate({**document, **known})
    except ValidationError as error:
        raise _error(path, error) from None


def _mapping(path: Path) -> dict[str, Any]:
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CrmlabError(
            Text("找不到文件", "there is no such file"),
            str(path),
            Text("请检查名称和所在文件夹", "check its name and folder"),
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "not UTF-8"
        raise CrmlabError(
            Text(f"不是有效的 YAML（{problem}）", f"not valid YAML ({problem})"),
            f"{path}{line}",
            Text("请改正这一行", "correct this line"),
        ) from None
    if not isinstance(document, dict):
        raise CrmlabError(
            Text("内容应当是“字段: 值”的列表", "the content should be a list of 'field: value'"),
            str(path),
            Text("请对照文档改写", "write it as the documentation shows"),
        )
    return document


def _error(path: Path, error: ValidationError) -> CrmlabError:
    """Report the first fault, and how many more there are."""
    first, *others = error.errors(include_url=False)
    field = ".".join(str(part) for part in first["loc"]) or "(all)"
    english = first["msg"].removeprefix("Value error, ")
    chinese, _, ours = english.partition(" | ")
    if ours:
        what = Text(chinese, ours)
    else:
        what = Text(_KINDS.get(first["type"], f"值不合要求（{english}）"), english)
    if others:
        what = Text(f"{what.zh}（另有 {len(others)} 处）", f"{what.en} (and {len(others)} more)")
    return CrmlabError(what, f"{path}: {field}", Text("请改正这个字段", "correct this field"))
