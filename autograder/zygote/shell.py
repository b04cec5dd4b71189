"""The IPython shell in which cells run: in the sandbox for students, in the judge for graders."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.formatters import DisplayFormatter
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from autograder.zygote.mime import bundle
from autograder.zygote.tracebacks import Compiler, remember_patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Sink = Callable[[dict[str, Any]], None]


class Hook(DisplayHook):  # type: ignore[misc, unused-ignore]
    """Sends the value of a cell's last expression to the sink."""

    def write_output_prompt(self) -> None:
        """Write nothing: the prompt is part of the output node."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Hand the formatted value over."""
        self.shell.emit(
            {
                "output_type": "execute_result",
                "execution_count": self.prompt_count,
                "data": bundle(format_dict),
                "metadata": md_dict or {},
            }
        )

    def finish_displayhook(self) -> None:
        """Write nothing after the value."""


class Formatter(DisplayFormatter):  # type: ignore[misc, unused-ignore]
    """Formats what somebody will see."""

    def format(self, obj: Any, *args: Any, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return a value in every format that it has, and what is to be known of them."""
        if not self.parent.seen:
            return {}, {}
        formats: tuple[dict[str, Any], dict[str, Any]] = super().format(obj, *args, **options)
        return formats


class Publisher(DisplayPublisher):  # type: ignore[misc, unused-ignore]
    """Sends what ``display`` shows to the sink."""

    def publish(  # type: ignore[override, unused-ignore]
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Hand one display over."""
        output = {
            "output_type": "display_data",
            "data": bundle(data),
            "metadata": metadata or {},
            "display_id": (transient or {}).get("display_id"),
            "update": update,
        }
        self.shell.emit(output)

    def clear_output(self, wait: bool = False) -> None:
        """Ask for an empty output area."""
        self.shell.emit({"output_type": "clear", "wait": wait})


class CellShell(InteractiveShell):  # type: ignore[misc, unused-ignore]
    """An interactive shell without a terminal; outputs go to `sink` as plain dictionaries."""

    displayhook_class = Type(Hook)
    display_pub_class = Type(Publisher)
    compiler_class = Type(Compiler)
    sink: Any = None
    seen = True

    def init_display_formatter(self) -> None:
        """Make what formats values for display."""
        self.display_formatter = Formatter(parent=self)
        self.configurables.append(self.display_formatter)

    @contextmanager
    def unseen(self, active: bool = True) -> Iterator[None]:
        """Draw no figure and format nothing while nobody will see what a cell shows."""
        self.seen = not active
        try:
            yield
        finally:
            self.seen = True

    def showtraceback(self, *args: Any, **options: Any) -> None:
        """Show the exception that has ended a cell, if anybody looks."""
        if self.seen:
            super().showtraceback(*args, **options)
        else:  # it is the last one all the same
            self._get_exc_info(args[0] if args else options.get("exc_tuple"))

    def emit(self, output: dict[str, Any]) -> None:
        """Send one output, after whatever was printed before it."""
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        self.sink(output)

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        self.emit(
            {
                "output_type": "error",
                "ename": str(etype.__name__),
                "evalue": str(evalue),
                "traceback": list(stb),
            }
        )

    def _format_exception_for_storage(self, *_: Any, **__: Any) -> dict[str, Any]:
        """Keep no second traceback: nobody asks the history for errors."""
        return {}

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: figures are inline, there is no window system."""

    def ask_exit(self) -> None:
        """Answer ``exit()`` as JupyterLab does when the kernel is kept: go on."""
        print("exit() 在评分时不起作用 / exit() does nothing while grading", file=sys.stderr)

    def system_lines(self, command: str) -> None:
        """Run ``!command``; its output is the cell's."""
        command = self.var_expand(command, depth=1)
        with subprocess.Popen(  # noqa: S602 - `!command` asks for a shell
            command,
            shell=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            if process.stdout is not None:
                for line in process.stdout:
                    sys.stdout.write(line)
        self.user_ns["_exit_code"] = process.returncode

    system = system_lines

    def fresh(self) -> None:
        """Forget every variable and count from 1."""
        self.reset(new_session=True)
        self.execution_count = 1


def shell(sink: Sink, kind: type[CellShell] = CellShell) -> CellShell:
    """Return the process's shell, made on first use, with its outputs going to ``sink``."""
    if not CellShell.initialized():
        config = Config()
        config.HistoryManager.enabled = False
        config.HistoryManager.hist_file = ":memory:"
        config.InteractiveShell.autocall = 0
        config.InteractiveShell.banner1 = ""
        remember_patterns()
        kind.instance(config=config)
    made: CellShell = CellShell.instance()
    made.sink = sink
    return made
