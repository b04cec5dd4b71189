"""The judge's side of the conversation with one branch of a student process."""

from __future__ import annotations

import builtins
import time
from typing import TYPE_CHECKING, Any

from autograder.codec import RefusedError, decode, encode
from autograder.codec.wire import SilenceError, Wire, WireError
from autograder.handles.base import Handle, field
from autograder.zygote.known import known_name

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from autograder.codec.wire import Frame
    from autograder.handles.shared import Shared

GRACE = 2.0
MAX_CALLBACKS = 100_000
MAX_DEPTH = 20
FAULT = "grader_fault"


class LinkError(TimeoutError):
    """The student's process does not answer any more."""


class Link:
    """Asks one branch.

    Parameters
    ----------
    sock
        The judge's end.
    seconds
        Time for one call.
    limit
        Longest message in bytes, either way.

    Attributes
    ----------
    late
        Whether a call was not answered in time.
    lost
        Whether the process did not answer at all, as a dead or a blocked one, or had no memory.
    shared
        The names that travel with every call.
    """

    def __init__(self, sock: socket.socket, *, seconds: float, limit: int) -> None:
        self.wire = Wire(sock, max_payload=limit)
        self.seconds = seconds
        self.limit = limit
        self.dead = False
        self.late = False
        self.lost = False
        self.shared: Shared | None = None
        self.callbacks: list[Callable[..., Any]] = []
        self.called = 0
        self.depth = 0
        self.waiting = False

    def ask(
        self,
        number: int,
        what: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        build: Callable[[dict[str, Any]], Any],
    ) -> tuple[Any, dict[str, Any]]:
        """Do something with an object; return the value and what changed on the way.

        Raises
        ------
        LinkError
            No answer in time, or no process any more.
        TypeError
            An argument or the value cannot cross.
        Exception
            What the student's code raised, as its built-in type.
        """
        if self.waiting and not self.depth:  # a call was cut short: what comes now is its answer
            self.dead = True
        if self.dead:
            raise LinkError("学生进程已不再回应 / the student's process does not answer any more")
        try:
            payload = self._message(args, kwargs)
        except RefusedError as refusal:
            raise TypeError(
                f"参数不能传给学生的代码：{refusal.zh} / "
                f"an argument cannot be passed to the student's code: {refusal.en}"
            ) from None
        self.depth += 1
        try:
            if self.depth > MAX_DEPTH:
                raise RecursionError("calls between judge and student are nested too deep")
            waited, self.waiting = self.waiting, True
            self._send("do", payload, id=number, what=what)
            frame = self._answer(build)
            # A call made while an answer is read (the reference, tried out, calls the student's
            # functions) leaves things as they were: the answer around it has come already.
            self.waiting = waited
            value, changed = self._value(frame, build)
            if self.shared is not None:
                self.shared.incoming(changed)
            return value, changed
        finally:
            self.depth -= 1

    def _pack(self, value: Any) -> bytes:
        return encode(value, limit=self.limit, handle=self._argument)

    def _message(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
        if self.shared is None:
            return encode([self._pack([list(args), kwargs]), {}], limit=self.limit)
        self.shared.given.begin()
        call = self._pack([list(args), kwargs])
        return encode([call, self.shared.outgoing(self._pack, call)], limit=self.limit)

    def _answer(self, build: Callable[[dict[str, Any]], Any]) -> Frame:
        deadline = time.monotonic() + self.seconds + GRACE
        while True:
            try:
                frame = self.wire.receive(deadline=deadline)
            except SilenceError:
                self.dead = self.late = self.lost = True
                raise LinkError(f"超过 {self.seconds:g} 秒没有结果 / no result in time") from None
            except WireError:
                self.dead = self.lost = True
                raise LinkError("学生进程已结束 / the student's process has ended") from None
            if frame.op == "callback":
                self._called(frame, build)
            else:
                return frame

    def _value(
        self, frame: Frame, build: Callable[[dict[str, Any]], Any]
    ) -> tuple[Any, dict[str, Any]]:
        if frame.op == "raised":
            raise self._error(frame, build)
        if frame.op != "value":
            texts = [str(frame.fields.get(key))[:300] for key in ("zh", "en")]
            raise TypeError(f"{texts[0]} / {texts[1]}")
        result = self.unpack(frame.payload, build)
        if type(result) is not list or len(result) != 2 or type(result[1]) is not dict:
            raise TypeError("an answer without a value")
        return result[0], result[1]

    def unpack(self, packed: Any, build: Callable[[dict[str, Any]], Any]) -> Any:
        """Decode bytes of the student's process; `TypeError` where they are no value."""
        try:
            return decode(packed, handle=self._built(build))
        except RefusedError as refusal:
            raise TypeError(str(refusal)) from None

    def _built(self, build: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
        def built(description: dict[str, Any]) -> Any:
            if self.shared is not None and "given" in description:
                return self.shared.given.resolve(description["given"])
            return build(description)

        return built

    def _error(self, frame: Frame, build: Callable[[dict[str, Any]], Any]) -> Exception:
        """Return the exception to raise: an exact class of `builtins`, or one standing for its own.

        What ends a process or a generator arrives as an ordinary error: a student's
        ``raise SystemExit`` does not end a grade cell.
        """
        name, message = frame.fields.get("name"), str(frame.fields.get("message"))[:2000]
        kind: Any = getattr(builtins, name, None) if isinstance(name, str) else None
        if not (isinstance(kind, type) and issubclass(kind, Exception)):
            kind = RuntimeError
        if kind is MemoryError:
            self.lost = True  # perhaps only because of what the process holds by now
        if kind is TimeoutError:
            self.dead = self.late  # the second time is enough
            self.late = True
        own = frame.fields.get("own")
        if isinstance(own, dict) and isinstance(made := build(own), type):
            kind = made
        attributes: dict[str, Any] = {}
        try:
            args, attributes = decode(frame.payload)
            error = kind(*args) if type(args) is tuple else kind(message)
        except (RefusedError, TypeError, ValueError):
            error = RuntimeError(message) if issubclass(kind, UnicodeError) else kind(message)
        if not isinstance(error, Exception):
            return RuntimeError(message)
        for name, value in attributes.items() if type(attributes) is dict else ():
            # only the instructor's exceptions say that the grader is at fault
            if type(name) is str and name != FAULT and name.isidentifier() and name[0] != "_":
                setattr(error, name, value)
        return error

    def _called(self, frame: Frame, build: Callable[[dict[str, Any]], Any]) -> None:
        """Run an instructor's function that was passed in, and send its value back."""
        self.called += 1
        number = frame.fields.get("id")
        if self.called > MAX_CALLBACKS or type(number) is not int:
            self.dead = True
            raise LinkError("too many calls of a passed function")
        try:
            function = self.callbacks[number]
            args, kwargs = decode(frame.payload, handle=self._built(build))
            data = self._pack(function(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is raised where the call was made
            kinds = [
                base.__name__ for base in type(error).__mro__ if hasattr(builtins, base.__name__)
            ]
            self._send("raised", name=kinds[0], message=str(error)[:2000])
        else:
            self._send("value", data)

    def _argument(self, value: Any) -> dict[str, Any]:
        """Describe an argument that is not data."""
        if isinstance(value, Handle) and field(value, "link") is self:
            return {"own": field(value, "number")}
        if (name := known_name(value)) is not None:
            return {"known": name}
        if self.shared is not None and (given := self.shared.given.describe(value)) is not None:
            return given
        if callable(value) and not isinstance(value, Handle):
            self.callbacks.append(value)
            name = getattr(value, "__name__", "function")
            return {"callback": len(self.callbacks) - 1, "name": str(name)[:100]}
        kind = type(value).__name__
        raise RefusedError(f"{kind} 类型的对象不是数据", f"an object of type {kind} is not data")

    def _send(self, op: str, payload: bytes = b"", **fields: Any) -> None:
        # never wait for ever for a process that does not read
        self.wire.sock.settimeout(self.seconds + GRACE)
        try:
            self.wire.send(op, payload, **fields)
        except WireError:
            self.dead = self.lost = True
            raise LinkError("学生进程已结束 / the student's process has ended") from None
        finally:
            self.wire.sock.settimeout(None)
