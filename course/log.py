"""Where an internal error is written down for whoever will mend it."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.language import say
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence


def folder() -> Path:
    """Return the folder of the logs, in the user's own application folder."""
    return Path(click.get_app_dir("crmlab")) / "logs"


def record(error: Exception, arguments: Sequence[str]) -> str:
    """Write `error` with its traceback to a new file; return the line for the terminal."""
    now = datetime.now(UTC)
    path = folder() / f"{now:%Y%m%dT%H%M%S%f}.log"
    trace = "".join(traceback.format_exception(error))
    head = (
        f"{now.isoformat()}\ncrmlab {version('crm-course')}, Python {sys.version.split()[0]}, "
        f"{platform.platform()}\narguments: {list(arguments)}\n\n"
    )
    kind = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + trace, encoding="utf-8")
    except OSError:
        # No place for a log: the traceback itself is better than nothing.
        click.echo(head + trace, err=True)
        return say(Text(f"内部错误（{kind}）", f"Internal error ({kind})"))
    return say(
        Text(
            f"内部错误（{kind}）：详情见 {path}，请连同它一起报告。",
            f"Internal error ({kind}): details in {path}; please report it with that file.",
        )
    )
