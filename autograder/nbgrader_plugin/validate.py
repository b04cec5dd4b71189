"""``nbgrader validate`` by the engine: a student's own run says what grading will say.

nbgrader's validator has no option for its steps. A configuration file is read after the validator
was imported, though, so `autograder.nbgrader_plugin.configure` can put this step in place of the
stock one.
"""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader import preprocessors as stock
from traitlets import Dict

from autograder.engine import EngineRunner
from autograder.nbgrader_plugin.limits import limits_of
from autograder.notebook_format import from_dict, new_output
from autograder.sandbox.requirements import missing
from autograder.variant import account

if TYPE_CHECKING:
    from types import ModuleType

    from nbformat import NotebookNode

    from autograder.runner import Outcome


def install(validator: ModuleType) -> None:
    """Give nbgrader's validator our step; ``validator`` is the module ``nbgrader.validator``."""
    kind = validator.Validator
    made = kind.__init__
    if getattr(made, "by_engine", False):
        return

    @wraps(made)
    def start(self: Any, *args: Any, **options: Any) -> None:
        made(self, *args, **options)
        self.preprocessors = [stock.CheckCellMetadata, stock.ClearOutput, Execute]

    start.by_engine = True  # type: ignore[attr-defined]
    kind.__init__ = start


class Execute(stock.Execute):  # type: ignore[misc]
    """Runs a released notebook as grading does, with what there is: its visible tests.

    Grade cells run in the judge, with the values of the student's own cells; nothing but the
    student's work is taken for what the answer cells should make. Without a sandbox on this
    machine the student's code runs as any notebook of theirs does.
    """

    limits = Dict({}, help="limits of a submission, by name").tag(config=True)

    def preprocess(self, nb: Any, resources: Any = None, km: Any = None) -> tuple[Any, Any]:
        """Return the executed notebook."""
        del km
        limits = limits_of(self.timeout, self.limits)
        here = Path.cwd()
        with EngineRunner(source_folder=here, isolated=not missing(), purpose="validate") as engine:
            result = engine.run(
                without_answers(nb), nb, folder=here, limits=limits, student=account()
            )
        for cell in result.notebook.cells:
            outcome = result.outcomes.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if outcome is not None and cell.cell_type == "code":
                cell.outputs = outputs_of(outcome, cell)
        return result.notebook, resources


def without_answers(notebook: NotebookNode) -> NotebookNode:
    """Return a source for the judge: the notebook with nothing in its answer cells."""
    source = from_dict(notebook)
    for cell in source.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = ""
    return source


def outputs_of(outcome: Outcome, cell: NotebookNode) -> list[NotebookNode]:
    """Return a grade cell's outputs in the form in which the validator looks for a failure."""
    kept = [out for out in outcome.output if out.get("name") != "stderr"]
    points = float(cell.metadata["nbgrader"]["points"])
    if outcome.points is not None and 0 < outcome.points <= points:
        return kept
    lines = [text for finding in outcome.findings for text in (finding.zh, finding.en)]
    if outcome.line:
        lines.append(f"-> {outcome.line} {cell.source.splitlines()[outcome.line - 1].strip()}")
    said = new_output(
        "error", ename=outcome.verdict.value, evalue=lines[0] if lines else "", traceback=lines
    )
    return [*kept, said]
