"""Makes what stands beside a lab's notebook: its data, or the recipe of each student's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.variant import RECIPE, Recipe
from course.errors import CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from course.labs.schema import Data, Lab

PACKAGE = "crm_models.datasets"


def files(lab: Lab) -> dict[str, bytes]:
    """Make the files beside the notebook: file name -> content; none where the lab has no data.

    Where each student has data of their own, that is the recipe alone. Tables are written as
    CSV; the same table gives the same bytes (UTF-8, line feeds, no index).

    Raises
    ------
    CrmlabError
        ``lab.yaml`` names a generator or a table that does not exist.
    """
    if lab.data is None:
        return {}
    made = recipe(lab, lab.data)
    if lab.data.per_student:
        return {RECIPE: made.to_json().encode()}
    return made.make_files(made.seed)


def recipe(lab: Lab, data: Data) -> Recipe:
    """Return how a lab's data are made.

    Raises
    ------
    CrmlabError
        As in `files`.
    """
    _check(lab, data)
    return Recipe(lab.name, f"{PACKAGE}:{data.generator}", dict(data.files), seed=data.seed)


def _check(lab: Lab, data: Data) -> None:
    import pandas as pd

    from crm_models import datasets

    generator = getattr(datasets, data.generator, None)
    if not callable(generator):
        raise _unknown(lab, "generator", data.generator)
    generated = generator(data.seed)
    for name, attribute in data.files.items():
        if not isinstance(getattr(generated, attribute, None), pd.DataFrame):
            raise _unknown(lab, f"files.{name}", attribute)


def _unknown(lab: Lab, field: str, value: str) -> CrmlabError:
    return CrmlabError(
        Text(f"{PACKAGE} 里没有 {value}", f"{PACKAGE} has no {value}"),
        f"{lab.folder / 'lab.yaml'}: data.{field}",
        Text("请检查名称", "check the name"),
    )
