"""Looks at a lab's whole notebook: what would go wrong later is said when it is built."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from course.errors import CrmlabError
from course.labs.regions import BEGIN_SOLUTION, balanced, without_hidden
from crm_models.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

    from course.labs.schema import Lab


def check(lab: Lab, notebook: NotebookNode) -> None:
    """Raise the first fault of the notebook, if there is one.

    Raises
    ------
    CrmlabError
        A grade id occurs twice, a task has no solution cell or no solution region, the points
        do not add up to ``lab.yaml``, a region is not closed, the student's code would need a
        module that ``lab.yaml`` does not allow, or the notebook and ``lab.yaml`` disagree on
        whether each student has data of their own.
    """
    for fault in _faults(lab, notebook):
        raise fault


def _faults(lab: Lab, notebook: NotebookNode) -> Iterator[CrmlabError]:
    where = lab.notebook
    solved: set[str] = set()
    seen: set[str] = set()
    total = 0.0
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader")
        name = str(meta["grade_id"]) if meta else ""
        if not balanced(cell.source):
            yield _fault(
                f"{where}: {name or cell.id}",
                Text("区域的 BEGIN 与 END 不成对", "a region's BEGIN and END do not pair up"),
                Text("请补上缺的一行", "add the missing line"),
            )
        if cell.cell_type == "code":
            yield from _imports(lab, cell)
        if meta is None:
            continue
        if name in seen:
            yield _fault(
                f"{where}: {name}",
                Text("这个名称出现了两次", "this name occurs twice"),
                Text("请改名", "rename one"),
            )
        seen.add(name)
        total += meta.get("points", 0)
        if meta["solution"]:
            solved.add(name)
            if BEGIN_SOLUTION not in cell.source:
                yield _fault(
                    f"{where}: {name}",
                    Text("没有参考答案区域", "there is no solution region"),
                    Text("请加上 ### BEGIN SOLUTION", "add ### BEGIN SOLUTION"),
                )
        elif meta["grade"] and name.removesuffix("-check") not in solved:
            yield _fault(
                f"{where}: {name}",
                Text("前面没有它要检查的题", "no solution cell that it checks comes before"),
                Text("请检查 solves 与 checks", "check 'solves' and 'checks'"),
            )
    if total != lab.points:
        yield _fault(
            f"{lab.folder / 'lab.yaml'}: points",
            Text(
                f"总分写的是 {lab.points:g}，各题之和是 {total:g}",
                f"the total says {lab.points:g}, the cells add up to {total:g}",
            ),
            Text("请改成一致", "make them agree"),
        )
    yield from _own_data(lab, notebook)


def _own_data(lab: Lab, notebook: NotebookNode) -> Iterator[CrmlabError]:
    """Each student's own data need both: the recipe, and a cell that follows it."""
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    asked = any("own_data()" in without_hidden(source) for source in sources)
    meant = lab.data is not None and lab.data.per_student
    if meant and not asked:
        yield _fault(
            str(lab.notebook),
            Text(
                "数据因人而异，却没有单元格调用 own_data()",
                "the data are each student's own, but no cell calls own_data()",
            ),
            Text(
                "读数据之前写 from autograder.variant import own_data 和 own_data()",
                "before reading, write: from autograder.variant import own_data; own_data()",
            ),
        )
    if asked and not meant:
        yield _fault(
            f"{lab.folder / 'lab.yaml'}: data.per_student",
            Text(
                "笔记本调用了 own_data()，数据却不是因人而异",
                "the notebook calls own_data(), but the data are not each student's own",
            ),
            Text("请写 per_student: true，或删去 own_data()", "set it to true, or drop the call"),
        )


def _imports(lab: Lab, cell: NotebookNode) -> Iterator[CrmlabError]:
    try:
        tree = ast.parse(without_hidden(cell.source))
    except SyntaxError as error:
        yield _fault(
            f"{lab.notebook}: {cell.id}",
            Text(f"代码有语法错误（{error.msg}）", f"the code has a syntax error ({error.msg})"),
            Text("请改正", "correct it"),
        )
        return
    for module in _imported(tree):
        if not any(f"{module}.".startswith(f"{allowed}.") for allowed in lab.imports):
            yield _fault(
                f"{lab.notebook}: {cell.id}",
                Text(
                    f"用了 lab.yaml 不允许的模块 {module}",
                    f"it imports {module}, which lab.yaml does not allow",
                ),
                Text("请改 imports 或代码", "change 'imports' or the code"),
            )


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


def _fault(where: str, what: Text, todo: Text) -> CrmlabError:
    return CrmlabError(what, where, todo)
