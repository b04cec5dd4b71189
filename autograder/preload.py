"""Which modules to import before the first student: those that the source notebook imports."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Libraries without side effects that take long to import. A course's own modules are not among
# them: what they do when they are imported belongs into the student's process.
LIBRARIES = ("numpy", "pandas", "matplotlib", "scipy", "sklearn", "statsmodels", "seaborn")
IMPORTED = re.compile(rf"\b(?:from|import)\s+((?:{'|'.join(LIBRARIES)})(?:\.\w+)*)")


def modules_in(texts: Iterable[str]) -> tuple[str, ...]:
    r"""Return the libraries' modules that a notebook's text imports, sorted.

    A guess that costs nothing where it is wrong: a module that nobody needs, or one that each
    student's process imports for itself.

    Examples
    --------
    >>> modules_in(["import pandas as pd\nfrom scipy.stats import norm", "%matplotlib inline"])
    ('pandas', 'scipy.stats')
    >>> modules_in([r'"import matplotlib.pyplot as plt\n",'])
    ('matplotlib.pyplot',)
    """
    return tuple(sorted({found for text in texts for found in IMPORTED.findall(text)}))


def exposed_in(text: str) -> tuple[str, ...]:
    """Return what a notebook file's metadata lets students import; nothing if it has none."""
    try:
        names = json.loads(text)["metadata"]["autograder"]["imports"]
    except (ValueError, KeyError, TypeError):
        return ()
    return tuple(str(name) for name in names)
