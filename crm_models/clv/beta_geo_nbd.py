"""The BG/NBD model: one may leave after each repeat purchase."""

from __future__ import annotations

from typing import ClassVar

from crm_models.clv.beta_geo import BetaGeo


class BetaGeoNBD(BetaGeo):
    """BG/NBD with parameters r, alpha (purchase rate) and a, b (dropout).

    Nobody leaves before the first repeat purchase, so whoever has none (x = 0) counts as a
    customer for certain: a property of the model, not a finding. `ModifiedBetaGeoNBD` differs.

    Examples
    --------
    The published estimates for the CDNOW customers, and their customer number 1:

    >>> import pandas as pd
    >>> model = BetaGeoNBD().given(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> one = pd.DataFrame({"frequency": [2], "recency": [30.43], "T": [38.86]})
    >>> print(round(model.expected_purchases(39, one).iloc[0], 3))
    1.226
    """

    first_chances: ClassVar[int] = 0
