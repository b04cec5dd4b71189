"""The attributes of an object as data, on both sides of the boundary."""

from __future__ import annotations

import random
import sys
from typing import Any

from autograder.zygote.known import walk_names

PYTHON = "random:Random"
NUMPY = "numpy.random:Generator"


def generator_kind(value: Any) -> str | None:
    """Return the name of a random generator's kind; `None` for anything else."""
    if type(value) is random.Random:
        return PYTHON
    numpy = sys.modules.get("numpy")
    return NUMPY if numpy is not None and type(value) is numpy.random.Generator else None


def state_of(value: Any) -> Any:
    """Return an object's attributes, or a generator's state; `None` where it keeps neither."""
    kind = generator_kind(value)
    if kind == PYTHON:
        return value.getstate()
    if kind == NUMPY:
        return value.bit_generator.state
    slots = [
        name
        for base in type(value).__mro__
        for name in _names(base.__dict__.get("__slots__", ()))
        if name not in ("__dict__", "__weakref__")
    ]
    found = {name: getattr(value, name) for name in slots if hasattr(value, name)}
    attributes = getattr(value, "__dict__", None)
    if attributes is None and not slots:
        return None
    return {**found, **(attributes or {})}


def _names(slots: Any) -> tuple[str, ...]:
    return (slots,) if isinstance(slots, str) else tuple(slots)


def set_state(value: Any, state: Any) -> None:
    """Give an object the attributes, or the state, that `state_of` has returned."""
    kind = generator_kind(value)
    if kind == PYTHON:
        value.setstate(state)
    elif kind == NUMPY:
        value.bit_generator.state = state
    else:
        for name in set(state_of(value) or {}) - set(state):
            object.__delattr__(value, name)
        for name, part in state.items():
            object.__setattr__(value, name, part)


def bare(class_name: str, namespace: dict[str, Any], state: Any) -> Any:
    """Return a new object of a class without calling its constructor; `None` if there is none."""
    if class_name == PYTHON:
        return random.Random()  # noqa: S311 - its state is set next
    if class_name == NUMPY:
        numpy = sys.modules["numpy"]
        return numpy.random.Generator(getattr(numpy.random, state["bit_generator"])())
    kind = walk_names(namespace, class_name)
    return object.__new__(kind) if isinstance(kind, type) else None
