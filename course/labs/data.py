"""Writes a lab's generated data files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.errors import CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from course.labs.schema import Lab


def write(lab: Lab, folder: Path) -> list[Path]:
    """Generate the lab's data and write it as CSV beside the notebook.

    The same seed writes the same bytes: UTF-8, line feeds, no index column.

    Returns
    -------
    list of Path
        The files written; empty when the lab has no data.

    Raises
    ------
    CrmlabError
        ``lab.yaml`` names a generator or a table that does not exist.
    """
    if lab.data is None:
        return []
    import pandas as pd

    from crm_models import datasets

    generator = getattr(datasets, lab.data.generator, None)
    if not callable(generator):
        raise _unknown(lab, "generator", lab.data.generator)
    generated = generator(lab.data.seed)
    written = []
    for name, attribute in lab.data.files.items():
        table = getattr(generated, attribute, None)
        if not isinstance(table, pd.DataFrame):
            raise _unknown(lab, f"files.{name}", attribute)
        path = folder / name
        table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
        written.append(path)
    return written


def _unknown(lab: Lab, field: str, value: str) -> CrmlabError:
    return CrmlabError(
        Text(f"crm_models.datasets 里没有 {value}", f"crm_models.datasets has no {value}"),
        f"{lab.folder / 'lab.yaml'}: data.{field}",
        Text("请检查名称", "check the name"),
    )
