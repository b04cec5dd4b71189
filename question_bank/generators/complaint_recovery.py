"""A firm that resolves more of its complaints: word of mouth, customers kept, and the cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.satisfaction import word_of_mouth
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

# People told by one satisfied and by one dissatisfied; they balance at 60 %, 75 % or 80 %.
_TOLD = ((4, 12), (3, 9), (4, 6), (3, 12), (2, 8), (6, 9))


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw complaints, shares resolved, what people tell, and what a kept customer brings."""
    return until_apart(
        lambda: _once(draw),
        ["more", "more_inverted", "more_by_ratio", "all_needed", "more_to_half"],
        ["gain", "cost_forgotten", "all_saved", "cost_of_all", "boycott_of_all"],
        by=2,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    complaints = draw.integer(400, 2000, 400)
    # Few enough that a wrong balance still lies above, or it would be noticed at once.
    now = draw.integer(5, 15, 5)
    target = now + draw.choice([20, 25, 30])
    (good, bad), boycott = draw.choice(_TOLD), draw.choice([20, 25, 30, 40])
    margin, cost = draw.integer(200, 600, 20), draw.integer(20, 60, 5)
    solved = complaints * now / 100
    slips = wrong("satisfaction.word_of_mouth.break_even", good, bad)
    study = word_of_mouth.ComplaintStudy(
        satisfied_tell=(good, good),
        dissatisfied_tell=(bad, bad),
        buy_more=0.1,
        boycott=boycott / 100,
        buy_less=0.4,
        told_twenty=0.1,
    )
    gone = [
        float(word_of_mouth.behaviour(complaints, percent / 100, study)["boycott"])
        for percent in (now, target)
    ]
    newly_solved = complaints * (target - now) / 100
    return {
        "complaints": complaints,
        "now": now,
        "target": target,
        "good": good,
        "bad": bad,
        "boycott": boycott,
        "margin": margin,
        "cost": cost,
        "solved": solved,
        "balance": 100 * word_of_mouth.break_even(good, bad),
        "more": complaints * word_of_mouth.break_even(good, bad) - solved,
        "more_inverted": complaints * slips["break_even_inverted"] - solved,
        "more_by_ratio": complaints * slips["ratio_for_share"] - solved,
        "all_needed": complaints * word_of_mouth.break_even(good, bad),
        "more_to_half": complaints / 2 - solved,
        "newly_solved": newly_solved,
        "saved": gone[0] - gone[1],
        "gain": (gone[0] - gone[1]) * margin - newly_solved * cost,
        "cost_forgotten": (gone[0] - gone[1]) * margin,
        "all_saved": newly_solved * (margin - cost),
        "cost_of_all": (gone[0] - gone[1]) * margin - complaints * target / 100 * cost,
        # The share of the dissatisfied taken of all complaints.
        "boycott_of_all": complaints * boycott / 100 * margin - newly_solved * cost,
    }
