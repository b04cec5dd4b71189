"""The report's words in both languages, by the name that the template uses."""

from __future__ import annotations

from crm_models.text import Lang, Text

_WORDS = {
    "title": Text("成绩报告", "Class report"),
    "made": Text("生成于", "Made on"),
    "overview": Text("总览", "Overview"),
    "assignment": Text("作业", "Assignment"),
    "handed_in": Text("已批改", "Graded"),
    "of_class": Text("班级人数", "Class"),
    "mean": Text("平均（%）", "Mean (%)"),
    "median": Text("中位数（%）", "Median (%)"),
    "sd": Text("标准差", "SD"),
    "range": Text("最低–最高（%）", "Range (%)"),
    "passed": Text("及格", "Passed"),
    "late": Text("迟交", "Late"),
    "open": Text("待人工批改", "To be marked"),
    "missing": Text("未交", "Not handed in"),
    "ungraded": Text(
        "交了但没有批改（运行 crmlab autograde 看原因）",
        "Handed in but not graded (crmlab autograde says why)",
    ),
    "distribution": Text("成绩分布", "Scores"),
    "distribution_note": Text(
        "每格十分，虚线是及格线；已计迟交扣分。",
        "Bars are ten per cent wide, the dashed line is the pass mark; late penalties included.",
    ),
    "tasks": Text("各题得分情况", "How the tasks went"),
    "item_table": Text("题目分析", "Item analysis"),
    "item_note": Text(
        "得分率：平均分占满分的比例。区分度：该题与其余各题总分的相关系数（至少三人全部批完才计算）；"
        "人数少时误差很大，只作提示。低于 0.2 的标出，请核对题目与答案。",
        "Facility: the mean share of the points. Discrimination: correlation with the sum of the "
        "other tasks (needs three fully marked students); in small classes it is a hint only. "
        "Values below 0.2 are flagged: check the task and its key.",
    ),
    "task": Text("题目", "Task"),
    "points": Text("满分", "Points"),
    "marker": Text("批改", "Marked by"),
    "by_machine": Text("自动", "machine"),
    "by_hand": Text("人工", "hand"),
    "n": Text("人数", "n"),
    "average": Text("平均分", "Mean"),
    "facility": Text("得分率", "Facility"),
    "discrimination": Text("区分度", "Discrimination"),
    "none_part_full": Text("零分 / 部分 / 满分", "None / part / full"),
    "check": Text("请核对", "check"),
    "misconceptions": Text("常见误解", "Misconceptions"),
    "misconceptions_note": Text(
        "学生的结果与某个已知的错误做法完全一致时记下。",
        "Noted when a student's result is exactly what a known wrong method gives.",
    ),
    "misconception": Text("误解", "Misconception"),
    "students": Text("学生", "Students"),
    "verdicts": Text("判定统计", "Verdicts"),
    "verdicts_note": Text(
        "每道自动批改的题的判定次数。INTERNAL 不是学生的错，须重新批改。",
        "How often each verdict was given. INTERNAL is never the student's fault: grade again.",
    ),
    "isolation": Text("学生代码的隔离方式", "How students' code was kept apart"),
    "not_isolated": Text("没有隔离，分数可被伪造", "not isolated: marks can be forged"),
    "late_list": Text("迟交名单", "Late submissions"),
    "submitted_at": Text("提交时间", "Handed in"),
    "hours_late": Text("迟（小时）", "Hours late"),
    "penalty": Text("扣分", "Penalty"),
    "repairs": Text("修复过的笔记本", "Mended notebooks"),
    "more": Text("（另有同类 {} 处）", "(and {} more of this kind)"),
    "marks": Text("成绩表", "Marks"),
    "id": Text("学号", "Id"),
    "name": Text("姓名", "Name"),
    "score": Text("得分", "Score"),
    "percent": Text("百分比", "Per cent"),
    "nobody": Text("还没有批改过的提交。", "No graded submission yet."),
    "nothing": Text("无", "none"),
}


def words(lang: Lang) -> dict[str, str]:
    """Return every word in one language."""
    return {name: text.of(lang) for name, text in _WORDS.items()}
