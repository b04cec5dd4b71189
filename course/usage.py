"""Click's complaints about a command line, in one line and in both languages."""

from __future__ import annotations

import re

import click

from course.language import say
from crm_models.text import Text

# Click's own sentences about a value, and what they are in Chinese.
_CHINESE = (
    (r"(?:File|Directory|Path) (.+) does not exist\.", r"{} 不存在。"),
    (r"File (.+) is a directory\.", r"{} 是文件夹，这里要一个文件。"),
    (r"Directory (.+) is a file\.", r"{} 是文件，这里要一个文件夹。"),
    (r"(?:File|Directory|Path) (.+) is not readable\.", r"{} 无法读取。"),
    (r"(.+) is not in the range (.+)\.", r"{} 超出范围 {}。"),
    (r"(.+) is not a valid (?:integer|float)(?: range)?\.", r"{} 不是数。"),
    (r"(.+) is not one of (.+)\.", r"{} 不在可选值之内：{}。"),
)


def explain(error: click.UsageError) -> str:
    """Return what is wrong with the command line and where to look it up."""
    path = error.ctx.command_path if error.ctx is not None else "crmlab"
    return f"{_what(error)} {say(Text('用法见', 'See'))} `{path} --help`"


def _what(error: click.UsageError) -> str:
    given = _hint(error)
    if isinstance(error, click.NoSuchOption):
        guess = "、".join(error.possibilities or [])
        also = Text(f"（是不是 {guess}？）", f" (did you mean {guess}?)") if guess else Text("", "")
        return say(
            Text(
                f"没有选项 {error.option_name}{also.zh}。",
                f"No such option: {error.option_name}{also.en}.",
            )
        )
    if isinstance(error, click.exceptions.NoSuchCommand):
        name = error.command_name
        return say(Text(f"没有命令 {name}。", f"No such command: {name}."))
    if isinstance(error, click.MissingParameter):
        return say(Text(f"缺少参数 {given}。", f"Missing {given}."))
    message = _sentence(error.message)
    if isinstance(error, click.BadParameter):
        return say(
            Text(f"{given} 的值不对：{_chinese(message)}", f"Invalid value for {given}: {message}")
        )
    return say(Text(f"命令写错了：{message}", message))


def _sentence(message: str) -> str:
    line = " ".join(message.split())
    return line if line.endswith((".", "。", "!", "?")) else f"{line}."


def _chinese(message: str) -> str:
    for pattern, sentence in _CHINESE:
        if found := re.fullmatch(pattern, message):
            return sentence.format(*found.groups())
    return message


def _hint(error: click.UsageError) -> str:
    if not isinstance(error, click.BadParameter):
        return ""
    hint = error.param_hint
    if hint is None and error.param is not None and error.ctx is not None:
        hint = error.param.get_error_hint(error.ctx)
    if hint is None:
        return ""
    return (hint if isinstance(hint, str) else " / ".join(hint)).strip("'")
