"""Marks kept answers with the questions of a paper."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from question_bank import option
from question_bank.marking.text import read
from question_bank.problems import BankError
from question_bank.responses.record import Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from question_bank.marking.result import Result
    from question_bank.papers import Question

MACHINE = "machine"


def mark(asked: Question, response: object) -> Result:
    """Return the result of one answer to one question of a paper."""
    return asked.item.mark(response, out_of=asked.points, rule=asked.rule)


def marked(asked: Question, student: str, response: object) -> Response:
    """Return a fresh record of an answer; one that a person has to mark stays open.

    Without an answer there is nothing to be marked: it earns nothing at once.
    """
    result = mark(asked, response)
    blank = response in (None, "", [])
    by_hand = asked.item.by_hand and not blank
    entry = asked.entry()
    return Response(
        student=student,
        item=asked.item.id,
        out_of=float(asked.points),
        points=None if by_hand else float(result.points),
        response=response,
        version=entry.version,
        seed=entry.seed,
        digest=entry.digest,
        shown=shown_digest(asked),
        rule=entry.rule,
        rule_digest=rule_digest(asked),
        by="" if by_hand else MACHINE,
    )


def rule_digest(asked: Question) -> str | None:
    """Return a fingerprint of what the rule gives for every answer to this question.

    A rule's name may stay while its file is corrected: its table cannot.
    """
    if asked.rule is None:
        return None
    options = getattr(asked.item, "options", ())
    table = asked.rule.table(option.key(options), option.letters(options), asked.points)
    text = ";".join(f"{row.chosen}={row.points}" for row in table)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def shown_digest(asked: Question) -> str:
    """Return a fingerprint of what a student sees of a question.

    Where it stays the same, old answers can be marked anew: the letter C is still the same C.
    """
    seen = [asked.item.stem._asdict(), asked.item.public()]
    text = json.dumps(seen, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def with_paper(responses: Iterable[Response], asked: Sequence[Question]) -> list[Response]:
    """Give answers that another system numbered (``Q3``) the items of a paper.

    Options that it exported in words become letters. What has no mark yet and needs no person
    is marked; marks that are there stay.

    Raises
    ------
    BankError
        The paper has no question of such a number.
    """
    by_name = {f"Q{each.number}": each for each in asked}
    by_name |= {each.item.id: each for each in asked}
    made = []
    for each in responses:
        question = by_name.get(each.item)
        if question is None:
            raise BankError.one(
                f"试卷没有第 {each.item} 题（共 {len(asked)} 题）",
                f"the paper has no question {each.item} (it has {len(asked)})",
                code="responses",
                item=each.item,
            )
        fresh = marked(question, each.student, _letters(question, each.response))
        if each.points is not None:
            share = each.points / each.out_of
            fresh = replace(fresh, points=share * fresh.out_of, by=each.by)
        made.append(fresh)
    return made


def _letters(asked: Question, response: object) -> object:
    """Return letters for options that are given in words, separated by ``; `` or new lines."""
    options = getattr(asked.item, "options", ())
    if not options or not isinstance(response, str) or option.read(response, options) is not None:
        return response
    letters = {
        read(text).text: letter
        for letter, each in zip(option.letters(options), options, strict=True)
        for text in each.text
    }
    for parts in ([response], response.splitlines(), response.split(";"), response.split("；")):
        found = [letters.get(read(part).text) for part in parts if part.strip()]
        if found and None not in found:
            return [letter for letter in found if letter]
    return response
