"""How many customers of a shop belong to class A, B and C when divided by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import pareto

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw a number of customers that the shares divide without rest."""
    customers = draw.integer(120, 880, 20)
    a, b, c = pareto.counts(customers)
    return {
        "customers": customers,
        "a": a,
        "b": b,
        "c": c,
        "a_and_b": a + b,
        "by_rest": round(0.15 * (customers - a), 2),
    }
