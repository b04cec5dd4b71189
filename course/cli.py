"""The command ``crmlab``: a group that finds its commands in ``course/commands``.

A command is one file there. It binds ``command``, made with `course.bilingual.command` (or
``group``), and imports what is heavy inside the function: listing the names must stay quick.
"""

from __future__ import annotations

import gc
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course import language
from course.bilingual import Group
from course.errors import INTERNAL, USAGE, CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

HELP = Text(
    """客户关系管理课程：题库、作业、自动批改与成绩报告。

    第一次用：crmlab demo 把一个班从发布作业到出报告完整走一遍。""",
    """A course in customer relationship management: question bank, labs, autograding, reports.

    New here? crmlab demo takes a class from release to report.""",
)


class LazyGroup(Group):
    """A group whose commands are the modules of ``course.commands``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands' names: the files' names."""
        return _names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command, None when there is no such file."""
        if cmd_name not in _names():
            return None
        module = import_module(f"course.commands.{cmd_name.replace('-', '_')}")
        found = module.command
        if not isinstance(found, click.Command):
            message = f"{module.__name__}.command is not a command"
            raise TypeError(message)
        return found


@cache
def _names() -> list[str]:
    folder = Path(__file__).parent / "commands"
    stems = (path.stem for path in folder.glob("*.py"))
    return sorted(stem.replace("_", "-") for stem in stems if not stem.startswith("_"))


cli = LazyGroup(
    "crmlab",
    text=HELP,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; every failure is one line on stderr."""
    try:
        result = cli.main(list(arguments), prog_name="crmlab", standalone_mode=False)
    except CrmlabError as error:
        return _fail(error.line(language.current()), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.UsageError as error:
        from course.usage import explain

        return _fail(explain(error), USAGE)
    except click.ClickException as error:
        return _fail(error.format_message(), USAGE)
    except (click.Abort, KeyboardInterrupt):
        text = Text(
            "已中断；已完成的部分都已保存，再运行一次即从断点继续。",
            "Interrupted. What was finished is saved; run it again to go on from there.",
        )
        return _fail(language.say(text), 130)
    except BrokenPipeError:
        return 141
    except Exception as error:  # noqa: BLE001 - the last line of defence, logged in full
        from course.log import record

        return _fail(record(error, arguments), INTERNAL)
    return result if isinstance(result, int) else 0


def _fail(line: str, code: int) -> int:
    click.echo(f"crmlab: {line}", err=True)
    return code


def main() -> None:
    """Run the command line of this process."""
    # imports make much and throw little away: by default a sixth of their time goes into looking
    gc.set_threshold(50_000)
    code = run(sys.argv[1:])
    gc.freeze()  # nor need the end look for cycles among all that is imported
    sys.exit(code)


if __name__ == "__main__":
    main()
