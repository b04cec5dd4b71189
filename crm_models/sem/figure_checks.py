"""What a figure must satisfy before anything can be estimated from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.errors import ModelError

if TYPE_CHECKING:
    from crm_models.sem.specification import Construct, Path


def check_constructs(constructs: tuple[Construct, ...]) -> None:
    """Refuse empty constructs, unknown modes, shared indicators and repeated names."""
    home: dict[str, str] = {}
    for each in constructs:
        if not each.indicators:
            raise ModelError(
                f"构念“{each.name}”没有题项", f"construct {each.name!r} has no indicators"
            )
        if each.mode not in ("A", "B"):
            raise ModelError(
                f"构念“{each.name}”的模式是 {each.mode!r}，只能是 'A' 或 'B'",
                f"the mode of construct {each.name!r} is {each.mode!r}; it must be 'A' or 'B'",
            )
        for column in each.indicators:
            if column in home:
                raise ModelError(
                    f"题项“{column}”同时属于“{home[column]}”和“{each.name}”：每个题项只能属于一个构念",
                    f"indicator {column!r} is under both {home[column]!r} and {each.name!r}: "
                    "an indicator belongs to one construct",
                )
            home[column] = each.name
    names = [each.name for each in constructs]
    for name in names:
        if names.count(name) > 1:
            raise ModelError(f"构念“{name}”定义了两次", f"construct {name!r} is defined twice")


def check_paths(names: tuple[str, ...], arrows: tuple[Path, ...]) -> None:
    """Refuse arrows to nowhere, arrows drawn twice and constructs without arrows."""
    for arrow in arrows:
        for end in (arrow.source, arrow.target):
            if end not in names:
                raise ModelError(
                    f"路径“{arrow}”中的“{end}”不是已定义的构念",
                    f"{end!r} in path '{arrow}' is not a defined construct",
                )
        if arrows.count(arrow) > 1:
            raise ModelError(f"路径“{arrow}”画了两次", f"path '{arrow}' is drawn twice")
    touched = {end for arrow in arrows for end in (arrow.source, arrow.target)}
    for name in names:
        if name not in touched:
            raise ModelError(
                f"构念“{name}”没有任何路径：请给它画箭头，或删去它",
                f"construct {name!r} has no path: draw an arrow to or from it, or leave it out",
            )


def causal_order(names: tuple[str, ...], arrows: tuple[Path, ...]) -> tuple[str, ...]:
    """Order constructs so that causes come before effects; refuse circles."""
    order: list[str] = []
    while len(order) < len(names):
        waiting = {p.target for p in arrows if p.source not in order}
        ready = [name for name in names if name not in order and name not in waiting]
        if not ready:
            circle = ", ".join(name for name in names if name not in order)
            raise ModelError(
                f"箭头绕成了圈（{circle}）：本模型只估计递归（无环）的路径图",
                f"the arrows run in a circle ({circle}): only recursive models are estimated",
            )
        order.extend(ready)
    return tuple(order)
