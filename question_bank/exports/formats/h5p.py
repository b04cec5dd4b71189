"""H5P: a question set. The package holds content only; the site has the libraries."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from crm_models.text import Text
from question_bank.exports import markup
from question_bank.exports.archive import zipped
from question_bank.exports.format import Format, NotCarried, Piece
from question_bank.exports.gaps import shared
from question_bank.exports.losses import EXACT_TEXT, NO_EXPLANATIONS, TYPING, UNORDERED
from question_bank.exports.shapes.blanks import Blanks
from question_bank.exports.shapes.choice import Choice
from question_bank.exports.shapes.judgement import Judgement
from question_bank.exports.shapes.number import Number
from question_bank.exports.shapes.writing import Writing
from question_bank.exports.weights import share_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from question_bank.exports.format import About, Carried
    from question_bank.exports.neutral import Question
    from question_bank.exports.shapes.blanks import Gap

_VERSIONS = {"QuestionSet": (1, 21), "MultiChoice": (1, 16), "TrueFalse": (1, 8), "Blanks": (1, 14)}
_SPACE = uuid.UUID("6f1c4b9e-3a57-5d0e-9a43-2f1e8f0c7d11")
"""Of the names of all questions: the same question has the same id in every package."""
_SIGNS = "*/:<>&"
_POINTS = Text(
    "分值不能设定：一个正确选项或一个空算 1 分",
    "points cannot be set: a right option or a blank counts one",
)
_BUTTONS = {
    "check": Text("检查", "Check"),
    "solution": Text("查看答案", "Show solution"),
    "again": Text("重做", "Try again"),
    "true": Text("正确", "True"),
    "false": Text("错误", "False"),
}
_TEXTS = {
    "prevButton": Text("上一题", "Previous question"),
    "nextButton": Text("下一题", "Next question"),
    "finishButton": Text("交卷", "Finish"),
    "submitButton": Text("提交", "Submit"),
    "textualProgress": Text("第 @current 题，共 @total 题", "Question @current of @total"),
    "jumpToQuestion": Text("第 %d 题，共 %total 题", "Question %d of %total"),
    "questionLabel": Text("题目", "Question"),
    "readSpeakerProgress": Text("第 @current 题，共 @total 题", "Question @current of @total"),
    "unansweredText": Text("未答", "Unanswered"),
    "answeredText": Text("已答", "Answered"),
    "currentQuestionText": Text("当前题目", "Current question"),
    "navigationLabel": Text("题目", "Questions"),
}
_RESULT = Text("得 @score / @total 分", "You got @score of @total points")


def _content(question: Question, library: str, params: dict[str, Any]) -> dict[str, Any]:
    say = question.words.line
    behaviour = {"enableRetry": True, "enableSolutionsButton": True, "enableCheckButton": True}
    labels = {
        "checkAnswerButton": say(_BUTTONS["check"]),
        "checkAnswer": say(_BUTTONS["check"]),
        "showSolutionButton": say(_BUTTONS["solution"]),
        "tryAgainButton": say(_BUTTONS["again"]),
        "tryAgain": say(_BUTTONS["again"]),
    }
    place = {"TrueFalse": "l10n", "MultiChoice": "UI"}.get(library)
    words: dict[str, Any] = labels
    if place == "l10n":
        words = {"trueText": say(_BUTTONS["true"]), "falseText": say(_BUTTONS["false"]), **labels}
    major, minor = _VERSIONS[library]
    return {
        "library": f"H5P.{library} {major}.{minor}",
        "params": {
            "media": {"disableImageZooming": False},
            **({place: words} if place else words),
            **params,
            "behaviour": behaviour | params.get("behaviour", {}),
        },
        "subContentId": str(uuid.uuid5(_SPACE, question.id)),
        "metadata": {"contentType": library, "license": "U", "title": question.title},
    }


def _choice(question: Question, shape: Choice) -> Piece:
    """Write a choice: H5P knows one point for all of it, or right minus wrong options."""
    right, total = len(shape.key), len(shape.options)
    ours = share_of(question, shape)

    def net(hits: int, wrong: int) -> float:
        return max(hits - wrong, 0) / right

    def once(hits: int, wrong: int) -> float:
        return float(hits == right and not wrong)

    counts = [(h, w) for h in range(right + 1) for w in range(total - right + 1)]
    single = sum(abs(ours(*n) - once(*n)) for n in counts) <= sum(
        abs(ours(*n) - net(*n)) for n in counts
    )

    def score(chosen: str) -> float:
        hits = len(set(chosen) & set(shape.key))
        return (once if single else net)(hits, len(chosen) - hits)

    answers = [
        {
            "text": f"<div>{markup.line(each.text)}</div>",
            "correct": each.correct,
            "tipsAndFeedback": {
                "tip": "",
                "chosenFeedback": markup.html(each.why) if each.why else "",
                "notChosenFeedback": "",
            },
        }
        for each in shape.options
    ]
    behaviour = {
        "type": "multi" if shape.many else "single",
        "singlePoint": single,
        "randomAnswers": False,
        "passPercentage": 100,
    }
    params = {"question": markup.html(question.stem), "answers": answers, "behaviour": behaviour}
    return Piece(_content(question, "MultiChoice", params), score, (_POINTS,))


def _judgement(question: Question, shape: Judgement) -> Piece:
    right, wrong = (
        (shape.if_true, shape.if_false) if shape.correct else (shape.if_false, shape.if_true)
    )
    params = {
        "question": markup.html(question.stem),
        "correct": "true" if shape.correct else "false",
        "behaviour": {
            "feedbackOnCorrect": markup.plain(right),
            "feedbackOnWrong": markup.plain(wrong),
        },
    }
    return Piece(
        _content(question, "TrueFalse", params),
        lambda judged: float(judged is shape.correct),
        (_POINTS,),
    )


def _field(texts: Sequence[str]) -> str:
    if any(sign in text for text in texts for sign in _SIGNS):
        raise NotCarried(
            Text(
                "答案里有 * / : < > 或 &，会被当作标记",
                "an answer has * / : < > or &, which would be read as marks",
            )
        )
    return f"*{'/'.join(texts)}*"


def _fits(text: str, gap: Gap) -> bool:
    """H5P trims and, as it is set here, ignores case."""
    return text.strip().lower() in {each.strip().lower() for each in gap.accept}


def _blanks(question: Question, shape: Blanks) -> Piece:
    if "*" in markup.html(question.stem):
        raise NotCarried(
            Text("题干里有星号，会被当作空", "the stem has an asterisk, which would be a blank")
        )
    gaps = shape.gaps if shape.ordered else shared(shape.gaps)
    losses = [_POINTS, TYPING, *([] if shape.ordered or len(gaps) == 1 else [UNORDERED])]
    losses += [NO_EXPLANATIONS] if any(gap.why or gap.near for gap in shape.gaps) else []

    def score(given: list[str]) -> float:
        right = [_fits(text, gap) for text, gap in zip(given, gaps, strict=True)]
        return sum(right) / len(right)

    text = markup.html(question.stem, [_field(gap.accept) for gap in gaps])
    params = {"text": "", "questions": [text], "behaviour": _TYPED}
    return Piece(_content(question, "Blanks", params), score, tuple(losses))


def _number(question: Question, shape: Number) -> Piece:
    key = question.item.key_text().zh.split()[0]
    unit = f" {markup.line(question.words.line(shape.unit))}" if shape.unit else ""
    params = {
        "text": markup.html(question.stem),
        "questions": [f"<p>{_field([key])}{unit}</p>"],
        "behaviour": _TYPED,
    }
    losses = [_POINTS, EXACT_TEXT, *([NO_EXPLANATIONS] if shape.why or shape.mistakes else [])]
    return Piece(
        _content(question, "Blanks", params),
        lambda text: float(text.strip() == key),
        tuple(losses),
    )


_TYPED = {"caseSensitive": False, "acceptSpellingErrors": False, "separateLines": False}


def _writing(question: Question, shape: Writing) -> Piece:  # noqa: ARG001
    raise NotCarried(
        Text(
            "H5P 的论述题按关键词自动给分，不能由人评阅",
            "H5P gives points for essays by keywords; no person can mark them",
        )
    )


def _bundle(pieces: Sequence[Carried], about: About) -> dict[str, bytes]:
    say = about.words.line
    bodies = [each.piece.body for each in pieces]
    used = sorted({body["metadata"]["contentType"] for body in bodies} | {"QuestionSet"})
    language = about.words.main
    package = {
        "title": say(about.title),
        "language": language,
        "defaultLanguage": language,
        "mainLibrary": "H5P.QuestionSet",
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": [
            {"machineName": f"H5P.{name}", "majorVersion": major, "minorVersion": minor}
            for name in used
            for major, minor in [_VERSIONS[name]]
        ],
    }
    content = {
        "introPage": {"showIntroPage": False},
        "progressType": "textual",
        "passPercentage": 60,
        "questions": bodies,
        "texts": {name: say(text) for name, text in _TEXTS.items()},
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "endGame": {
            "showResultPage": True,
            "showSolutionButton": True,
            "showRetryButton": True,
            "message": say(_RESULT),
            "solutionButtonText": say(_BUTTONS["solution"]),
            "retryButtonText": say(_BUTTONS["again"]),
            "finishButtonText": say(_TEXTS["finishButton"]),
        },
        "override": {"checkButton": True},
    }
    files = {"h5p.json": package, "content/content.json": content}
    return {
        "crm.h5p": zipped(
            {name: json.dumps(data, ensure_ascii=False).encode() for name, data in files.items()}
        )
    }


FORMAT = Format(
    title=Text("H5P 题集", "H5P question set"),
    suffix=".h5p",
    handlers={
        Choice: _choice,
        Judgement: _judgement,
        Blanks: _blanks,
        Number: _number,
        Writing: _writing,
    },
    bundle=_bundle,
    note=Text(
        "只含内容：网站须已装 QuestionSet 1.21、MultiChoice 1.16、TrueFalse 1.8、Blanks 1.14",
        "content only: the site needs QuestionSet 1.21, MultiChoice 1.16, TrueFalse 1.8 and"
        " Blanks 1.14",
    ),
)
