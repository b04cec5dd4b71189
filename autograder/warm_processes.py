"""The engine's processes, kept warm: zygotes that fork students, a judge for each source."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from autograder.judge.client import Judge, JudgeError
from autograder.judge.process import JudgeProcess
from autograder.messages import Pair
from autograder.released import SourceNotebookError
from autograder.sandbox.zygote import SandboxError, Zygote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from nbformat import NotebookNode

    from autograder.limits import Limits
    from autograder.released import Rules
    from autograder.sandbox.session import Session

KEPT_JUDGES = 4  # besides those at work


class WarmProcesses:
    """What an engine keeps running; safe to use from several threads.

    Parameters
    ----------
    source_folder, isolated, expose, preload, rules, purpose
        See `autograder.engine.EngineRunner`.
    """

    def __init__(
        self,
        *,
        source_folder: Path | None,
        isolated: bool,
        expose: Sequence[str],
        preload: Sequence[str],
        rules: Rules | None,
        purpose: str,
    ) -> None:
        self._folder = source_folder
        self._rules = rules
        self._isolated = isolated
        self._purpose = purpose
        self._preload = tuple(preload)
        self._expose = tuple(expose)
        self._lock = threading.Lock()
        self._judges: dict[str, Judge] = {}
        self._at_work: Counter[Judge] = Counter()
        self._zygotes: dict[tuple[str, ...], Zygote] = {}
        self._spare: JudgeProcess | None = None
        self._sessions: set[Session] = set()

    def prepare_judge(self, modules: Sequence[str]) -> None:
        """Start the judge that the first submission will need."""
        with self._lock:
            if self._spare is None:
                self._spare = JudgeProcess(modules, purpose=self._purpose)

    def zygote(self, expose: Sequence[str], preload: Sequence[str] | None = None) -> Zygote:
        """Return the zygote that shows what students may import, started if there is none yet."""
        key = tuple(sorted({*self._expose, *expose}))
        with self._lock:
            if key not in self._zygotes:
                modules = self._preload if preload is None else preload
                self._zygotes[key] = Zygote(isolated=self._isolated, expose=key, preload=modules)
            return self._zygotes[key]

    @contextmanager
    def student(self, source: NotebookNode, limits: Limits) -> Iterator[tuple[Session, str]]:
        """Give a student process for a while, and the name of what isolates it."""
        zygote, session = self._spawn(exposed_by(source), limits)
        self._sessions.add(session)
        try:
            yield session, zygote.isolation
        finally:
            self._sessions.discard(session)
            session.close()

    def _spawn(self, expose: Sequence[str], limits: Limits) -> tuple[Zygote, Session]:
        """Return a student process; a zygote that has died is replaced, once."""
        zygote = self.zygote(expose)
        try:
            return zygote, zygote.spawn(limits)
        except SandboxError:
            with self._lock:
                for key in [key for key, known in self._zygotes.items() if known is zygote]:
                    self._zygotes.pop(key).close()
            zygote = self.zygote(expose)
            return zygote, zygote.spawn(limits)

    @contextmanager
    def judge(self, source: NotebookNode, limits: Limits) -> Iterator[Judge]:
        """Give the judge of a source for a while; one that fails is not used again."""
        with self._lock:
            key = self._judge_key(source, limits)
            judge = self._judges[key]
            self._at_work[judge] += 1
        try:
            yield judge
        except JudgeError:
            with self._lock:
                if self._judges.get(key) is judge:
                    del self._judges[key]
            raise
        finally:
            with self._lock:
                self._at_work[judge] -= 1
                forgotten = judge not in self._judges.values() and not self._at_work[judge]
            if forgotten:
                judge.close()

    def _judge_key(self, source: NotebookNode, limits: Limits) -> str:
        """Return the key of a source's judge, which is started if there is none yet."""
        language = language_of(source)
        if language != "python":
            raise SourceNotebookError(
                Pair(
                    f"沙箱只运行 Python 笔记本，这一本是 {language}；请用 --no-sandbox 评分。",
                    f"The sandbox runs Python notebooks, this one is in {language}; grade it "
                    "with --no-sandbox.",
                )
            )
        digest = hashlib.sha256(json.dumps(source, sort_keys=True).encode()).hexdigest()
        if digest not in self._judges:
            idle = [key for key, judge in self._judges.items() if not self._at_work[judge]]
            for key in idle[: max(0, len(idle) - KEPT_JUDGES + 1)]:
                self._judges.pop(key).close()
            spare, self._spare = self._spare, None
            self._judges[digest] = Judge(
                source,
                process=spare or JudgeProcess(purpose=self._purpose),
                folder=self._folder,
                rules=self._rules,
                seconds=2 * limits.cell_seconds,
            )
        return digest

    def close(self) -> None:
        """End the zygotes and the judges, and what student code is running."""
        for session in list(self._sessions):
            session.kill()
        with self._lock:  # other threads may still be at work, and notice now
            kept: list[Judge | Zygote | JudgeProcess] = [*self._judges.values()]
            kept += [*self._zygotes.values(), *([self._spare] if self._spare else [])]
            self._judges.clear()
            self._zygotes.clear()
            self._spare = None
        for process in kept:  # all end at the same time
            process.hang_up()
        for process in kept:
            process.close()


def exposed_by(source: NotebookNode) -> tuple[str, ...]:
    """Return the modules that a source notebook's metadata lets students import."""
    meta = source.metadata.get("autograder", {})
    return tuple(str(name) for name in meta.get("imports", ()))


def language_of(source: NotebookNode) -> str:
    """Return the programming language of a notebook."""
    return str(source.metadata.get("kernelspec", {}).get("language") or "python")
