"""Plain text of an examination paper, in the notations that Chinese papers use for keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_models.text import Text
from question_bank.imports.answers import finding
from question_bank.imports.exam.collect import collect
from question_bank.imports.exam.judge import judge
from question_bank.imports.exam.lines import lines
from question_bank.imports.reader import Reader, Unreadable
from question_bank.marking.text import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from question_bank.imports.draft import Draft, Finding

_ENCODINGS = ("utf-8-sig", "gb18030")


def _read(content: bytes) -> Iterator[Draft | Finding]:
    questions, found = collect(lines(_decoded(content)))
    yield from found
    seen: dict[str, int] = {}
    for raw in questions:
        name = read(raw.stem).text
        if name and name in seen:
            yield finding(
                raw.line,
                "duplicate",
                f"第 {raw.number} 题与第 {seen[name]} 行的题相同，未导入",
                f"question {raw.number} repeats the one of line {seen[name]}; left out",
            )
            continue
        seen[name] = raw.line
        yield from judge(raw)


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(Text("编码应为 UTF-8 或 GB18030", "the encoding should be UTF-8 or GB18030"))


READER = Reader(Text("试卷文本", "examination text"), (".txt",), _read)
