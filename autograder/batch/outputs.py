"""nbgrader's limits of what a graded notebook keeps of its outputs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from autograder.batch.task import Task


def limit_outputs(notebook: NotebookNode, task: Task) -> None:
    """Cut long outputs as nbgrader's ``LimitOutput`` and ``IgnorePattern`` are configured to."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            kept = [out for out in cell.outputs if not _ignored(out, task.ignored_stderr)]
            cell.outputs = _limited(kept, task.kept_lines)
            for output in cell.outputs:
                if output.output_type == "error":
                    output.traceback = _ends(output.traceback, task.kept_traceback)


def _ignored(output: NotebookNode, pattern: str) -> bool:
    if not pattern or output.output_type != "stream" or output.name != "stderr":
        return False
    return re.search(pattern, output.text) is not None


def _limited(outputs: list[NotebookNode], most: int) -> list[NotebookNode]:
    if most == -1:
        return outputs
    kept, length = [], 0
    for output in outputs:
        if output.output_type == "stream":
            if length == most:
                continue
            lines = output.text.split("\n")
            if len(lines) + length > most:
                lines = [*lines[: most - length - 1], "... Output truncated ..."]
            length += len(lines)
            output.text = "\n".join(lines)
        kept.append(output)
    return kept


def _ends(lines: list[str], most: int) -> list[str]:
    if most == -1 or len(lines) <= most:
        return lines
    start = most // 2
    end = most - start - 1
    return [*lines[:start], "... Traceback truncated ...", *lines[len(lines) - end :]]
