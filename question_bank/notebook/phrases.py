"""What the answer form says, in both languages, and how it looks."""

from __future__ import annotations

STYLE = """<style>
.quiz-form {max-width: 860px; font-size: 15px; line-height: 1.65}
.quiz-form .quiz-stem table {border-collapse: collapse; margin: .4em 0}
.quiz-form .quiz-stem td, .quiz-form .quiz-stem th
  {border: 1px solid var(--jp-border-color2, #bbb); padding: .15em .7em; text-align: right}
.quiz-form .widget-html-content, .quiz-form .widget-htmlmath-content
  {font-size: 15px; line-height: 1.65; white-space: normal}
.quiz-form .widget-radio-box label {height: auto; min-height: 26px; line-height: 1.5;
  font-size: 15px; white-space: normal; align-items: flex-start; padding: 3px 0}
.quiz-form .widget-radio-box input {margin: .35em .5em 0 0; flex: none}
.quiz-form .widget-checkbox {height: auto; width: 100%; margin: 0}
.quiz-form .widget-checkbox .widget-label-basic
  {height: auto; line-height: 1.5; font-size: 15px; white-space: normal;
   align-items: flex-start; padding: 3px 0; overflow: visible}
.quiz-form .widget-checkbox input {margin: .35em .5em 0 0; flex: none}
.quiz-form .widget-text input {font-size: 15px}
.quiz-card {border-top: 1px solid var(--jp-border-color2, #ccc); padding: .7em 0 .5em}
.quiz-form .quiz-meta {color: var(--jp-ui-font-color2, #666); font-size: 13px}
.quiz-form .quiz-bad {color: #b00020; font-weight: 600}
.quiz-form .quiz-good {color: #1b6e2e}
</style>"""

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "points": "{0:g} 分",
        "progress": "已答 {0} / {1} 题",
        "left": "未答：{0}",
        "all": "全部已答",
        "saved": "✓ {0} 已保存到 {1}",
        "restored": "✓ 已恢复上次的回答（{1}）",
        "fresh": "尚未作答；每次改动都会立即保存",
        "failed": "✗ 没有保存：{0}。请检查磁盘空间和文件权限，再改动任意一题重试",
        "corrupt": "answers.json 无法读取，原文件已另存为 {0}，没有丢失；请从空白表重新作答，"
        "或请老师从备份中找回",
        "odd": "原先存入的内容无法识别，重新作答后会替换它",
        "true": "正确",
        "false": "错误",
        "clear": "清除本题",
        "blank": "第 {0} 空",
        "number": "填一个数",
        "prose": "本题请在下方的单元格中作答。",
        "any": "各空不分先后。",
    },
    "en": {
        "points": "{0:g} points",
        "progress": "{0} of {1} answered",
        "left": "open: {0}",
        "all": "all answered",
        "saved": "✓ saved {0} to {1}",
        "restored": "✓ your earlier answers are restored ({1})",
        "fresh": "nothing answered yet; every change is saved at once",
        "failed": "✗ not saved: {0}. Check disk space and permissions, then change any answer"
        " to try again",
        "corrupt": "answers.json cannot be read; it is kept as {0}, nothing is lost. Answer"
        " anew, or ask your teacher to recover it from the copy",
        "odd": "what was stored here cannot be read; answering replaces it",
        "true": "True",
        "false": "False",
        "clear": "clear",
        "blank": "blank {0}",
        "number": "a number",
        "prose": "Answer this one in the cell further down.",
        "any": "The blanks may be filled in any order.",
    },
}
