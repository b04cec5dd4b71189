"""First in nbgrader's sanitising steps: the submission gets the release's structure."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.nbgrader_plugin.place import Place
from autograder.reading import ReadNotebook, read_notebook
from autograder.repair import repair_notebook


class RepairSubmission(NbGraderPreprocessor):  # type: ignore[misc]
    """Mends clumsy notebooks, so that one of them cannot stop a class.

    What it did is kept in the notebook's metadata for the second pass, which reports it.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the repaired notebook."""
        place = Place.of(self, resources)
        read = resources.get("autograder", {}).get("read")
        if not isinstance(read, ReadNotebook):
            read = read_notebook(nb)
        made = repair_notebook(place.source(), read.notebook, place.rules())
        repairs = (*read.repairs, *made.repairs)
        for repair in repairs:
            self.log.warning("%s: %s", place.student, repair.en)
        made.notebook.metadata["autograder"] = {
            "submission_hash": read.digest,
            "repairs": [asdict(repair) for repair in repairs],
        }
        return made.notebook, resources
