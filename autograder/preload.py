"""Which modules to import before the first student: those that the notebooks use.

All of it is a guess from the notebooks' text, which costs time where it is wrong and nothing else.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from autograder.plain_file import open_plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Libraries without side effects that take long to import. A course's own modules are not among
# them: what they do when they are imported belongs into the student's process.
LIBRARIES = ("numpy", "pandas", "matplotlib", "scipy", "sklearn", "statsmodels", "seaborn")
# What students use beyond that, by what hints at it: a table can draw itself too. A module that is
# loaded and not used makes each student's fork dearer.
HINTS = {
    "numpy": "numpy",
    "pandas": "pandas",
    "matplotlib.pyplot": r"plot|pylab|seaborn|\.hist\b",
}
USUAL = tuple(HINTS)
LOOKED_AT = 200  # submissions; in a large class the others use what these use
LOOKED_INTO = 1 << 20  # bytes of a notebook: outputs can be long

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


def usual_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return those of the `USUAL` modules that some notebook's text hints at.

    Examples
    --------
    >>> usual_in(["total = 1", "import pandas as pd"])
    ('pandas',)
    >>> usual_in(["import pandas as pd; tx.plot()"])
    ('pandas', 'matplotlib.pyplot')
    >>> usual_in(["print(1)"])
    ()
    """
    wanted: set[str] = set()
    for text in texts:
        wanted |= {name for name in HINTS.keys() - wanted if re.search(HINTS[name], text)}
        if len(wanted) == len(HINTS):
            break
    return tuple(name for name in USUAL if name in wanted)


def handed_in(folders: Iterable[Path]) -> Iterable[str]:
    """Yield the beginnings of the notebooks in the first `LOOKED_AT` folders of students."""
    for folder, _ in zip(folders, range(LOOKED_AT), strict=False):
        for path in folder.glob("*.ipynb"):
            if (file := open_plain(path)) is not None:
                with file:
                    yield file.read(LOOKED_INTO).decode(errors="replace")


def exposed_in(text: str) -> tuple[str, ...]:
    """Return what a notebook file's metadata lets students import; nothing if it has none."""
    try:
        names = json.loads(text)["metadata"]["autograder"]["imports"]
    except (ValueError, KeyError, TypeError):
        return ()
    return tuple(str(name) for name in names)
