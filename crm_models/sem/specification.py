"""A path model as the textbook draws it: constructs, their indicators, arrows between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from crm_models.errors import ModelError
from crm_models.sem.figure_checks import causal_order, check_constructs, check_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_models.text import Text

Mode = Literal["A", "B"]


@dataclass(frozen=True, slots=True)
class Construct:
    """An ellipse of the figure and the boxes that measure it.

    Parameters
    ----------
    name
        Identifier used in paths and in every table.
    indicators
        Columns of the data that measure the construct.
    mode
        ``"A"``: the construct shows itself in its indicators (reflective; weights are
        correlations). ``"B"``: the indicators make up the construct (formative; weights are
        regression coefficients).
    label
        Name to print, in both languages; the identifier if missing.
    """

    name: str
    indicators: tuple[str, ...]
    mode: Mode = "A"
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """An arrow of the figure: ``source`` has an effect on ``target``."""

    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.source} -> {self.target}"


def items(stem: str, first: int, last: int | None = None) -> tuple[str, ...]:
    """Name numbered indicators, both ends included; one number counts from 1.

    Examples
    --------
    >>> items("SAT", 3)
    ('SAT1', 'SAT2', 'SAT3')
    >>> items("SAT", 2, 4)
    ('SAT2', 'SAT3', 'SAT4')
    """
    start, stop = (1, first) if last is None else (first, last)
    if stop < start:
        raise ModelError(
            f"题项 {stem} 的编号 {start} 到 {stop} 是空的：终点要不小于起点",
            f"items {stem} from {start} to {stop} are none: the last must not be below the first",
        )
    return tuple(f"{stem}{number}" for number in range(start, stop + 1))


def construct(
    name: str, indicators: str | Iterable[str], *, mode: Mode = "A", label: Text | None = None
) -> Construct:
    """Draw one construct with its indicators; a single column may be given by its name.

    Examples
    --------
    >>> construct("Loyalty", items("LOY", 2))
    Construct(name='Loyalty', indicators=('LOY1', 'LOY2'), mode='A', label=None)
    """
    columns = (indicators,) if isinstance(indicators, str) else tuple(indicators)
    return Construct(name, columns, mode, label)


def paths(sources: str | Iterable[str], to: str | Iterable[str]) -> tuple[Path, ...]:
    """Draw arrows from each source to each target.

    Examples
    --------
    >>> [str(arrow) for arrow in paths("Image", to=["Value", "Loyalty"])]
    ['Image -> Value', 'Image -> Loyalty']
    """
    starts = (sources,) if isinstance(sources, str) else tuple(sources)
    ends = (to,) if isinstance(to, str) else tuple(to)
    return tuple(Path(start, end) for start in starts for end in ends)


class Specification:
    """A whole figure: constructs and the arrows between them.

    Parameters
    ----------
    constructs
        From :func:`construct`, in the order in which tables list them.
    arrows
        From :func:`paths`; tuples of paths are joined.

    Raises
    ------
    ModelError
        A name used twice, an indicator under two constructs, an arrow to nowhere, a construct
        without arrows, arrows in a circle.

    Examples
    --------
    >>> figure = Specification(
    ...     [construct("Quality", items("Q", 3)), construct("Satisfaction", items("S", 2))],
    ...     paths("Quality", to="Satisfaction"),
    ... )
    >>> figure.endogenous
    ('Satisfaction',)
    >>> print(figure)
    Quality =~ Q1, Q2, Q3
    Satisfaction =~ S1, S2
    Quality -> Satisfaction
    """

    __slots__ = ("_order", "constructs", "paths")

    def __init__(
        self, constructs: Iterable[Construct], arrows: Iterable[Path | Sequence[Path]]
    ) -> None:
        self.constructs = tuple(constructs)
        self.paths = tuple(_flat(arrows))
        check_constructs(self.constructs)
        check_paths(self.names, self.paths)
        self._order = causal_order(self.names, self.paths)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the constructs."""
        return tuple(each.name for each in self.constructs)

    @property
    def indicators(self) -> tuple[str, ...]:
        """All indicators, construct by construct."""
        return tuple(column for each in self.constructs for column in each.indicators)

    @property
    def causal_order(self) -> tuple[str, ...]:
        """The constructs, causes before effects."""
        return self._order

    @property
    def exogenous(self) -> tuple[str, ...]:
        """Constructs that no arrow points at."""
        hit = {arrow.target for arrow in self.paths}
        return tuple(name for name in self.names if name not in hit)

    @property
    def endogenous(self) -> tuple[str, ...]:
        """Constructs that at least one arrow points at."""
        hit = {arrow.target for arrow in self.paths}
        return tuple(name for name in self.names if name in hit)

    def __getitem__(self, name: str) -> Construct:
        for each in self.constructs:
            if each.name == name:
                return each
        known = ", ".join(self.names)
        raise ModelError(
            f"模型中没有构念“{name}”，可用的有：{known}",
            f"the model has no construct {name!r}; it has: {known}",
        )

    def predecessors(self, name: str) -> tuple[str, ...]:
        """Return the constructs with an arrow to ``name``."""
        return tuple(arrow.source for arrow in self.paths if arrow.target == name)

    def to_dict(self) -> dict[str, object]:
        """Return plain data, ready for JSON."""
        return {
            "constructs": [
                {
                    "name": each.name,
                    "indicators": list(each.indicators),
                    "mode": each.mode,
                    "label": None if each.label is None else each.label._asdict(),
                }
                for each in self.constructs
            ],
            "paths": [[arrow.source, arrow.target] for arrow in self.paths],
        }

    @classmethod
    def from_dict(cls, data: dict[str, object]) -> Specification:
        """Build a specification from what :meth:`to_dict` gave."""
        from crm_models.sem.parse import from_plain

        return from_plain(data)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Specification):
            return NotImplemented
        return self.constructs == other.constructs and self.paths == other.paths

    def __hash__(self) -> int:
        return hash((self.constructs, self.paths))

    def __str__(self) -> str:
        sign = {"A": "=~", "B": "<~"}
        blocks = [f"{c.name} {sign[c.mode]} {', '.join(c.indicators)}" for c in self.constructs]
        targets = {
            source: [p.target for p in self.paths if p.source == source] for source in self.names
        }
        arrows = [f"{source} -> {', '.join(ends)}" for source, ends in targets.items() if ends]
        return "\n".join(blocks + arrows)

    def __repr__(self) -> str:
        return (
            f"Specification({len(self.constructs)} constructs, "
            f"{len(self.indicators)} indicators, {len(self.paths)} paths)"
        )


def _flat(arrows: Iterable[Path | Sequence[Path]]) -> Iterable[Path]:
    for each in arrows:
        if isinstance(each, Path):
            yield each
        else:
            yield from each
