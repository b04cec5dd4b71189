"""Mistakes in the parts of CLTV = F(R, L, I)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.clv import cltv
from crm_models.misconceptions.registry import misconception

if TYPE_CHECKING:
    from crm_models.clv.cltv import Relationship


@misconception(
    "cltv.marketing_cost_forgotten",
    "clv.cltv.revenue",
    zh="漏减了营销成本 CM：R = PGS − CS − CM。",
    en="The marketing cost CM is not taken off: R = PGS - CS - CM.",
)
def marketing_cost_forgotten(customer: Relationship) -> float:
    return customer.pgs - customer.cs


@misconception(
    "cltv.every_period_in_full",
    "clv.cltv.loyalty",
    zh="每一期都按整期计算了：后面各期要乘留存率并折现。",
    en="Every period counts in full: later ones are reduced by retention and discounting.",
)
def every_period_in_full(customer: Relationship) -> float:
    return customer.t + customer.mpa


@misconception(
    "cltv.first_period_reduced",
    "clv.cltv.loyalty",
    zh="第一期也乘了留存率和折现系数：第一期从现在开始，按整期计算。",
    en="The first period was reduced too: it begins now and counts in full.",
)
def first_period_reduced(customer: Relationship) -> float:
    step = customer.retention / (1 + customer.discount)
    return step * (cltv.loyalty(customer) - customer.mpa) + customer.mpa


@misconception(
    "cltv.influence_forgotten",
    "clv.cltv.influence",
    zh="漏了影响部分 I：带来的新客户和推荐也有价值。",
    en="The influence I is missing: new customers brought and endorsements have value too.",
)
def influence_forgotten(customer: Relationship) -> float:
    return 0.0
