"""Builds the nbgrader source notebook of a lab."""

from __future__ import annotations

import re
import tokenize
from typing import TYPE_CHECKING, Literal

from course.labs import cells, checks, data
from course.labs.edition import in_language
from course.labs.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

    from course.labs.schema import Lab
    from crm_models.text import Lang

Edition = Literal["zh", "en", "both"]

_HEADING = re.compile(r"^#+ +(.*)$")
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def build(lab_dir: Path, out_dir: Path, *, lang: Edition = "both") -> Path:
    """Write a lab's source notebook and its data, or their recipe, into a folder.

    Building twice gives the same bytes.

    Parameters
    ----------
    lab_dir
        The lab's folder (``lab.yaml``, the notebook).
    out_dir
        Where to write; made if need be.
    lang
        Which edition: cells of the other language are left out. In the edition of both,
        English prose is set as a quotation under the Chinese.

    Returns
    -------
    Path
        The notebook, ``out_dir/<name>.ipynb``.

    Raises
    ------
    CrmlabError
        Something in the lab's folder is wrong. Nothing is written then.
    """
    import nbformat

    lab = load(lab_dir)
    notebook, files = assemble(lab, lang=lang), data.files(lab)
    out_dir.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out_dir / name).write_bytes(content)
    path = out_dir / f"{lab.name}.ipynb"
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    return path


def assemble(lab: Lab, *, lang: Edition = "both") -> NotebookNode:
    """Make a lab's source notebook in memory, checked."""
    import jupytext
    import nbformat

    read = jupytext.read(lab.notebook)
    # the sandbox shows student code these modules of ours and no others
    told = {"imports": [module for module in lab.imports if module.startswith("crm_models")]}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": _KERNEL, "autograder": told})
    for number, cell in enumerate(read.cells, start=1):
        language = cell.metadata.get("lang")
        place = cells.Place(str(lab.notebook), number)
        if language not in (None, "zh", "en"):
            raise place.error(
                f"lang 不能是 {language!r}",
                f"lang cannot be {language!r}",
                "用 zh 或 en",
                "use zh or en",
            )
        if lang != "both" and language not in (None, lang):
            continue
        cells.expand(cell, place)
        if lang == "both" and language == "en":
            cell.source = _quoted(cell.source)
        if lang != "both" and cell.cell_type == "code":
            cell.source = _in_language(cell.source, lang, place)
        cell.id = cells.cell_id(cell, number)
        notebook.cells.append(cell)
    checks.check(lab, notebook)
    nbformat.validate(notebook)
    return notebook


def _in_language(source: str, lang: Lang, place: cells.Place) -> str:
    try:
        return in_language(source, lang)
    except (tokenize.TokenError, SyntaxError) as error:
        raise place.error(
            f"这一格不是完整的 Python（{error}）",
            f"this cell is not complete Python ({error})",
            "请改正",
            "correct it",
        ) from error


def _quoted(source: str) -> str:
    """Set prose as a quotation: headings become bold lines, tables stay as they are.

    A page has one outline, the Chinese one; and tables inside quotations are not drawn by every
    reader of notebooks.
    """
    lines = []
    for line in source.split("\n"):
        line = _HEADING.sub(r"**\1**", line)
        lines.append(line if line.startswith("|") else f"> {line}".rstrip())
    return re.sub(r"(?<=\|)\n>(?=\n)|>\n(?=\|)", "\n", "\n".join(lines))
