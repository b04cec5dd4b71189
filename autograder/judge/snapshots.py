"""The reference run's names as they were at each place."""

from __future__ import annotations

import copy
import random
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Names and random state at one place."""

    names: dict[str, Any]
    random: Any
    numpy: Any

    @classmethod
    def take(cls, namespace: dict[str, Any]) -> Snapshot:
        """Note the names as they are; values are shared until somebody changes one."""
        numpy = sys.modules["numpy"].random.get_state() if "numpy" in sys.modules else None
        return cls(dict(namespace), random.getstate(), numpy)

    def restore(self, namespace: dict[str, Any], without: Iterable[str]) -> None:
        """Put the names back into a namespace, all but some."""
        left_out = set(without)
        namespace.clear()
        namespace.update({k: v for k, v in self.names.items() if k not in left_out})
        random.setstate(self.random)
        if self.numpy is not None:
            sys.modules["numpy"].random.set_state(self.numpy)


def protect(snapshots: Iterable[Snapshot], namespace: dict[str, Any], names: set[str]) -> None:
    """Copy values that a cell is about to change in place, for the snapshots that hold them.

    What cannot be copied stays shared, as everything is in a notebook.
    """
    holders = list(snapshots)
    for name in names & namespace.keys():
        value, duplicate = namespace[name], None
        for snapshot in holders:
            for key in [key for key, held in snapshot.names.items() if held is value]:
                if duplicate is None:
                    try:
                        duplicate = copy.deepcopy(value)
                    except Exception:  # noqa: BLE001 - whatever its class does in __deepcopy__
                        duplicate = value
                snapshot.names[key] = duplicate
