"""What the ledger predicts is what the Canvas package gives, scored from the file alone."""

import io
import re
import zipfile
from fractions import Fraction

from question_bank.imports.xml_tree import parse


def scorer(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        quiz = parse(packed.read("crm-quiz/crm-quiz.xml"))
    found = quiz.first("assessment", "section").all("item")
    items = {each.attributes["ident"]: each for each in found}
    return lambda name, answer: canvas(items[name], answer)


def canvas(item, answer):
    """Score an answer to an item of Canvas's QTI 1.2, as Classic Quizzes do."""
    data = {
        each.value("fieldlabel"): each.value("fieldentry")
        for each in item.first("itemmetadata", "qtimetadata").all("qtimetadatafield")
    }
    kind = data["question_type"]
    rules = list(item.first("resprocessing").all("respcondition"))
    earning = [rule for rule in rules if rule.first("setvar")]
    if kind in ("multiple_choice_question", "true_false_question"):
        name = answer if isinstance(answer, str) else ("A" if answer else "B")
        return float(label(item, name) == earning[0].value("conditionvar", "varequal"))
    if kind == "multiple_answers_question":
        right = {
            each.text.strip() for each in earning[0].first("conditionvar", "and").all("varequal")
        }
        chosen = {label(item, letter) for letter in answer}
        return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))
    if kind == "short_answer_question":
        texts = [each.text for each in earning[0].first("conditionvar").all("varequal")]
        return float(answer[0].strip().lower() in [text.strip().lower() for text in texts])
    if kind == "fill_in_multiple_blanks_question":
        lists = list(item.first("presentation").all("response_lid"))
        marks = []
        for given, each in zip(answer, lists, strict=True):
            labels = each.first("render_choice").all("response_label")
            texts = [one.value("material", "mattext").lower() for one in labels]
            marks.append(given.strip().lower() in texts)
        return sum(marks) / len(marks)
    assert kind == "numerical_question", kind
    bounds = earning[0].first("conditionvar", "or", "and")
    if not re.fullmatch(r"\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*", answer):
        return 0.0
    low, high = Fraction(bounds.value("vargte")), Fraction(bounds.value("varlte"))
    return float(low <= Fraction(answer.strip()) <= high)


def label(item, letter):
    choices = item.first("presentation", "response_lid", "render_choice").all("response_label")
    return list(choices)[ord(letter) - ord("A")].attributes["ident"]


def test_predictions_are_what_the_file_gives(exported, compare):
    export = exported("canvas", "zh")
    assert list(compare(export, scorer(next(iter(export.files.values()))))) == []


def test_a_file_with_another_key_is_noticed(exported, compare, altered):
    export = exported("canvas", "zh")
    content = next(iter(export.files.values()))
    wrong = altered(content, b'respident="response1">1001<', b'respident="response1">1002<')
    assert next(compare(export, scorer(wrong)), None)
