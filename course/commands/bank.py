"""``crmlab bank``: the question bank; its commands are the files of ``course/bank_commands``."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from course import bank_commands
from course.bilingual import Group
from crm_models.text import Text
from question_bank import registry

if TYPE_CHECKING:
    import click

HELP = Text(
    """题库：检查、查看、评分、组卷、统计、试题分析、复评。

    题目在 question_bank/items 里（YAML）；用 --bank 指定别的题库。""",
    """The question bank: lint, look, mark, make papers, count, analyse answers, regrade.

    The items are the YAML files in question_bank/items; --bank names another bank.""",
)


class BankGroup(Group):
    """A group whose commands are the modules of ``course.bank_commands``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands' names: the files' names."""
        return list(registry.module_names(bank_commands))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command, None when there is no such file."""
        try:
            module = registry.module(bank_commands, cmd_name)
        except KeyError:
            return None
        return cast("click.Command", module.command)


command = BankGroup("bank", text=HELP, no_args_is_help=True)
