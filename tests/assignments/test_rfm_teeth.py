"""The RFM lab's checks catch every misconception that concerns it, and name it."""

from __future__ import annotations

import nbformat
import pytest

from course.labs.regions import handed_in
from crm_models import misconceptions, rfm


def recency(compute):
    return lambda tx, as_of: compute(tx, as_of=as_of)["days_since_last"]


def frequency(compute):
    return lambda tx, as_of, days: compute(tx, as_of=as_of, window=days)["frequency"]


def monetary(compute):
    return lambda tx, as_of, days, how="sum": compute(tx, as_of=as_of, window=days, monetary=how)[
        "monetary_value"
    ]


def score(scores):
    def of(values, reverse=False):
        scored = scores(_three_times(values), 5)
        return scored["R" if reverse else "F"]

    return of


def _three_times(values):
    import pandas as pd

    return pd.DataFrame(dict.fromkeys(rfm.COLUMNS, values))


def codes(binary_codes):
    return lambda table: binary_codes(table, "mean")


def chain(ratio_chain):
    return lambda spend, exposure: ratio_chain(spend, exposure).tolist()


def wallet(share):
    return lambda spend, income, spend_months=1, income_months=1: share(
        spend, income, spend_periods=spend_months, income_periods=income_months
    )


# The reference function of a misconception -> the tasks that ask for it: their cell's name, the
# student's function, and how the function follows from the reference.
TASKS = {
    "rfm.compute": (
        ("recency", "recency", recency),
        ("frequency", "frequency", frequency),
        ("monetary", "monetary", monetary),
    ),
    "rfm.scores": (("score", "score", score),),
    "rfm.binary_codes": (("codes", "binary_codes", codes),),
    "retention.ratio_chain": (("chain", "ratio_chain", chain),),
    "retention.share_of_wallet": (("wallet", "share_of_wallet", wallet),),
}
# What elsewhere is a mistake is right in this lab: rows are purchases, the cut is the mean.
RIGHT_HERE = {"rfm.rows_counted", "rfm.mean_for_median"}
EVERY = [wrong for target in TASKS for wrong in misconceptions.of(target)]


@pytest.fixture(scope="module")
def lab(assignment):
    """The executed source notebook: its names, and the text of its checks."""
    source = assignment("rfm").source
    names: dict[str, object] = {}
    checks = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(source.parent)
        patch.setenv("MPLBACKEND", "agg")
        for cell in nbformat.read(source, as_version=4).cells:
            if cell.cell_type == "code":
                checks[cell.id] = compile(handed_in(cell.source), cell.id, "exec")
                exec(checks[cell.id], names)
        yield names, checks


@pytest.fixture
def check(lab, capsys):
    """Run one check with a student's function; return points, full points, what it said."""
    names, checks = lab

    def run(cell, function, student):
        place = dict(names)
        place[function] = student
        exec(checks[f"{cell}-check"], place)
        capsys.readouterr()
        done = place["check"]
        points = done.score()
        return points, done.points, capsys.readouterr().out

    return run


def test_the_reference_as_a_task_has_full_marks(check):
    for target, tasks in TASKS.items():
        reference = misconceptions.of(target)[0].reference()
        for cell, function, wrap in tasks:
            points, full, said = check(cell, function, wrap(reference))
            assert points == full > 0
            assert "✗" not in said


@pytest.mark.parametrize("wrong", EVERY, ids=lambda wrong: wrong.name)
def test_every_misconception_loses_points_and_is_named(check, wrong):
    caught = any(
        points < full and wrong.message.zh in said and wrong.message.en in said
        for points, full, said in (
            check(cell, function, wrap(wrong.variant))
            for cell, function, wrap in TASKS[wrong.target]
        )
    )
    assert caught is (wrong.name not in RIGHT_HERE)
