"""Runs the submission by the engine and keeps its report for the gradebook."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from nbgrader import preprocessors as stock
from traitlets import Bool, Dict, Instance, Unicode

from autograder.cell_reports import judged
from autograder.grading import default_runner, engine_version, package_versions
from autograder.nbgrader_plugin.limits import limits_of
from autograder.nbgrader_plugin.place import Place
from autograder.nbgrader_plugin.records import fingerprint, source_print, write_record
from autograder.reading import read_notebook
from autograder.released import released_cells
from autograder.repair import repair_notebook
from autograder.report import Repair, Report
from autograder.verdict_outputs import say_verdicts


class Execute(stock.Execute):  # type: ignore[misc]
    """nbgrader's step of the same name, by this package's runner.

    ``Execute.timeout`` is the time limit of a cell; ``Execute.limits`` sets the others
    (`autograder.limits.Limits`).
    """

    limits = Dict({}, help="limits of a submission, by name").tag(config=True)
    lang = Unicode("zh", help='"zh" or "en": the language kept in reports').tag(config=True)
    sandbox = Bool(
        True,
        help="False runs student code with the rights of whoever grades; every report says so",
    ).tag(config=True)
    runner = Instance(object, allow_none=True)

    def preprocess(self, nb: Any, resources: Any = None, km: Any = None) -> tuple[Any, Any]:
        """Return the executed notebook; the report goes into the resources and to disk."""
        del km
        started = time.perf_counter()
        place = Place.of(self, resources)
        source, rules = place.source(), place.rules()
        # the first pass repaired it; this pass only asks which answers are untouched
        repaired = repair_notebook(source, nb, rules)
        release = released_cells(source, rules)
        limits = limits_of(self.timeout, self.limits)
        runner = self.runner or default_runner(
            place.source_folder, rules=rules, sandbox=self.sandbox
        )
        result = runner.run(
            source,
            repaired.notebook,
            folder=place.folder,
            limits=limits,
            student=place.student,
        )
        first = nb.metadata.get("autograder", {})
        report = Report(
            source_hash=read_notebook(source).digest,
            submission_hash=str(first.get("submission_hash", "")),
            engine=engine_version(),
            packages=package_versions(),
            limits=limits,
            isolation=result.isolation,
            lang=self.lang,
            seed=result.seed,
            cells=judged(release, result.outcomes, repaired.untouched),
            repairs=tuple(Repair.from_dict(item) for item in first.get("repairs", [])),
            notes=result.notes,
        )
        seconds = round(time.perf_counter() - started, 4)
        report = replace(report, timings={**result.timings, "total": seconds})
        say_verdicts(result.notebook, report)
        result.notebook.metadata.pop("autograder", None)
        resources["autograder"] = {**resources.get("autograder", {}), "report": report}
        printed = source_print(place.source_folder, source)
        inputs = fingerprint(place.submitted_folder, printed)
        write_record(place.folder, place.notebook, inputs, report)
        return result.notebook, resources
