"""Where an nbgrader preprocessor finds itself: course folder, assignment, student."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.gradebook import read_assignment
from autograder.nbgrader_plugin.rules import rules_of
from autograder.nbgrader_plugin.source import source_notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from traitlets.config import Config

    from autograder.released import Rules


@dataclass(frozen=True, slots=True)
class Place:
    """What nbgrader tells a preprocessor about the notebook in its hands.

    Attributes
    ----------
    assignment, notebook, student, db_url
        nbgrader's resources.
    source_folder, release_folder, submitted_folder
        Folders of the assignment and of what was handed in; `None` outside a course folder.
    folder
        The folder of the notebook in work.
    config
        nbgrader's configuration.
    """

    assignment: str
    notebook: str
    student: str
    db_url: str
    source_folder: Path | None
    release_folder: Path | None
    submitted_folder: Path | None
    folder: Path
    config: Config

    @classmethod
    def of(cls, preprocessor: Any, resources: Any) -> Place:
        """Read the place of a preprocessor from it and its resources."""
        told = resources["nbgrader"]
        # nbgrader's converter makes the exporter, and that the preprocessor
        converter = getattr(getattr(preprocessor, "parent", None), "parent", None)
        made = cls.at(
            getattr(converter, "coursedir", None),
            preprocessor.config,
            told["assignment"],
            told["notebook"],
            told["student"],
        )
        folder = Path(resources.get("metadata", {}).get("path") or ".")
        return replace(made, db_url=told["db_url"], folder=folder)

    @classmethod
    def at(
        cls, coursedir: Any, config: Config, assignment: str, notebook: str, student: str
    ) -> Place:
        """Return the place of a notebook in a course folder (`None`: outside of one)."""

        def path(step: str, who: str) -> Path | None:
            if coursedir is None:
                return None
            return Path(coursedir.format_path(getattr(coursedir, step), who, assignment))

        return cls(
            assignment=assignment,
            notebook=notebook,
            student=student,
            db_url=coursedir.db_url if coursedir is not None else "",
            source_folder=path("source_directory", "."),
            release_folder=path("release_directory", "."),
            submitted_folder=path("submitted_directory", student),
            folder=path("autograded_directory", student) or Path(),
            config=config,
        )

    def source(self) -> NotebookNode:
        """Return the source notebook as the gradebook knows it."""
        folders = [folder for folder in (self.source_folder, self.release_folder) if folder]
        found = read_assignment(self.db_url, self.assignment)
        if found is None or self.notebook not in found.notebooks:
            raise LookupError(f"the gradebook has no {self.assignment}/{self.notebook}")
        paths = [folder / f"{self.notebook}.ipynb" for folder in folders]
        return source_notebook(paths, found.notebooks[self.notebook])

    def rules(self) -> Rules:
        """Return how this course makes a release of a source."""
        return rules_of(self.config)
