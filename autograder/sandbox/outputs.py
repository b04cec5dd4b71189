"""Outputs of a student's cell: checked, limited, turned into nbformat nodes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from autograder.messages import pair

if TYPE_CHECKING:
    from nbformat import NotebookNode

STREAMS = ("stdout", "stderr")
MAX_OUTPUTS = 10_000
MAX_TRACEBACK = 200


class Outputs:
    """Collects the outputs of one cell.

    Whatever does not look like an output is dropped; metadata are dropped altogether, so that a
    display can never pass for something that the judge has shown.

    Parameters
    ----------
    limit
        Bytes kept; what comes later is dropped and a line says so.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.left = limit
        self.nodes: list[dict[str, Any]] = []
        self.ids: dict[str, dict[str, Any]] = {}
        self.clear_next = False
        self.cut = False

    def add(self, payload: bytes) -> None:
        """Take one output frame's payload."""
        try:
            raw = json.loads(payload)
            kind = raw["output_type"]
            if kind == "cut":
                self.cut = True
                return
            if kind == "clear":
                self._clear(wait=raw["wait"] is True)
                return
            if self.cut or len(payload) > self.left or len(self.nodes) >= MAX_OUTPUTS:
                self.cut = True
                return
            node = MAKERS[kind](raw)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return  # not an output: student code wrote to the wire
        self.left -= len(payload)
        self._place(node, raw)

    def _place(self, node: dict[str, Any], raw: dict[str, Any]) -> None:
        if self.clear_next:
            self._clear(wait=False)
        label = raw.get("display_id")
        if isinstance(label, str) and kind_is_display(node):
            if raw.get("update") is True:
                if label in self.ids:
                    self.ids[label]["data"] = node["data"]
                return
            self.ids[label] = node
        last = self.nodes[-1] if self.nodes else {}
        if node["output_type"] == "stream" and last.get("name") == node["name"]:
            last["text"] += node["text"]
        else:
            self.nodes.append(node)

    def _clear(self, *, wait: bool) -> None:
        self.clear_next = wait
        if not wait:
            self.nodes.clear()

    def finish(self) -> tuple[NotebookNode, ...]:
        """Return the nodes, with the line about what was cut off if anything was."""
        if self.cut:
            words = pair("output", kilobytes=self.limit / 1024)
            line = f"\n{words.zh} / {words.en}\n"
            self.nodes.append({"output_type": "stream", "name": "stderr", "text": line})
        from autograder.notebook_format import from_dict  # slow to import; first used here

        return tuple(from_dict(node) for node in self.nodes)


def kind_is_display(node: dict[str, Any]) -> bool:
    """Whether a node shows a bundle."""
    return "data" in node


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    # half a surrogate pair cannot be saved as UTF-8
    return value.encode("utf-8", "replace").decode()


def _bundle(raw: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for kind, value in raw["data"].items():
        json_kind = kind == "application/json" or kind.endswith("+json")
        found[_text(kind)] = value if json_kind else _text(value)
    return found


def _stream(raw: dict[str, Any]) -> dict[str, Any]:
    if raw["name"] not in STREAMS:
        raise ValueError("no such stream")
    return {"output_type": "stream", "name": raw["name"], "text": _text(raw["text"])}


def _display(raw: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "data": _bundle(raw), "metadata": {}}


def _result(raw: dict[str, Any]) -> dict[str, Any]:
    count = raw["execution_count"]
    node = {"output_type": "execute_result", "data": _bundle(raw), "metadata": {}}
    return {**node, "execution_count": count if type(count) is int else None}


def _error(raw: dict[str, Any]) -> dict[str, Any]:
    lines = [_text(line) for line in raw["traceback"][:MAX_TRACEBACK]]
    names = {"ename": _text(raw["ename"]), "evalue": _text(raw["evalue"])}
    return {"output_type": "error", **names, "traceback": lines}


MAKERS = {
    "stream": _stream,
    "display_data": _display,
    "execute_result": _result,
    "error": _error,
}
