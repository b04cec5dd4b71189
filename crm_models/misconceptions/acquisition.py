"""Mistakes about the development funnel and the cost of winning a customer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from crm_models import acquisition
from crm_models.misconceptions.registry import misconception

if TYPE_CHECKING:
    import pandas as pd


@misconception(
    "acquisition.conversion_of_first_step",
    "acquisition.funnel",
    zh="转化率除以了第一步的人数：要除以到达前一步的人数。",
    en="Conversion is divided by the first step: divide by those who reached the step before.",
)
def conversion_of_first_step(reached: Any) -> pd.DataFrame:
    table = acquisition.funnel(reached)
    table["conversion"] = table["share"].where(table["conversion"].notna())
    return table


@misconception(
    "acquisition.loss_for_conversion",
    "acquisition.funnel",
    zh="算成了流失的比例：转化率是走到下一步的比例。",
    en="This is the share that was lost: conversion is the share that went on to the next step.",
)
def loss_for_conversion(reached: Any) -> pd.DataFrame:
    table = acquisition.funnel(reached)
    return table.assign(conversion=1 - table["conversion"])


@misconception(
    "acquisition.last_conversion_only",
    "acquisition.contacts_needed",
    zh="只用了最后一步的转化率：各步转化率要连乘。",
    en="Only the last conversion is used: multiply the conversions of all steps.",
)
def last_conversion_only(customers: Any, conversions: Any) -> int:
    return acquisition.contacts_needed(customers, conversions[-1:])


@misconception(
    "acquisition.conversions_averaged",
    "acquisition.contacts_needed",
    zh="用了转化率的平均数：各步转化率要连乘，不是求平均。",
    en="The conversions are averaged: multiply them, do not take their mean.",
)
def conversions_averaged(customers: Any, conversions: Any) -> int:
    mean = sum(conversions) / len(conversions)
    return acquisition.contacts_needed(customers, [mean])


@misconception(
    "acquisition.multiplied_downwards",
    "acquisition.contacts_needed",
    zh="方向反了：由客户数求联系人数要除以转化率，乘上去只会更少。",
    en="The wrong way round: divide the customers by the conversions; multiplying gives fewer.",
)
def multiplied_downwards(customers: Any, conversions: Any) -> int:
    share: float = math.prod(conversions)
    return math.ceil(float(customers) * share - 1e-9)


@misconception(
    "acquisition.customers_over_spend",
    "acquisition.acquisition_cost",
    zh="颠倒了：获客成本是费用除以新客户数。",
    en="Upside down: the acquisition cost is the spending over the customers won.",
)
def customers_over_spend(spend: float, won: float) -> float:
    return won / spend if spend else float("inf")
