"""What the numbers cannot say by themselves: how an estimation ended, and what looks odd."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_models.estimator import Status
from crm_models.text import Text

if TYPE_CHECKING:
    from crm_models.sem.plan import Plan
    from crm_models.sem.solution import Solution
    from crm_models.sem.specification import Specification


def diagnose(
    spec: Specification, plan: Plan, solution: Solution, *, consistent: bool
) -> tuple[Status, tuple[Text, ...]]:
    """Return how the estimation of the first sample ended, and notes for the reader."""
    improper = _out_of_range(spec, solution) if consistent else []
    notes = [
        *_dependent_indicators(spec, plan, solution),
        *_dependent_predecessors(spec, solution),
        *_odd_items(spec, solution),
        *improper,
    ]
    return _status(solution, improper=bool(improper)), tuple(notes)


def _status(solution: Solution, *, improper: bool) -> Status:
    rounds, change = int(solution.outer.iterations[0]), float(solution.outer.change[0])
    if np.isnan(change):
        return Status(
            "not_converged",
            Text(
                "没有解：形成型题项线性相关，或某个构念与相邻构念毫无相关",
                "no solution: formative indicators are linearly dependent, or a construct is "
                "uncorrelated with its neighbours",
            ),
        )
    if not solution.outer.converged[0]:
        return Status(
            "not_converged",
            Text(
                f"未收敛：{rounds} 轮后权重仍变动 {change:.1e}；增大 max_iterations，或换一种方案",
                f"not converged: after {rounds} rounds outer weights still change by {change:.1e}; "
                "raise max_iterations or try another scheme",
            ),
        )
    if improper:
        return Status(
            "boundary",
            Text(
                "权重已收敛，但校正后的估计超出取值范围：见 notes_",
                "the weights converged, but corrected estimates are out of range: see notes_",
            ),
        )
    if not np.isfinite(solution.coefficients[0]).all():
        return Status(
            "boundary",
            Text(
                "权重已收敛，但部分路径系数无解：见 notes_",
                "the weights converged, but some path coefficients have no solution: see notes_",
            ),
        )
    return Status("interior", Text(f"已收敛（{rounds} 轮）", f"converged in {rounds} rounds"))


def _dependent_indicators(spec: Specification, plan: Plan, solution: Solution) -> list[Text]:
    notes = []
    for place in plan.formative:
        if np.isnan(solution.weights[0, plan.slices[place]]).any():
            each = spec.constructs[place]
            listed = ", ".join(each.indicators)
            notes.append(
                Text(
                    f"“{each.name}”的形成型题项（{listed}）可能线性相关："
                    "删去多余的题项，或改用模式 A",
                    f"the formative indicators of {each.name!r} ({listed}) may be linearly "
                    "dependent: leave out the superfluous ones, or use mode A",
                )
            )
    return notes


def _dependent_predecessors(spec: Specification, solution: Solution) -> list[Text]:
    if np.isnan(solution.constructs[0]).any():
        return []  # said already: there are no scores
    notes = []
    for place in np.flatnonzero(np.isnan(solution.coefficients[0]).any(axis=0)):
        name = spec.names[place]
        listed = ", ".join(spec.predecessors(name))
        notes.append(
            Text(
                f"指向“{name}”的构念（{listed}）线性相关，各自的影响无法分开：删去或合并其中的构念",
                f"the constructs with arrows to {name!r} ({listed}) are linearly dependent and "
                "their effects cannot be told apart: leave out or merge some",
            )
        )
    return notes


def _odd_items(spec: Specification, solution: Solution) -> list[Text]:
    notes = []
    names = zip(spec.indicators, solution.loadings[0], strict=True)
    for name, loading in names:
        if loading < 0:
            notes.append(
                Text(
                    f"题项“{name}”的载荷为负（{loading:.2f}）：是反向题吗？先把它反向计分",
                    f"indicator {name!r} loads negatively ({loading:.2f}): if it is reverse-coded, "
                    "turn it round first",
                )
            )
    return notes


def _out_of_range(spec: Specification, solution: Solution) -> list[Text]:
    notes = []
    beyond = np.abs(solution.constructs[0]) > 1.0 + 1e-9
    for i, j in zip(*np.nonzero(np.triu(beyond, 1)), strict=True):
        value = solution.constructs[0, i, j]
        notes.append(
            Text(
                f"“{spec.names[i]}”与“{spec.names[j]}”校正后的相关为 {value:.2f}，超出 ±1："
                "两个构念没有分开，或样本太小",
                f"the disattenuated correlation of {spec.names[i]!r} and {spec.names[j]!r} is "
                f"{value:.2f}, beyond ±1: the constructs are not distinct, or the sample is too "
                "small",
            )
        )
    for place, name in enumerate(spec.names):
        if solution.reliability[0, place] <= 0:
            notes.append(
                Text(
                    f"“{name}”的 rho_A 不大于 0：题项并不测量同一件事，一致估计（PLSc）无解",
                    f"rho_A of {name!r} is not above 0: its items do not measure one thing, and "
                    "consistent estimates (PLSc) do not exist",
                )
            )
    return notes
