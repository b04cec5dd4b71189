"""The whole bank, exported once in each format for all tests of a run."""

import io
import zipfile
from functools import cache

import pytest

from question_bank.exports import neutral, run
from question_bank.loading import load
from question_bank.marking import rules

FEW = ("fill_in", "multiple", "numeric", "short_answer", "single", "term", "true_false")


@cache
def _bank():
    return load()


@cache
def _questions(lang):
    """Every question of the bank; each item has its rule, so that all of them are met."""
    names = rules.names()
    return tuple(
        question
        for item in _bank()
        for question in neutral.questions(
            [item], neutral.Options(lang=lang, rule=names[int(item.id[-3:]) % len(names)])
        )
    )


@cache
def _exported(name, lang):
    return run.export(name, _questions(lang), lang=lang)


@pytest.fixture(scope="session")
def bank():
    """The shipped bank, loaded once."""
    return _bank()


@pytest.fixture(scope="session")
def questions():
    """All questions in a language."""
    return _questions


@pytest.fixture(scope="session")
def exported():
    """The export of all questions in a format and a language."""
    return _exported


@pytest.fixture(scope="session")
def compare(questions):
    """Compare predictions with what a scorer makes of the files: yields what differs."""

    def differences(export, score):
        shapes = {question.id: question.shape for question in questions("zh")}
        assert sum(len(record.predictions) for record in export.ledger.records) > len(shapes)
        for record in export.ledger.records:
            for each in record.predictions:
                if each.how != "scored" or each.response is None:
                    continue
                answer = shapes[record.id].read(each.response)
                given = score(record.id, answer)
                if abs(given - each.score) > 1e-6:
                    yield record.id, answer, given, each.score

    return differences


@pytest.fixture(scope="session")
def altered():
    """Replace text in a file, also inside a zip."""

    def replace(content, right, wrong):
        if not content.startswith(b"PK"):
            assert right in content
            return content.replace(right, wrong)
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
            found = 0
            for name in old.namelist():
                text = old.read(name)
                found += text.count(right)
                new.writestr(name, text.replace(right, wrong))
            assert found
        return made.getvalue()

    return replace


@pytest.fixture(scope="session")
def few(bank):
    """One item of each type, numbers in three variants."""
    items = [next(item for item in bank if item.type == kind) for kind in FEW]
    made = {
        lang: list(neutral.questions(items, neutral.Options(lang, (1, 2, 3), "cn_half")))
        for lang in ("zh", "en", "both")
    }
    return made.__getitem__
