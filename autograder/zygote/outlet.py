"""The way out of a student process: outputs of the running cell, counted and limited."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.codec.wire import Wire


class Outlet:
    """Sends the outputs of the running cell up to a number of bytes; the rest is dropped.

    The grading side counts again: this count only spares the wire.
    """

    def __init__(self, wire: Wire, limit: int) -> None:
        self.wire = wire
        self.limit = limit
        self.left = limit
        self.open = True

    def begin(self) -> None:
        """Start counting anew, for the next cell."""
        self.left = self.limit

    def text(self, name: str, text: str) -> None:
        """Send printed text."""
        if self.left <= 0:
            return
        if len(text) > self.left:
            text = text[: self.left]
            self.left = 0
        self.output({"output_type": "stream", "name": name, "text": text})
        if self.left <= 0:
            self.output({"output_type": "cut"})

    def output(self, output: dict[str, Any]) -> None:
        """Send one output."""
        if not self.open:
            return
        payload = json.dumps(output).encode()
        if output["output_type"] not in ("cut", "clear"):
            self.left -= len(payload)
            if self.left < 0 and output["output_type"] not in ("stream", "error"):
                payload = b'{"output_type": "cut"}'
        self.send("output", payload)

    def send(self, op: str, payload: bytes = b"", **fields: Any) -> None:
        """Send a frame whole: an interrupt in the middle would garble the conversation."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGALRM})
        try:
            self.wire.send(op, payload, **fields)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
