"""The practice page: one file, both languages, and a script that marks as the ledger says."""

import json
import re
import shutil

import pytest

from question_bank.exports import neutral, run
from question_bank.exports.ledger import Fidelity

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def page(questions, lang="zh"):
    export = run.export("practice", questions, lang=lang)
    return export, export.files["practice.html"].decode()


def test_nothing_is_fetched_and_both_languages_are_there(few):
    _, html = page(few("zh"))
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)|url\(|@import|https?://""", html)
    for question in few("zh"):
        assert f'<form id="{question.id}"' in html
    single = next(q.item for q in few("zh") if q.item.type == "single")
    assert single.options[0].text.zh in html
    assert single.options[0].text.en in html


def test_the_edition_says_which_language_comes_first(few):
    assert '<html lang="zh-CN">' in page(few("zh"))[1]
    assert '<html lang="en">' in page(few("en"), "en")[1]


def test_every_field_has_a_name(few):
    _, html = page(few("zh"))
    fields = re.findall(r"<(?:input|textarea)[^>]*>", html)
    named = re.findall(
        r"<label[^>]*>(?:(?!</label>).)*?<input|<textarea[^>]*aria-labelledby", html, re.DOTALL
    )
    assert len(fields) == len(named) > len(few("zh"))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    wanted = re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', html)
    assert set(wanted) <= set(ids)


def test_a_text_cannot_end_the_data(few):
    single = next(q for q in few("zh") if q.item.type == "single")
    why = single.item.stem._replace(zh="</script><b>", en="</script><b>")
    option = single.item.options[0].model_copy(update={"why": why})
    item = single.item.model_copy(update={"options": (option, *single.item.options[1:])})
    shape = type(single.shape).of(item, single.words)
    _, html = page([type(single)(item, None, single.points, None, single.words, shape)])
    assert html.count("</script>") == 2


def test_all_that_a_machine_marks_is_exact(few):
    export, _ = page(few("zh"))
    found = {record.type: record.fidelity for record in export.ledger.records}
    assert set(found.values()) == {Fidelity.EXACT}


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the script was not run")
def test_the_page_marks_as_the_ledger_says_and_explains(bank, few, tmp_path):
    from playwright.sync_api import sync_playwright

    # Every type under several rules; all blanks and numbers would take long to try.
    some = [
        question
        for rule in ("cn_half", "net_correct")
        for question in neutral.questions(list(bank)[len(rule) :: 12], neutral.Options(rule=rule))
    ]
    some = list({question.id: question for question in some}.values())
    export = run.export("practice", some)
    shapes = {question.id: question.shape for question in some}
    assert {question.item.type for question in some} >= {"multiple", "fill_in", "numeric"}
    asked = [
        (record.id, shapes[record.id].read(each.response), each.score)
        for record in export.ledger.records
        for each in record.predictions
        if each.how == "scored" and each.response is not None
    ]
    (tmp_path / "all.html").write_bytes(export.files["practice.html"])
    (tmp_path / "few.html").write_bytes(run.export("practice", few("zh")).files["practice.html"])
    single = next(q for q in few("zh") if q.item.type == "single")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            tab = browser.new_page()
            tab.goto((tmp_path / "all.html").as_uri())
            given = tab.evaluate(
                "asked => asked.map(([id, answer]) => practice.mark(id, answer))",
                json.loads(json.dumps([each[:2] for each in asked])),
            )
            assert len(asked) > 400
            apart = [
                (*each, got)
                for each, got in zip(asked, given, strict=True)
                if abs(each[2] - got) > 1e-9
            ]
            assert apart == []
            assert {0.0, 0.5, 1.0} <= {each[2] for each in asked}
            tab.goto((tmp_path / "few.html").as_uri())
            form = tab.locator(f'form[id="{single.id}"]')
            form.locator("input").first.focus()
            tab.keyboard.press("ArrowDown")
            assert form.locator(".why:visible").count() == 0
            tab.keyboard.press("Enter")
            assert form.locator(".why:visible").count() == 1
            right = single.item.key_response()
            form.locator(f'input[value="{right}"]').click()
            assert "回答正确" in form.locator(".result").inner_text()
            tab.locator("#language").click()
            assert "Right." in form.locator(".result").inner_text()
            form.locator(f'input:not([value="{right}"])').first.click()
            assert "Not right." in form.locator(".result").inner_text()
        finally:
            browser.close()
