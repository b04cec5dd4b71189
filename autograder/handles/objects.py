"""Handles of instances and iterators."""

from __future__ import annotations

import types
from typing import Any, cast

from autograder.handles.base import BINARY, ORDER, UNARY, Handle, field
from autograder.judge.timed import JudgeTimeoutError


class InertHandle(Handle):
    """An object where the reference has none: whatever is done with it fails, saying why."""

    def _refuse(self, *_: Any, **__: Any) -> Any:
        kind = field(self, "description")["classes"][0][1]
        if field(self, "description")["kind"] != "instance":
            kind = field(self, "description")["kind"]
        raise TypeError(
            f"这里应当是数据，得到的是一个 {str(kind)[:60]} 对象 / "
            f"data is expected here, this is an object ({str(kind)[:60]})"
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        self._refuse()


for _name in (
    *("call", "len", "iter", "next", "getitem", "contains", "float", "int", "complex", "index"),
    *("round", "str", "bool", *UNARY, *BINARY, *(f"r{name}" for name in BINARY), *ORDER),
):
    setattr(InertHandle, f"__{_name}__", lambda self, *_, **__: self._refuse())


class RefusedValue(InertHandle):
    """A value that could not cross: whatever is done with it says why."""

    def __init__(self, zh: str, en: str) -> None:
        object.__setattr__(self, "_description", {"kind": "refused", "name": "value"})
        object.__setattr__(self, "_link", None)
        object.__setattr__(self, "_reason", (zh, en))

    def _refuse(self, *_: Any, **__: Any) -> Any:
        zh, en = field(self, "reason")
        raise TypeError(f"这个值不能传给评分程序：{zh} / this value cannot be graded: {en}")


class InstanceType(type):
    """The type of the handles of one class's instances: named like it, and equal to its handle.

    ``made`` is the conversation and the number of the class; ``None`` for a library's.
    """

    made: tuple[Any, int] | None = None

    def __eq__(cls, other: object) -> bool:
        return cls is other or (issubclass(type(other), Handle) and bool(other == cls))

    def __hash__(cls) -> int:
        return id(cls)


class InstanceHandle(Handle, metaclass=InstanceType):
    """An instance of a class that the judge knows by name."""

    @property  # type: ignore[misc]
    def __class__(self) -> Any:  # so that isinstance(figure, Figure) holds
        return field(self, "klass") or InstanceHandle

    @property
    def __dict__(self) -> Any:  # type: ignore[override]
        return self._ask("attr", "__dict__")

    def __eq__(self, other: object) -> bool:
        """Ask the student's process, of two objects of its own of a class that defines equality.

        An object equals itself. Data never equal an object, and what equals everything equals
        nothing.
        """
        klass = field(self, "klass")
        if other is self or not issubclass(type(other), InstanceHandle):
            return other is self
        if klass is None or klass.__eq__ is object.__eq__ or self._equals_anything():
            return False
        same_link = field(cast("Handle", other), "link") is field(self, "link")
        return same_link and self._ask("binary", "eq", other) is True

    def _equals_anything(self) -> bool:
        try:
            return self._ask("binary", "eq", None) is True
        except JudgeTimeoutError:  # the cell's own time is up, whoever was asked
            raise
        except Exception:  # noqa: BLE001 - what the student's __eq__ says of None
            return False

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        klass = field(self, "klass")
        own = klass.__hash__ if klass is not None else object.__hash__
        if own is None:
            raise TypeError(f"unhashable type: '{type(self).__name__}'")
        return id(self) if own is object.__hash__ else int(self._ask("hash"))

    def __bool__(self) -> bool:
        klass = field(self, "klass")
        decides = hasattr(klass, "__bool__") or hasattr(klass, "__len__")
        return bool(self._ask("bool")) if decides else True

    def __repr__(self) -> str:
        klass = field(self, "klass")
        if klass is None or klass.__repr__ is object.__repr__:
            return super().__repr__()
        return str(self._ask("repr"))

    def _may(self, method: str) -> None:
        klass = field(self, "klass")
        if klass is None or getattr(klass, method, None) in (None, getattr(object, method, None)):
            kind = field(self, "description")["classes"][0][1]
            raise TypeError(
                f"{kind} 对象不支持 {method}（参考解法里没有）/ "
                f"a {kind} object does not support {method} (the reference has none)"
            )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return field(self, "builder").method(self, name, self._ask("attr", name))

    def __setattr__(self, name: str, value: Any) -> None:
        self._ask("set_attr", name, value)

    def __dir__(self) -> list[str]:
        return [str(name) for name in self._ask("dir")]

    def __str__(self) -> str:
        return str(self._ask("text"))

    def __len__(self) -> int:
        self._may("__len__")
        return int(self._ask("len"))

    def __iter__(self) -> Any:
        self._may("__iter__")
        return iter(self._ask("iter"))

    def __getitem__(self, key: Any) -> Any:
        self._may("__getitem__")
        return self._ask("item", key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._may("__setitem__")
        self._ask("set_item", key, value)

    def __delitem__(self, key: Any) -> None:
        self._may("__delitem__")
        self._ask("del_item", key)

    def __contains__(self, value: Any) -> bool:
        self._may("__contains__")
        return bool(self._ask("contains", value))

    def __copy__(self) -> Any:
        return self._ask("copy")

    def __deepcopy__(self, memo: Any) -> Any:
        del memo
        return self._ask("deepcopy")

    def __enter__(self) -> Any:
        return self._special("__enter__")

    def __exit__(self, kind: Any, error: Any, trace: Any) -> Any:
        del kind, error, trace
        return self._special("__exit__", None, None, None)

    def _special(self, method: str, *args: Any) -> Any:
        self._may(method)
        return self._ask("attr", method)(*args)


class CallableHandle(InstanceHandle):
    """An instance of a class whose instances the judge's own class lets be called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it in the student's process."""
        return self._ask("call", *args, **kwargs)


class CoroutineHandle(Handle):
    """A coroutine of the student's: it runs to its end, over there, when it is awaited."""

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return types.CoroutineType

    def __await__(self) -> Any:
        yield from ()  # so that this is a generator, which is what awaiting asks for
        return self._ask("await")

    def send(self, value: Any) -> Any:
        """Do as a coroutine does when an event loop starts it."""
        del value
        raise StopIteration(self._ask("await"))

    def throw(self, *error: Any) -> Any:
        """End it with an exception."""
        raise error[0]

    def close(self) -> None:
        """Leave it alone."""


def _operator(method: str, action: str, function: str) -> Any:
    def use(self: InstanceHandle, *other: Any) -> Any:
        self._may(method)
        return self._ask(action, function, *other)

    return use


for _name, _function in UNARY.items():
    setattr(InstanceHandle, f"__{_name}__", _operator(f"__{_name}__", "unary", _function))
for _name, _function in BINARY.items():
    setattr(InstanceHandle, f"__{_name}__", _operator(f"__{_name}__", "binary", _function))
    setattr(InstanceHandle, f"__r{_name}__", _operator(f"__r{_name}__", "reflected", _function))
for _name in ORDER:
    setattr(InstanceHandle, f"__{_name}__", _operator(f"__{_name}__", "binary", _name))


ITERATORS: dict[str, Any] = {
    "generator": types.GeneratorType,
    **{kind.__name__: kind for kind in (map, filter, zip, enumerate, reversed)},
}


class IteratorHandle(Handle):
    """A generator or another iterator."""

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        module, name, _ = field(self, "description")["classes"][0]
        return ITERATORS.get(name, IteratorHandle) if module == "builtins" else IteratorHandle

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        return self._ask("next")

    def send(self, value: Any) -> Any:
        """Send a value into a generator."""
        return self._ask("attr", "send")(value)

    def close(self) -> Any:
        """Close a generator."""
        return self._ask("attr", "close")()
