"""The national satisfaction indices as ready specifications.

They differ in which constructs they have and where arrows run, not in how they are estimated.
Indicators carry the usual column names; build your own specification for other names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.sem.specification import Specification, construct, items, paths
from crm_models.text import Text

if TYPE_CHECKING:
    from crm_models.sem.specification import Construct

_LABELS = {
    "Image": Text("企业形象", "Image"),
    "Expectation": Text("顾客期望", "Customer expectations"),
    "Quality": Text("感知质量", "Perceived quality"),
    "Value": Text("感知价值", "Perceived value"),
    "Satisfaction": Text("顾客满意", "Customer satisfaction"),
    "Complaints": Text("顾客抱怨", "Customer complaints"),
    "Loyalty": Text("顾客忠诚", "Customer loyalty"),
}


def _block(name: str, stem: str, count: int, label: Text | None = None) -> Construct:
    columns = stem if count == 1 else items(stem, count)
    return construct(name, columns, label=label or _LABELS[name])


_CORE = (
    paths("Expectation", to=["Quality", "Value", "Satisfaction"]),
    paths("Quality", to=["Value", "Satisfaction"]),
    paths("Value", to="Satisfaction"),
    paths("Satisfaction", to=["Complaints", "Loyalty"]),
    paths("Complaints", to="Loyalty"),
)

ACSI = Specification(
    [
        _block("Expectation", "CUEX", 3),
        _block("Quality", "PERQ", 3),
        _block("Value", "PERV", 2),
        _block("Satisfaction", "CUSA", 3),
        _block("Complaints", "CUSCO", 1),
        _block("Loyalty", "CUSL", 2),
    ],
    _CORE,
)
"""American Customer Satisfaction Index: six constructs, nine arrows.

Source: C. Fornell, M. Johnson, E. Anderson, J. Cha & B. Bryant (1996), The American Customer
Satisfaction Index, Journal of Marketing 60(4). Expectation and quality: overall, fit to personal
needs, reliability; value: quality given price, price given quality; satisfaction: overall,
against expectations, against the ideal; loyalty: repurchase likelihood, price tolerance.
"""

ECSI = Specification(
    [
        _block("Image", "IMAG", 5),
        _block("Expectation", "CUEX", 3),
        _block("Quality", "PERQ", 7),
        _block("Value", "PERV", 2),
        _block("Satisfaction", "CUSA", 3),
        _block("Complaints", "CUSCO", 1),
        _block("Loyalty", "CUSL", 3),
    ],
    [paths("Image", to=["Expectation", "Satisfaction", "Loyalty"]), *_CORE],
)
"""European index: image comes in front, seven constructs, twelve arrows, 24 indicators.

Source: M. Tenenhaus, V. Esposito Vinzi, Y.-M. Chatelin & C. Lauro (2005), PLS path modeling,
Computational Statistics & Data Analysis 48.
"""

CCSI = Specification(
    [
        _block("Image", "IMAG", 4),
        _block("Expectation", "CUEX", 3, Text("预期质量", "Expected quality")),
        _block("Quality", "PERQ", 3),
        _block("Value", "PERV", 2),
        _block("Satisfaction", "CUSA", 3),
        _block("Complaints", "CUSCO", 1),
        _block("Loyalty", "CUSL", 2),
    ],
    [paths("Image", to=["Expectation", "Satisfaction", "Loyalty"]), *_CORE],
)
"""Chinese index as the course draws it: image is exogenous, the other six are endogenous.

Image has four indicators: how well known the brand is, how strongly its product features and how
strongly its use features stand out, trust in the company. The course names the constructs, which
of them is exogenous and the indicators of image; arrows and the other blocks are taken from the
European index, on which the Chinese one was built. Versions without complaints exist.
"""

READY = {"ACSI": ACSI, "ECSI": ECSI, "CCSI": CCSI}
"""The ready specifications by name."""
