"""Why a value cannot cross."""

from __future__ import annotations


class RefusedError(ValueError):
    """A value that cannot cross the boundary, with one clear line in each language.

    Examples
    --------
    >>> str(RefusedError("太深", "too deep"))
    '太深 / too deep'
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh = zh
        self.en = en
