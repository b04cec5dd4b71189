"""Plain examination papers: five notations of keys, and oddities told instead of guessed."""

import pytest

from question_bank.imports.assemble import Settings
from question_bank.imports.run import read

OPTIONS = "A. 考察期 B. 形成期\nC. 稳定期 D. 退化期\n"


@pytest.fixture
def paper(tmp_path):
    def go(text, encoding="utf-8"):
        path = tmp_path / "paper.txt"
        path.write_bytes(text.encode(encoding))
        made = read(path, Settings(chapter="C3"))
        odd = [(p.line, p.code) for p in made.problems if p.code != "translation"]
        return made.items, odd

    return go


def key(item):
    letters = zip("ABCDEFGH", item["options"], strict=False)
    return "".join(letter for letter, option in letters if option.get("correct"))


@pytest.mark.parametrize(
    ("text", "kind", "right"),
    [
        (f"1. 最稳定的是哪个阶段？\n{OPTIONS}标准答案:c\n满分:2 分", "single", "C"),
        (f"1、哪些阶段在先？\n{OPTIONS}正确答案:AB", "multiple", "AB"),
        (f"1．最稳定的阶段是（ C ）。\n{OPTIONS}", "single", "C"),
        (f"1. 先后两个阶段是(A B)\n{OPTIONS}", "multiple", "AB"),
        (f"【1】最稳定的是\n{OPTIONS}答案:C", "single", "C"),
        (f"1) 最稳定的阶段是【】\n{OPTIONS}参考答案：Ｃ", "single", "C"),
    ],
)
def test_notations_of_keys(text, kind, right, paper):
    (item,), odd = paper(text)
    assert (item["type"], key(item)) == (kind, right)
    assert odd == []
    assert right not in item["stem"]["zh"]
    assert item["status"] == "draft"
    assert [o["text"]["zh"] for o in item["options"]] == ["考察期", "形成期", "稳定期", "退化期"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("【1】满意的客户一定忠诚。\n答案:错误", False),
        ("1. 潜在客户也是客户。（√）", True),
        ("三、判断题\n1. 满意的客户一定忠诚。( × )", False),
    ],
)
def test_judgements(text, right, paper):
    (item,), odd = paper(text)
    assert (item["type"], item["correct"], odd) == ("true_false", right, [])
    assert "（" not in item["stem"]["zh"]


def test_points_and_broken_stems(paper):
    (item,), _ = paper(f"1. 最稳定的\n是哪个阶段？\n{OPTIONS}标准答案:c\n满分:2 分")
    assert item["stem"]["zh"] == "最稳定的是哪个阶段？"
    assert item["points"] == 2


def test_blanks_terms_and_short_answers(paper):
    items, odd = paper(
        "一、填空题\n1. 指标是____和____。\n答案：R；F\n"
        "二、名词解释\n1. 让渡价值——总价值与总成本之差\n"
        "三、简答题\n1. 客户为什么流失？\n答:(1)价格高。(2)服务差。\n"
    )
    fill, term, short = items
    assert [blank["accept"] for blank in fill["blanks"]] == [["R"], ["F"]]
    assert (term["type"], term["model"]["zh"]) == ("term", "总价值与总成本之差")
    assert [point["text"]["zh"] for point in short["rubric"]] == ["价格高。", "服务差。"]
    assert odd == [(5, "rubric"), (7, "weights")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("网站首页", [(1, "stray")]),
        ("C. 甲\nD. 乙", [(1, "orphan"), (2, "orphan")]),
        ("答案:D", [(1, "orphan")]),
        ("1. 没有答案\nA. 甲 B. 乙", [(1, "key")]),
        ("1. 只有答案 (A C)", [(1, "options")]),
        ("1. 混入别的题\nC. 甲\nD. 乙\n答案:D", [(1, "options")]),
        ("1. 粘在一起\nA. 甲B.乙 C. 丙\n答案:A", [(1, "options")]),
        ("1. 粘在一起\nA. 甲 B. 乙C.丙\n答案:A", [(1, "options")]),
        ("1. 答案在外\nA. 甲 B. 乙\n答案:D", [(1, "key")]),
        ("1. 两个答案\nA. 甲 B. 乙\n答案:A\n正确答案:B", [(1, "keys")]),
        ("1. 矛盾（A）\nA. 甲 B. 乙\n答案:B", [(1, "keys")]),
        ("1. 两处括号（A）还有（B）\nA. 甲 B. 乙", [(1, "keys")]),
        ("一、单选题\n1. 两个答案\nA. 甲 B. 乙\n答案:AB", [(2, "key")]),
        ("1. 看不懂\nA. 甲 B. 乙\n答案:见书", [(1, "key")]),
        ("一、填空题\n1. 价值由 和 组成。\n答案:甲；乙", [(2, "blanks")]),
        ("一、填空题\n1. 价值由____和____组成。\n答案:甲", [(2, "blanks")]),
        ("一、填空题\n1. 价值由____组成。", [(2, "key")]),
    ],
)
def test_oddities_are_told_and_the_question_left_out(text, expected, paper):
    items, odd = paper(text)
    assert items == []
    assert odd == expected


def test_duplicates_and_gaps(paper):
    question = f"最稳定的是\n{OPTIONS}答案:C\n"
    items, odd = paper(f"1. {question}2. {question}5. 别的{question}")
    assert len(items) == 2
    assert odd == [(5, "duplicate"), (9, "numbering")]


def test_every_finding_speaks_both_languages(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text("首页\n1. 题\nA. 甲 B. 乙\n4. 没有选项\n答案:C", encoding="utf-8")
    problems = read(path, Settings()).problems
    assert len(problems) >= 4
    assert all(p.text.zh != p.text.en and p.line for p in problems)
    assert problems == sorted(problems, key=lambda problem: problem.line)


def test_old_encodings_are_read(paper):
    text = f"1. 最稳定的是\n{OPTIONS}答案:C"
    assert paper(text, "gb18030")[0] == paper(text)[0]
