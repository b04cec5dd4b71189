"""Changes single values of a YAML text and leaves everything else as it stands, comments too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank import yaml_source

if TYPE_CHECKING:
    from collections.abc import Mapping

Place = tuple[str | int, ...]


def replaced(text: str, changes: Mapping[Place, str]) -> str:
    r"""Return the text with the plain values at some places replaced.

    Parameters
    ----------
    text
        The YAML text.
    changes
        Keys and positions from the top, to the new value as YAML writes it.

    Raises
    ------
    KeyError
        There is no such place, or what stands there is no single value.

    Examples
    --------
    >>> replaced("- a: 1  # guessed\n  b: 2\n", {(0, "a"): "3"})
    '- a: 3  # guessed\n  b: 2\n'
    """
    places = yaml_source.spans(text, changes)
    spans = sorted((*at, value) for at, value in zip(places, changes.values(), strict=True))
    parts: list[str] = []
    done = 0
    for start, end, value in spans:
        parts += [text[done:start], value]
        done = end
    return "".join([*parts, text[done:]])
