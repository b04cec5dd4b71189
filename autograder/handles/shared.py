"""Names that a grade cell and the student's functions have in common.

In a notebook both live in one namespace: a check may delete or replace a name and then call a
function that looks it up, and a function may change what the check reads afterwards. Here each
side has names of its own, so such changes travel with every call. Which may travel is told by the
reference solution, never by the student.
"""

from __future__ import annotations

import copy
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.codec import RefusedError, decode, encode
from autograder.handles.chance import Chance
from autograder.handles.exchange import Exchange
from autograder.handles.given import Given
from autograder.zygote.state import set_state, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ABSENT = object()


@dataclass(frozen=True, slots=True)
class Common:
    """What the reference solution's functions have in common with one grade cell.

    Attributes
    ----------
    reads
        Names that functions and classes of the solution look up: what the cell binds there is
        given to the student's functions. Of other names only a deletion is told.
    writes
        Names that they bind or change: taken back after a call.
    changes
        Names that the cell's text changes in place.
    random
        Whether the cell's text speaks of random numbers.
    files
        Paths that the reference writes.
    named
        Those among them that solution cells name.
    """

    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    random: bool = False
    files: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


class Shared:
    """The common names of one grade cell while it runs.

    Parameters
    ----------
    namespace
        The judge's names, the student's values already among them.
    common
        What may travel.
    names
        The student's names at this place.
    trusting
        Take over every change that the student's functions make to their arguments.

    Attributes
    ----------
    withheld
        Whether a change was not taken over.
    """

    def __init__(
        self,
        namespace: dict[str, Any],
        common: Common,
        names: Iterable[str],
        *,
        trusting: bool = False,
    ) -> None:
        self.trusting = trusting
        self.withheld = False
        self.undo: list[tuple[Any, Any]] = []
        self.namespace = namespace
        self.common = common
        watched = common.reads.union(names)
        self.first = {name: namespace.get(name, ABSENT) for name in watched}
        self.last = dict(self.first)
        self.images = {name: image(self.first[name]) for name in watched & common.changes}
        self.chance = Chance(fresh=common.random)
        self.given = Given(namespace)
        self.exchange = Exchange(common.files, common.named)
        self.stdout = sys.stdout

    def outgoing(self, pack: Callable[[Any], bytes], call: bytes) -> dict[str, Any]:
        """Return what the student's process must learn before the next call.

        Parameters
        ----------
        pack
            Encodes one value; what it refuses stays as it is on the other side.
        call
            The encoded arguments.
        """
        gone: list[str] = []
        put: dict[str, bytes] = {}
        for name, last in self.last.items():
            value = self.namespace.get(name, ABSENT)
            if value is last and not self._changed(name, value):
                continue
            self.last[name] = value
            if value is ABSENT:
                gone.append(name)
            elif name in self.common.reads or value is self.first[name]:
                try:
                    put[name] = pack(value)
                except RefusedError:
                    continue
        told = {
            "gone": gone,
            "put": put,
            "random": self.chance.outgoing(),
            "watch": sorted(self.common.writes & self.last.keys()),
            "printed": sys.stdout is not self.stdout,  # the cell looks at what is printed
            "given": self.given.states(pack),
            "files": self.exchange.outgoing(call),
            "paths": sorted(self.common.files),
        }
        return {key: entry for key, entry in told.items() if entry}

    def incoming(self, told: dict[str, Any]) -> None:
        """Take over what a call has printed and changed, but for names bound anew meanwhile."""
        if sys.stdout is not self.stdout and type(text := told.get("printed")) is str:
            sys.stdout.write(text)
        for path, content in pairs(told.get("files")):
            self.exchange.incoming(path, content)
        for name, value in pairs(told.get("names")):
            if name not in self.common.writes or name not in self.last:
                continue
            held = self.namespace.get(name, ABSENT)
            if held is not self.last[name]:
                continue
            if not overwrite(held, value):
                self.namespace[name] = self.last[name] = value
            if name in self.images:
                self.images[name] = image(self.namespace[name])

    def withhold(self, target: Any) -> bool:
        """Note a change that the reference does not make; whether it is taken over all the same."""
        self.withheld = True
        if self.trusting:
            self.undo.append((target, copy.deepcopy(target)))
        return self.trusting

    def put_back(self) -> None:
        """Undo the changes that were taken over in trust."""
        for target, before in reversed(self.undo):
            if not overwrite(target, before):
                set_state(target, state_of(before))

    def _changed(self, name: str, value: Any) -> bool:
        if name not in self.images:
            return False
        before, self.images[name] = self.images[name], image(value)
        return before != self.images[name]


def pairs(told: Any) -> list[tuple[Any, Any]]:
    """Return the pairs of key and value that a student's process claims."""
    entries = told if type(told) is list else []
    pairs = [entry for entry in entries if type(entry) is list and len(entry) == 2]
    return [(key, value) for key, value in pairs if type(key) in (int, str)]


def by_place(args: Iterable[Any], kwargs: Mapping[str, Any]) -> dict[int | str, Any]:
    """Return the arguments of a call by place or keyword."""
    found: dict[int | str, Any] = dict(enumerate(args))
    found.update(kwargs)
    return found


def image(value: Any) -> bytes:
    """Return a picture of data, to see whether it changes; empty for what is no data."""
    try:
        return encode(value)
    except RefusedError:
        return b""


def overwrite(target: Any, value: Any) -> bool:
    """Change a container in place to be like another; whether that was possible."""
    if type(value) is not type(target):
        return False
    if isinstance(target, (list, bytearray)):
        target[:] = value
    elif isinstance(target, (dict, set)):
        target.clear()
        target.update(value)
    elif hasattr(target, "_update_inplace"):
        target._update_inplace(value)
    elif getattr(target, "shape", None) == getattr(value, "shape", ABSENT):
        target[...] = value
    else:
        return False
    return True


def unshared(namespace: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return copies of data under some names, for a function that may change them."""
    found = {name: image(namespace[name]) for name in names if name in namespace}
    return {name: decode(data) for name, data in found.items() if data}
