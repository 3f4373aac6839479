"""Measurements beside an interview: of each accepted submission at once, of what else counts before the end.

Nobody waits for them but the end of the interview, and that not for long.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from mockmind_lab.core import commands
from mockmind_lab.core.assemble import Cell
from mockmind_lab.core.measured import CodeChecked, ComplexityMeasured, Curve, OwnTest, TestsMeasured
from mockmind_lab.core.payloads import CellExecuted
from mockmind_lab.core.problem import UNKNOWN
from mockmind_lab.core.verdict import Code
from mockmind_lab.errors import MockmindError, ProblemError, SandboxError
from mockmind_lab.feedback.owntests import own_tests
from mockmind_lab.feedback.quality import check
from mockmind_lab.judge.complexity import Inputs, measure, size_note, sized_inputs
from mockmind_lab.judge.mutants import try_tests
from mockmind_lab.service.live import as_presented

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Attempt, Interview, Round
    from mockmind_lab.core.payloads import Artefact
    from mockmind_lab.core.problem import Problem, Submission
    from mockmind_lab.feedback.owntests import Suite
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Library
    from mockmind_lab.service.live import Live

__all__ = ["FINISH_SECONDS", "Measuring"]

FINISH_SECONDS = 3.0
"""So long the end of an interview waits for its measurements at most; then what there is has to do."""
_LAST_SECONDS = 0.5  # of these, for a run that was told to stop
_REMEMBERED = 32  # problems whose inputs and reference are kept
_NO_CURVE = Curve(sizes=(), cpu_seconds=())

_Kept = TypeVar("_Kept")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be measured: the round, its submission if there is one, and the candidate's tests."""

    number: int
    slug: str
    digest: str
    attempt: Attempt | None
    suite: Suite
    growth: bool  # whether the growth of the submission's cost is wanted, and its findings with it
    tests: bool


class Measuring:
    """Measures submissions in threads and records what was found.

    ``begin`` and ``finish`` are called on the service's loop. What is kept of a problem is kept by its
    digest: two interviews that measure it for the first time at once find the same, twice.
    """

    def __init__(self, judge: Judge, library: Library) -> None:
        self._judge = judge
        self._library = library
        self._running: dict[str, dict[asyncio.Task[None], _Task]] = {}  # by interview, the newest last
        self._enough: dict[str, threading.Event] = {}
        self._inputs: OrderedDict[str, Inputs] = OrderedDict()
        self._references: OrderedDict[str, Curve | None] = OrderedDict()

    def begin(self, live: Live) -> None:
        """What was accepted and is not measured yet is measured from now on, beside the interview.

        Nothing while the interview is scored: ``verify`` makes the score again from all that was recorded.
        """
        if live.concluding.locked():
            return
        for current in live.state.rounds.values():
            if _accepted(current):
                self._start(live, current)

    async def finish(self, live: Live) -> None:
        """Measure what is missing, and wait for it ``FINISH_SECONDS`` at most. Never raises.

        A host that came after another finds out from the events what was not measured. Nothing is recorded
        after this: the score is made of what is there now.
        """
        for current in live.state.rounds.values():
            self._start(live, current)
        tasks = set(self._running.get(live.id, ()))
        enough = self._enough.setdefault(live.id, threading.Event())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=FINISH_SECONDS - _LAST_SECONDS)
            enough.set()
            if late:
                _, late = await asyncio.wait(late, timeout=_LAST_SECONDS)
            for task in late:
                task.cancel()
            # A decision that one of them had begun is carried out all the same.
            await asyncio.gather(*late, live.flushed(), return_exceptions=True)
        self._running.pop(live.id, None)
        self._enough.pop(live.id, None)

    def _start(self, live: Live, current: Round) -> None:
        try:
            wanted = _wanted(live.state, live.events, current)
        except Exception:
            # Cells are hostile text: whatever reading them does, the interview goes on.
            log.exception("Interview %s: what to measure was not found out", live.id)
            return
        running = self._running.setdefault(live.id, {})
        wanted = _left(wanted, [other for task, other in running.items() if not task.done()])
        if wanted is None:
            return
        enough = self._enough.setdefault(live.id, threading.Event())
        task = asyncio.create_task(self._measured(live, wanted, enough))
        running[task] = wanted
        live.spawn(task)

    async def _measured(self, live: Live, wanted: _Task, enough: threading.Event) -> None:
        try:
            problem = await asyncio.to_thread(as_presented, self._library, wanted.slug, wanted.digest)
            work: list[Awaitable[commands.Measured]] = []
            if wanted.tests:
                work.append(asyncio.to_thread(self._tests, problem, wanted, enough))
            if wanted.attempt is not None and wanted.growth:
                work.append(asyncio.to_thread(_checked, wanted.attempt))
                work.append(asyncio.to_thread(self._growth, problem, wanted.attempt, enough))
            found = await asyncio.gather(*work, return_exceptions=True)
            notes = [note for note in found if not isinstance(note, BaseException)]
            for error in found:
                if isinstance(error, BaseException):  # what else was found stands
                    log.warning("Interview %s: a measurement failed", live.id, exc_info=error)

            def command(state: Interview) -> commands.Drafts:
                stands = [n for n in notes if not isinstance(n, TestsMeasured) or self._newest(live, wanted)]
                return tuple(
                    draft for note in stands for draft in commands.measured(state, note, wanted.number)
                )

            await live.decide(command)
        except MockmindError as error:
            log.info("Interview %s was not measured: %s", live.id, error)
        except Exception:
            log.exception("Interview %s: measuring failed", live.id)

    def _newest(self, live: Live, wanted: _Task) -> bool:
        """Whether no newer tests of the round are being run: then what was found of older ones comes late."""
        running = self._running.get(live.id, {}).values()
        suites = [other.suite for other in running if other.tests and other.number == wanted.number]
        return not suites or suites[-1] == wanted.suite

    def _tests(self, problem: Problem, wanted: _Task, enough: threading.Event) -> TestsMeasured:
        found = self._library.submissions(problem.slug)
        reference = next((s for s in found if s.kind == "accepted" and s.language == "python"), None)
        mutants = [s for s in found if s.kind == "wrong_answer" and s.language == "python"]
        suite = wanted.suite
        if reference is None or not mutants or not suite.tests:
            note = "The problem has no wrong submissions in Python." if suite.tests else _NO_TESTS
            return TestsMeasured(tests=(), mutants=len(mutants), caught=0, note=note)

        def said(source: str) -> tuple[str, ...]:
            return try_tests(
                self._judge,
                problem,
                suite.source,
                source,
                runner=suite.runner,
                count=len(suite.tests),
                enough=enough.is_set,
            ).said

        try:
            right = said(reference.source)
            wrong = [said(mutant.source) for mutant in mutants]
        except SandboxError as error:
            return TestsMeasured(tests=(), mutants=len(mutants), caught=0, note=str(error))
        return _weighed(suite, right, wrong)

    def _growth(self, problem: Problem, attempt: Attempt, enough: threading.Event) -> ComplexityMeasured:
        target = "" if problem.complexity.time == UNKNOWN else problem.complexity.time
        mine, reference, note = _NO_CURVE, None, ""
        try:
            inputs = self._sized(problem)
            if inputs.sizes:
                mine = self._curve(problem, inputs, attempt.artefact, enough)
                reference = self._reference(problem, inputs, enough)
                note = size_note(target, inputs)
            else:
                note = "The problem has no generator of inputs, so its growth can't be measured."
        except (SandboxError, ProblemError) as error:
            note = str(error)
        return ComplexityMeasured(
            submission=attempt.seq, mine=mine, reference=reference, target=target, note=note
        )

    def _sized(self, problem: Problem) -> Inputs:
        """The problem's inputs, made once as long as the package is the same."""
        known = self._inputs.get(problem.digest)
        if known is None:
            package = self._library.package(problem.slug)
            known = Inputs((), {}, {})
            if package.folder.exists("generator.py"):
                known = sized_inputs(self._judge, problem, package.generator())
            _keep(self._inputs, problem.digest, known)
        return known

    def _reference(self, problem: Problem, inputs: Inputs, enough: threading.Event) -> Curve | None:
        """The curve of the bank's own solution, measured once as long as the package is the same."""
        if problem.digest in self._references:
            return self._references[problem.digest]
        found = self._library.submissions(problem.slug)
        reference = next((s for s in found if s.kind == "accepted" and s.language == "python"), None)
        curve = None
        if reference is not None:
            curve = self._curve(problem, inputs, reference, enough)
        if not enough.is_set():  # what was cut short must not stand for the next one
            _keep(self._references, problem.digest, curve)
        return curve

    def _curve(
        self, problem: Problem, inputs: Inputs, code: Artefact | Submission, enough: threading.Event
    ) -> Curve:
        return measure(
            self._judge,
            problem,
            inputs,
            code.source,
            language=code.language,
            cpu_seconds=self._judge.measuring_seconds,
            enough=enough.is_set,
        )


def _keep(known: OrderedDict[str, _Kept], digest: str, value: _Kept) -> None:
    known[digest] = value
    while len(known) > _REMEMBERED:
        known.popitem(last=False)


def _checked(attempt: Attempt) -> CodeChecked:
    findings, note = check(attempt.artefact.source, attempt.artefact.language)
    return CodeChecked(submission=attempt.seq, findings=findings, note=note)


_NO_TESTS = "No test of the candidate's own was found: no assert and no test_ function on the solution."


def _accepted(current: Round) -> list[Attempt]:
    return [attempt for attempt in current.attempts if attempt.verdict and attempt.verdict.code is Code.AC]


def _wanted(state: Interview, events: Sequence[Event], current: Round) -> _Task | None:
    """What of a round is not measured yet; None where nothing is."""
    if current.problem is None or not state.live:
        return None
    accepted = _accepted(current)
    attempt = accepted[-1] if accepted else current.best
    mine = [event.payload for event in events if event.round == current.number]
    curves = {note.submission for note in mine if isinstance(note, ComplexityMeasured)}
    tested = [note for note in mine if isinstance(note, TestsMeasured)]
    suite = own_tests(_cells(events, current.number), current.problem.entry_point)
    # Tests that were written after they were measured are measured again.
    before = {(test.cell, test.line) for test in tested[-1].tests} if tested else None
    tests = before is None or before != {(test.cell, test.line) for test in suite.tests}
    growth = attempt is not None and attempt.seq not in curves
    if not growth and not tests:
        return None
    shown = current.problem
    return _Task(current.number, shown.slug, shown.digest, attempt, suite, growth, tests)


def _left(wanted: _Task | None, running: Iterable[_Task]) -> _Task | None:
    """What is wanted and not being measured already; None where nothing is."""
    if wanted is None:
        return None
    same = [other for other in running if other.number == wanted.number]
    growth = wanted.growth and not any(other.growth and other.attempt == wanted.attempt for other in same)
    tests = wanted.tests and not any(other.tests and other.suite == wanted.suite for other in same)
    return replace(wanted, growth=growth, tests=tests) if growth or tests else None


def _cells(events: Iterable[Event], number: int) -> list[Cell]:
    """The newest version of each cell that was run in the round, as far as it is kept in the events."""
    cells: dict[str, Cell] = {}
    for event in events:
        cell = event.payload
        if isinstance(cell, CellExecuted) and event.round == number:
            cells[cell.cell] = Cell(cell.cell, cell.count, cell.source, event.seq, cell.blob)
    return [cell for cell in cells.values() if cell.blob is None]


def _weighed(suite: Suite, right: Sequence[str], wrong: Sequence[Sequence[str]]) -> TestsMeasured:
    """Each test with the mutants that it catches; one that fails on the reference counts for nothing."""
    caught, tests = set[int](), list[OwnTest]()
    for place, test in enumerate(suite.tests):
        holds = right[place] == "held"
        mine = {which for which, said in enumerate(wrong) if said[place] in ("failed", "error")}
        caught |= mine if holds else set()
        notes = {
            "failed": "It fails on a correct solution.",
            "error": "On a correct solution it ends in an error or takes too long.",
            "unknown": "It was not run.",
        }
        tests.append(
            OwnTest(
                cell=test.cell,
                line=test.line,
                text=test.text,
                caught=len(mine) if holds else 0,
                false_alarm=right[place] in ("failed", "error"),
                note=notes.get(right[place], ""),
            )
        )
    return TestsMeasured(tests=tuple(tests), mutants=len(wrong), caught=len(caught))
