"""What the judge believes of a student's object.

An object could lie whenever an expected value is handed to it: ``abs(x - 3.0) < 1e-9`` asks ``x``
itself. So what an object may be asked follows from the judge's own objects:

* where the reference has data, a student's object is inert: every use fails with one clear line;
* a method or operator works only if the judge's own class of that name has it (the reference
  solution's class, the setup's, or a well-known library's);
* of a function's value the same is asked of the reference function's value for the same arguments.
"""

from __future__ import annotations

import sys
from typing import Any

from autograder.codec import RefusedError, decode, encode
from autograder.zygote.known import LIBRARIES, known_name, walk

NOTHING = object()


def is_data(value: Any) -> bool:
    """Whether a value is plain data all through, as the codec knows it."""
    try:
        encode(value)
    except RefusedError:
        return False
    return True


def own_class(classes: Any, namespace: dict[str, Any]) -> type | None:
    """Return the judge's own class for the nearest of a student's classes, or `None`.

    Parameters
    ----------
    classes
        The student's claim: ``[module, qualified name, number]`` from the nearest base on.
    namespace
        The judge's names at this place: the reference's and the setup's classes.
    """
    for entry in classes if isinstance(classes, list) else []:
        module, name = (str(part) for part in entry[:2])
        if module == "__main__":
            found = walk_names(namespace, name)
        elif module.partition(".")[0] in LIBRARIES - {"builtins"} and module in sys.modules:
            found = walk(sys.modules[module], name)
        else:
            continue
        if isinstance(found, type):
            return found
    return None


def walk_names(namespace: dict[str, Any], path: str) -> Any:
    """Return what a dotted path means in a namespace; `None` if nothing."""
    first, _, rest = path.partition(".")
    start = namespace.get(first)
    return walk(start, rest) if rest and start is not None else start


class Rehearsal:
    """What the reference function does with the same arguments: done once, and only if asked."""

    def __init__(self, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.value: Any = NOTHING
        self.after: list[bytes | None] = []

    def _run(self) -> None:
        if self.value is not NOTHING:
            return
        self.value = None
        args = [_copy(arg) for arg in self.args]
        try:
            self.value = self.function(*args, **{key: _copy(v) for key, v in self.kwargs.items()})
        except Exception:  # noqa: BLE001 - then the reference gives no object either
            self.value = None
        self.after = [_image(arg) for arg in args]

    def gives_data(self) -> bool:
        """Whether the reference's value is data: then an object in its place is inert."""
        self._run()
        return is_data(self.value)

    def changes(self, place: int) -> bool:
        """Whether the reference changes this argument in place."""
        self._run()
        return self.after[place] is not None and self.after[place] != _image(self.args[place])


def _image(value: Any) -> bytes | None:
    try:
        return encode(value)
    except RefusedError:
        return None


def _copy(value: Any) -> Any:
    image = _image(value)
    return value if image is None else decode(image)


def same_known(value: Any, name: str) -> bool:
    """Whether the judge's own object is the module or library object that a name claims to be."""
    return known_name(value) == name
