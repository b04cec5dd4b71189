"""Notebook files that a person names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.errors import FINDINGS, CrmlabError
from crm_models.text import Text

if TYPE_CHECKING:
    from pathlib import Path


def readable(path: Path) -> Path:
    """Return `path` if a notebook can be read there.

    Raises
    ------
    CrmlabError
        There is no file, or it is not a notebook.
    """
    import nbformat

    if not path.is_file():
        raise CrmlabError(
            Text("找不到笔记本", "there is no such notebook"),
            path,
            Text("检查文件名和所在文件夹", "check the name and the folder"),
        )
    try:
        nbformat.read(path, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, ValueError, KeyError) as error:
        reason = " ".join(str(error).split())[:120]
        raise CrmlabError(
            Text(f"不是有效的笔记本（{reason}）", f"not a valid notebook ({reason})"),
            path,
            Text("请学生在 JupyterLab 里重新保存并提交", "save it again in JupyterLab"),
            exit_code=FINDINGS,
        ) from error
    return path
