"""Runs and submissions of an interview: code is assembled from cells, judged, and recorded."""

from __future__ import annotations

import asyncio
import logging
import re
from functools import partial
from typing import TYPE_CHECKING, Literal

from mockmind_lab.core import commands
from mockmind_lab.core.assemble import assemble
from mockmind_lab.core.call import arguments
from mockmind_lab.core.verdict import Code, Isolation, Verdict
from mockmind_lab.errors import NothingToSubmit, ProblemError, Refused, SandboxError
from mockmind_lab.service.measuring import Measuring
from mockmind_lab.service.texts import with_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.payloads import Artefact
    from mockmind_lab.core.problem import Problem
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Library
    from mockmind_lab.service.live import Live

__all__ = ["Judging"]

log = logging.getLogger(__name__)


class Judging:
    """Between an interview and the judge."""

    def __init__(self, judge: Judge, library: Library) -> None:
        self._judge = judge
        self._library = library
        self.judged: Callable[[Live, int], None] | None = None
        """Told of each submission (its ``seq``) once its verdict is recorded."""
        self.measuring = Measuring(judge, library)

    def artefact(self, state: Interview) -> Artefact:
        """What the candidate's cells make of the problem under way; raises ``NothingToSubmit``."""
        current = state.current
        if current is None or current.problem is None:
            raise NothingToSubmit("There is no problem yet, so there is no code to take.")
        entry_point = current.problem.entry_point
        cells = sorted(state.cells.values(), key=lambda cell: cell.seq)
        defines = re.compile(rf"^\s*(async\s+def|def|class)\s+{re.escape(entry_point)}\b", re.MULTILINE)
        newest = next((cell for cell in reversed(cells) if defines.search(cell.source)), None)
        if newest is not None and newest.blob is not None:
            raise NothingToSubmit(
                f"Cell [{newest.count}] defines {entry_point} and is too long to be judged: shorten it and "
                "run it again."
            )
        return assemble(cells, entry_point)

    async def _take_texts(self, live: Live, *, forgiving: bool = False) -> None:
        """Record what stands in cells and was not run, so that it is what is judged.

        What makes no solution raises ``NothingToSubmit``; with ``forgiving`` it is left out then, and what
        was run before stands.
        """
        texts = live.texts.pending(live.state)
        if not texts:
            return
        try:
            await asyncio.to_thread(self.artefact, with_texts(live.state, texts))
        except NothingToSubmit:
            if forgiving:
                return
            raise
        await live.decide(*(partial(commands.write_cell, cell=d.cell, source=d.source) for d in texts))

    async def run(self, live: Live, given: str | None, *, unrun: bool = False) -> Verdict:
        """Run the candidate's code on the examples or on ``given``, and record it; with ``unrun`` as it
        stands in the cells, run or not.

        Raises ``Refused`` where the problem was left meanwhile; then nothing is recorded.
        """
        number = commands.ready_to_run(live.state).number
        if unrun:
            await self._take_texts(live)
        artefact = await self._assembled(live)
        verdict = await self._tried(live, artefact, given)

        def command(state: Interview) -> commands.Drafts:
            _same_round(state, number)
            return commands.ran(state, artefact, given=given, verdict=verdict)

        await live.decide(command)
        return verdict

    async def trial(self, live: Live, given: str | None) -> Verdict:
        """The interviewer's own run of the candidate's code; not recorded as the candidate's."""
        commands.ready_to_run(live.state)
        return await self._tried(live, await self._assembled(live), given)

    async def submit(
        self, live: Live, reason: Literal["candidate", "time", "finish"], *, unrun: bool = False
    ) -> Verdict:
        """Submit the candidate's code: recorded first, then judged, then the verdict recorded."""
        async with live.judging:
            await self._pending(live)
            number = commands.ready_to_submit(live.state).number
            if unrun:
                await self._take_texts(live)
            artefact = await self._assembled(live)

            def command(state: Interview) -> commands.Drafts:
                _same_round(state, number)
                return commands.submit(state, artefact, reason=reason)

            await live.decide(command)
            return await self._judged(live)

    async def recover(self, live: Live) -> None:
        """Judge a submission that still waits: its host died, or the store could not take its verdict."""
        async with live.judging:
            await self._pending(live)

    async def settle(self, live: Live, reason: Literal["time", "finish"]) -> None:
        """Submit what stands in the cells before the round is left, if that is new and may still count."""
        await self.recover(live)
        current = live.state.current
        if current is None or current.outcome is not None:
            return
        try:
            await self._take_texts(live, forgiving=True)
            source = (await self._assembled(live)).source
            # Who ends by choice has submitted what they meant to; who never did is not left with nothing.
            if current.attempts and (reason == "finish" or current.attempts[-1].artefact.source == source):
                return
            await self.submit(live, reason)
        except Refused as refusal:
            log.info("Nothing was submitted at the end: %s", refusal)

    async def _assembled(self, live: Live) -> Artefact:
        # In a thread: to parse megabytes of cells takes seconds, which every other interview would wait.
        return await asyncio.to_thread(self.artefact, live.state)

    async def _pending(self, live: Live) -> None:
        if live.state.current is not None and live.state.current.judging is not None:
            await self._judged(live)

    async def _judged(self, live: Live) -> Verdict:
        current = live.state.current
        attempt = current.judging if current else None
        if current is None or current.problem is None or attempt is None:
            raise Refused("No submission waits for a verdict.")
        artefact = attempt.artefact

        def work(problem: Problem) -> Verdict:
            return self._judge.judge(
                problem,
                artefact.source,
                tests=problem.tests,
                isolation=Isolation.TEST,
                language=artefact.language,
            )

        try:
            problem = live.problem(self._library)
        except ProblemError as error:
            verdict = Verdict(code=Code.IE, message=str(error))
        else:
            assert problem is not None  # looked at above
            verdict = await self._verdict(lambda: work(problem))
        await live.decide(lambda state: commands.judged(state, attempt.seq, verdict))
        if self.judged is not None:
            self.judged(live, attempt.seq)
        return verdict

    async def _tried(self, live: Live, artefact: Artefact, given: str | None) -> Verdict:
        problem = live.problem(self._library)
        if problem is None:
            raise Refused("There is no problem yet, so there is nothing to run.")
        if given is not None:
            args = arguments(problem, given)
            return await self._verdict(lambda: self._on(problem, artefact, args))
        return await self._verdict(
            lambda: self._judge.judge(
                problem,
                artefact.source,
                tests=problem.visible_tests,
                isolation=Isolation.BATCH,
                language=artefact.language,
            )
        )

    def _on(self, problem: Problem, artefact: Artefact, args: list[object]) -> Verdict:
        return self._judge.run(problem, artefact.source, args, language=artefact.language)

    async def _verdict(self, work: Callable[[], Verdict]) -> Verdict:
        """The judge's verdict; a fault of ours is ``IE`` with its fix, never the candidate's."""
        try:
            return await asyncio.to_thread(work)
        except (SandboxError, ProblemError) as error:
            return Verdict(code=Code.IE, message=str(error))
        except Exception:
            log.exception("The judge failed")
            return Verdict(code=Code.IE, message="The judge failed; the attempt does not count. Try again.")


def _same_round(state: Interview, number: int) -> None:
    if state.round != number:
        raise Refused("That problem was left meanwhile; nothing of it is recorded.")
