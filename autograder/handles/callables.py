"""Handles of functions and classes."""

from __future__ import annotations

import inspect
import types
from typing import Any, cast

from autograder.handles.base import Handle, field
from autograder.handles.text import code_object, signature, text_module
from autograder.handles.trust import own_class

# attributes that the student's process is asked for; the others follow from the description
ASKED = frozenset(
    (
        *("__closure__", "__annotations__", "__kwdefaults__", "__bases__", "__wrapped__"),
        *("__dataclass_fields__", "__abstractmethods__", "__members__"),
    )
)


class FunctionHandle(Handle):
    """A function of the student's, with its name, signature, documentation and source as data."""

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return types.FunctionType

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it in the student's process."""
        return self._ask("call", *args, **kwargs)

    def autograder_call(self, args: Any, kwargs: Any) -> tuple[Any, Any, Any]:
        """Call it and return what became of the arguments: see `autograder.check.calling`."""
        found: tuple[Any, Any, Any]
        found = field(self, "builder").call_on_copies(self, tuple(args), dict(kwargs))
        return found

    def __getattr__(self, name: str) -> Any:
        description = field(self, "description")
        if name in ("__name__", "__qualname__"):
            return description.get(name.strip("_")) or "function"
        if name == "__doc__":
            return description.get("doc") or None
        if name == "__signature__":
            return signature(description.get("signature"))
        if name == "__code__":
            return code_object(description)
        if name == "__defaults__":
            found = signature(description.get("signature")).parameters.values()
            return (
                tuple(p.default for p in found if p.default is not inspect.Parameter.empty) or None
            )
        if name.startswith("__") and name not in ASKED:
            raise AttributeError(name)
        return self._ask("attr", name)

    def __dir__(self) -> list[str]:
        return [str(name) for name in self._ask("dir")]

    @property
    def __doc__(self) -> Any:  # type: ignore[override]
        return field(self, "description").get("doc") or None

    @property
    def __module__(self) -> Any:  # type: ignore[override]
        return "__main__"


class MethodHandle(FunctionHandle):
    """A method of an instance; callable only if the judge's own class has it."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it in the student's process, if the judge knows of such a method."""
        owner, name = field(self, "reference")
        owner._may(name)
        return self._ask("call", *args, **kwargs)


class ClassHandle(FunctionHandle):
    """A class of the student's: it makes instances and knows them."""

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return type

    def __instancecheck__(self, instance: Any) -> bool:
        if not isinstance(type(instance), type) or not issubclass(type(instance), Handle):
            return False
        if field(instance, "link") is not field(self, "link"):
            return False
        entries = field(instance, "description")["classes"]
        return any(entry[2] == field(self, "number") for entry in entries if len(entry) == 3)

    def __subclasscheck__(self, other: Any) -> bool:
        if not isinstance(type(other), type) or not issubclass(type(other), ClassHandle):
            return False
        entries = field(other, "description").get("mro", [])
        return any(entry[2] == field(self, "number") for entry in entries if len(entry) == 3)

    def __eq__(self, other: object) -> bool:
        """Whether it is the same class: a handle of it, or the type of its instances."""
        own = (field(self, "link"), field(self, "number"))
        if issubclass(type(other), ClassHandle):
            handle = cast("Handle", other)
            return own == (field(handle, "link"), field(handle, "number"))
        entries = field(self, "description").get("mro", [])[:1]
        judged = own_class(entries, field(self, "builder").namespace)
        return other is judged is not None or getattr(other, "made", None) == own

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((id(field(self, "link")), field(self, "number")))

    def _may(self, method: str) -> None:
        """Refuse what the judge's own class of this name cannot do, such as being counted."""
        entries = field(self, "description").get("mro", [])[:1]
        judged = own_class(entries, field(self, "builder").namespace)
        if not hasattr(type(judged), method):
            raise TypeError(
                f"类 {self.__name__} 不支持 {method}（参考解法里没有）/ "
                f"the class {self.__name__} does not support {method} (the reference has none)"
            )

    def __mro_entries__(self, bases: Any) -> Any:
        del bases
        raise TypeError(
            f"评分单元里不能继承学生的类 {self.__name__} / "
            f"a grade cell cannot derive a class from the student's {self.__name__}"
        )

    def __len__(self) -> int:
        self._may("__len__")
        return int(self._ask("len"))

    def __iter__(self) -> Any:
        self._may("__iter__")
        return iter(self._ask("iter"))

    def __getitem__(self, key: Any) -> Any:
        self._may("__getitem__")
        return self._ask("item", key)

    @property
    def __doc__(self) -> Any:  # type: ignore[override]
        return field(self, "description").get("doc") or None

    @property
    def __module__(self) -> Any:  # type: ignore[override]
        return text_module(field(self, "description"))

    @property
    def __mro__(self) -> Any:
        return (self, object)
