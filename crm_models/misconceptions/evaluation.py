"""Mistakes in judging warnings, campaigns, experiments and forecasts."""

from __future__ import annotations

from typing import Any

from crm_models import campaign, evaluation, experiments, forecast
from crm_models.misconceptions.registry import misconception


@misconception(
    "evaluation.precision_and_recall_swapped",
    "evaluation.scores",
    zh="精确率与召回率弄反了：精确率除以预警的人数，召回率除以真正流失的人数。",
    en="Precision and recall are swapped: one divides by those warned of, the other by leavers.",
)
def precision_and_recall_swapped(**counts: Any) -> evaluation.Scores:
    right = evaluation.scores(**counts)
    return right._replace(precision=right.recall, recall=right.precision)


@misconception(
    "evaluation.arithmetic_mean_for_f1",
    "evaluation.scores",
    zh="F1 取了算术平均：它是精确率与召回率的调和平均。",
    en="F1 was taken as the arithmetic mean: it is the harmonic mean of precision and recall.",
)
def arithmetic_mean_for_f1(**counts: Any) -> evaluation.Scores:
    right = evaluation.scores(**counts)
    return right._replace(f1=(right.precision + right.recall) / 2)


@misconception(
    "evaluation.share_of_everybody",
    "evaluation.scores",
    zh="分母用了全部客户：精确率只看预警名单，召回率只看流失客户。",
    en="Divided by all customers: precision looks at the warned alone, recall at the leavers.",
)
def share_of_everybody(**counts: Any) -> evaluation.Scores:
    share = counts["hits"] / sum(counts.values())
    return evaluation.scores(**counts)._replace(precision=share, recall=share)


@misconception(
    "campaign.only_responders_cost",
    "campaign.expected_profit",
    zh="只算了响应者的接触费用：每一位被联系的客户都要花钱。",
    en="Only those who respond were charged: everybody approached costs.",
)
def only_responders_cost(*, contacts: float, response: float, **money: float) -> float:
    responders = contacts * response
    return campaign.expected_profit(contacts=responders, response=1.0, **money)


@misconception(
    "campaign.fixed_cost_forgotten",
    "campaign.expected_profit",
    zh="漏了固定费用：设计、系统等费用与联系多少人无关，也要扣除。",
    en="The fixed cost is missing: design and systems cost, however many are approached.",
)
def fixed_cost_forgotten(**terms: float) -> float:
    return campaign.expected_profit(**{**terms, "fixed_cost": 0.0})


@misconception(
    "campaign.everybody_buys",
    "campaign.expected_profit",
    zh="忘了乘响应率：只有一部分人会购买。",
    en="The response rate is missing: only some of those approached buy.",
)
def everybody_buys(**terms: float) -> float:
    return campaign.expected_profit(**{**terms, "response": 1.0})


@misconception(
    "campaign.changes_added",
    "campaign.cost_per_conversion_change",
    zh="把两个百分数直接相加减了：单位成本是商，要用变化后的倍数相除。",
    en="The two percentages were added up: a unit cost is a quotient, so divide the new multiples.",
)
def changes_added(*, cost_change: float, conversion_change: float) -> float:
    return cost_change - conversion_change


@misconception(
    "campaign.quotient_inverted",
    "campaign.cost_per_conversion_change",
    zh="商颠倒了：这是每元费用带来的转化的变化，不是每次转化的费用。",
    en="The quotient is upside down: that is conversions per yuan, not cost per conversion.",
)
def quotient_inverted(*, cost_change: float, conversion_change: float) -> float:
    return (1 + conversion_change) / (1 + cost_change) - 1


@misconception(
    "experiments.points_for_relative",
    "experiments.difference",
    zh="百分点与相对变化混淆了：相对变化还要除以旧版的转化率。",
    en="Percentage points and relative change are mixed up: the latter divides by the old rate.",
)
def points_for_relative(*args: Any, **options: Any) -> experiments.Difference:
    right = experiments.difference(*args, **options)
    return right._replace(points=right.relative, relative=right.points)


@misconception(
    "experiments.relative_to_the_new",
    "experiments.difference",
    zh="除以了新版的转化率：相对提高以旧版为基准。",
    en="Divided by the new rate: a relative change is measured against the old one.",
)
def relative_to_the_new(*args: Any, **options: Any) -> experiments.Difference:
    right = experiments.difference(*args, **options)
    return right._replace(relative=right.points / right.rate_b if right.rate_b else 0.0)


@misconception(
    "forecast.correction_reversed",
    "forecast.error_feedback",
    zh="修正方向反了：实际高于预测时，下一期预测要调高。",
    en="The correction goes the wrong way: where more came than forecast, forecast more.",
)
def correction_reversed(actual: Any, alpha: float, *, first: Any = None) -> list[float]:
    forecasts = [actual[0] if first is None else first]
    for value in actual:
        forecasts.append(forecasts[-1] - alpha * (value - forecasts[-1]))
    return forecasts


@misconception(
    "forecast.weights_swapped",
    "forecast.error_feedback",
    zh="权重用反了：α 乘的是误差（实际减预测），不是旧的预测。",
    en="The weights are exchanged: alpha goes with the error, not with the old forecast.",
)
def weights_swapped(actual: Any, alpha: float, *, first: Any = None) -> list[float]:
    return forecast.error_feedback(actual, 1 - alpha, first=first)
