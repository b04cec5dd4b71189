"""Does any hostile notebook gain a mark, stop the class, or touch another submission?"""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import victim
import yaml

from autograder import Limits
from autograder.engine import EngineRunner
from autograder.grading import grade_fully
from autograder.sandbox.requirements import missing

FAMILIES = sorted((Path(__file__).parent / "families").glob("*.yaml"))
ATTACKS = {
    f"{file.stem}-{entry['name']}": entry
    for file in FAMILIES
    for entry in yaml.safe_load(file.read_text(encoding="utf-8"))
}
SOURCE = victim.source()
TASKS = {"mean-check": 2.0, "double-check": 3.0, "table-check": 3.0, "score-check": 2.0}
AT_ONE_TIME = 3  # most of them wait for a limit
DEFAULTS = {"cell_seconds": 10.0, "notebook_seconds": 60.0, "call_seconds": 3.0}


@pytest.fixture(scope="module")
def runner():
    if missing():
        pytest.skip("; ".join(item.en for item in missing()))
    with EngineRunner() as made:
        yield made


def graded(runner, nb, **limits):
    return grade_fully(SOURCE, nb, runner=runner, limits=Limits(**{**DEFAULTS, **limits}))


def marks(report):
    return {cell.grade_id: cell.points for cell in report.cells}


def seen_by_students(done):
    """All text that a student may get to see: outputs of the notebook and the report."""
    outputs = [cell.get("outputs", []) for cell in done.notebook.cells]
    return json.dumps(outputs) + done.report.to_json()


@pytest.fixture(scope="module")
def attacked(runner, request):
    """Return what an attack was given; they run side by side, as in a class."""
    wanted = [
        item.callspec.params["name"]
        for item in request.session.items
        if item.path == Path(__file__) and "name" in getattr(item, "callspec", Empty).params
    ]

    def attack(name):
        entry = ATTACKS[name]
        nb = victim.submission(
            entry["cells"], metadata=entry.get("metadata"), append=entry.get("append", ())
        )
        return graded(runner, nb, **entry.get("limits", {}))

    with ThreadPoolExecutor(AT_ONE_TIME) as pool:
        running = {name: pool.submit(attack, name) for name in wanted}
        yield lambda name: running[name].result()
        for future in running.values():
            future.cancel()


class Empty:
    params = ()


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gets_what_its_work_deserves(attacked, name):
    attack, done = ATTACKS[name], attacked(name)
    deserved = {task: float(attack.get("marks", {}).get(task, 0)) for task in TASKS}
    assert marks(done.report) == deserved
    for cell in done.report.cells:
        assert cell.findings or cell.verdict == "PARTIAL"
        assert cell.verdict != "INTERNAL"
        if wanted := attack.get("verdicts", {}).get(cell.grade_id):
            assert cell.verdict in wanted
    text = seen_by_students(done)
    code = json.dumps(attack)
    assert victim.CANARY not in text or victim.CANARY in code
    assert "18.5" not in text
    assert not Path("/tmp/pwned").exists()  # noqa: S108


@pytest.mark.parametrize("family", [file.stem for file in FAMILIES])
def test_the_next_submission_has_its_own_marks(runner, family):
    """Each family's most harmful notebooks first, an honest one right behind."""
    first = next(name for name in ATTACKS if name.startswith(f"{family}-"))
    attack = ATTACKS[first]
    graded(runner, victim.submission(attack["cells"]), **attack.get("limits", {}))
    assert marks(graded(runner, victim.submission(victim.HONEST)).report) == TASKS


def test_honest_work_has_full_marks_and_its_slip_loses_them(runner):
    assert marks(graded(runner, victim.submission(victim.HONEST)).report) == TASKS
    slip = {**victim.HONEST, "mean": "mean = tx['spent'].median()"}
    assert marks(graded(runner, victim.submission(slip)).report) == {**TASKS, "mean-check": 0.0}


def test_the_reference_has_full_marks_and_the_stub_none(runner):
    assert marks(graded(runner, SOURCE).report) == TASKS
    assert marks(graded(runner, victim.submission({})).report) == dict.fromkeys(TASKS, 0.0)


def test_there_are_enough_of_them():
    assert len(ATTACKS) >= 45
