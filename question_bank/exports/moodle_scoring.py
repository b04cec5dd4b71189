r"""How Moodle scores answers (4.5), for the formats that it reads: Moodle XML, GIFT, Aiken.

- Choices: the fractions of the chosen answers add up, cut off at 0 and 1.
- Words: compared after NFC, with white space at the ends dropped and, unless asked otherwise,
  case ignored; ``*`` is a wildcard, ``\*`` a star. Full-width letters or a full stop at the
  end make an answer wrong.
- Numbers: the number at the beginning counts, what follows is taken as a unit; commas are
  dropped as thousands separators, full-width digits are wrong. The first answer within its
  tolerance wins.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The only fractions that Moodle's importer takes, in percent, as it writes them.
_PERCENTS = """
100 90 83.33333 80 75 70 66.66667 60 50 40 33.33333 30 25 20 16.66667 14.28571 12.5 11.11111
10 5 0
"""
PERCENTS = tuple(_PERCENTS.split())
FRACTIONS = tuple(Fraction(percent) / 100 for percent in PERCENTS)

_TRIMMED = " \t\n\r\0\x0b"
_STARS = re.compile(r"(?<!\\)\*+")
_EXPONENT = re.compile(r"(?:e|E|(?:x|\*|×)10(?:\^|\*\*))([+-]?\d+)", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?", re.ASCII)
_PRECISION = 1e-14
"""PHP's default precision, which Moodle adds to every tolerance."""


def percent(share: Fraction) -> str | None:
    """Return a share of the points as Moodle writes it, None if it is not on its list.

    Examples
    --------
    >>> percent(Fraction(1, 3)), percent(Fraction(-1, 2)), percent(Fraction(1, 11))
    ('33.33333', '-50', None)
    """
    for written, value in zip(PERCENTS, FRACTIONS, strict=True):
        if abs(abs(share) - value) < Fraction(1, 10**6):
            return f"-{written}" if share < 0 and value else written
    return None


def same_text(answer: str, pattern: str) -> bool:
    r"""Whether Moodle's short answer takes an answer for a pattern.

    Examples
    --------
    >>> same_text(" crm ", "CRM"), same_text("CRM。", "CRM"), same_text("ＣＲＭ", "CRM")
    (True, False, False)
    >>> same_text("R*F", r"R\*F"), same_text("RxF", r"R\*F")
    (True, False)
    """
    bits = _STARS.split(unicodedata.normalize("NFC", pattern))
    wild = ".*".join(re.escape(bit.replace(r"\*", "*")) for bit in bits)
    given = unicodedata.normalize("NFC", answer).strip(_TRIMMED)
    return re.fullmatch(wild, given, re.IGNORECASE) is not None


def literal(text: str) -> str:
    r"""Return a text as a pattern without wildcards: ``R*F`` as ``R\*F``."""
    return text.replace("*", r"\*")


def score_text(answer: str, patterns: Sequence[tuple[str, Fraction]]) -> Fraction:
    """Return the share that the first matching pattern gives."""
    for pattern, share in patterns:
        if same_text(answer, pattern):
            return share
    return Fraction(0)


def number(answer: str) -> tuple[float, str] | None:
    """Return the number that Moodle reads and the unit behind it.

    Examples
    --------
    >>> number("12.5 %"), number("1.5×10^-7"), number("1,234.50")
    ((12.5, '%'), (1.5e-07, ''), (1234.5, ''))
    >>> number("１２") is None, number("123,45")
    (True, (12345.0, ''))
    """
    bare = answer.strip(_TRIMMED).replace(" ", "")
    # Commas separate thousands, in the Chinese and in the English site language.
    bare = _EXPONENT.sub(r"e\1", bare).replace(",", "")
    found = _NUMBER.match(bare)
    return (float(found[0]), bare[found.end() :]) if found else None


def score_number(
    answer: str,
    keys: Sequence[tuple[float, float, Fraction]],
    units: Mapping[str, float] | None = None,
) -> Fraction:
    """Return what a number earns.

    Parameters
    ----------
    answer
        What was typed.
    keys
        Value, tolerance and share of the points of each answer, in order.
    units
        Units with the factor by which the key is multiplied in that unit.
    """
    read = number(answer)
    if read is None:
        return Fraction(0)
    value, unit = read
    scaled = value / units.get(unit, 1.0) if units else value
    for key, tolerance, share in keys:
        margin = tolerance + _PRECISION * max(1.0, abs(key))
        if any(key - margin <= each <= key + margin for each in (scaled, value)):
            return share
    return Fraction(0)
