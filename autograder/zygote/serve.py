"""A branch: the student's process as it was at one place, answering the judge's calls."""

from __future__ import annotations

import asyncio
import copy
import operator
import select
import signal
from typing import TYPE_CHECKING, Any

from autograder.codec import RefusedError, decode, encode
from autograder.codec.wire import WireError
from autograder.zygote import generators
from autograder.zygote.common import CommonGround
from autograder.zygote.known import from_known
from autograder.zygote.raised import describe_error

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from autograder.codec.wire import Frame, Wire
    from autograder.zygote.objects import Objects

ACTIONS: dict[str, Callable[..., Any]] = {
    "call": lambda target, *args, **kwargs: target(*args, **kwargs),
    "attr": getattr,
    "set_attr": setattr,
    "item": operator.getitem,
    "set_item": operator.setitem,
    "del_item": operator.delitem,
    "len": len,
    "iter": iter,
    "next": next,
    "contains": operator.contains,
    "text": str,
    "repr": repr,
    "bool": bool,
    "dir": dir,
    "hash": hash,
    "unary": lambda target, name: getattr(operator, name)(target),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "await": lambda target: asyncio.run(finished(target)),
    "binary": lambda target, name, other: getattr(operator, name)(target, other),
    "reflected": lambda target, name, other: getattr(operator, name)(other, target),
}
MUTABLE = (list, dict, set, bytearray)


class Branch:
    """Serves one grade cell.

    Parameters
    ----------
    wire
        The conversation with the judge.
    objects
        The table of numbered objects, as it was at the place.
    seconds
        Time for one call; it is interrupted then and the next call may still work.
    limit
        Longest answer in bytes.
    namespace
        The notebook's names.

    Attributes
    ----------
    chance
        The random generators as they are for this branch.
    """

    def __init__(
        self,
        wire: Wire,
        objects: Objects,
        seconds: float,
        limit: int,
        namespace: dict[str, Any],
    ) -> None:
        self.wire = wire
        self.objects = objects
        self.seconds = seconds
        self.limit = limit
        self.common = CommonGround(namespace, objects, limit)
        self.running = False
        self.chance = generators.states()

    def answer(self, frame: Frame) -> None:
        """Do what one frame asks and send what came of it."""
        try:
            data = encode(self._do(frame), limit=self.limit, handle=self.common.describe)
            self.wire.send("value", data)
        except RefusedError as refusal:
            self.wire.send("refused", zh=refusal.zh, en=refusal.en)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the judge hears of it
            fields, data = describe_error(error, self.objects)
            self.wire.send("raised", data, **fields)

    def _do(self, frame: Frame) -> list[Any]:
        """Return the value of what is asked for, and what changed on the way."""
        call, told = decode(frame.payload)
        self.common.learn(told, self.resolve)
        args, kwargs = decode(call, handle=self.resolve)
        target = self.objects.held[frame.fields["id"]]
        action = ACTIONS[frame.fields["what"]]
        given = {**dict(enumerate(args)), **kwargs}
        mutable = {place: arg for place, arg in given.items() if is_mutable(arg)}
        before = self.common.look(told, mutable)
        with before.listening():
            value = self._timed(action, target, args, kwargs)
        return [value, self.common.changed(before, mutable)]

    def _timed(self, action: Any, target: Any, args: Any, kwargs: Any) -> Any:
        if self.running:  # inside a call that is timed already
            return action(target, *args, **kwargs)
        self.running = True
        signal.setitimer(signal.ITIMER_REAL, self.seconds)
        try:
            return action(target, *args, **kwargs)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self.running = False

    def resolve(self, body: dict[str, Any]) -> Any:
        """Return what an argument's handle stands for on this side."""
        if "given" in body:
            return self.common.given.held[body["given"]]
        if "own" in body:
            return self.objects.held[body["own"]]
        if "known" in body:
            return from_known(body["known"])
        number = body["callback"]

        def callback(*args: Any, **kwargs: Any) -> Any:
            return self._call_back(number, args, kwargs)

        callback.__name__ = callback.__qualname__ = body["name"]
        return callback

    def _call_back(self, number: int, args: Any, kwargs: Any) -> Any:
        data = encode((args, kwargs), limit=self.limit, handle=self.common.describe)
        self.wire.send("callback", data, id=number)
        while True:
            frame = self.wire.receive()
            if frame.op == "do":  # the judge's function uses an object of ours meanwhile
                self.answer(frame)
                continue
            if frame.op == "raised":
                raise from_known(f"builtins:{frame.fields['name']}")(frame.fields["message"])
            return decode(frame.payload, handle=self.resolve)


def serve(branches: Sequence[Branch], *, until: Wire | None = None) -> None:
    """Answer for branches until the judge has hung up on all of them.

    Parameters
    ----------
    branches
        Whose calls are answered. Each finds the random generators as it has left them.
    until
        Go on until the other side of this wire hangs up, calls or none.

    Raises
    ------
    WireError
        ``until`` is closed.
    """
    signal.signal(signal.SIGALRM, out_of_time)
    open_ones = {branch.wire.sock.fileno(): branch for branch in branches}
    poll = select.poll()
    for fd in open_ones:
        poll.register(fd, select.POLLIN)
    if until is not None:
        poll.register(until.sock, select.POLLIN)
    current: Branch | None = None
    while open_ones or until is not None:
        for fd, _event in poll.poll():
            branch = open_ones.get(fd)
            if branch is None:
                raise WireError("closed", closed=True)
            if branch is not current:
                if current is not None:
                    current.chance = generators.states()
                generators.restore(branch.chance)
                current = branch
            try:
                branch.answer(branch.wire.receive())
            except WireError:
                poll.unregister(fd)
                del open_ones[fd]


async def finished(awaitable: Any) -> Any:
    """Await anything."""
    return await awaitable


def is_mutable(value: Any) -> bool:
    """Whether a function may change this argument in place in a way that its caller sees."""
    name = type(value).__name__
    return isinstance(value, MUTABLE) or name in ("ndarray", "DataFrame", "Series")


def out_of_time(*_: Any) -> None:
    """End a call that takes too long."""
    raise TimeoutError("time is up")
