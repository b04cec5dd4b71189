"""The notebook while it is being mended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from autograder.matching import Matching
    from autograder.released import ReleasedCell


@dataclass(slots=True, eq=False)
class Item:
    """One cell of the draft.

    Attributes
    ----------
    cell
        The cell as it will be run.
    place
        Its place in the release; `None` for a cell that the student added.
    given
        Its place in the submission; `None` for a cell that was put back.
    """

    cell: NotebookNode
    place: int | None
    given: int | None


@dataclass(slots=True)
class Draft:
    """A submission under repair: steps change ``items`` and say what they did."""

    release: tuple[ReleasedCell, ...]
    source: NotebookNode
    submission: NotebookNode
    matching: Matching
    items: list[Item] = field(default_factory=list)

    def __post_init__(self) -> None:
        places = {given: place for place, given in self.matching.pairs.items()}
        for given, cell in enumerate(self.submission.cells):
            self.items.append(Item(cell, places.get(given), given))

    def released(self, item: Item) -> ReleasedCell | None:
        """Return the nbgrader cell of the release that an item stands for, if any."""
        if item.place is None or not self.release[item.place].grade_id:
            return None
        return self.release[item.place]

    def marked(self) -> list[tuple[Item, ReleasedCell]]:
        """Return the items that stand for nbgrader cells of the release, in their order."""
        pairs = ((item, self.released(item)) for item in self.items)
        return [(item, released) for item, released in pairs if released is not None]

    def insert(self, item: Item) -> None:
        """Put an item where the release has it.

        An answer stands right behind the cell before it, so that it cannot undo what the
        student wrote in cells of their own; a test stands behind those.
        """
        place = item.place if item.place is not None else len(self.release)
        start = 0
        for index, other in enumerate(self.items):
            if self.released(other) is not None and (other.place or 0) < place:
                start = index + 1
        # plain cells of the release may have been moved: those on the way count, no others
        end = start
        while end < len(self.items) and self.released(self.items[end]) is None:
            end += 1
            before = self.items[end - 1].place
            if before is not None and before < place:
                start = end
        released = self.released(item)
        if released is not None and released.locked:
            while start < end and self.items[start].place is None:
                start += 1
        self.items.insert(start, item)
