"""A/B tests: the difference of two conversion rates, and how sure it is."""

from __future__ import annotations

import math
from typing import NamedTuple

from crm_models.errors import ModelError

_Z95 = 1.959963984540054


class Difference(NamedTuple):
    """B against A.

    Parameters
    ----------
    rate_a, rate_b
        Share of the visitors who converted.
    points
        rate_b - rate_a, in shares: 0.01 is one percentage point.
    relative
        points over rate_a: 0.25 is a quarter more. Missing (NaN) where nobody converted with A.
    lower, upper
        95 % limits of ``points`` (Wald).
    z, p_value
        Of no difference, with the pooled rate; two-sided.
    """

    rate_a: float
    rate_b: float
    points: float
    relative: float
    lower: float
    upper: float
    z: float
    p_value: float


def difference(converted_a: int, shown_a: int, converted_b: int, shown_b: int) -> Difference:
    """Compare the conversion rates of two groups that chance has formed.

    Parameters
    ----------
    converted_a, shown_a
        How many of how many converted with the old version, A.
    converted_b, shown_b
        The same for the new version, B.

    Examples
    --------
    >>> test = difference(200, 5000, 250, 5000)
    >>> round(test.points, 4), round(test.relative, 4), round(test.p_value, 4)
    (0.01, 0.25, 0.0159)
    """
    for converted, shown in ((converted_a, shown_a), (converted_b, shown_b)):
        if not 0 <= converted <= shown or not 0 < shown < math.inf:
            raise ModelError(
                f"转化人数要在 0 与展示人数之间：{converted} / {shown}",
                f"conversions lie between 0 and the number shown: {converted} of {shown}",
            )
    a, b = converted_a / shown_a, converted_b / shown_b
    pooled = (converted_a + converted_b) / (shown_a + shown_b)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / shown_a + 1 / shown_b))
    margin = _Z95 * math.sqrt(a * (1 - a) / shown_a + b * (1 - b) / shown_b)
    # Everybody or nobody in both groups: no difference, and no doubt to measure it by.
    z = (b - a) / spread if spread else 0.0
    return Difference(
        rate_a=a,
        rate_b=b,
        points=b - a,
        relative=(b - a) / a if a else math.nan,
        lower=b - a - margin,
        upper=b - a + margin,
        z=z,
        p_value=math.erfc(abs(z) / math.sqrt(2)),
    )
