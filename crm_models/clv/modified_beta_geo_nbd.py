"""The MBG/NBD model: one may leave already after the first purchase."""

from __future__ import annotations

from typing import ClassVar

from crm_models.clv.beta_geo import BetaGeo


class ModifiedBetaGeoNBD(BetaGeo):
    """MBG/NBD with parameters r, alpha (purchase rate) and a, b (dropout).

    Unlike in `BetaGeoNBD`, a customer without repeat purchases may have left.

    Examples
    --------
    >>> import pandas as pd
    >>> model = ModifiedBetaGeoNBD().given(r=0.525, alpha=6.183, a=0.891, b=1.614)
    >>> silent = pd.DataFrame({"frequency": [0], "recency": [0.0], "T": [38.86]})
    >>> print(round(model.p_alive(silent).iloc[0], 3))
    0.39
    """

    first_chances: ClassVar[int] = 1
