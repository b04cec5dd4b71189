"""Mistakes in predicting who leaves and in judging predictions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crm_models import prediction
from crm_models.misconceptions.registry import misconception


@misconception(
    "prediction.future_in_features",
    "prediction.churn_table",
    zh="特征用到了预测日之后的交易：只用预测日及以前的记录。",
    en="Features use transactions after the day of the forecast: use those up to it alone.",
)
def future_in_features(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    table = prediction.churn_table(transactions, **options)
    who, when = options.get("customer", "customer_id"), options.get("date", "date")
    end = pd.Timestamp(options["as_of"]) + pd.Timedelta(days=options["horizon"])
    dates = pd.to_datetime(transactions[when])
    last = dates[dates <= end].groupby(transactions[who]).max()
    return table.assign(days_since_last=(end - last.reindex(table.index)).dt.days)


@misconception(
    "prediction.outcome_reversed",
    "prediction.churn_table",
    zh="流失与留存标反了：预测期内没有购买的才是流失。",
    en="Lost and kept are the wrong way round: lost are those who do not buy in the horizon.",
)
def outcome_reversed(transactions: pd.DataFrame, **options: Any) -> pd.DataFrame:
    table = prediction.churn_table(transactions, **options)
    return table.assign(churned=~table["churned"])


@misconception(
    "prediction.accuracy_for_auc",
    "prediction.auc",
    zh="这是准确率，不是 AUC：流失很少时，谁都不预警准确率也很高。",
    en="This is the accuracy, not the AUC: where few leave, never warning is accurate too.",
)
def accuracy_for_auc(actual: Any, score: Any) -> float:
    return float(prediction.confusion(actual, score)["accuracy"])


@misconception(
    "prediction.ties_lost",
    "prediction.auc",
    zh="得分相同的配对没有算：每一对算一半。",
    en="Pairs with equal scores are not counted: each of them counts half.",
)
def ties_lost(actual: Any, score: Any) -> float:
    y, s = np.asarray(actual, dtype=bool), np.asarray(score, dtype=float)
    return float((s[y][:, None] > s[~y][None, :]).mean())


@misconception(
    "prediction.lift_over_the_rest",
    "prediction.lift",
    zh="与剩下的客户相比了：提升度的分母是全体的比例。",
    en="The share is compared with the rest: the lift divides by the share among all.",
)
def lift_over_the_rest(actual: Any, score: Any, share: float = 0.1) -> float:
    y, s = np.asarray(actual, dtype=bool), np.asarray(score, dtype=float)
    taken = int(np.ceil(round(share * len(y), 9)))
    ordered = y[np.argsort(-s, kind="stable")]
    rest = ordered[taken:].mean() if taken < len(y) else ordered.mean()
    return float(ordered[:taken].mean() / rest) if rest else float("inf")


@misconception(
    "prediction.lift_as_captured",
    "prediction.lift",
    zh="这是覆盖率（抓住了多少人），不是提升度：还要除以联系的比例。",
    en="This is the share captured, not the lift: divide it by the share approached.",
)
def lift_as_captured(actual: Any, score: Any, share: float = 0.1) -> float:
    y = np.asarray(actual, dtype=float)
    taken = np.ceil(round(share * len(y), 9))
    return float(prediction.lift(actual, score, share) * taken / len(y))


@misconception(
    "prediction.lowest_first",
    "prediction.gains",
    zh="先联系了得分最低的客户：从得分最高的开始。",
    en="The lowest scores are approached first: begin with the highest.",
)
def lowest_first(actual: Any, score: Any, n: int = 10) -> pd.DataFrame:
    return prediction.gains(actual, -np.asarray(score, dtype=float), n)


@misconception(
    "prediction.top_tier_kept",
    "prediction.upgrade_table",
    zh="最高等级的客户也算进去了：他们不可能再升级。",
    en="Customers of the highest tier are counted: they cannot rise.",
)
def top_tier_kept(before: pd.Series, after: pd.Series, features: pd.DataFrame) -> pd.DataFrame:
    then = after.cat.codes.reindex(before.index).fillna(-1)
    known: pd.DataFrame = features.loc[before.index]
    return known.assign(upgraded=then > before.cat.codes)
