"""The directives of a page. Each shows what its card says or what the code computes.

``definition``, ``example``, ``working``, ``plot``, ``mistakes``, ``functions``, ``published`` and
``sources`` take what they show from the card that has the name of the page.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import matplotlib.pyplot as plt
from docutils import nodes
from docutils.statemachine import StringList
from matplotlib.collections import QuadMesh
from sphinx.util.docutils import SphinxDirective

from crm_models import misconceptions
from crm_models.text import Lang, Text
from extension import card
from extension.bibliography import cite, short

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SYMBOLS = (Text("符号", "symbol"), Text("含义", "meaning"), Text("单位", "unit"))
_PUBLISHED = (
    Text("数字", "number"),
    Text("文献中", "in print"),
    Text("这里算出", "computed here"),
    Text("出处", "source"),
)
_CHECKED = Text("与已发表的数字核对：", "Checked against published digits:")
_IN_CODE = Text("代码中的名字：", "In code:")


class _FromCard(SphinxDirective):
    """Base: knows the page, its card, its language, and how to show Markdown."""

    optional_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return what the page shows here."""
        return self._show()

    def _show(self) -> list[nodes.Node]:
        raise NotImplementedError

    @property
    def page(self) -> str:
        """Name of the page, and of its card."""
        return str(self.env.docname)

    @property
    def lang(self) -> Lang:
        """Language of this build."""
        return "zh" if self.config.language.startswith("zh") else "en"

    @property
    def card(self) -> card.Card:
        """The page's card."""
        found = card.load(self.page)
        self.env.note_dependency(card.module(self.page).__file__ or "")
        return found

    def markdown(self, lines: list[str], classes: str = "") -> list[nodes.Node]:
        """Return Markdown as nodes, in a box of its own if that has a class."""
        box = nodes.container(classes=[classes] if classes else [])
        self.state.nested_parse(StringList(lines, source=self.page), self.content_offset, box)
        return [box] if classes else box.children

    def table(self, head: tuple[Text, ...], rows: list[list[str]]) -> list[nodes.Node]:
        """Return a table of Markdown cells."""
        cells = [[text.of(self.lang) for text in head], ["---"] * len(head), *rows]
        lines = [f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in cells]
        return self.markdown(lines)


class Definition(_FromCard):
    """The formulas and their symbols."""

    def _show(self) -> list[nodes.Node]:
        found = self.card
        lines = [line for formula in found.formulas for line in ("$$", formula, "$$", "")]
        rows = [[f"${s.latex}$", s.meaning.of(self.lang), s.unit.of(self.lang)]
                for s in found.symbols]  # fmt: skip
        return [*self.markdown(lines), *self.table(_SYMBOLS, rows)]


class Example(_FromCard):
    """The worked example, or one of its parts: ``{example} 2``."""

    def _show(self) -> list[nodes.Node]:
        card.run(self.page)
        chosen = card.parts(self.page)
        if self.arguments:
            chosen = [chosen[int(self.arguments[0]) - 1]]
        return [nodes.literal_block(text, text, language="pycon") for text in chosen]


class Working(_FromCard):
    """What `explain` says of the example's numbers."""

    def _show(self) -> list[nodes.Node]:
        show = self.card.working
        if show is None:
            raise self.error("the card has no working")
        steps = [step.markdown(self.lang) for step in show(card.run(self.page))]
        return self.markdown("\n\n".join(steps).split("\n"), classes="working")


class Plot(_FromCard):
    """A plot of the example: ``{plot} 1``. The content is its caption."""

    required_arguments = 1
    optional_arguments = 0

    def _show(self) -> list[nodes.Node]:
        number = int(self.arguments[0])
        name = f"{self.page}-{number}.svg"
        if self.config.draw_plots:
            folder = Path(self.env.app.outdir) / "_plots"
            folder.mkdir(parents=True, exist_ok=True)
            draw(self.page, number, self.lang, folder / name)
        caption = "\n".join(self.content)
        alt = nodes.make_id(name) if not caption else caption.split("\n")[0].replace('"', "'")
        image = f'<img src="_plots/{name}" alt="{alt}">'
        return [
            nodes.raw(image, f'<div class="plot">{image}</div>', format="html"),
            *self.markdown(list(self.content), classes="caption"),
        ]


class Mistakes(_FromCard):
    """The misconceptions on record for the page's functions."""

    def _show(self) -> list[nodes.Node]:
        lines = [
            f"- `{wrong.name}`  \n  {wrong.message.of(self.lang)}"
            for function in self.card.functions
            for wrong in misconceptions.of(function)
        ]
        if not lines:
            raise self.error("no misconceptions are on record for the functions of this page")
        return self.markdown("\n".join(lines).split("\n"), classes="mistakes")


class Functions(_FromCard):
    """The signatures of the page's functions."""

    def _show(self) -> list[nodes.Node]:
        lines = [f"- `{signature(function)}`" for function in self.card.functions]
        return self.markdown([_IN_CODE.of(self.lang), "", *lines], classes="functions")


class PublishedNumbers(_FromCard):
    """Numbers in print, each beside the number that the example computes."""

    def _show(self) -> list[nodes.Node]:
        names, rows = card.run(self.page), []
        for number in self.card.published:
            if not number.agrees(names):
                raise self.error(f"{number.what.en}: {number.computed(names)} not {number.digits}")
            got = f"{number.computed(names):.{max(number.decimals, 4)}f}"
            rows.append([number.what.of(self.lang), number.digits, got, short(number.source)])
        return [*self.markdown([_CHECKED.of(self.lang)]), *self.table(_PUBLISHED, rows)]


class Sources(_FromCard):
    """Where the model comes from."""

    def _show(self) -> list[nodes.Node]:
        return self.markdown([f"- {cite(key).of(self.lang)}" for key in self.card.sources])


DIRECTIVES: dict[str, type[_FromCard]] = {
    "definition": Definition,
    "example": Example,
    "working": Working,
    "plot": Plot,
    "mistakes": Mistakes,
    "functions": Functions,
    "published": PublishedNumbers,
    "sources": Sources,
}


def draw(page: str, number: int, lang: Lang, path: Path) -> None:
    """Draw one plot of a page into a file that is the same every time."""
    names = card.run(page)
    with mpl.rc_context({"svg.hashsalt": page}):
        ax, _ = card.load(page).plots[number - 1](names, lang)
        figure = ax.get_figure(root=True)
        if figure is None:
            message = f"plot {number} of {page} has lost its figure"
            raise RuntimeError(message)
        for mesh in figure.findobj(QuadMesh):
            mesh.set_rasterized(True)  # as vectors, neighbouring cells show seams
        figure.savefig(path, metadata={"Date": None}, dpi=150)
        plt.close(figure)


def signature(function: str) -> str:
    """Return the call as text: names and defaults, without types.

    Examples
    --------
    >>> signature("pareto.top_share")
    'pareto.top_share(value, share=0.2)'
    >>> signature("clv.CLTV")
    'clv.CLTV(revenue=revenue, loyalty=loyalty, influence=influence, integrate=integrate)'
    """
    shape = inspect.signature(card.target(function))
    plain = [
        p.replace(annotation=p.empty, default=_Named(p.default) if _is_function(p) else p.default)
        for p in shape.parameters.values()
    ]
    return f"{function}{shape.replace(parameters=plain, return_annotation=shape.empty)}"


def _is_function(parameter: inspect.Parameter) -> bool:
    return inspect.isfunction(parameter.default)


class _Named:
    """Stands for a function among the defaults: its name, not where in memory it lies."""

    def __init__(self, function: Any) -> None:
        self.name = str(function.__name__)

    def __repr__(self) -> str:
        return self.name


def setup(app: Sphinx) -> dict[str, Any]:
    """Give the directives to Sphinx."""
    mpl.use("Agg")
    # Whoever checks the pages only need not wait for their plots.
    app.add_config_value("draw_plots", default=True, rebuild="env", types=bool)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
