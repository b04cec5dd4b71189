"""The cells of a quiz notebook, with nbgrader's metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from nbformat import NotebookNode, v4

from crm_models.text import Lang, Text
from question_bank.rubric import Prose

if TYPE_CHECKING:
    from question_bank.papers import Paper, Question

Language = Lang | Literal["both"]

_RUN = Text(
    "# 运行本格（Shift+Enter）显示答题表；每次改动立即存入 answers.json，随作业一起提交。",
    "# Run this cell (Shift+Enter) to see the form; every change is saved to answers.json at once.",
)
_FORM = """\
{run}
from quiz_form import Quiz

quiz = Quiz({lang})
answers = quiz.answers
quiz"""


def say(text: Text, lang: Language, between: str = "\n\n") -> str:
    """Return a text in one language, or Chinese first and English below."""
    if lang == "both":
        return f"{text.zh}{between}{text.en}"
    return text.of(lang)


def title(sheet: Paper, total: float, lang: Language) -> NotebookNode:
    """Return the first cell: title, points, time and instructions."""
    zh, en = [f"满分 {total:g} 分"], [f"{total:g} points"]
    if sheet.minutes:
        zh.append(f"建议用时 {sheet.minutes} 分钟")
        en.append(f"about {sheet.minutes} minutes")
    head = say(sheet.title, lang, between=" · ")
    parts = [f"# {head}", say(Text("，".join(zh) + "。", ", ".join(en) + "."), lang)]
    if sheet.instructions:
        parts.append(say(sheet.instructions, lang))
    return _cell("markdown", "\n\n".join(parts), "title")


def form(lang: Language) -> NotebookNode:
    """Return the cell that shows the form and binds ``answers``."""
    start = '"en"' if lang == "en" else ""
    cell = _cell("code", _FORM.format(run=say(_RUN, lang, between="\n"), lang=start), "quiz")
    # Tells the autograder that this locked cell binds what the student made.
    cell.metadata["autograder"] = {"binds": ["answers"]}
    return cell


def checks_title(lang: Language) -> NotebookNode:
    """Return the heading above the grade cells."""
    head = say(Text("评分单元格", "Grade cells"), lang, between=" · ")
    text = Text(
        "以下单元格由评分程序使用，根据 answers.json 逐题评分，不用填写。",
        "The program marks each question here from answers.json; there is nothing to fill in.",
    )
    return _cell("markdown", f"### {head}\n\n{say(text, lang)}", "checks")


def check(asked: Question, lang: Language) -> NotebookNode:
    """Return the grade cell of a question that the form asks."""
    entry = asked.entry()
    given = {
        "version": entry.version,
        "seed": entry.seed,
        "points": entry.points,
        "digest": entry.digest,
        "rule": entry.rule,
        "lang": lang,
    }
    arguments = ", ".join(f"{k}={v!r}" for k, v in given.items() if v is not None)
    lines = [
        f"# {asked.number}. {asked.item.id}",
        "### BEGIN HIDDEN TESTS",
        "from question_bank.grading import mark",
        "",
        f"mark(answers, {asked.item.id!r}, {arguments})",
        "### END HIDDEN TESTS",
    ]
    return _cell("code", "\n".join(lines), asked.item.id, points=float(asked.points))


def prose(asked: Question, stem: Text, lang: Language) -> list[NotebookNode]:
    """Return the question's cell and the cell that is answered and marked by hand."""
    item = asked.item
    if not isinstance(item, Prose):
        raise TypeError(item.type)
    points = f"{float(asked.points):g}"
    kind = Text(
        f"{asked.number}. {item.title.zh}（{points} 分）",
        f"{asked.number}. {item.title.en} ({points} points)",
    )
    question = f"### {say(kind, lang, between=' · ')}\n\n{say(stem, lang)}"
    solution = [
        "### BEGIN SOLUTION",
        say(item.model, lang),
        "",
        _scheme(asked, item, lang),
        "### END SOLUTION",
    ]
    return [
        _cell("markdown", question, f"{item.id}-question"),
        _cell("markdown", "\n".join(solution), item.id, points=float(asked.points), manual=True),
    ]


def _scheme(asked: Question, item: Prose, lang: Language) -> str:
    head = Text("**评分要点**", "**Mark scheme**")
    rows = [
        f"- （{float(share):g}）{say(point.text, lang, between=' / ')}"
        for point, share in zip(item.rubric, item.shares(asked.points), strict=True)
    ]
    # The delimiters keep the scheme apart from the model answer inside the solution.
    scheme = ["=== BEGIN MARK SCHEME ===", say(head, lang, between=" · "), "", *rows]
    return "\n".join([*scheme, "=== END MARK SCHEME ==="])


def _cell(
    kind: Literal["code", "markdown"],
    source: str,
    name: str,
    *,
    points: float | None = None,
    manual: bool = False,
) -> NotebookNode:
    grading: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": name,
        "grade": points is not None,
        "solution": manual,
        "locked": not manual,
        "task": False,
        "cell_type": kind,
    }
    if points is not None:
        grading["points"] = points
    make = v4.new_code_cell if kind == "code" else v4.new_markdown_cell
    # A stable id: building the same paper twice gives the same file.
    return make(source, id=f"cell-{name}", metadata={"nbgrader": grading})
