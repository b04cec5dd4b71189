"""What ``lab.yaml`` may say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveFloat,
    PositiveInt,
    model_validator,
)

from autograder.limits import Limits
from crm_models.text import Text

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Module = Annotated[str, Field(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")]
FileName = Annotated[str, Field(pattern=r"^[\w-]+\.csv$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Minutes(_Strict):
    """How long the lab takes a student, from the quick one to the slow one."""

    least: PositiveInt
    most: PositiveInt

    @model_validator(mode="after")
    def _in_order(self) -> Minutes:
        if self.least > self.most:
            raise ValueError("least 不能大于 most | least cannot be above most")
        return self


def _limits(given: object) -> object:
    return (
        given
        if isinstance(given, Limits) or not isinstance(given, dict)
        else Limits.from_dict(given)
    )


class Data(_Strict):
    """Data files that the notebook reads.

    Attributes
    ----------
    generator
        Name of a function of ``crm_models.datasets``. It is called with the seed.
    seed
        Seed of the class's common data set, or of the instructor's preview.
    per_student
        Whether each student has data of their own. The notebook then calls
        ``autograder.variant.own_data()`` before it reads a file.
    files
        File name -> attribute of the generated object, a DataFrame.
    """

    generator: Annotated[str, Field(pattern=r"^[a-z]\w*$")]
    seed: int
    per_student: bool = False
    files: Annotated[dict[FileName, str], Field(min_length=1)]


class Lab(_Strict):
    """A lab: what it is called, what it asks for, what it may use.

    Attributes
    ----------
    name
        Name of the assignment, and of its notebook: ``rfm`` -> ``rfm.md`` -> ``rfm.ipynb``.
    folder
        Where the lab was read from.
    points
        The total. The notebook's cells must add up to it.
    imports
        Modules that a student's code may import, with what lies below each: ``numpy``,
        ``crm_models.plots``.
    limits
        What one submission may use while it is graded; ``lab.yaml`` names only what differs.
    right_here
        Misconceptions of the functions it teaches that are no mistake in this lab: rows are
        purchases, the cut is the mean.
    """

    name: Name
    folder: Path
    title: Text
    objectives: Annotated[tuple[Text, ...], Field(min_length=1)]
    prerequisites: tuple[Text, ...] = ()
    chapter: str | None = None
    minutes: Minutes
    points: PositiveFloat
    imports: Annotated[tuple[Module, ...], Field(min_length=1)]
    limits: Annotated[Limits, BeforeValidator(_limits)] = Limits()
    data: Data | None = None
    right_here: tuple[str, ...] = ()

    @property
    def notebook(self) -> Path:
        """The MyST notebook's path."""
        return self.folder / f"{self.name}.md"
