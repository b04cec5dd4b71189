"""Mistakes about retention ratios, churn and share of wallet."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crm_models import retention
from crm_models.misconceptions.registry import misconception


@misconception(
    "retention.exposure_ignored",
    "retention.ratio_chain",
    zh="没有除以观察长度：各期长短不同，要先算单位时间的消费再相比。",
    en="Exposure is ignored: the periods differ in length; divide by it before comparing.",
)
def exposure_ignored(spend: Any, exposure: Any) -> Any:
    return retention.ratio_chain(spend, [1.0] * len(exposure))


@misconception(
    "retention.exposure_multiplied",
    "retention.ratio_chain",
    zh="观察长度乘反了：消费额要除以观察长度，不是乘。",
    en="Spending is multiplied by the exposure: divide by it.",
)
def exposure_multiplied(spend: Any, exposure: Any) -> Any:
    return retention.ratio_chain(spend, [1.0 / length for length in exposure])


@misconception(
    "retention.base_is_first_period",
    "retention.ratio_chain",
    zh="每期都和第一期比了：链式比率要和前一期比。",
    en="Every period is compared with the first one: a chain compares with the one before.",
)
def base_is_first_period(spend: Any, exposure: Any) -> Any:
    chain = retention.ratio_chain(spend, exposure)
    return chain.cumprod(axis=1) if isinstance(chain, pd.DataFrame) else chain.cumprod()


@misconception(
    "retention.ratio_inverted",
    "retention.ratio_chain",
    zh="比率颠倒了：后一期除以前一期，不是前一期除以后一期。",
    en="The ratio is upside down: divide the later period by the earlier one.",
)
def ratio_inverted(spend: Any, exposure: Any) -> Any:
    return 1.0 / retention.ratio_chain(spend, exposure)


@misconception(
    "retention.change_for_ratio",
    "retention.ratio_chain",
    zh="算成了增长率：留存率是后期除以前期，不用再减 1。",
    en="This is the rate of change: the retention ratio is later over earlier, without minus 1.",
)
def change_for_ratio(spend: Any, exposure: Any) -> Any:
    return retention.ratio_chain(spend, exposure) - 1.0


@misconception(
    "retention.share_inverted",
    "retention.share_of_wallet",
    zh="客户份额颠倒了：在本店的消费除以可支配收入。",
    en="The share is upside down: divide the spending here by the disposable income.",
)
def share_inverted(spend: Any, income: Any, **periods: Any) -> float:
    return 1.0 / retention.share_of_wallet(spend, income, **periods)


@misconception(
    "retention.share_in_percent",
    "retention.share_of_wallet",
    zh="多乘了 100：这里要小数（0.0693），不是百分数（6.93）。",
    en="Multiplied by 100: a fraction (0.0693) is asked for, not a percentage (6.93).",
)
def share_in_percent(spend: Any, income: Any, **periods: Any) -> float:
    return 100.0 * retention.share_of_wallet(spend, income, **periods)


@misconception(
    "retention.mean_of_shares",
    "retention.share_of_wallet",
    zh="算成了各人份额的平均：群体的份额是总消费除以总收入。",
    en="This is the mean of the customers' shares: the group's share is total over total.",
)
def mean_of_shares(spend: Any, income: Any, **periods: Any) -> float:
    pairs = zip(
        np.atleast_1d(np.asarray(spend, dtype=float)).tolist(),
        np.atleast_1d(np.asarray(income, dtype=float)).tolist(),
        strict=True,
    )
    return float(np.mean([retention.share_of_wallet(s, y, **periods) for s, y in pairs]))


@misconception(
    "retention.periods_ignored",
    "retention.share_of_wallet",
    zh="消费和收入的期间不一致：先换算到同样的期数，再相除。",
    en="Spending and income cover different periods: bring both to the same one first.",
)
def periods_ignored(spend: Any, income: Any, **_: Any) -> float:
    return retention.share_of_wallet(spend, income)


@misconception(
    "retention.retention_for_churn",
    "retention.churn_rate",
    zh="算成了留存率：流失率是流失人数除以期初人数。",
    en="This is the retention rate: churn is the lost over those at the start.",
)
def retention_for_churn(at_start: float, lost: float) -> float:
    return retention.retention_rate(at_start, lost)


@misconception(
    "retention.base_is_the_end",
    "retention.churn_rate",
    zh="分母用了期末人数：流失率的分母是期初人数。",
    en="Divided by the customers at the end: divide by those at the start.",
)
def base_is_the_end(at_start: float, lost: float) -> float:
    left = at_start - lost
    return lost / left if left else float("inf")


@misconception(
    "retention.churn_for_retention",
    "retention.retention_rate",
    zh="算成了流失率：留存率 = 1 − 流失率。",
    en="This is the churn rate: retention = 1 - churn.",
)
def churn_for_retention(at_start: float, lost: float) -> float:
    return retention.churn_rate(at_start, lost)


@misconception(
    "retention.lifetime_from_retention",
    "retention.expected_lifetime",
    zh="用留存率求了倒数：期望生命周期是流失率的倒数。",
    en="One over the retention rate: the expected lifetime is one over the churn rate.",
)
def lifetime_from_retention(churn: float) -> float:
    return 1.0 / (1.0 - churn) if churn < 1 else float("inf")


@misconception(
    "retention.lifetime_without_last_period",
    "retention.expected_lifetime",
    zh="少算了一期：客户离开的那一期也算在生命周期里，是 1/c，不是 (1−c)/c。",
    en="One period is missing: the one in which the customer leaves counts; 1/c, not (1-c)/c.",
)
def lifetime_without_last_period(churn: float) -> float:
    return retention.expected_lifetime(churn) - 1.0


@misconception(
    "retention.linear_decay",
    "retention.still_there",
    zh="流失率直接乘了期数：每期流失的是剩下的客户，要用 (1−c) 的 n 次方。",
    en="The churn rate is multiplied by the periods: each period loses a share of those left, "
    "so take (1-c) to the power n.",
)
def linear_decay(churn: float, periods: float) -> float:
    return 1.0 - churn * periods


@misconception(
    "retention.claim_shares_swapped",
    "retention.base_rate_of_claim",
    zh="分子用错了：r = d / (u + d)，分子是流失率的降幅。",
    en="The wrong numerator: in r = d / (u + d) it is the fall of the churn rate.",
)
def claim_shares_swapped(retention_up: float, churn_down: float) -> float:
    return 1.0 - retention.base_rate_of_claim(retention_up, churn_down)
