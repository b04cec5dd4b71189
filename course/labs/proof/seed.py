"""Proves a lab for one seed."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING, Any

from autograder.variant import Recipe
from course.labs import teeth
from course.labs.desks import desk
from course.labs.proof import perturbed
from course.labs.proof.listening import Listener
from course.labs.proof.record import ILL_CONDITIONED, REFERENCE, STUB, Flaw, Looked, Proof
from course.labs.proof.script import CHECK

if TYPE_CHECKING:
    from course.labs.proof.listening import Answer
    from course.labs.proof.script import Cell, Script

_WHO = {
    REFERENCE: ("参考答案", "the reference"),
    ILL_CONDITIONED: (
        "病态：数据只动第九位，参考答案",
        "ill-conditioned: with the data moved in the ninth digit only, the reference",
    ),
}


def prove(script: Script, seed: int | None, known: Proof | None = None) -> Proof:
    """Prove a lab for one seed, in this process.

    Parameters
    ----------
    script
        The lab's source notebook.
    seed
        Whose data; None for the recipe's own seed.
    known
        The proof for another seed. Misconceptions are not tried again where a check makes the
        same calls and expects the same values as there: they would do the same again.
    """
    proof = _Walk(known.answers if known else {})
    with desk(script.source, seed), contextlib.redirect_stdout(io.StringIO()):
        recipe = Recipe.beside(script.source.parent)
        files = sorted(recipe.files) if recipe else []
        if proof.first(script) and perturbed.write(files):
            proof.again(script)
    return Proof(seed, proof.faults, proof.bites, proof.answers)


class _Walk:
    def __init__(self, known: dict[str, list[Looked]]) -> None:
        self.faults: list[Flaw] = []
        self.bites: list[teeth.Bite] = []
        self.answers: dict[str, list[Looked]] = {}
        self._known = known
        self._kept: dict[str, list[Answer]] = {}

    def first(self, script: Script) -> bool:
        """Walk the notebook with the reference, the stub, and every misconception to its end."""
        names: dict[str, Any] = {"__name__": "__main__"}
        untouched: dict[str, Any] = {"__name__": "__main__"}
        for cell in script.cells:
            before = dict(names)
            listener = Listener()
            if not self._earns(cell, names, listener, REFERENCE):
                return False
            if cell.kind == CHECK:
                self._kept[cell.name] = listener.answers
                self.answers[cell.name] = looked = [Looked.of(one) for one in listener.answers]
                self._stub(cell, dict(untouched))
                if looked != self._known.get(cell.name):
                    self.bites += teeth.tried(cell, before, listener)
                _close_figures()
            cell.run_released(untouched)
        return True

    def again(self, script: Script) -> None:
        """Walk the notebook with the reference on perturbed data, and the first expected values."""
        names: dict[str, Any] = {"__name__": "__main__"}
        wrong = {flaw.cell for flaw in self.faults}
        for cell in script.cells:
            if cell.kind == CHECK and cell.name in wrong:
                cell.run_released(names)  # later cells may use what it binds
                continue
            listener = Listener(self._kept.get(cell.name, ()))
            if not self._earns(cell, names, listener, ILL_CONDITIONED):
                return
            _close_figures()

    def _earns(self, cell: Cell, names: dict[str, Any], listener: Listener, kind: str) -> bool:
        """Run a cell; whether the rest of the notebook can run after it."""
        zh, en = _WHO[kind]
        try:
            with listener.listening():
                points = cell.run(names)
        except Exception as error:  # noqa: BLE001 - the instructor is told, whatever it is
            what = f"{type(error).__name__}: {error}"
            self.faults.append(
                Flaw(kind, cell.name, f"{zh}运行出错（{what}）", f"{en} fails ({what})")
            )
            return cell.kind == CHECK
        if cell.kind == CHECK and points != cell.points:
            lost_zh, lost_en = (listener.problems or [("", "")])[0]
            self.faults.append(
                Flaw(
                    kind,
                    cell.name,
                    f"{zh}得 {points:g}/{cell.points:g} 分；{lost_zh}",
                    f"{en} gets {points:g} of {cell.points:g}; {lost_en}",
                )
            )
        return True

    def _stub(self, cell: Cell, names: dict[str, Any]) -> None:
        try:
            points = cell.run(names)
        except Exception:  # noqa: BLE001 - an unsolved task may end its check
            return
        if points:
            zh, en = f"没有作答却得了 {points:g} 分", f"{points:g} points for nothing"
            self.faults.append(Flaw(STUB, cell.name, zh, en))


def _close_figures() -> None:
    import matplotlib.pyplot as plt

    plt.close("all")
