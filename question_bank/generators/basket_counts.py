"""Receipts of a shop with diapers, with beer and with both: support, confidence and lift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import association
from question_bank.generators._apart import until_apart
from question_bank.generators._wrong import wrong

if TYPE_CHECKING:
    from collections.abc import Mapping

    from question_bank.draw import Draw, Value

_RULE = (["diapers"], ["beer"])


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw the counts; give support and confidence of diapers -> beer in percent, and the lift."""
    return until_apart(
        lambda: _once(draw),
        ["support", "any_item_counts", "confidence", "product"],
        ["confidence", "confidence_read_as_support", "rule_reversed", "beer_share"],
        ["lift", "confidence_for_lift", "lift_over_antecedent", "lift_from_support"],
        by=0.15,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    receipts = draw.integer(120, 200, 10)
    diapers, beer = draw.integer(24, 40), draw.integer(46, 70)
    both = draw.integer(12, 22)
    rest = receipts - diapers - beer + both
    baskets = (
        [["diapers", "beer"]] * both
        + [["diapers"]] * (diapers - both)
        + [["beer"]] * (beer - both)
        + [["milk"]] * rest
    )
    any_of = wrong("association.support", baskets, ["diapers", "beer"], only=["any_item_counts"])
    trust = wrong("association.confidence", baskets, *_RULE)
    shares = {key: 100 * value for key, value in {**any_of, **trust}.items()}
    return {
        "receipts": receipts,
        "diapers": diapers,
        "beer": beer,
        "both": both,
        "support": 100 * association.support(baskets, ["diapers", "beer"]),
        "confidence": 100 * association.confidence(baskets, *_RULE),
        "lift": association.lift(baskets, *_RULE),
        "diapers_share": 100 * association.support(baskets, ["diapers"]),
        "beer_share": 100 * association.support(baskets, ["beer"]),
        "product": diapers * beer / receipts**2 * 100,
        **shares,
        **wrong("association.lift", baskets, *_RULE),
    }
