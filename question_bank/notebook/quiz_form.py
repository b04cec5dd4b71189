"""The answer form of a quiz (答题表).

It needs ipywidgets only, knows the questions but none of the keys, and saves every change at
once to ``answers.json`` beside the notebook.
"""

from __future__ import annotations

import html
import json
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

# It lies beside this file in the student's folder.
from quiz_store import Store  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from collections.abc import Callable

    Question = dict[str, Any]
    Fits = Callable[[Any], bool]


class Quiz:
    """The form. ``answers`` is the plain dict of what has been answered."""

    def __init__(
        self, lang: str = "zh", paper: str = "paper.json", answers: str = "answers.json"
    ) -> None:
        self.lang = lang
        self.paper: dict[str, Any] = json.loads(Path(paper).read_text(encoding="utf-8"))
        self.store = Store(answers)
        self.answers = self.store.answers
        self.asked = [q for q in self.paper["questions"] if q["widget"] != "prose"]
        self._form: _Form | None = None

    def __repr__(self) -> str:
        return " | ".join(self.progress(lang) for lang in ("zh", "en"))

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.form())

    def say(self, word: str, *values: object) -> str:
        """Return a phrase in the chosen language."""
        return str(self.paper["phrases"][self.lang][word]).format(*values)

    def progress(self, lang: str) -> str:
        """Say how many questions are answered and which are not."""
        known = [q for q in self.asked if self.answers.get(q["id"]) is not None]
        missing = [str(q["number"]) for q in self.asked if q not in known]
        words, comma = self.paper["phrases"][lang], "、" if lang == "zh" else ", "
        tail = words["left"].format(comma.join(missing)) if missing else words["all"]
        head = words["progress"].format(len(known), len(self.asked))
        return f"{head}{'；' if lang == 'zh' else '; '}{tail}"

    def form(self) -> Any:
        """Return the widget; made once for each time the cell runs."""
        if self._form is None:
            import ipywidgets as w

            self._form = _Form(self, w)
        return self._form.box


class _Form:
    """The widgets of a quiz. Texts follow the language; answers never do."""

    def __init__(self, quiz: Quiz, w: Any) -> None:
        self.quiz, self.w = quiz, w
        self.texts: list[tuple[Any, str, Callable[[], str]]] = []
        self.status = w.HTML()
        self.state = "corrupt" if quiz.store.backup else "restored" if quiz.answers else "fresh"
        self.detail: tuple[str, ...] = (quiz.store.backup or "", quiz.store.path.name)
        self.language = w.ToggleButtons(
            options=[("中文", "zh"), ("English", "en")],
            value=quiz.lang,
            style={"button_width": "84px"},
        )
        self.language.observe(self.switch, "value")
        cards = [self.card(question) for question in quiz.paper["questions"]]
        self.foot = w.HTML()
        self.box = w.VBox(
            [w.HTML(quiz.paper["style"]), self.language, self.status, *cards, self.foot],
            layout={"width": "100%"},
        )
        self.box.add_class("quiz-form")
        self.refresh()

    def html(self, text: Callable[[], str], *, math: bool = False) -> Any:
        widget = self.w.HTMLMath() if math else self.w.HTML()
        self.texts.append((widget, "value", text))
        return widget

    def switch(self, change: dict[str, Any]) -> None:
        self.quiz.lang = change["new"]
        self.refresh()

    def refresh(self) -> None:
        for widget, trait, text in self.texts:
            setattr(widget, trait, text())
        self.show_status()

    def show_status(self) -> None:
        bad = self.state in ("failed", "corrupt")
        line = html.escape(self.quiz.say(self.state, *self.detail))
        kind = "quiz-bad" if bad else "quiz-good"
        progress = html.escape(self.quiz.progress(self.quiz.lang))
        text = f"<span class='{kind}' role='status'>{line}</span> · {progress}"
        self.status.value = self.foot.value = text

    def save(self, question: Question, answer: Any) -> None:
        try:
            self.quiz.store.put(question["id"], answer)
        except OSError as error:
            self.state, self.detail = "failed", (error.strerror or str(error),)
        else:
            self.state = "saved"
            self.detail = (time.strftime("%H:%M:%S"), self.quiz.store.path.name)
        self.show_status()

    def card(self, question: Question) -> Any:
        quiz = self.quiz

        def stem() -> str:
            facts = [question["kind"][quiz.lang], quiz.say("points", question["points"])]
            if question.get("ordered") is False:
                facts.append(quiz.say("any"))
            if question["rule"]:
                facts.append(question["rule"][quiz.lang])
            head = (
                f"<b>{question['number']}.</b> <span class='quiz-meta'>{' · '.join(facts)}</span>"
            )
            return f"<div class='quiz-stem'>{head}{question['stem'][quiz.lang]}</div>"

        fields = getattr(self, question["widget"])(question)
        card = self.w.VBox([self.html(stem, math=True), *fields], layout={"width": "100%"})
        card.add_class("quiz-card")
        return card

    def stored(self, question: Question, fits: Fits) -> tuple[Any, list[Any]]:
        """Return the stored answer if the field can show it, and a note if it cannot."""
        answer = self.quiz.answers.get(question["id"])
        if answer is None or fits(answer):
            return answer, []
        note = self.html(lambda: f"<span class='quiz-bad'>{self.quiz.say('odd')}</span>")
        return None, [note]

    def _radio(
        self,
        question: Question,
        labels: Callable[[], list[tuple[str, str]]],
        value: str | None,
        notes: list[Any],
        make: Callable[[str], Any],
    ) -> list[Any]:
        """Return radio buttons; ``labels()`` gives (label, value) pairs in the language.

        Every button is a group of its own: JupyterLab keeps the arrow keys, which move within a
        group, for its cells. So Tab reaches each of them and Space chooses.
        """
        full = {"width": "100%"}
        radios = [self.w.RadioButtons(options=[pair], value=None, layout=full) for pair in labels()]
        group = self.w.VBox(radios, layout=full)
        group.add_class("quiz-choice")
        clear = self.w.Button(layout={"width": "auto", "align_self": "flex-start"})
        chosen: list[str | None] = [value]
        busy: list[bool] = []

        def show() -> None:
            busy.append(True)
            for radio in radios:
                own = radio.options[0][1]
                radio.value = own if own == chosen[0] else None
            busy.pop()

        def choose(answer: str | None) -> None:
            if answer != chosen[0]:
                chosen[0] = answer
                show()
                self.save(question, None if answer is None else make(answer))

        def changed(change: dict[str, Any]) -> None:
            if not busy:
                choose(change["new"])

        def relabel() -> str:
            busy.append(True)
            for radio, pair in zip(radios, labels(), strict=True):
                radio.options = [pair]
            busy.pop()
            show()
            return self.quiz.say("clear")

        for radio in radios:
            radio.observe(changed, "value")
        clear.on_click(lambda _: choose(None))
        self.texts.append((clear, "description", relabel))
        return [group, *notes, clear]

    def one(self, question: Question) -> list[Any]:
        def labels() -> list[tuple[str, str]]:
            return [(self.label(option), option["letter"]) for option in question["options"]]

        letters = [option["letter"] for option in question["options"]]
        value, notes = self.stored(question, lambda answer: answer in letters)
        return self._radio(question, labels, value, notes, str)

    def judgement(self, question: Question) -> list[Any]:
        def labels() -> list[tuple[str, str]]:
            return [(self.quiz.say("true"), "true"), (self.quiz.say("false"), "false")]

        value, notes = self.stored(question, lambda answer: isinstance(answer, bool))
        shown = None if value is None else ("true" if value else "false")
        return self._radio(question, labels, shown, notes, lambda word: word == "true")

    def many(self, question: Question) -> list[Any]:
        letters = [option["letter"] for option in question["options"]]
        chosen, notes = self.stored(
            question,
            lambda answer: isinstance(answer, list) and all(part in letters for part in answer),
        )
        boxes: list[Any] = []

        def changed(_: Any) -> None:
            picked = [letter for letter, box in zip(letters, boxes, strict=True) if box.value]
            self.save(question, picked or None)

        for option in question["options"]:
            box = self.w.Checkbox(
                value=option["letter"] in (chosen or []), indent=False, layout={"width": "100%"}
            )
            self.texts.append((box, "description", partial(self.label, option)))
            box.observe(changed, "value")
            boxes.append(box)
        return [*boxes, *notes]

    def label(self, option: dict[str, str]) -> str:
        return f"{option['letter']}. {option[self.quiz.lang]}"

    def number(self, question: Question) -> list[Any]:
        value, notes = self.stored(
            question, lambda answer: isinstance(answer, (str, int, float)) and answer is not True
        )
        field = self.field(str(value if value is not None else ""), lambda: self.quiz.say("number"))
        field.observe(lambda change: self.save(question, change["new"].strip() or None), "value")
        row = [field]
        if question.get("unit"):
            row.append(self.html(lambda: html.escape(question["unit"][self.quiz.lang])))
        return [self.w.HBox(row), *notes]

    def blanks(self, question: Question) -> list[Any]:
        count = question["blanks"]
        value, notes = self.stored(
            question,
            lambda answer: (
                isinstance(answer, list)
                and len(answer) <= count
                and all(isinstance(part, str) for part in answer)
            ),
        )
        start = [*(value or []), *[""] * count][:count]
        fields = [
            self.field(text, partial(self.quiz.say, "blank", n))
            for n, text in enumerate(start, start=1)
        ]

        def changed(_: Any) -> None:
            parts = [field.value for field in fields]
            self.save(question, parts if any(part.strip() for part in parts) else None)

        for field in fields:
            field.observe(changed, "value")
        return [*fields, *notes]

    def field(self, value: str, hint: Callable[[], str]) -> Any:
        field = self.w.Text(value=value, layout={"width": "320px"})
        self.texts.append((field, "placeholder", hint))
        return field

    def prose(self, _: Question) -> list[Any]:
        return [self.html(lambda: f"<span class='quiz-meta'>{self.quiz.say('prose')}</span>")]
