"""What the judge said, as outcomes; what it could not say, as the reason why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from autograder.judge.plan import GRADE
from autograder.messages import finding
from autograder.runner import Outcome
from autograder.sandbox.zygote import call_seconds
from autograder.scoring import TIMEOUT_ERROR, judged_error, outcome_of, short
from autograder.verdict import Verdict

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping, Sequence

    from nbformat import NotebookNode

    from autograder.judge.plan import Place
    from autograder.limits import Limits
    from autograder.released import ReleasedCell
    from autograder.report import Finding
    from autograder.sandbox.session import CellRun, Taken

STUB = "NotImplementedError"


@dataclass(slots=True)
class Walk:
    """What running a submission in the sandbox gave.

    Attributes
    ----------
    taken
        Values at the places that were reached, in their order.
    branches
        By place: the student's process as it was there, where there are handles.
    runs
        By grade_id: how each cell ended.
    death, died_at
        How and where the process died, if it did.
    strict
        Whether each branch is to be a process of its own.
    kept
        Whether one of them is not, and shares the student's process with others.
    """

    limits: Limits
    strict: bool = False
    kept: bool = False
    taken: list[Taken] = field(default_factory=list)
    branches: dict[int, socket.socket] = field(default_factory=dict)
    runs: dict[str, CellRun] = field(default_factory=dict)
    death: str = ""
    died_at: str = ""

    def close(self) -> None:
        """Hang up on every branch."""
        for branch in self.branches.values():
            branch.close()

    def spoiled(self, results: Sequence[Mapping[str, Any] | None]) -> bool:
        """Whether an answer is missing only because a branch did not have its own process."""
        return self.kept and (bool(self.death) or any(one and one["lost"] for one in results))

    def shows_traceback(self) -> bool:
        """Whether a cell that somebody sees has raised an exception."""
        outputs = (output for ran in self.runs.values() for output in ran.outputs)
        return any(output.output_type == "error" for output in outputs)

    def since_last_check(
        self, place: str, release: Mapping[str, ReleasedCell]
    ) -> dict[str, CellRun]:
        """Return how the answer cells between the last grade cell and a place ended."""
        found: dict[str, CellRun] = {}
        for name, ran in self.runs.items():
            if name == place:
                break
            cell = release.get(name)
            if cell is not None and cell.locked and cell.grade:
                found = {}
            elif cell is not None and cell.solution:
                found[name] = ran
        return found


def outcomes_of(
    places: Sequence[Place],
    results: Sequence[Mapping[str, Any] | None],
    done: Walk,
    release: Mapping[str, ReleasedCell],
    notebook: NotebookNode,
) -> dict[str, Outcome]:
    """Return an outcome for every grade cell; the judge's outputs are put into the notebook."""
    outcomes: dict[str, Outcome] = {}
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
    failed_setup: Mapping[str, Any] | None = None
    for number, place in enumerate(places):
        result = results[number] if number < len(results) else None
        if place.kind != GRADE:
            if result is not None and result["ename"]:
                failed_setup = result
            continue
        if number >= len(results):
            outcome = _dead(done)
        elif result is None:
            outcome = Outcome(Verdict.INTERNAL, None, (finding("internal", detail="judge"),))
        else:
            code = release[place.grade_id].full
            own = done.since_last_check(place.grade_id, release)
            outcome = _judged(place, result, done, code, failed_setup, own)
        outcomes[place.grade_id] = outcome
        if place.grade_id in cells:
            cells[place.grade_id].outputs = list(outcome.output)
    return outcomes


def _judged(
    place: Place,
    result: Mapping[str, Any],
    done: Walk,
    code: str,
    failed_setup: Mapping[str, Any] | None,
    own: Mapping[str, CellRun],
) -> Outcome:
    limits = done.limits
    error = (result["ename"], result["evalue"]) if result["ename"] else None
    outputs = tuple(_shown(output) for output in result["outputs"])
    if result["fault"]:
        detail = f"{result['ename']}: {short(result['evalue'])}"
        return Outcome(Verdict.INTERNAL, None, (finding("internal", detail=detail),))
    if result["missing"]:
        return _missing(place, result["missing"], done, failed_setup, own)
    if result["late"] and error is not None:
        error = (TIMEOUT_ERROR, "")
    seconds = (
        limits.cell_seconds if result["ename"] == "JudgeTimeoutError" else call_seconds(limits)
    )
    judged = outcome_of(outputs, place.points, error=error, source=code, seconds=seconds)
    kept = tuple(out for out in outputs if out.output_type != "error")
    verdict = judged.verdict
    if result["late"] and judged.points == 0:  # the check itself went on after a call was ended
        verdict = Verdict.TIMEOUT
    return Outcome(verdict, judged.points, judged.findings, kept, result["line"])


def _shown(output: dict[str, Any]) -> NotebookNode:
    """Return an output node; a traceback would quote hidden tests, so none is kept."""
    keys = ("output_type", "name", "text", "data", "metadata", "execution_count", "ename", "evalue")
    node = {key: output[key] for key in keys if key in output}
    if node["output_type"] == "error":
        node["traceback"] = []
    from autograder.notebook_format import from_dict  # slow to import; first used here

    return from_dict(node)


def _missing(
    place: Place,
    name: str,
    done: Walk,
    failed_setup: Mapping[str, Any] | None,
    own: Mapping[str, CellRun],
) -> Outcome:
    """Say why a name is not there: not made, or not to be made out of what the student made."""
    if name not in place.names and failed_setup is not None:
        verdict, said = judged_error(failed_setup["ename"], failed_setup["evalue"], "")
        return Outcome(verdict, 0.0, (said,))
    found: list[Finding] = [finding("missing_name", name=name)]
    verdict = Verdict.MISSING
    for grade_id, ran in own.items():
        if ran.status == "timeout":
            verdict = Verdict.TIMEOUT
            found = [finding("timeout", seconds=done.limits.cell_seconds)]
        elif ran.status == "memory":
            verdict = Verdict.MEMORY
            found = [finding("memory", megabytes=done.limits.memory_bytes / (1 << 20))]
        elif ran.status == "error" and ran.ename != STUB:
            verdict = Verdict.ERROR
            ename, evalue = ran.ename[:60], short(ran.evalue)
            found.append(finding("own_error", grade_id=grade_id, ename=ename, evalue=evalue))
    return Outcome(verdict, 0.0, tuple(found))


def _dead(done: Walk) -> Outcome:
    """Say what ended the student's process before this place."""
    limits = done.limits
    if done.death == "timeout":
        said = finding("timeout", seconds=limits.cell_seconds)
        return Outcome(Verdict.TIMEOUT, 0.0, (said,))
    if done.death == "memory":
        said = finding("memory", megabytes=limits.memory_bytes / (1 << 20))
        return Outcome(Verdict.MEMORY, 0.0, (said,))
    if done.death == "output":
        said = finding("output", kilobytes=limits.output_bytes / 1024)
        return Outcome(Verdict.OUTPUT, 0.0, (said,))
    return Outcome(Verdict.CRASH, 0.0, (finding("crash", grade_id=done.died_at),))
