"""Generates a lab's data files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.errors import CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from course.labs.schema import Lab


def tables(lab: Lab) -> dict[str, pd.DataFrame]:
    """Generate the lab's data: file name -> table; empty when the lab has none.

    Raises
    ------
    CrmlabError
        ``lab.yaml`` names a generator or a table that does not exist.
    """
    if lab.data is None:
        return {}
    import pandas as pd

    from crm_models import datasets

    generator = getattr(datasets, lab.data.generator, None)
    if not callable(generator):
        raise _unknown(lab, "generator", lab.data.generator)
    generated = generator(lab.data.seed)
    found = {}
    for name, attribute in lab.data.files.items():
        table = getattr(generated, attribute, None)
        if not isinstance(table, pd.DataFrame):
            raise _unknown(lab, f"files.{name}", attribute)
        found[name] = table
    return found


def write(made: dict[str, pd.DataFrame], folder: Path) -> None:
    """Write tables as CSV; the same table gives the same bytes (UTF-8, line feeds, no index)."""
    for name, table in made.items():
        table.to_csv(folder / name, index=False, lineterminator="\n", encoding="utf-8")


def _unknown(lab: Lab, field: str, value: str) -> CrmlabError:
    return CrmlabError(
        Text(f"crm_models.datasets 里没有 {value}", f"crm_models.datasets has no {value}"),
        f"{lab.folder / 'lab.yaml'}: data.{field}",
        Text("请检查名称", "check the name"),
    )
