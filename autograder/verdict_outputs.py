"""What the executed notebook says about its marks, for whoever reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.messages import VERDICTS
from autograder.notebook_format import from_dict

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from autograder.report import Report


def say_verdicts(notebook: NotebookNode, report: Report) -> None:
    """Show under each grade cell what its outputs do not say yet."""
    by_name = {cell.grade_id: cell for cell in report.cells}
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        said = by_name.get(name)
        if said is None or cell.cell_type != "code":
            continue
        for finding in said.findings:
            if finding.name in VERDICTS and finding.name != "manual":
                data = {"text/plain": f"{finding.zh}\n{finding.en}"}
                output = {"output_type": "display_data", "data": data, "metadata": {}}
                # not by nbformat's new_output, whose check takes longer to set up than a notebook
                cell.outputs.append(from_dict(output))
