"""Reads YAML as data, and finds the line of any part of it afterwards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from crm_models.text import Text
from question_bank.problems import BankError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_Base: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """A safe loader in which ``no`` is a word, ``1:30`` is text and a key stands once."""


class _Dumper(yaml.SafeDumper):
    """Quotes what the loader above would not read back as text."""


# YAML 1.1 turns yes/no/on/off into booleans, 1:30 into 90 and 2024-01-01 into a date.
_KEPT = {"tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"}
for _cls in (_Loader, _Dumper):
    _cls.yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in pairs if tag in _KEPT]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    (
        "float",
        r"^[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
        "-+.0123456789",
    ),
):
    for _cls in (_Loader, _Dumper):
        _cls.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    loader.flatten_mapping(node)
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"duplicate key '{key}'", key_node.start_mark
            )
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load(text: str, file: str) -> Any:
    """Return the data of a YAML text.

    Raises
    ------
    BankError
        It is not YAML; the error names file and line.
    """
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - _Loader is a safe loader
    except yaml.YAMLError as error:
        raise BankError([_problem(error, file)]) from None


def dump(data: Any, *, flow: bool = False) -> str:
    """Return data as YAML that :func:`load` reads back, Chinese as it is, lines unfolded."""
    text: str = yaml.dump(
        data,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=flow,
        width=10**6,
    )
    return text


def line_of(text: str, path: Sequence[str | int]) -> int:
    r"""Return the line (from 1) of a part of a YAML text.

    Parameters
    ----------
    text
        The YAML text.
    path
        Keys and positions from the top; the deepest part that exists is taken, so the line
        of a missing field is that of what should contain it.

    Examples
    --------
    >>> line_of("- id: A\n  stem:\n    zh: x\n", [0, "stem", "zh"])
    3
    """
    return line_in(compose(text), path)


def compose(text: str) -> Any:
    """Return the tree of a YAML text with its marks, for :func:`line_in`."""
    return yaml.compose(text, _Loader)


def line_in(node: Any, path: Sequence[str | int]) -> int:
    """Return the line (from 1) of a part of a composed text, as :func:`line_of` does."""
    if node is None:
        return 1
    line: int = node.start_mark.line
    for part in path:
        if isinstance(node, yaml.MappingNode):
            found = [(k, v) for k, v in node.value if k.value == str(part)]
            if not found:
                break
            line, node = found[0][0].start_mark.line, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            if part >= len(node.value):
                break
            node = node.value[part]
            line = node.start_mark.line
        else:
            break
    return line + 1


def spans(text: str, paths: Iterable[Sequence[str | int]]) -> list[tuple[int, int]]:
    r"""Return where single values of a YAML text begin and end, in characters.

    Raises
    ------
    KeyError
        There is no such place, or what stands there is no single value.

    Examples
    --------
    >>> spans("- a: 12\n", [(0, "a")])
    [(5, 7)]
    """
    root = compose(text)
    return [_span(root, path) for path in paths]


def _span(node: Any, path: Sequence[str | int]) -> tuple[int, int]:
    for part in path:
        if isinstance(node, yaml.MappingNode):
            node = next((v for k, v in node.value if k.value == str(part)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part] if part < len(node.value) else None
        else:
            node = None
    if not isinstance(node, yaml.ScalarNode):
        raise KeyError(".".join(map(str, path)))
    return node.start_mark.index, node.end_mark.index


def _problem(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Problem(
        Text(
            f"不是有效的 YAML（{said}）；请改正这一行",
            f"not valid YAML ({said}); correct this line",
        ),
        "yaml",
        file=file,
        line=mark.line + 1 if mark else 0,
    )
