"""The one table of messages, Chinese and English side by side.

Keys name what happened; they also serve as the machine-readable name of a
`autograder.report.Finding` and as the kind of a `autograder.report.Repair`. Texts are
`str.format` templates.
"""

from __future__ import annotations

from typing import NamedTuple

from autograder.report import Finding, Repair


class Pair(NamedTuple):
    """One message in both languages."""

    zh: str
    en: str


# what can become of a grade cell (autograder.verdict)
VERDICTS: dict[str, Pair] = {
    "pass": Pair("通过。", "Passed."),
    "fail": Pair("这一项的检查没有通过。", "The check of this task did not pass."),
    "error": Pair(
        "检查时出现 {ename}：{evalue}",
        "While checking, {ename} was raised: {evalue}",
    ),
    "own_error": Pair(
        "你的代码单元 {grade_id} 运行时出现 {ename}：{evalue}",
        "Your cell {grade_id} raised {ename} when it ran: {evalue}",
    ),
    "timeout": Pair(
        "运行超过 {seconds:g} 秒，已中断。请检查是否有停不下来的循环。",
        "It ran for more than {seconds:g} seconds and was interrupted. Look for a loop that "
        "does not end.",
    ),
    "memory": Pair(
        "内存用量超过上限（{megabytes:.0f} MB）。请检查是否把数据反复复制或放大了。",
        "It used more memory than allowed ({megabytes:.0f} MB). Look for data that is copied "
        "or blown up again and again.",
    ),
    "output": Pair(
        "输出超过上限（{kilobytes:.0f} KB），多余的部分已截去。",
        "It printed more than allowed ({kilobytes:.0f} KB); the rest was cut off.",
    ),
    "crash": Pair(
        "运行这份作业的 Python 进程在单元 {grade_id} 处意外退出，其后的单元没有运行。",
        "The Python process running this notebook died at cell {grade_id}; the cells after it "
        "did not run.",
    ),
    "missing": Pair(
        "这一题还没有作答。",
        "This task has not been answered yet.",
    ),
    "missing_name": Pair(
        "没有找到 {name}：请在作答单元里定义它，名称要与题目一致。",
        "{name} was not found: define it in the answer cell, with the name that the task gives.",
    ),
    "manual": Pair("由老师批阅。", "To be marked by hand."),
    "internal": Pair(
        "评分程序自身出错，这不是你的问题，老师会重新评分。（{detail}）",
        "The grader itself failed; this is not your fault and it will be graded again. ({detail})",
    ),
    "package_hidden": Pair(
        "学生代码找不到 {package}：它装在评分的环境里，沙箱里却看不到。"
        "请老师在教师版笔记本的元数据里写上 "
        '{{"autograder": {{"imports": ["{package}"]}}}}，再重新评分。',
        "Student code does not find {package}, which is installed where grading runs but is not "
        'seen in the sandbox. The instructor adds {{"autograder": {{"imports": ["{package}"]}}}} '
        "to the source notebook's metadata and grades again.",
    ),
    "package_absent": Pair(
        "教师版笔记本导入的 {package} 没有安装在评分的机器上。请老师安装后重新评分。",
        "{package}, which the source notebook imports, is not installed where grading runs. The "
        "instructor installs it and grades again.",
    ),
    "score_range": Pair(
        "评分单元给出 {score:g} 分，应在 0 到 {limit:g} 之间；请老师修正评分单元。",
        "The grade cell gave {score:g} points, which is not between 0 and {limit:g}; the grade "
        "cell needs mending.",
    ),
    "too_many_files": Pair(
        "文件夹 {where} 太大，其中的文件没有带入评分环境。",
        "The folder {where} is too large; its files were not taken along.",
    ),
}

# what is done to a clumsy submission before it runs (autograder.repair)
REPAIRS: dict[str, Pair] = {
    "unreadable": Pair(
        "{where} 不是可读的 Jupyter 笔记本（{reason}）。请在 JupyterLab 中重新保存后再交。",
        "{where} is not a readable Jupyter notebook ({reason}). Save it again in JupyterLab and "
        "hand it in once more.",
    ),
    "too_large": Pair(
        "{where} 有 {megabytes:.0f} MB，超过 {limit:.0f} MB 的上限。请清除输出后再交。",
        "{where} has {megabytes:.0f} MB, more than the {limit:.0f} MB allowed. Clear its outputs "
        "and hand it in once more.",
    ),
    "no_notebook": Pair(
        "{where} 里没有笔记本 {name}.ipynb。请把它放进提交的文件夹。",
        "{where} holds no notebook {name}.ipynb. Put it into the folder that is handed in.",
    ),
    "bom": Pair(
        "文件开头有字节顺序标记（BOM），已忽略。",
        "The file starts with a byte order mark; it was ignored.",
    ),
    "nbformat": Pair(
        "笔记本格式版本是 {version}，已按 4.5 读取。",
        "The notebook has format version {version}; it was read as 4.5.",
    ),
    "cell_ids": Pair(
        "有单元格缺少标识或标识重复，已补上。",
        "Some cells had no identifier or one already used; new ones were given.",
    ),
    "no_cells": Pair(
        "有 {count} 个条目不是单元格，已忽略。",
        "{count} entries were no cells and were ignored.",
    ),
    "outputs": Pair(
        "提交里的输出很大，已丢弃；评分时会重新运行。",
        "The outputs handed in were huge and were dropped; everything is run again.",
    ),
    "kernelspec": Pair(
        "笔记本写的内核是 {name}，已改回 {wanted}。",
        "The notebook names the kernel {name}; it was set back to {wanted}.",
    ),
    "duplicated": Pair(
        "单元格 {grade_id} 有 {count} 份，只留下作答的那一份。",
        "The cell {grade_id} was there {count} times; the one worked on was kept.",
    ),
    "deleted": Pair(
        "单元格 {grade_id} 不见了，已按发布时的样子补回。",
        "The cell {grade_id} was missing; it was put back as released.",
    ),
    "renamed": Pair(
        "单元格 {grade_id} 的名称被改成 {claimed}，已改回。",
        "The cell {grade_id} had been renamed to {claimed}; its name was put back.",
    ),
    "metadata": Pair(
        "单元格 {grade_id} 的元数据丢失，已根据内容和位置认出。",
        "The cell {grade_id} had lost its metadata; it was recognised by its text and place.",
    ),
    "retyped": Pair(
        "单元格 {grade_id} 的类型从 {wanted} 变成了 {given}，已改回。",
        "The cell {grade_id} had been turned from {wanted} into {given}; it was turned back.",
    ),
    "points": Pair(
        "单元格 {grade_id} 的分值被改动，已恢复为 {wanted:g} 分。",
        "The points of the cell {grade_id} had been changed; they are {wanted:g} again.",
    ),
    "roles": Pair(
        "单元格 {grade_id} 的评分设置被改动，已恢复。",
        "How the cell {grade_id} is graded had been changed; it was put back.",
    ),
    "edited": Pair(
        "锁定的单元格 {grade_id} 被改动，已恢复原文。",
        "The locked cell {grade_id} had been edited; its text was put back.",
    ),
    "reordered": Pair(
        "单元格 {grade_id} 被移动，已放回原来的位置。",
        "The cell {grade_id} had been moved; it was put back in its place.",
    ),
    "file_name": Pair(
        "提交的文件叫 {given}，已当作 {name}.ipynb 批改。",
        "The file handed in is called {given}; it was graded as {name}.ipynb.",
    ),
    "extra_notebooks": Pair(
        "文件夹里还有别的笔记本（{names}），未批改。",
        "There are other notebooks in the folder ({names}); they were not graded.",
    ),
    "other_data": Pair(
        "交上来的 {names} 不是 {student} 的数据；评分用的是 {student} 自己的数据。"
        "请用自己的账号重新运行第一格。",
        "{names} as handed in holds somebody else's data; {student}'s own were used. Run the "
        "first cell again under your own account.",
    ),
    "links": Pair(
        "提交里有链接（{names}），已忽略。",
        "There are links in what was handed in ({names}); they were ignored.",
    ),
}


def pair(key: str, /, **values: object) -> Pair:
    """Return the message ``key`` filled with ``values``; `KeyError` if there is none.

    Examples
    --------
    >>> pair("timeout", seconds=30).en
    'It ran for more than 30 seconds and was interrupted. Look for a loop that does not end.'
    """
    template = VERDICTS[key] if key in VERDICTS else REPAIRS[key]
    return Pair(template.zh.format(**values), template.en.format(**values))


def finding(
    key: str, /, *, points: float | None = None, max_points: float | None = None, **values: object
) -> Finding:
    """Return the message ``key`` as a finding."""
    text = pair(key, **values)
    return Finding(text.zh, text.en, name=key, points=points, max_points=max_points)


def repair(key: str, /, grade_id: str = "", **values: object) -> Repair:
    """Return the message ``key`` as a repair of the cell ``grade_id``."""
    text = pair(key, **{"grade_id": grade_id, **values})
    return Repair(key, grade_id, text.zh, text.en)
