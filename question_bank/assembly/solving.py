"""The choice of items as an integer program: who stands in which row of which form."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from question_bank.assembly.program import INF, Program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.assembly.blueprint import Blueprint, Bound, Limit
    from question_bank.assembly.candidates import Candidates

# What matters most first: the target of difficulty, forms of the same difficulty, then of the
# same chapters and levels (per point), fresh items, chance.
_OFF_TARGET, _APART, _UNLIKE, _SEEN, _CHANCE = 100.0, 100.0, 0.05, 0.2, 0.01
# When words have to be found for what cannot be met: a missing question counts most.
_MISSING, _BEYOND, _TOO_FAR = 1000.0, 10.0, 100.0

Place = tuple[int, int, int]
"""Form, row, position among the candidates."""


@dataclass(frozen=True)
class Solution:
    """What the solver found.

    Parameters
    ----------
    chosen
        Form by form and row by row, the positions of the items.
    missing
        (form, row) to how many questions are missing; only where limits were loosened.
    beyond
        (form, limit) to how far a limit is missed, in its unit, below (negative) or above.
    difficulty
        Each form's mean difficulty, weighted by points.
    """

    chosen: tuple[tuple[tuple[int, ...], ...], ...]
    missing: dict[tuple[int, int], int]
    beyond: dict[tuple[int, int], float]
    difficulty: tuple[float, ...]


def solve(
    blueprint: Blueprint, candidates: Candidates, *, loosened: bool = False
) -> Solution | None:
    """Choose the items.

    Parameters
    ----------
    blueprint, candidates
        What is wanted and what there is.
    loosened
        Whether rows, limits and the difficulty may be missed, at a price: the solution then
        shows what cannot be met.

    Returns
    -------
    Solution or None
        None if nothing meets the blueprint.
    """
    program = Program()
    places = dict(_variables(program, blueprint, candidates))
    slack: dict[tuple[str, int, int], int] = {}
    forms = range(blueprint.forms)
    for form in forms:
        for n, row in enumerate(blueprint.rows):
            line = {v: 1.0 for (f, r, _), v in places.items() if (f, r) == (form, n)}
            if loosened:
                slack["missing", form, n] = extra = program.variable(_MISSING, upper=row.count)
                line[extra] = 1.0
            program.constrain(line, row.count, row.count)
        for n in range(len(blueprint.limits)):
            _limit(program, places, blueprint, candidates, (form, n), slack if loosened else None)
    _once(program, places, blueprint, candidates)
    _difficulty(program, places, blueprint, candidates, slack if loosened else None)
    if blueprint.forms > 1 and not loosened:
        _parallel(program, places, blueprint, candidates)
    values = program.solve()
    if values is None:
        return None
    chosen = tuple(
        tuple(
            tuple(i for (f, r, i), v in places.items() if (f, r) == (form, n) and values[v] > 0.5)
            for n in range(len(blueprint.rows))
        )
        for form in forms
    )
    missing = {
        (form, n): round(values[v])
        for (kind, form, n), v in slack.items()
        if kind == "missing" and values[v] > 0.5
    }
    beyond: dict[tuple[int, int], float] = {}
    for (kind, form, n), v in slack.items():
        if kind in ("below", "above") and values[v] > 1e-6:
            beyond[form, n] = float(values[v]) * (1 if kind == "above" else -1)
    means = tuple(_mean(blueprint, candidates, rows) for rows in chosen)
    return Solution(chosen, missing, beyond, means)


def _variables(
    program: Program, blueprint: Blueprint, candidates: Candidates
) -> Iterator[tuple[Place, int]]:
    """Add a yes-or-no variable for every item in every row that it fits, form by form."""
    for form in range(blueprint.forms):
        for n, row in enumerate(blueprint.rows):
            for i in candidates.fitting(row):
                name = candidates.items[i].id
                # Ties are settled by a number that is the same on every machine.
                text = f"{blueprint.seed}/{form}/{name}"
                chance = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) / 2**32
                cost = _SEEN * candidates.uses.get(name, 0) + _CHANCE * chance
                yield (form, n, i), program.variable(cost, upper=1, whole=True)


def _limit(
    program: Program,
    places: dict[Place, int],
    blueprint: Blueprint,
    candidates: Candidates,
    at: tuple[int, int],
    slack: dict[tuple[str, int, int], int] | None,
) -> None:
    form, n = at
    limit = blueprint.limits[n]
    line = {
        v: blueprint.rows[r].points if limit.points else 1.0
        for (f, r, i), v in places.items()
        if f == form and limit.fits(candidates.items[i])
    }
    bound = bound_of(limit)
    low = -INF if bound.at_least is None else bound.at_least
    high = INF if bound.at_most is None else bound.at_most
    if slack is not None:
        slack["below", form, n] = below = program.variable(_BEYOND)
        slack["above", form, n] = above = program.variable(_BEYOND)
        line = {**line, below: 1.0, above: -1.0}
    if line:
        program.constrain(line, low, high)
    elif low > 0:
        # Nothing can count towards it: say so to the solver.
        program.constrain({program.variable(upper=0): 1.0}, low, high)


def bound_of(limit: Limit) -> Bound:
    """Return the bound that a limit sets, whatever its unit."""
    bound = limit.points or limit.count
    assert bound is not None  # noqa: S101 - for the type checker: the schema demands one
    return bound


def _once(
    program: Program, places: dict[Place, int], blueprint: Blueprint, candidates: Candidates
) -> None:
    """Demand: an item once in a form, in few forms, apart from some; the included ones always."""
    by_item: dict[int, dict[int, list[int]]] = {}
    for (form, _, i), v in places.items():
        by_item.setdefault(i, {}).setdefault(form, []).append(v)
    for i, forms in by_item.items():
        included = candidates.items[i].id in blueprint.include
        for variables in forms.values():
            program.constrain(dict.fromkeys(variables, 1.0), 1 if included else 0, 1)
        if blueprint.forms > blueprint.exposure.forms and not included:
            every = [v for variables in forms.values() for v in variables]
            program.constrain(dict.fromkeys(every, 1.0), 0, blueprint.exposure.forms)
    for one, other in candidates.apart:
        for form in range(blueprint.forms):
            pair = [*by_item[one].get(form, []), *by_item[other].get(form, [])]
            program.constrain(dict.fromkeys(pair, 1.0), 0, 1)


def _difficulty(
    program: Program,
    places: dict[Place, int],
    blueprint: Blueprint,
    candidates: Candidates,
    slack: dict[tuple[str, int, int], int] | None,
) -> None:
    """Bring each form's mean near the target, and the forms near each other."""
    target = blueprint.difficulty
    highest, lowest = program.variable(_APART), program.variable(-_APART, upper=1)
    program.constrain({highest: 1.0, lowest: -1.0}, 0, INF)
    for form in range(blueprint.forms):
        mean = {
            v: blueprint.rows[r].points * candidates.items[i].difficulty / blueprint.total
            for (f, r, i), v in places.items()
            if f == form
        }
        program.constrain({**mean, highest: -1.0}, -INF, 0)
        program.constrain({**mean, lowest: -1.0}, 0, INF)
        if target is None:
            continue
        within = target.within if slack is None else 1.0
        off = program.variable(_OFF_TARGET if slack is None else _TOO_FAR, upper=within)
        program.constrain({**mean, off: -1.0}, -INF, target.mean)
        program.constrain({**mean, off: 1.0}, target.mean, INF)


def _parallel(
    program: Program, places: dict[Place, int], blueprint: Blueprint, candidates: Candidates
) -> None:
    """Bring the points of each chapter, and of each level, near each other in all forms."""
    kinds: dict[tuple[str, str], dict[int, dict[int, float]]] = {}
    for (form, r, i), v in places.items():
        item = candidates.items[i]
        for kind in (("chapter", item.chapter), ("level", item.level)):
            kinds.setdefault(kind, {}).setdefault(form, {})[v] = blueprint.rows[r].points
    for by_form in kinds.values():
        most, least = program.variable(_UNLIKE), program.variable(-_UNLIKE, upper=blueprint.total)
        program.constrain({most: 1.0, least: -1.0}, 0, INF)
        for line in by_form.values():
            program.constrain({**line, most: -1.0}, -INF, 0)
            program.constrain({**line, least: -1.0}, 0, INF)


def _mean(blueprint: Blueprint, candidates: Candidates, rows: tuple[tuple[int, ...], ...]) -> float:
    pairs = [(blueprint.rows[r].points, i) for r, chosen in enumerate(rows) for i in chosen]
    points = sum(share for share, _ in pairs)
    lost = sum(share * candidates.items[i].difficulty for share, i in pairs)
    return lost / points if points else float("nan")
