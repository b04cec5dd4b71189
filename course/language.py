"""Which language the person at the terminal reads: ``--lang``, ``CRMLAB_LANG``, the locale."""

from __future__ import annotations

import os
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_models.text import Lang, Text

_chosen: ContextVar[Lang | None] = ContextVar("crmlab_language", default=None)


def parse(value: str) -> Lang | None:
    """Return the language that a locale name or a plain code means, None for neither.

    Examples
    --------
    >>> parse("zh_CN.UTF-8"), parse("en-GB"), parse("C")
    ('zh', 'en', None)
    """
    code = value.strip().lower().replace("-", "_").split("_")[0].split(".")[0]
    if code == "zh":
        return "zh"
    return "en" if code == "en" else None


def detect(environ: Mapping[str, str] | None = None) -> Lang:
    """Return the language of the environment; Chinese where nothing says otherwise.

    ``CRMLAB_LANG`` wins, then the locale variables in the order that POSIX gives them.

    Examples
    --------
    >>> detect({"CRMLAB_LANG": "en", "LANG": "zh_CN.UTF-8"})
    'en'
    >>> detect({"LC_ALL": "C.UTF-8"})
    'zh'
    """
    environ = os.environ if environ is None else environ
    for variable in ("CRMLAB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if (lang := parse(environ.get(variable, ""))) is not None:
            return lang
    return "zh"


def from_arguments(arguments: Sequence[str]) -> Lang | None:
    """Return what ``--lang`` says anywhere on a command line, before it is parsed."""
    for position, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or "".join(arguments[position + 1 : position + 2])
            return parse(value)
    return None


def use(lang: Lang | None) -> None:
    """Speak `lang` from here on; None goes back to what the environment says."""
    _chosen.set(lang)


def current() -> Lang:
    """Return the language in use."""
    return _chosen.get() or detect()


def say(text: Text) -> str:
    """Return `text` in the language in use."""
    return text.of(current())
