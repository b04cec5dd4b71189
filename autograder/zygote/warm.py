"""Imports what notebooks use and walks their usual paths once, so that no student waits for it."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from autograder.zygote import memory

if TYPE_CHECKING:
    from collections.abc import Sequence

# Every library reads its lazy parts on first use: a table, its picture, a plot, a traceback, a
# file. Running them here moves that cost out of every submission.
PLOT = """
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.plot([1, 2, 3], [1, 4, 9], label="线")
axes.bar([1, 2], [3, 4])
axes.set_title("warm")
axes.legend()
plt.show()
"""
TABLE = """
import io
import pandas as pd
table = pd.read_csv(io.StringIO("who,when,much\\na,2024-01-01,1.5\\nb,2024-01-02,2\\n"),
                    parse_dates=["when"])
table.groupby("who").agg(total=("much", "sum"), last=("when", "max")).reset_index()
table.merge(table, on="who").sort_values("who").pivot_table(index="who", values="much_x")
table.describe()
column = table["much"]
numbers = column.to_numpy()
table
"""
ERROR = "def fails():\n    return 1 / 0\nfails()\n"


def warm_up(preload: Sequence[str]) -> None:
    """Import ``preload`` and make the shell ready; leaves a clean namespace behind.

    Modules of ``preload`` that are not installed are left out: a course without matplotlib is
    graded without it.
    """
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    load(preload)
    # what every student process runs: imported here, not in each of them
    from autograder.zygote import student
    from autograder.zygote.shell import shell

    warm = shell(lambda _output: None)
    gc.freeze()
    if "matplotlib.pyplot" in sys.modules:
        import matplotlib.pyplot as plt

        from autograder.zygote import pictures

        pictures.quicken()
        warm.run_cell(PLOT)
        plt.close("all")
    if "pandas" in sys.modules:
        warm.run_cell(TABLE)
    student.rehearse(warm.user_ns)
    warm.fresh()
    settle()


def rehearse_error() -> None:
    """Walk the path of a traceback once, after `warm_up`: where a class errs, it errs often."""
    from autograder.zygote.shell import shell

    warm = shell(lambda _output: None)
    warm.run_cell(ERROR)
    warm.fresh()
    settle()


def load(preload: Sequence[str]) -> None:
    """Import modules; those that are not installed are left out.

    What is imported stays: no collection looks at it again.
    """
    gc.disable()
    for name in preload:
        with suppress(ModuleNotFoundError):
            importlib.import_module(name)
    gc.freeze()


def settle() -> None:
    """Make this process cheap to fork from: no collection in a child touches what is here now."""
    if "matplotlib.font_manager" in sys.modules:
        # matplotlib empties its cache of fonts in every fork, which copies the pages of each font
        sys.modules["matplotlib.font_manager"]._get_font.cache_clear()
    gc.collect()
    gc.freeze()
    gc.enable()
    memory.settle()
