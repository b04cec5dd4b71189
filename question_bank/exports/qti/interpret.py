"""Runs the response processing of a QTI 2.1 item, as far as our exports use it.

An item that is exported can so be asked what it gives for an answer, whatever the program
that wrote it meant. Only what our items contain is known; anything else is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.imports.xml_tree import Node

_FLOAT = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)

Value = Any
"""A string, a float, a list of either (a container), or None."""


class QtiError(ValueError):
    """The processing cannot be run: ``zh | en``."""


@dataclass
class Run:
    """One answer's way through an item.

    Parameters
    ----------
    item
        The item.
    responses
        Answers by the identifier of their response; a list for several choices.
    """

    item: Node
    responses: Mapping[str, Value]
    outcomes: dict[str, Value] = field(init=False)

    def __post_init__(self) -> None:
        """Run the processing."""
        self.outcomes = {
            node.attributes["identifier"]: _default(node)
            for node in self.item.all("outcomeDeclaration")
        }
        processing = self.item.first("responseProcessing")
        for rule in processing.children if processing else ():
            self._rule(rule)

    @property
    def score(self) -> float:
        """What the answer earns."""
        return float(self.outcomes.get("SCORE") or 0)

    def _rule(self, node: Node) -> None:
        if node.name == "setOutcomeValue":
            name = node.attributes["identifier"]
            if name not in self.outcomes:
                raise QtiError(f"没有声明 {name} | {name} is not declared")
            self.outcomes[name] = self._value(node.children[0])
        elif node.name == "responseCondition":
            for case in node.children:
                if case.name == "responseElse":
                    self._all(case.children)
                    break
                test, *actions = case.children
                if self._value(test):
                    self._all(actions)
                    break
        else:
            raise QtiError(f"不认识 {node.name} | {node.name} is unknown")

    def _all(self, rules: list[Node]) -> None:
        for rule in rules:
            self._rule(rule)

    def _value(self, node: Node) -> Value:
        handler = getattr(self, f"_do_{node.name}", None)
        if handler is None:
            raise QtiError(f"不认识 {node.name} | {node.name} is unknown")
        return handler(node)

    def _do_baseValue(self, node: Node) -> Value:  # noqa: N802 - QTI's name
        text = node.text.strip()
        return float(text) if node.attributes["baseType"] in ("float", "integer") else text

    def _do_variable(self, node: Node) -> Value:
        name = node.attributes["identifier"]
        if name in self.outcomes:
            return self.outcomes[name]
        return _typed(self._declaration(name), self.responses.get(name))

    def _do_correct(self, node: Node) -> Value:
        found = self._declaration(node.attributes["identifier"])
        return _typed(found, key(found))

    def _do_mapResponse(self, node: Node) -> float:  # noqa: N802 - QTI's name
        name = node.attributes["identifier"]
        mapping = self._declaration(name).first("mapping")
        if mapping is None:
            raise QtiError(f"{name} 没有 mapping | {name} has no mapping")
        entries = {
            e.attributes["mapKey"]: float(e.attributes["mappedValue"])
            for e in mapping.all("mapEntry")
        }
        other = float(mapping.attributes.get("defaultValue", "0"))
        given = self.responses.get(name)
        chosen = given if isinstance(given, list) else [given] if given else []
        total = sum(entries.get(each, other) for each in dict.fromkeys(chosen))
        low, high = (mapping.attributes.get(f"{end}Bound") for end in ("lower", "upper"))
        total = max(total, float(low)) if low else total
        return min(total, float(high)) if high else total

    def _do_match(self, node: Node) -> bool:
        left, right = (self._value(child) for child in node.children)
        if isinstance(left, list) and isinstance(right, list):
            return sorted(left) == sorted(right)
        return left is not None and bool(left == right)

    def _do_equal(self, node: Node) -> bool:
        left, right = (self._value(child) for child in node.children)
        if left is None or right is None:
            return False
        if node.attributes.get("toleranceMode") == "absolute":
            below, above = (float(part) for part in node.attributes["tolerance"].split())
            return bool(right - below <= left <= right + above)
        return bool(left == right)

    def _do_stringMatch(self, node: Node) -> bool:  # noqa: N802 - QTI's name
        left, right = (self._value(child) for child in node.children)
        if left is None or right is None:
            return False
        if node.attributes.get("caseSensitive") == "false":
            return str(left).casefold() == str(right).casefold()
        return bool(left == right)

    def _do_or(self, node: Node) -> bool:
        return any(self._value(child) for child in node.children)

    def _do_sum(self, node: Node) -> float:
        return float(sum(self._value(child) or 0 for child in node.children))

    def _do_multiple(self, node: Node) -> list[Value]:
        made: list[Value] = []
        for child in node.children:
            value = self._value(child)
            made += value if isinstance(value, list) else [] if value is None else [value]
        return made

    def _declaration(self, name: str) -> Node:
        for found in self.item.all("responseDeclaration"):
            if found.attributes["identifier"] == name:
                return found
        raise QtiError(f"没有声明 {name} | {name} is not declared")


def key(declaration: Node) -> Value:
    """Return the right answer of a response as one would hand it in."""
    found = declaration.first("correctResponse")
    values = [value.text.strip() for value in found.all("value")] if found else []
    if declaration.attributes["cardinality"] == "single":
        return values[0] if values else None
    return values


def _typed(declaration: Node, value: Value) -> Value:
    if value is None or declaration.attributes["baseType"] != "float":
        return value
    # Python reads full-width digits as numbers, XML does not.
    return float(value) if _FLOAT.fullmatch(value) else None


def _default(node: Node) -> Value:
    given = node.first("defaultValue", "value")
    if node.attributes["cardinality"] != "single":
        return []
    text = given.text.strip() if given else None
    return float(text) if text and node.attributes["baseType"] == "float" else text
