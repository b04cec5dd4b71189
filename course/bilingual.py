"""Click's commands and options with help in both languages.

The help is chosen when it is shown, not when a module is imported, so that one process can
speak both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from course import language
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

F = TypeVar("F", bound="Callable[..., Any]")

_NO_TEXT = Text("", "")
_HEADINGS = {
    "Options": Text("选项", "Options"),
    "Commands": Text("命令", "Commands"),
}


class Option(click.Option):
    """An option whose help is a `Text`."""

    def __init__(self, *names: Any, text: Text, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line in the help, in the language in use."""
        self.help = language.say(self.text)
        return super().get_help_record(ctx)


class Command(click.Command):
    """A command whose help is a `Text`; speaks the language that its own line asks for."""

    def __init__(self, *args: Any, text: Text = _NO_TEXT, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.text = text
        self.params.append(_lang_option())

    def get_short_help_str(self, limit: int = 78) -> str:
        """Return the first line of the help."""
        return _first_line(self.text, limit)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Take note of ``--lang`` before anything is parsed, so that errors speak it too."""
        if (lang := language.from_arguments(args)) is not None:
            language.use(lang)
        return super().make_context(info_name, args, parent, **extra)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        _write_usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help's body."""
        self.help = language.say(self.text)
        super().format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a heading in the language in use."""
        _write_options(self, ctx, formatter)


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        _write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with its first line of help."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(72)))
        if rows:
            with formatter.section(language.say(_HEADINGS["Commands"])):
                formatter.write_dl(rows)


def command(name: str, text: Text, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command called `name` with help `text`."""
    return click.command(name, cls=Command, text=text, **settings)


def group(name: str, text: Text, **settings: Any) -> Callable[[Callable[..., Any]], Group]:
    """Make a function a group of commands called `name` with help `text`."""
    return click.group(name, cls=Group, text=text, **settings)


def option(*names: str, text: Text, **settings: Any) -> Callable[[F], F]:
    """Give a command an option with help `text`."""
    return click.option(*names, cls=Option, text=text, **settings)


def json_option() -> Callable[[F], F]:
    """Give a command ``--json``: the result for a machine, on standard output."""
    return option(
        "--json",
        "as_json",
        is_flag=True,
        text=Text("把结果以 JSON 输出", "print the result as JSON"),
    )


def course_option() -> Callable[[F], F]:
    """Give a command ``--course DIR``."""
    return option(
        "--course",
        "course_dir",
        metavar="DIR",
        default=None,
        text=Text(
            "课程文件夹（默认：当前文件夹，其次 ./course）",
            "the course folder (default: here, then ./course)",
        ),
    )


def no_sandbox_option() -> Callable[[F], F]:
    """Give a command ``--no-sandbox``, passed on as ``sandbox``: None unless it is given."""
    return option(
        "--no-sandbox",
        "sandbox",
        flag_value=False,
        default=None,
        type=click.BOOL,
        text=Text(
            "不隔离：学生代码以批改者的权限运行，每份报告都会写明",
            "no isolation: student code runs with the grader's rights; every report says so",
        ),
    )


def _lang_option() -> Option:
    return Option(
        ["--lang"],
        type=click.Choice(["zh", "en"]),
        expose_value=False,
        text=Text("语言：zh 或 en", "language: zh or en"),
    )


def _first_line(text: Text, limit: int) -> str:
    words = language.say(text).split("\n\n", maxsplit=1)[0]
    line = " ".join(words.split()).rstrip("。.")
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _write_usage(what: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    pieces: Sequence[str] = what.collect_usage_pieces(ctx)
    prefix = language.say(Text("用法：", "Usage: "))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=prefix)


def _write_options(what: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    rows = []
    for parameter in what.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is not None:
            if "--help" in parameter.opts:
                record = (record[0], language.say(Text("显示这份帮助", "show this help")))
            rows.append(record)
    with formatter.section(language.say(_HEADINGS["Options"])):
        formatter.write_dl(rows)
