"""Checks QTI 2.1 items for what schemas do not see: names, cardinalities, keys, full marks.

A schema takes an item whose key names no option, whose processing reads a variable that
nothing declares, or in which no answer earns everything. Each check here stands for a package
that imported well and marked wrongly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.exports.qti.interpret import QtiError, Run, key
from question_bank.imports.xml_tree import parse
from question_bank.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.imports.xml_tree import Node

_CARDINALITY = {
    "choiceInteraction": None,
    "textEntryInteraction": "single",
    "extendedTextInteraction": "single",
}
"""Interactions, and the cardinality that each needs (None: it depends on ``maxChoices``)."""
_BASE = {"choiceInteraction": {"identifier"}, "extendedTextInteraction": {"string"}}


def check(content: bytes, file: str = "") -> list[Problem]:
    """Return everything that is wrong with an item.

    Parameters
    ----------
    content
        The item's XML.
    file
        Its name, for the findings.
    """
    item = parse(content)
    name = item.attributes.get("identifier", "")
    return [Problem(text, "qti", file, node.line, name) for node, text in _findings(item)]


def _findings(item: Node) -> Iterator[tuple[Node, Text]]:
    yield from _score(item)
    declared = {n.attributes["identifier"]: n for n in item.all("responseDeclaration")}
    yield from _interactions(item, declared)
    broken = list(_variables(item, set(declared)))
    yield from broken
    mapless = list(_mappings(item, declared))
    yield from mapless
    if not broken and not mapless and item.first("responseProcessing"):
        yield from _full_mark(item, declared)


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it."""
    yield node
    for child in node.children:
        yield from walk(child)


def _score(item: Node) -> Iterator[tuple[Node, Text]]:
    scores = [
        n for n in item.all("outcomeDeclaration") if n.attributes.get("identifier") == "SCORE"
    ]
    if not scores:
        yield item, Text("没有声明 SCORE", "SCORE is not declared")
    for score in scores:
        kind = (score.attributes.get("cardinality"), score.attributes.get("baseType"))
        if kind != ("single", "float"):
            yield (
                score,
                Text(
                    f"SCORE 应为 single float，而不是 {' '.join(map(str, kind))}",
                    f"SCORE should be a single float, not {' '.join(map(str, kind))}",
                ),
            )


def _interactions(item: Node, declared: dict[str, Node]) -> Iterator[tuple[Node, Text]]:
    for node in walk(item):
        if node.name not in _CARDINALITY:
            continue
        name = node.attributes.get("responseIdentifier", "")
        declaration = declared.get(name)
        if declaration is None:
            yield node, Text(f"作答变量 {name} 没有声明", f"the response {name} is not declared")
            continue
        several = node.attributes.get("maxChoices", "1") != "1"
        needed = _CARDINALITY[node.name] or ("multiple" if several else "single")
        if declaration.attributes.get("cardinality") != needed:
            yield (
                declaration,
                Text(
                    f"{name} 的基数应为 {needed}", f"the cardinality of {name} should be {needed}"
                ),
            )
        if declaration.attributes.get("baseType") not in _BASE.get(
            node.name, {"string", "float", "integer"}
        ):
            yield (
                declaration,
                Text(f"{name} 的类型与作答方式不符", f"the base type of {name} does not fit"),
            )
        if node.name == "choiceInteraction":
            yield from _choices(node, declaration)


def _choices(node: Node, declaration: Node) -> Iterator[tuple[Node, Text]]:
    seen: set[str] = set()
    for choice in node.all("simpleChoice"):
        name = choice.attributes.get("identifier", "")
        if name in seen:
            yield choice, Text(f"选项 {name} 有两个", f"there are two options {name}")
        seen.add(name)
    named = [value for part in declaration.children for value in _names(part)]
    for value, name in named:
        if name not in seen:
            yield (
                value,
                Text(f"答案里的 {name} 不是选项", f"{name} in the key is no option"),
            )


def _names(part: Node) -> Iterator[tuple[Node, str]]:
    if part.name == "correctResponse":
        yield from ((value, value.text.strip()) for value in part.all("value"))
    elif part.name == "mapping":
        yield from ((e, e.attributes.get("mapKey", "")) for e in part.all("mapEntry"))


def _variables(item: Node, responses: set[str]) -> Iterator[tuple[Node, Text]]:
    outcomes = {n.attributes.get("identifier", "") for n in item.all("outcomeDeclaration")}
    for node in (n for part in item.all("responseProcessing") for n in walk(part)):
        name = node.attributes.get("identifier", "")
        known = {
            "variable": responses | outcomes,
            "setOutcomeValue": outcomes,
            "correct": responses,
            "mapResponse": responses,
        }.get(node.name)
        if known is not None and name not in known:
            yield node, Text(f"变量 {name} 没有声明", f"the variable {name} is not declared")


def _mappings(item: Node, declared: dict[str, Node]) -> Iterator[tuple[Node, Text]]:
    for part in item.all("responseProcessing"):
        for node in walk(part):
            name = node.attributes.get("identifier", "")
            if node.name == "mapResponse" and name in declared:
                mapping = declared[name].first("mapping")
                if mapping is None or not mapping.children:
                    yield node, Text(f"{name} 没有 mapping", f"{name} has no mapping")


def _full_mark(item: Node, declared: dict[str, Node]) -> Iterator[tuple[Node, Text]]:
    perfect = {name: key(declaration) for name, declaration in declared.items()}
    wanted = next(
        (
            float(n.attributes.get("normalMaximum", "1"))
            for n in item.all("outcomeDeclaration")
            if n.attributes.get("identifier") == "SCORE"
        ),
        1.0,
    )
    try:
        earned = Run(item, perfect).score
    except QtiError as error:
        zh, _, en = str(error).partition(" | ")
        yield item, Text(zh, en)
        return
    if abs(earned - wanted) > 1e-6:
        yield (
            item,
            Text(
                f"标准答案只得 {earned:g}，得不到满分 {wanted:g}",
                f"the key earns {earned:g}, the full mark {wanted:g} cannot be reached",
            ),
        )
