"""How nbgrader reads what students handed in: tolerantly, and never through a link."""

from __future__ import annotations

import glob
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict

from autograder.gradebook import read_assignment
from autograder.messages import repair
from autograder.reading import UnreadableNotebookError, read_notebook
from autograder.repair.files import find_notebook

if TYPE_CHECKING:
    from autograder.report import Repair


class SubmissionExporter(NotebookExporter):  # type: ignore[misc]
    """nbconvert's notebook exporter with this package's reader.

    nbgrader makes it after it has looked for submissions and before it copies any of their
    files: the one moment at which configuration alone can mend file names and keep links out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found: dict[Path, list[Repair]] = {}
        if hasattr(self.parent, "assignments") and hasattr(self.parent, "_sanitizing"):
            for folder, notebooks in self.parent.assignments.items():
                notes = self._found[Path(folder)] = []
                notes += self._keep_links_out(Path(folder))
                notes += self._find_renamed(Path(folder), notebooks)

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Convert one notebook file.

        Raises
        ------
        UnreadableNotebookError
            One line that says what, where and what to do; nbgrader logs it and goes on.
        """
        path = Path(filename)
        resources = ResourcesDict() if resources is None else resources
        resources["metadata"] = ResourcesDict(name=path.stem, path=str(path.parent))
        keep = self.config.ClearOutput.get("enabled") is False  # `nbgrader autograde --no-execute`
        read = read_notebook(path, keep_outputs=keep)
        found = self._found.get(path.parent, [])
        read = replace(read, repairs=(*found, *read.repairs))
        resources["autograder"] = {"read": read}
        made: tuple[Any, dict[str, Any]] = self.from_notebook_node(read.notebook, resources, **kw)
        return made

    def _keep_links_out(self, folder: Path) -> list[Repair]:
        """Make nbgrader ignore links: it would copy what they point at."""
        links = [
            Path(parent, name)
            for parent, folders, files in os.walk(folder)
            for name in (*folders, *files)
            if Path(parent, name).is_symlink()
        ]
        if not links:
            return []
        ignore = self.parent.coursedir.ignore
        self.parent.coursedir.ignore = [*ignore, *(glob.escape(str(path)) for path in links)]
        names = ", ".join(sorted(path.name[:40] for path in links)[:5])
        return [repair("links", names=names)]

    def _find_renamed(self, folder: Path, notebooks: list[str]) -> list[Repair]:
        """Put a copy under the right name beside the only notebook that has a wrong one."""
        coursedir = self.parent.coursedir
        known = read_assignment(coursedir.db_url, coursedir.assignment_id)
        names = list(known.notebooks) if known is not None else []
        if len(names) != 1:
            return []  # without an assignment nbgrader says so itself
        copy = folder / f"{names[0]}.ipynb"
        try:
            found, notes = find_notebook(folder, names[0])
        except UnreadableNotebookError as error:
            self.log.warning("%s", error)
            return []
        if found != copy:
            shutil.copyfile(found, copy, follow_symlinks=False)
            notebooks.append(str(copy))
        return list(notes)
