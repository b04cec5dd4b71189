"""The proof of a lab over many seeds: what is fair passes, what is not is told with its seeds."""

from __future__ import annotations

import json
from dataclasses import asdict

import numpy as np
import pandas as pd
import pytest

from autograder.variant import Recipe
from course import labs
from course.labs.proof import answers, faults, perturbed, runner, script
from course.labs.proof.listening import Answer
from course.labs.proof.record import Flaw, Looked, Proof
from course.labs.proof.seed import prove as prove_one
from crm_models.datasets import online_shop

YAML = """\
title: {zh: 小实验, en: A small lab}
objectives: [{zh: 会加总, en: Add up}]
minutes: {least: 10, most: 20}
points: 6
imports: [numpy, os, pandas, autograder.check, autograder.variant]
data:
  generator: online_shop
  seed: 3
  per_student: true
  files: {tx.csv: transactions}
"""
NOTEBOOK = """\
```{code-cell}
:readonly: setup
import pandas as pd
from autograder.check import Check
from autograder.variant import own_data
own_data()
tx = pd.read_csv("tx.csv")
```

```{code-cell}
:solves: mean
### BEGIN SOLUTION
mean = tx["amount"].mean()
### END SOLUTION
```

```{code-cell}
:checks: mean
:points: 2
check = Check("mean", points=2)
### BEGIN HIDDEN TESTS
check.equal(lambda: mean, pd.read_csv("tx.csv")["amount"].mean())
### END HIDDEN TESTS
check.score()
```

```{code-cell}
:solves: total
def total(tx, of="amount"):
    ### BEGIN SOLUTION
    return tx.groupby("customer_id")[of].sum()
    ### END SOLUTION
```

```{code-cell}
:checks: total
:points: 4
check = Check("total", points=4)
none = pd.DataFrame({"customer_id": ["A"], "amount": [0.0]})
check.calls(total, [((none,), none.set_index("customer_id")["amount"])])
### BEGIN HIDDEN TESTS
log = pd.read_csv("tx.csv").head(400)
check.calls(total, [((log,), log.groupby("customer_id")["amount"].sum())])
### END HIDDEN TESTS
check.score()
```
"""


@pytest.fixture
def prove(tmp_path):
    """Prove the small lab with some of its text replaced; return what is told, by cell."""

    def told(*replaced, yaml=YAML, processes=False):
        folder = tmp_path / "mini"
        folder.mkdir(exist_ok=True)
        notebook = NOTEBOOK
        for old, new in replaced:
            assert old in notebook
            notebook = notebook.replace(old, new)
        (folder / "lab.yaml").write_text(yaml, encoding="utf-8")
        (folder / "mini.md").write_text(notebook, encoding="utf-8")
        source, steps = labs.build(folder, tmp_path / "source"), []
        seeds = runner.seeds_of(source, 3) or [None]
        if processes:
            given = [seed for seed in seeds if seed is not None]
            proofs = runner.run(source, given, jobs=2, step=lambda: steps.append(1))
            assert len(steps) == len(seeds)
            assert {proof.seed for proof in proofs} == set(seeds)
        else:
            code = script.read(source)
            proofs = [prove_one(code, seed) for seed in seeds]
        found = faults.found(labs.load(folder), proofs)
        assert all(any("一" <= letter <= "鿿" for letter in fault.text.zh) for fault in found)
        return {fault.where: fault for fault in found}

    return told


def test_a_fair_lab_has_nothing_told(prove):
    assert prove() == {}


def test_each_seed_has_a_process_of_its_own(prove):
    """What one seed leaves behind does not reach the next; one that dies takes none along."""
    dying = Recipe("mini", "", {}, 3).seed_of("1")
    rows = len(online_shop(dying).transactions)
    told = prove(
        # three times with each seed: the reference, the stub, the reference on perturbed data
        ("own_data()\ntx", "own_data()\npd.run = getattr(pd, 'run', 0) + 1\nassert pd.run < 4\ntx"),
        ('tx.csv")\n```', f'tx.csv")\nif len(tx) == {rows}:\n    import os\n\n    os.abort()\n```'),
        processes=True,
    )
    assert {fault.seeds for fault in told.values()} == {(dying,)}
    assert "the process died (-6) (with 1 of 3" in told["mini"].text.en


ABOVE = ('mean = tx["amount"].mean()', 'mean = (tx["amount"] >= tx["amount"].{0}).sum()')
EXPECTED = ('pd.read_csv("tx.csv")["amount"].mean())', "mean)")
# nobody spends that much: 0 is right for everybody
NOBODY = (
    ('return tx.groupby("customer_id")[of].sum()', "return float((tx[of] > {0}).sum())"),
    ('none.set_index("customer_id")["amount"]', "0.0"),
    ('log.groupby("customer_id")["amount"].sum())', 'float((log["amount"] > {0}).sum()))'),
)


def with_text(pairs, text):
    """Fill a text into replacements."""
    return [tuple(part.format(text) for part in pair) for pair in pairs]


def test_a_tie_is_ill_conditioned_and_a_mean_is_not(prove):
    """How many spend at least the commonest amount hangs on amounts that are equal."""
    tied = prove(*with_text([ABOVE, EXPECTED], "mode()[0]"))
    assert set(tied) == {"mean-check"}
    assert "ill-conditioned" in tied["mean-check"].text.en
    assert "病态" in tied["mean-check"].text.zh
    assert 3 in tied["mean-check"].seeds
    assert len(tied["mean-check"].seeds) == 3
    assert prove(*with_text([ABOVE, EXPECTED], "mean()")) == {}


def test_an_answer_that_is_zero_for_somebody_is_degenerate_and_its_twin_is_not(prove):
    nobody = prove(*with_text(NOBODY, "1e9"))
    assert set(nobody) == {"total-check"}
    assert "degenerate answer: zero throughout" in nobody["total-check"].text.en
    assert "退化" in nobody["total-check"].text.zh
    # the case made by hand expects 0 as well, and may
    assert prove(*with_text(NOBODY, "50")) == {}


def test_points_for_the_stub_and_a_wrong_reference_are_told(prove):
    wrong = prove(
        ('mean = tx["amount"].mean()', 'mean = tx["amount"].median()'),
        (
            "check.calls(total, [((none,)",
            'check.that(len(tx) > 5, "", "")\ncheck.calls(total, [((none,)',
        ),
    )
    assert "the reference gets 0 of 2" in wrong["mean-check"].text.en
    assert "points for nothing" in wrong["total-check"].text.en


def test_a_lab_whose_data_are_shared_is_proved_once(prove):
    shared = YAML.replace("  per_student: true\n", "").replace(", autograder.variant", "")
    plain = ("from autograder.variant import own_data\nown_data()\n", "")
    assert prove(plain, yaml=shared) == {}
    wrong = prove(plain, ('mean = tx["amount"].mean()', "raise ValueError(5)"), yaml=shared)
    assert "ValueError: 5" in wrong["mean"].text.en
    assert wrong["mean"].seeds == ()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (float("nan"), "not finite"),
        ([1.0, float("inf")], "not finite"),
        ([], "empty"),
        (pd.DataFrame({"a": []}), "empty"),
        ("", "empty"),
        (0, "zero"),
        (pd.Series([0.0, 0.0]), "zero"),
        (["111"] * 3, "same"),
        (np.full((2, 2), 7.0), "same"),
        ({"a": 0.5, "b": [0.5, 0.5]}, "same"),
    ],
)
def test_what_is_degenerate(value, said):
    assert said in answers.degenerate(Answer((), (value,))).en


@pytest.mark.parametrize(
    "value", [0.1, True, False, "111", [5, 5], [0, 1], ["a", "b", "a"], {"a": 0.0, "b": 1.0}, None]
)
def test_what_is_not(value):
    assert answers.degenerate(Answer((), (value,))) is None


def test_equal_calls_have_equal_digests_and_others_do_not():
    def call(table):
        return answers.digest(Answer(((table, np.sum),), (table.sum(),)))

    table = pd.DataFrame({"x": [1.5, 2.0], "when": pd.to_datetime(["2025-01-01", "2025-01-02"])})
    table = table.assign(when=(table["when"] - table["when"][0]))
    assert call(table) == call(table.copy())
    assert call(table) != call(table.assign(x=[1.5, 2.0000001]))


def test_only_amounts_are_moved_and_by_a_ninth_digit(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table = pd.DataFrame(
        {
            "who": ["a", "b", "c"],
            "date": ["2025-01-01"] * 3,
            "count": [1, 2, 3],
            "score": [5.0, None, 3.0],
            "amount": [10.25, 3.5, None],
        }
    )
    table.to_csv("t.csv", index=False)
    assert perturbed.write(["t.csv"])
    moved = pd.read_csv("t.csv")
    pd.testing.assert_frame_equal(moved.drop(columns="amount"), table.drop(columns="amount"))
    relative = (moved["amount"] / table["amount"] - 1).abs()
    assert relative[:2].between(1e-13, 1.01e-9).all()
    assert moved["amount"].isna().tolist() == [False, False, True]
    table.drop(columns="amount").to_csv("t.csv", index=False)
    assert not perturbed.write(["t.csv"])


def test_what_a_proof_says_is_equal_after_its_journey():
    looked = [Looked(True, "ab", ("空", "empty")), Looked(False, "cd", None)]
    proof = Proof(3, [Flaw("stub", "a-check", "有", "some")], [], {"a-check": looked})
    assert Proof.from_dict(json.loads(json.dumps(asdict(proof)))) == proof
