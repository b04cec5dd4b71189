"""The printed examination: nothing on the students' paper gives a key away."""

import html
import re
import shutil
from pathlib import Path

import pytest

from course.cli import run as crmlab
from crm_models.text import Text
from question_bank import papers
from question_bank.exports import neutral, run


def pages(questions, lang="zh"):
    files = run.export("exam", questions, lang=lang).files
    return files["exam.html"].decode(), files["exam-key.html"].decode()


def visible(page):
    return html.unescape(re.sub(r"<[^>]*>", "", page.split("</style>")[1]))


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_the_key_is_in_the_key_alone(few, lang):
    paper, key = map(visible, pages(few(lang), lang))
    for question in few(lang):
        item, words = question.item, question.words
        if item.type in ("single", "multiple"):
            secrets = [option.why for option in item.options if option.why]
        elif item.type in ("short_answer", "term"):
            secrets = [point.text for point in item.rubric]
        elif item.type == "numeric":
            secrets = [item.key_text()]
        elif item.type == "fill_in":
            secrets = [blank.why for blank in item.blanks if blank.why]
        else:
            secrets = [why for why in (item.if_true, item.if_false) if why]
        assert secrets, item.id
        for secret in secrets:
            assert secret.of(words.main) not in paper, item.id
            assert secret.of(words.main) in key, item.id
        assert question.id in key
        assert question.id not in paper


def test_types_are_grouped_numbered_and_summed(few):
    mixed = [*few("zh"), few("zh")[0]]
    paper, _ = map(visible, pages(mixed))
    front = paper.split("答题卡")[0]
    numbers = [int(n) for n in re.findall(r"^(\d+)\.$", front, re.MULTILINE)]
    assert numbers == list(range(1, len(mixed) + 1))
    assert "一、填空题（共 2 题，" in paper
    assert f"满分 {float(sum(q.points for q in mixed)):g} 分" in paper
    assert "少选得一半" in paper


def test_a_paper_prints_its_instructions_and_its_time(few):
    said = Text("请用蓝色或黑色笔作答。", "Write in blue or black ink.")
    for lang, time in (("zh", "时间 90 分钟"), ("en", "Time: 90 minutes")):
        files = run.export("exam", few(lang), lang=lang, instructions=said, minutes=90).files
        paper, key = (visible(files[f"{n}.html"].decode()) for n in ("exam", "exam-key"))
        assert paper.count(said.of(lang)) == 1
        assert said.of(lang) not in key
        assert time in paper
    bare = visible(pages(few("zh"))[0])
    assert "考生须知" not in bare
    assert "分钟" not in bare.split("一、")[0]


def test_the_command_prints_what_the_paper_says(tmp_path):
    shipped = papers.read(Path(__file__).parents[3] / "assignments" / "quiz-c3")
    plain = shipped.model_copy(update={"printed": None})

    def page_of(sheet):
        (tmp_path / "paper.yaml").write_text(papers.dump(sheet), encoding="utf-8")
        arguments = ["bank", "export", "exam", "-o", tmp_path / "out", "--paper", tmp_path]
        assert crmlab([*map(str, arguments), "--lang", "zh"]) == 0
        return visible((tmp_path / "out" / "exam.html").read_text(encoding="utf-8"))

    page = page_of(plain)
    assert plain.instructions.zh in page
    assert f"时间 {plain.minutes} 分钟" in page
    page = page_of(shipped)
    assert shipped.printed is not None
    assert shipped.printed.zh in page
    assert shipped.instructions.zh not in page


def test_the_answer_sheet_has_room_for_every_answer(few):
    sheet = pages(few("zh"))[0].split('<section class="sheet">')[1]
    choices = [q.item for q in few("zh") if q.item.type in ("single", "multiple")]
    boxes = sum(len(item.options) for item in choices) + 2
    assert sheet.count('class="bubble"') == boxes
    blanks = sum(len(q.item.blanks) for q in few("zh") if q.item.type == "fill_in")
    numbers = sum(q.item.type == "numeric" for q in few("zh"))
    assert sheet.count('class="fill"') == blanks + numbers


def test_the_text_of_a_case_stands_once(bank):
    case = next(item for item in bank if item.type == "case")
    paper, key = map(visible, pages(list(neutral.questions([case], neutral.Options()))))
    first = visible(f"</style>{case.stem.zh.split('。')[0]}")
    assert paper.count(first) == key.count(first) == 1
    assert paper.split("答题卡")[0].count("问题 ") == len(case.questions)


def test_without_a_browser_one_line_says_so(tmp_path, monkeypatch, capsys):
    assert crmlab(["bank", "pdf", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    (tmp_path / "other.html").write_text("<p>x</p><script>1</script>", encoding="utf-8")
    assert crmlab(["bank", "pdf", str(tmp_path), "--lang", "en"]) == 2
    assert "no pages to print" in capsys.readouterr().err
    (tmp_path / "exam.html").write_text("<p>x</p>", encoding="utf-8")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert crmlab(["bank", "pdf", str(tmp_path), "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "no Chromium" in err
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here: no PDF was printed")
def test_pages_become_pdf_files(few, tmp_path):
    (tmp_path / "exam.html").write_text(pages(few("zh"))[0], encoding="utf-8")
    assert crmlab(["bank", "pdf", str(tmp_path)]) == 0
    assert (tmp_path / "exam.pdf").read_bytes().startswith(b"%PDF-")
