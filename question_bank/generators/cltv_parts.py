"""One customer's inputs of CLTV = F(R, L, I): the value by the course's defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models import misconceptions
from crm_models.clv.cltv import CLTV, Relationship
from question_bank.generators._apart import until_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from question_bank.draw import Draw, Value


def generate(draw: Draw) -> Mapping[str, Value]:
    """Draw revenue, costs, retention and referrals; give the value in yuan."""
    return until_apart(
        lambda: _once(draw),
        ["value", "no_marketing_cost", "in_full", "reduced_first", "no_influence"],
        by=10,
    )


def _once(draw: Draw) -> Mapping[str, Value]:
    customer = Relationship(
        pgs=draw.integer(900, 1800, 50),
        cs=draw.integer(400, 700, 50),
        cm=draw.integer(60, 160, 10),
        t=3,
        retention=draw.integer(60, 85, 5) / 100,
        discount=0.1,
        nca=draw.integer(1, 3),
        new_customer_value=draw.integer(100, 200, 10),
        pe=draw.integer(20, 80, 10),
    )
    model = CLTV()
    return {
        "pgs": int(customer.pgs),
        "cs": int(customer.cs),
        "cm": int(customer.cm),
        "retained": round(100 * customer.retention),
        "nca": int(customer.nca),
        "worth": int(customer.new_customer_value),
        "pe": int(customer.pe),
        "r": model.revenue(customer),
        "l": model.loyalty(customer),
        "i": model.influence(customer),
        "value": model.value(customer),
        "no_marketing_cost": CLTV(revenue=_slip("marketing_cost_forgotten")).value(customer),
        "in_full": CLTV(loyalty=_slip("every_period_in_full")).value(customer),
        "reduced_first": CLTV(loyalty=_slip("first_period_reduced")).value(customer),
        "no_influence": CLTV(influence=_slip("influence_forgotten")).value(customer),
    }


def _slip(name: str) -> Callable[[Relationship], float]:
    return misconceptions.get(f"cltv.{name}").variant
