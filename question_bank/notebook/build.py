"""Writes the source notebook of a quiz and the files that lie beside it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbformat import v4

from question_bank import papers
from question_bank.loading import load
from question_bank.notebook import cells, public
from question_bank.notebook.stems import stems
from question_bank.problems import BankError

if TYPE_CHECKING:
    from question_bank.bank import Bank

_HERE = Path(__file__).parent
_BESIDE = ("quiz_form.py", "quiz_store.py")


def build(
    paper_dir: Path, out_dir: Path, *, lang: cells.Language = "both", bank: Bank | None = None
) -> Path:
    """Write a quiz as an nbgrader source notebook.

    Parameters
    ----------
    paper_dir
        The assignment's folder with ``paper.yaml``, frozen.
    out_dir
        Where the notebook, ``paper.json`` and the form's two files are written; made if missing.
    lang
        Language of the notebook; the form can be switched in any case.
    bank
        The bank; the shipped one if not given.

    Returns
    -------
    Path
        The notebook, named like the folder.

    Raises
    ------
    BankError
        The paper is not frozen, or the bank no longer holds what it froze.
    """
    sheet = papers.read(paper_dir)
    if not papers.frozen(sheet):
        raise BankError.one(
            "试卷还没有冻结；请先运行 crmlab bank paper freeze",
            "the paper is not frozen; run crmlab bank paper freeze first",
            code="paper",
            file=str(paper_dir),
        )
    asked = papers.questions(sheet, bank or load())
    total = float(sum(each.points for each in asked))
    body = [cells.title(sheet, total, lang), cells.form(lang)]
    for each, stem in zip(asked, stems(asked), strict=True):
        if each.item.by_hand:
            body.extend(cells.prose(each, stem, lang))
    body.append(cells.checks_title(lang))
    body.extend(cells.check(each, lang) for each in asked if not each.item.by_hand)
    name = paper_dir.resolve().name
    node = v4.new_notebook(cells=body, metadata=_METADATA)
    out_dir.mkdir(parents=True, exist_ok=True)
    notebook = out_dir / f"{name}.ipynb"
    nbformat.write(node, notebook)
    for file in _BESIDE:
        shutil.copyfile(_HERE / file, out_dir / file)
    text = json.dumps(public.paper(name, sheet, asked), ensure_ascii=False, indent=1)
    (out_dir / "paper.json").write_text(text + "\n", encoding="utf-8")
    return notebook


_METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}
