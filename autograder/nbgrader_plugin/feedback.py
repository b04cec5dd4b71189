"""Keeps hidden tests hidden in the feedback that students get."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.messages import pair
from autograder.nbgrader_plugin.rules import rules_of
from autograder.released import SourceNotebookError, cut_region
from autograder.scoring import judged_error


class HideTests(NbGraderPreprocessor):  # type: ignore[misc]
    """Cuts hidden tests and mark schemes out of the cells, and tracebacks that quote them."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Return the cell as the student may see it."""
        del cell_index
        rules = rules_of(self.config)
        full = cell.source
        try:
            shown = cut_region(full, rules.hidden_tests, "")
            shown = cut_region(shown, rules.mark_scheme, "")
        except SourceNotebookError:
            shown = pair("fail").zh  # unbalanced marks: better nothing than the tests
        if shown == full:
            return cell, resources
        cell.source = shown
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                _, said = judged_error(output.ename, output.evalue, full)
                output.evalue = f"{said.zh} {said.en}"
                output.traceback = [f"{output.ename}: {said.zh} {said.en}"]
        return cell, resources
