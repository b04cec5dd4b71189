"""What a misconception is, and how the registry finds all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from crm_models.errors import ModelError
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Misconception:
    """A named way to get a reference function wrong.

    Parameters
    ----------
    name
        Topic and mistake, such as ``"rfm.recency_reversed"``.
    target
        The reference function, such as ``"rfm.compute"`` for `crm_models.rfm.compute`.
    message
        What the mistake is and what to do about it.
    variant
        Computes what one gets who makes the mistake; it takes every call that the target takes.
    """

    name: str
    target: str
    message: Text
    variant: Callable[..., Any]

    def reference(self) -> Callable[..., Any]:
        """Return the reference function that this is a wrong variant of."""
        module, function = self.target.rsplit(".", 1)
        found: Callable[..., Any] = getattr(
            importlib.import_module(f"crm_models.{module}"), function
        )
        return found

    def through(self, wrap: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Misconception:
        """Return this misconception for a task whose function has a signature of its own.

        Parameters
        ----------
        wrap
            Turns the variant (or the reference) into what the task asks for.

        Examples
        --------
        A task asks for ``recency(tx, as_of)`` only:

        >>> from crm_models import misconceptions
        >>> wrong = misconceptions.get("rfm.recency_reversed")
        >>> task = wrong.through(lambda f: lambda tx, as_of: f(tx, as_of=as_of).days_since_last)
        >>> task.name
        'rfm.recency_reversed'
        """
        return replace(self, variant=wrap(self.variant))


def misconception(
    name: str, target: str, *, zh: str, en: str
) -> Callable[[Callable[..., Any]], Misconception]:
    """Turn a function into the `Misconception` whose variant it is."""

    def make(variant: Callable[..., Any]) -> Misconception:
        return Misconception(name=name, target=target, message=Text(zh, en), variant=variant)

    return make


@cache
def everything() -> tuple[Misconception, ...]:
    """Return all misconceptions, topic by topic, in the order in which the topics list them.

    Each module of this package other than the registry is a topic; a new file is a new topic.
    """
    package = importlib.import_module("crm_models.misconceptions")
    found: list[Misconception] = []
    for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
        if module != "registry":
            topic = importlib.import_module(f"crm_models.misconceptions.{module}")
            found += [value for value in vars(topic).values() if isinstance(value, Misconception)]
    doubled = [name for name, count in Counter(m.name for m in found).items() if count > 1]
    if doubled:
        raise ModelError(
            f"误解的名字重复：{'、'.join(doubled)}",
            f"misconceptions share a name: {', '.join(doubled)}",
        )
    return tuple(found)


def of(target: str) -> tuple[Misconception, ...]:
    """Return the misconceptions of one reference function.

    Parameters
    ----------
    target
        Such as ``"rfm.compute"``.

    Examples
    --------
    >>> from crm_models import misconceptions
    >>> [m.name for m in misconceptions.of("retention.expected_lifetime")]
    ['retention.lifetime_from_retention', 'retention.lifetime_without_last_period']
    """
    return tuple(m for m in everything() if m.target == target)


def get(name: str) -> Misconception:
    """Return the misconception of that name.

    Raises
    ------
    ModelError
        If there is none; the message lists the names of the same topic.

    Examples
    --------
    >>> from crm_models import misconceptions
    >>> misconceptions.get("rfm.recency_reversed").message.en
    'R is negative: subtract the last purchase from the day of analysis, not the other way round.'
    """
    by_name = {m.name: m for m in everything()}
    if name in by_name:
        return by_name[name]
    near = sorted(other for other in by_name if other.split(".")[0] == name.split(".")[0])
    hint = ", ".join(near or sorted({other.split(".")[0] for other in by_name}))
    raise ModelError(
        f"没有叫 {name} 的误解；有：{hint}", f"no misconception is called {name}; there are: {hint}"
    )
