"""``crmlab bank analyse``: what a class's answers say about the questions."""

from __future__ import annotations

from pathlib import Path

import click

from course import bilingual
from course.bank_commands._answers import FILE
from course.bank_commands._bank import bank_option, failures, load
from crm_models.text import Text


@bilingual.command(
    "analyse",
    Text(
        """试题分析：难度、区分度、鉴别效率、实际权重、信度及区间、干扰项与误解、各版本和变式。

        FILE 是 crmlab bank responses 写出的文件，或 Moodle 的测验报告（CSV，配合 --paper）。
        发现需要检查的题时退出码为 1。""",
        """Item analysis: facility, discrimination, efficiency, effective weight, reliability with
        its interval, distractors and misconceptions, versions and variants.

        FILE is what crmlab bank responses wrote, or a quiz report of Moodle (CSV, with --paper).
        Exits with 1 when a question should be looked at again.""",
    ),
)
@click.argument("file", type=FILE)
@bank_option()
@bilingual.option(
    "--paper",
    type=click.Path(exists=True, path_type=Path),
    text=Text("试卷：把题号对应到题目", "the paper: gives numbered questions their items"),
)
@bilingual.option(
    "--level",
    type=click.FloatRange(0.5, 0.999),
    default=0.95,
    show_default=True,
    text=Text("置信水平", "confidence level"),
)
@bilingual.option(
    "--figures",
    type=click.Path(file_okay=False, path_type=Path),
    text=Text("把图（SVG）画到这个文件夹", "draw the figures (SVG) into this folder"),
)
@bilingual.json_option()
def command(
    file: Path,
    bank_path: Path | None,
    paper: Path | None,
    level: float,
    figures: Path | None,
    as_json: bool,
) -> int:
    """Analyse answers."""
    from course import language
    from course.bank_commands import _answers
    from course.errors import FINDINGS
    from course.output import emit, table
    from question_bank.analysis.printing import printed
    from question_bank.analysis.report import analyse

    bank = load(bank_path)
    responses = _answers.read((file,), paper, bank)
    with failures():
        found = analyse(responses, bank, level=level)
    data = found.to_dict()
    shown = Text(printed(found, "zh", table), printed(found, "en", table))
    if figures is not None:
        from question_bank.analysis.drawing import save

        drawn = save(found, figures, language.current())
        data["figures"] = [str(each) for each in drawn]
        shown = Text(
            f"{shown.zh}\n\n{len(drawn)} 幅图已画到 {figures}",
            f"{shown.en}\n\n{len(drawn)} figures drawn into {figures}",
        )
    emit(data, as_json, shown)
    return FINDINGS if found.findings else 0
