"""Losses that several formats share, in the same words."""

from __future__ import annotations

from crm_models.text import Text

TYPING = Text(
    "书写习惯不再宽容：全角字符、句末标点和多余的空格会判错",
    "habits of typing are no longer forgiven: full-width characters, a full stop at the end and"
    " extra spaces make an answer wrong",
)
UNORDERED = Text(
    "并列的空各自接受全部答案，同一答案填两次会重复得分",
    "parallel blanks each take all the answers, so one answer given twice counts twice",
)
NO_EXPLANATIONS = Text("不带解释", "explanations stay behind")
NO_OPTION_EXPLANATIONS = Text(
    "各选项的解释不能分别带上", "the explanation of each option stays behind"
)
NO_RUBRIC = Text("不带参考答案和评分要点", "model answer and rubric stay behind")
NO_UNIT = Text("答案不能带单位", "an answer may not carry its unit")
NO_MISTAKES = Text("典型错误的说明不能带上", "what typical mistakes mean stays behind")
KEY_ONLY = Text("只写出答案，由人评阅", "only the key is written; a person marks it")
FORMULAS = Text(
    "公式显示为 TeX 原文：离线网页没有排版公式的程序",
    "formulas are shown as TeX: an offline page has nothing to set them with",
)
EXACT_TEXT = Text(
    "计算题成为填空题，只认写出的那个数，没有允差",
    "the number becomes a blank that takes the key as written, without a tolerance",
)
