"""Comments and docstrings of a single edition: one language, and the code as it was."""

from __future__ import annotations

import ast

import pytest

from course.assignments import SHIPPED
from course.labs.edition import in_language
from course.labs.regions import handed_in

DOUBLE = '''\
rate = 0.3  # 毛利率 | margin
#  两边都有 | both have it
def npv(values):
    """现值之和。 | The sum of present values.

    第二段。 | A second part.
    """
    '它也是说明 | a remark too'
    return f"{values} | 值"  # 值


note = "甲 # 乙 | X # Y"
flags = 1 | 2  # a | b
'''


KEPT = {
    "zh": ("# 毛利率\n", "#  两边都有\n", "现值之和。\n", "    第二段。\n", "'它也是说明'"),
    "en": ("# margin\n", "#  both have it\n", "The sum", "    A second part.\n", "'a remark too'"),
}


@pytest.mark.parametrize(("lang", "gone"), [("zh", "part"), ("en", "毛利率")])
def test_comments_and_docstrings_keep_one_half(lang, gone):
    done = in_language(DOUBLE, lang)
    assert [text for text in KEPT[lang] if text not in done] == []
    assert gone not in done
    for same in ('f"{values} | 值"  # 值', 'note = "甲 # 乙 | X # Y"', "1 | 2  # a | b"):
        assert same in done
    assert in_language(done, lang) == done


def plain(source):
    """Return what runs: the syntax tree without docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not _remark(each)] or [ast.Pass()]
    return ast.dump(tree)


def _remark(node):
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*/*.md")), ids=lambda path: path.stem)
def test_the_code_of_the_shipped_labs_stays_as_it_is(path):
    import jupytext

    cells = [cell for cell in jupytext.read(path).cells if cell.cell_type == "code"]
    assert cells
    for cell in cells:
        for lang in ("zh", "en"):
            done = in_language(cell.source, lang)
            assert plain(handed_in(done)) == plain(handed_in(cell.source))
            assert done.count("### ") == cell.source.count("### ")
