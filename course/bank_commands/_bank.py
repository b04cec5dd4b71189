"""What the bank's commands share: which bank, and its failures in one line."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from course import bilingual
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from question_bank.bank import Bank

F = TypeVar("F", bound="Callable[..., Any]")


def bank_option() -> Callable[[F], F]:
    """Give a command ``--bank PATH``."""
    return bilingual.option(
        "--bank",
        "bank_path",
        type=click.Path(exists=True, path_type=Path),
        default=None,
        text=Text(
            "题库文件夹或文件（默认随课程的题库）", "folder or file of items (default: ours)"
        ),
    )


@contextmanager
def failures() -> Iterator[None]:
    """Turn the bank's errors into the command line's."""
    from course.bank_errors import bank_error
    from question_bank.problems import BankError

    try:
        yield
    except BankError as error:
        raise bank_error(error.problems) from error


def load(bank_path: Path | None) -> Bank:
    """Load a bank."""
    from question_bank import loading

    with failures():
        return loading.load(bank_path) if bank_path else loading.load()
