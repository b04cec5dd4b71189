"""What the judge believes of a student's object.

An object could lie whenever an expected value is handed to it: ``abs(x - 3.0) < 1e-9`` asks ``x``
itself. So what an object may be asked follows from the judge's own objects:

* where the reference has data, a student's object is inert: every use fails with one clear line;
* a method or operator works only if the judge's own class of that name has it (the reference
  solution's class, the setup's, or a well-known library's);
* of a function's value the same is asked of the reference function's value for the same arguments.
"""

from __future__ import annotations

import copy
import inspect
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from autograder.codec import RefusedError, decode, encode
from autograder.handles.shared import by_place, image, unshared
from autograder.judge.timed import JudgeTimeoutError
from autograder.zygote.generators import restore, states
from autograder.zygote.known import LIBRARIES, known_name, walk, walk_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.handles.shared import Shared

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


class Rehearsal:
    """What the reference function does with the same arguments: done once, and only if asked.

    Nothing stays of it: names that it may change and the generators are put back.
    """

    def __init__(
        self,
        function: Any,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        shared: Shared | None = None,
    ) -> None:
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.given = by_place(args, kwargs)
        self.shared = shared
        self.value: Any = NOTHING
        self.memo: dict[int, Any] = {}
        self.after: dict[int | str, bytes] = {}

    def _run(self) -> None:
        if self.value is not NOTHING:
            return
        self.value = None
        copies = {place: self._copy(arg) for place, arg in self.given.items()}
        args = [copies[place] for place in range(len(self.args))]
        kwargs = {key: copies[key] for key in self.kwargs}
        with self._unseen():
            try:
                self.value = self.function(*args, **kwargs)
            except JudgeTimeoutError:  # the cell's own time is up, not the function's affair
                raise
            except Exception:  # noqa: BLE001 - then the reference gives no object either
                self.value = None
        if inspect.iscoroutine(self.value):
            self.value.close()  # nobody awaits it
        self.after = {place: image(copy) for place, copy in copies.items()}

    @contextmanager
    def _unseen(self) -> Iterator[None]:
        generators = states()
        namespace = self.shared.namespace if self.shared else {}
        writes = self.shared.common.writes if self.shared else ()
        kept = {name: namespace[name] for name in writes if name in namespace}
        namespace.update(unshared(namespace, kept))
        try:
            yield
        finally:
            for name in writes:
                namespace.pop(name, None)
            namespace.update(kept)
            restore(generators)

    def _copy(self, arg: Any) -> Any:
        data = image(arg)
        if data:
            return decode(data)
        try:
            return copy.deepcopy(arg, self.memo)
        except JudgeTimeoutError:
            raise
        except Exception:  # noqa: BLE001 - a handle, a file, a class that forbids it
            return arg

    def copies(self) -> dict[int, Any]:
        """Return by `id` what the reference has worked on in each given object's stead."""
        self._run()
        return self.memo

    def gives_data(self) -> bool:
        """Whether the reference's value is data: then an object in its place is inert."""
        self._run()
        return is_data(self.value)

    def changes(self, place: int | str) -> bool:
        """Whether the reference changes this argument in place."""
        self._run()
        return bool(self.after[place]) and self.after[place] != image(self.given[place])


def same_known(value: Any, name: str) -> bool:
    """Whether the judge's own object is the module or library object that a name claims to be."""
    return known_name(value) == name
