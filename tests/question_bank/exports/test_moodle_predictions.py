"""What the ledger predicts is what the Moodle XML gives, scored from the file alone.

Nothing of the exporter is imported: the fractions, patterns, tolerances and units count that
stand in the file.
"""

import html
import re
from fractions import Fraction

from question_bank.imports.xml_tree import parse


def scorer(content):
    nodes = {q.value("idnumber"): q for q in parse(content).all("question")}
    return lambda name, answer: moodle(nodes[name], answer)


def moodle(question, answer):
    """Score an answer to a question of Moodle XML."""
    kind = question.attributes["type"]
    answers = list(question.all("answer"))
    if kind == "multichoice":
        chosen = [answers[ord(letter) - ord("A")] for letter in answer]
        total = sum(Fraction(each.attributes["fraction"]) for each in chosen) / 100
        return float(min(max(total, 0), 1))
    if kind == "truefalse":
        word = "true" if answer else "false"
        return next(share(each) for each in answers if each.value("text") == word)
    if kind == "shortanswer":
        pairs = [(each.value("text"), share(each)) for each in answers]
        return first_match(answer[0], pairs)
    if kind == "cloze":
        fields = re.findall(r"\{1:SHORTANSWER:(.*?)\}", question.value("questiontext", "text"))
        marks = [first_match(text, field(f)) for text, f in zip(answer, fields, strict=True)]
        return sum(marks) / len(marks)
    assert kind == "numerical", kind
    return moodle_number(question, answer)


def share(answer):
    return float(answer.attributes["fraction"]) / 100


def field(content):
    pairs = []
    for part in content.split("~"):
        text = re.split(r"(?<!&)#", part, maxsplit=1)[0]
        right = text.startswith("=")
        bare = text.removeprefix("=") if right else re.sub(r"^%0%", "", text)
        pairs.append((html.unescape(bare), float(right)))
    return pairs


def first_match(text, pairs):
    for pattern, mark in pairs:
        assert "*" not in pattern.replace("\\*", "")
        if text.strip().lower() == pattern.replace("\\*", "*").lower():
            return mark
    return 0.0


def moodle_number(question, text):
    bare = text.replace(" ", "").replace(",", "")
    bare = re.sub(r"[x×*]10\^", "e", bare)
    found = re.match(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", bare)
    if found is None:
        return 0.0
    units = {
        unit.value("unit_name"): float(unit.value("multiplier"))
        for listed in question.all("units")
        for unit in listed.all("unit")
    }
    value = float(found[0])
    scaled = value / units.get(bare[found.end() :], 1.0)
    for answer in question.all("answer"):
        key, margin = float(answer.value("text")), float(answer.value("tolerance"))
        edge = margin + 1e-14 * max(1, abs(key))
        if abs(value - key) <= edge or abs(scaled - key) <= edge:
            return share(answer)
    return 0.0


def test_predictions_are_what_the_file_gives(exported, compare):
    export = exported("moodle_xml", "zh")
    assert list(compare(export, scorer(next(iter(export.files.values()))))) == []


def test_a_file_with_another_key_is_noticed(exported, compare, altered):
    export = exported("moodle_xml", "zh")
    content = next(iter(export.files.values()))
    assert next(
        compare(export, scorer(altered(content, b'fraction="100"', b'fraction="90"'))), None
    )
