"""The bank covers what the teaching plan asks for, and the page that says so is current."""

import copy
import runpy
from pathlib import Path

import pytest

from question_bank.loading import load

coverage = runpy.run_path(str(Path(__file__).parents[1] / "docs" / "bank_coverage.py"))
TABLE = coverage["read"]()
ITEMS = load().items


def faults(items=ITEMS, **changes):
    return list(coverage["faults"]({**TABLE, **changes}, items))


def test_the_bank_covers_the_plan():
    assert faults() == []


def test_all_errors_and_prompts_of_the_plan_are_listed():
    assert list(TABLE["errors"]) == [f"F-{n:02d}" for n in range(1, 47)]
    prompts = [name for group in TABLE["prompts"].values() for name in group]
    assert len(prompts) == len(set(prompts)) == 108


def test_too_few_items_are_noticed():
    without = [item for item in ITEMS if item.chapter not in ("C5", "X-EC")]
    found = faults(without)
    assert "C5: 0 items, 20 are due" in found
    assert "X-EC: 0 items, 7 are due" in found
    assert any("items, 250 are due" in fault for fault in faults(ITEMS[:249]))
    assert any("with a generator" in fault for fault in faults(ITEMS[:20]))


def test_drafts_do_not_count():
    drafts = [item.model_copy(update={"status": "draft"}) for item in ITEMS]
    assert any(fault.startswith("0 items") for fault in faults(drafts))


@pytest.mark.parametrize(("row", "undone"), [("F-01", "absent"), ("H1-01", "unused")])
def test_a_row_is_taught_or_has_a_reason_but_not_both(row, undone):
    without = [item for item in ITEMS if row not in (*item.source, *item.corrects)]
    assert f"{row}: undecided" in faults(without)
    reasons = {**TABLE[undone], row: {"zh": "无", "en": "none"}}
    assert f"{row}: items and a reason for none" in faults(**{undone: reasons})
    assert f"{row}: undecided" not in faults(without, **{undone: reasons})


def test_rows_and_items_that_do_not_exist_are_noticed():
    item = ITEMS[0].model_copy(update={"corrects": ("F-99",)})
    assert f"F-99: cited by {item.id}, not in the plan" in faults([*ITEMS[1:], item])
    unused = copy.deepcopy(TABLE["unused"])
    unused["H8-N1"]["instead"] = ["C3-999"]
    unused["H9-01"] = {"zh": "无", "en": "none"}
    found = faults(unused=unused)
    assert {"H8-N1: no item C3-999", "H9-01: not in the plan"} <= set(found)


def test_the_page_is_current():
    written = coverage["PAGE"].read_text("utf-8")
    assert written == coverage["page"](), "run .venv/bin/python docs/bank_coverage.py"
