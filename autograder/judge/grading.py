"""Grades one submission in a fork of the judge: student's values in, verdicts out."""

from __future__ import annotations

import json
import math
import socket
import sys
import time
import traceback
from typing import TYPE_CHECKING, Any

from autograder.codec import RefusedError, decode
from autograder.handles import Builder, Link, LinkError, RefusedValue, Shared
from autograder.judge.files import is_barred
from autograder.judge.timed import JudgeTimeoutError, run_timed
from autograder.sandbox.zygote import call_seconds
from autograder.scoring import points_of
from autograder.zygote import streams
from autograder.zygote.objects import FILE
from autograder.zygote.written import write_file

if TYPE_CHECKING:
    from autograder.codec.wire import Frame, Wire
    from autograder.judge.reference import Prepared, Reference
    from autograder.limits import Limits

OUTPUT_BYTES = 1 << 20
SECOND_RUN = 5.0  # seconds beyond a cell's own; the engine waits a little longer than that


class Grading:
    """One submission's grading.

    Parameters
    ----------
    wire
        To the engine: values in, outcomes out.
    reference
        The source notebook after its run; this process is a fork of the one that ran it.
    branches
        By place: the descriptor of the conversation with the student's process as it was there.
    limits
        The submission's limits.
    """

    def __init__(
        self, wire: Wire, reference: Reference, branches: dict[int, int], limits: Limits
    ) -> None:
        self.wire = wire
        self.reference = reference
        self.branches = branches
        self.limits = limits
        self.outputs: list[dict[str, Any]] = []
        self.size = 0
        self.carried: dict[str, Any] = {}
        reference.shell.sink = self._collect
        sys.stdout, sys.stderr = streams.pair(self._print, descriptors=False)

    def serve(self) -> None:
        """Grade place after place as the engine sends them."""
        while True:
            frame = self.wire.receive()
            if frame.op == "finish":
                return
            number = frame.fields["number"]
            result = self.grade(number, self.reference.prepared[number], frame)
            self.wire.send("outcome", json.dumps(result).encode())

    def grade(self, number: int, prepared: Prepared, frame: Frame) -> dict[str, Any]:
        """Run one place's code with the student's values; return what became of it."""
        link, builder = self._link(number, prepared)
        start = time.monotonic()
        missing, error = self._attempt(prepared, frame, link, builder, self.limits.cell_seconds)
        if error is None and link is not None and link.shared is not None and link.shared.withheld:
            error = self._attempt_in_trust(prepared, frame, link, builder, start)
        namespace = self.reference.shell.user_ns
        for name in prepared.carry:
            self.carried.pop(name, None)
            if name in namespace:
                self.carried[name] = namespace[name]
        unmade = getattr(error, "name", None) if isinstance(error, NameError) else None
        late = isinstance(error, (JudgeTimeoutError, LinkError)) or (link.late if link else False)
        if not prepared.counts:
            self.outputs[:] = [o for o in self.outputs if o["output_type"] != "execute_result"]
        return {
            "outputs": self.outputs,
            "ename": type(error).__name__ if error is not None else "",
            "evalue": _message(error),
            "line": _line(error),
            "missing": unmade if unmade in prepared.without else "",
            "absent": missing,
            "late": late,
            "lost": link is not None and link.lost,
            # student's errors arrive as plain built-in ones: only the instructor's carry this
            "fault": bool(getattr(error, "grader_fault", False))
            or is_barred(error, self.reference.files),
        }

    def _attempt(
        self,
        prepared: Prepared,
        frame: Frame,
        link: Link | None,
        builder: Builder | None,
        seconds: float,
        *,
        trusting: bool = False,
    ) -> tuple[list[str], BaseException | None]:
        """Run the code once; return the names that did not come and what ended it."""
        self.outputs.clear()
        self.size = 0
        namespace = self.reference.shell.user_ns
        prepared.snapshot.restore(namespace, prepared.without)
        for name in prepared.without & self.carried.keys():
            namespace[name] = self.carried[name]
        missing = self._bind(prepared, frame, builder)
        if link is not None:
            names = prepared.place.names
            link.shared = Shared(namespace, prepared.common, names, trusting=trusting)
        return missing, self._run(prepared.code, seconds)

    def _attempt_in_trust(
        self, prepared: Prepared, frame: Frame, link: Link, builder: Builder | None, start: float
    ) -> BaseException | None:
        """Run code that passed again, with every change that a function makes to its arguments.

        A check that a function leaves its argument alone sees the change then. The worse of both
        runs counts, so nothing is gained by a change that shifts an expected value.
        """
        first = list(self.outputs)
        seconds = max(1.0, self.limits.cell_seconds + SECOND_RUN - (time.monotonic() - start))
        _, error = self._attempt(prepared, frame, link, builder, seconds, trusting=True)
        if link.shared is not None:
            link.shared.put_back()
        if error is None and _points(first) < _points(self.outputs):
            self.outputs[:] = first
        return error

    def _link(self, number: int, prepared: Prepared) -> tuple[Link | None, Builder | None]:
        if number not in self.branches:
            return None, None
        sock = socket.socket(fileno=self.branches[number])
        limits = self.limits
        link = Link(sock, seconds=call_seconds(limits), limit=limits.value_bytes)
        return link, Builder(link, prepared.snapshot.names)

    def _bind(self, prepared: Prepared, frame: Frame, builder: Builder | None) -> list[str]:
        """Put the student's values into the namespace; return the names that did not come."""
        namespace = self.reference.shell.user_ns
        wanted = prepared.place.names
        missing = set(wanted)
        payload, start = memoryview(frame.payload), 0
        for state in frame.fields["states"]:
            name, kind = state.get("name"), state.get("state")
            size = state.get("size", 0) if kind == "data" else 0
            if name not in missing or type(size) is not int or size < 0:
                continue  # not asked for: the student's process wrote this frame
            data, start = payload[start : start + size], start + size
            if kind == "origin":
                if name in prepared.snapshot.names:  # the same import: the judge's own object
                    namespace[name] = prepared.snapshot.names[name]
                    missing.discard(name)
                continue
            if kind == "refused":
                texts = [str(state.get(key))[:300] for key in ("zh", "en")]
                namespace[name] = RefusedValue(*texts)  # of a file: no name, so nobody reads it
            elif kind == "data":
                try:
                    handle = builder.for_name(name) if builder else None
                    value = decode(bytes(data), handle=handle)
                    if name.startswith(FILE):
                        write_file(name[len(FILE) :], value if type(value) is bytes else None)
                    else:
                        namespace[name] = value
                except RefusedError as refusal:
                    namespace[name] = RefusedValue(refusal.zh, refusal.en)
            else:
                continue
            missing.discard(name)
        return sorted(missing)

    def _run(self, code: str, seconds: float) -> BaseException | None:
        error = run_timed(self.reference.shell, code, seconds)
        sys.stdout.flush()
        sys.stderr.flush()
        return error

    def _print(self, name: str, text: str) -> None:
        self._collect({"output_type": "stream", "name": name, "text": text})

    def _collect(self, output: dict[str, Any]) -> None:
        self.size += len(json.dumps(output))
        if self.size <= OUTPUT_BYTES:
            self.outputs.append(output)


def _points(outputs: list[dict[str, Any]]) -> float:
    """Return the number that a run ends in; infinite where it ends in none, which is full marks."""
    results = [out["data"] for out in outputs if out["output_type"] == "execute_result"]
    points = points_of(results[-1].get("text/plain")) if results else None
    return math.inf if points is None else points


def _line(error: BaseException | None) -> int:
    """Return the line of the cell in which an error was raised; 0 if none was."""
    lines = [
        place.lineno
        for place in traceback.extract_tb(error.__traceback__ if error is not None else None)
        if place.name == "<module>" and place.lineno is not None
    ]
    return lines[-1] if lines else 0


def _message(error: BaseException | None) -> str:
    return "" if error is None else str(error)[:2000]
