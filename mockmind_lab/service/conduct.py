"""Conducts an interview: brings occasions to the interviewer and carries out what it decides."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Literal

from mockmind_lab.core import commands
from mockmind_lab.core.choosing import adapted
from mockmind_lab.core.payloads import AssessmentMade, MessageSaid, PlanMade
from mockmind_lab.core.phases import Phase, Status
from mockmind_lab.errors import MockmindError, Refused
from mockmind_lab.interviewer.base import (
    Advance,
    Assess,
    Finish,
    GiveHint,
    Listen,
    Note,
    Occasion,
    Outcome,
    Preview,
    RunCode,
    Say,
    Situation,
    Skip,
)
from mockmind_lab.interviewer.effort import UNTRIED, tried
from mockmind_lab.interviewer.ledger import facts
from mockmind_lab.interviewer.waiting import within

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from datetime import datetime

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.problem import Problem
    from mockmind_lab.core.verdict import Verdict
    from mockmind_lab.interviewer.base import Action, Interviewer, Lasting
    from mockmind_lab.interviewer.clock import Clock
    from mockmind_lab.library import Library
    from mockmind_lab.service.judging import Judging
    from mockmind_lab.service.live import Live

__all__ = ["NOTES_SECONDS", "Conduct"]

NOTES_SECONDS = 2.0
"""So long the end of an interview waits for notes that are under way; what is late is left out."""

_MOST_ACTIONS = 20
"""In one reaction. An interviewer that goes on and on is cut short rather than let the candidate wait."""

_MOST_PREVIEWS = 5_000
"""In one reaction: a model's longest answer, a few letters at a time, stays below."""

_SHOWN_AFTER_SECONDS = 0.2
"""From when a reaction is worth a typing indicator: the script's are over before it could be seen."""

_TRIAL_SECONDS = 4.0
"""So long an interviewer's own run may take: whoever writes meanwhile waits for it."""

_PAUSED = "The interview is paused; nothing is said until it goes on."

log = logging.getLogger(__name__)


class Conduct:
    """The one place where an interviewer's actions become events."""

    def __init__(
        self,
        interviewer: Interviewer,
        library: Library,
        judging: Judging,
        clock: Clock,
        *,
        grace: float = NOTES_SECONDS,
    ) -> None:
        self._interviewer = interviewer
        self._library = library
        self._judging = judging
        self._clock = clock
        self._grace = grace
        self._noting: defaultdict[str, set[asyncio.Task[None]]] = defaultdict(set)
        self.end: Callable[[Live], Awaitable[None]] | None = None

    def problem(self, live: Live) -> Problem | None:
        """The problem of the round under way, with its answers."""
        return live.problem(self._library)

    async def next_stage(self, live: Live) -> bool:
        """Begin the plan's next stage; False where the plan is at its end."""
        index = live.state.stage.index + 1 if live.state.stage else 0
        if index >= len(live.state.plan):
            return False
        drafts: commands.Drafts = ()
        if live.state.reserve:
            difficulties = {summary.slug: summary.difficulty for summary in self._library.index()}
            drafts = adapted(live.state, difficulties)
        plan = drafts[0].payload if drafts else None
        stages = plan.stages if isinstance(plan, PlanMade) else live.state.plan
        slug = stages[index].slug
        problem = self._library.get(slug) if slug else None
        before = live.state.plan
        stage = live.state.stage
        await live.decide(
            lambda state: drafts if state.plan == before else (),
            lambda state: commands.begin_stage(state, problem),
        )
        return live.state.stage is not stage

    async def hear(self, live: Live, text: str, *, modality: Literal["text", "voice"] = "text") -> int:
        """The candidate says ``text``; what it claims is kept with it, in the same commit, for whoever
        interviews. Returns the ``seq`` of the message."""

        def claimed(state: Interview) -> commands.Drafts:
            try:
                found = facts(state, self.problem(live))
            except Exception:
                # The message must not be lost for what could not be read in it.
                log.exception("Interview %s: a message was not read for its facts", live.id)
                return ()
            return tuple(draft for fact in found for draft in commands.record(state, fact))

        heard = await live.decide(partial(commands.say, text=text, modality=modality), claimed)
        return next(event.seq for event in heard if isinstance(event.payload, MessageSaid))

    async def hint(self, live: Live) -> None:
        """The candidate takes the next hint; refused at first if they did not say or show what they tried."""
        problem = self.problem(live)
        commands.next_hint(live.state, problem)  # whose refusals come first
        asked = (live.state.round, len(live.state.current.hints) if live.state.current else 0)
        if not tried(live.state, written=live.written_since_hint(), refusals=live.hint_refusals[asked]):
            live.hint_refusals[asked] += 1
            raise Refused(UNTRIED)
        await live.decide(lambda state: commands.give_hint(state, problem))

    def begin(self, live: Live, occasion: Occasion, *, since: datetime | None = None) -> asyncio.Task[None]:
        """Let the interviewer react in the background to what happened at ``since``, which may be now."""
        task = asyncio.ensure_future(self.react(live, occasion, since=since))
        live.spawn(task)
        return task

    async def resume(
        self, live: Live, command: Callable[[Interview], commands.Drafts]
    ) -> list[asyncio.Task[None]]:
        """Go on after a pause, and answer what has waited for that: the reactions that begin by it."""
        if not await live.decide(command):
            return []
        return [self.begin(live, occasion) for occasion in live.hearing.due(live.state)]

    async def react(self, live: Live, occasion: Occasion, *, since: datetime | None = None) -> None:
        """Let the interviewer react, then go on to the stages that come of it. Never raises.

        An interviewer that fails must not take the interview with it: what it did not say is missing.
        """
        since = since or self._clock.now()
        async with live.conversation:
            if not live.hearing.begins(occasion, live.state, since):
                return
            at_work = asyncio.get_running_loop().call_later(_SHOWN_AFTER_SECONDS, live.replies, True)
            try:
                moved = await self._reaction(live, occasion)
                while moved and live.hearing.begins(Occasion.STAGE, live.state, self._clock.now()):
                    moved = await self._reaction(live, Occasion.STAGE)
                if live.ending and live.state.live and self.end is not None:
                    await self.end(live)
            except MockmindError as error:
                log.warning("The interviewer could not act: %s", error)
            except Exception:
                log.exception("The interviewer failed on %s", occasion)
            finally:
                at_work.cancel()
                live.replies(False)
                self._make_up(live)
        if occasion is Occasion.SUBMISSION:
            self._judging.measuring.begin(live)
        if live.state.live:
            notes = asyncio.ensure_future(self._take_notes(live, occasion))
            live.spawn(notes)
            self._noting[live.id].add(notes)
            notes.add_done_callback(self._noting[live.id].discard)

    def _make_up(self, live: Live) -> None:
        """After a reaction that a pause cut short: if the interview goes on by now, it is begun anew."""
        if live.hearing.ends() and live.state.status is Status.IN_PROGRESS:
            for owed in live.hearing.due(live.state):
                self.begin(live, owed)

    async def noted(self, live: Live) -> None:
        """Wait a moment for the notes under way and stop the late ones: the interview is to be scored."""
        under_way = tuple(self._noting.pop(live.id, ()))
        if not under_way:
            return
        await asyncio.wait(under_way, timeout=self._grace)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _take_notes(self, live: Live, occasion: Occasion) -> None:
        """Carry out what the interviewer notes beside the conversation. Never raises."""
        notes: AsyncGenerator[Action, Outcome] | None = None
        try:
            notes = self._interviewer.aside(occasion, self._situation(live)) if live.state.live else None
            action = await anext(notes) if notes is not None else None
            while notes is not None and isinstance(action, Note | Assess):
                action = await notes.asend(await self._carried_out(live, action, occasion))
        except StopAsyncIteration:
            await live.flushed()
        except MockmindError as error:
            log.warning("A note was not taken: %s", error)
        except Exception:
            log.exception("Taking notes failed on %s", occasion)
        finally:
            if notes is not None:
                await notes.aclose()

    async def _reaction(self, live: Live, occasion: Occasion) -> bool:
        """One run of ``react``; whether another stage began by it."""
        stage = live.state.stage
        outcome = Outcome(self._situation(live))
        reaction = self._interviewer.react(occasion, outcome.situation)
        try:
            action, left, previews = await anext(reaction), _MOST_ACTIONS, _MOST_PREVIEWS
            while left > 0 and previews > 0:
                if isinstance(action, Preview | Listen):
                    # Nothing has changed by it, and somebody waits for the sentence.
                    previews -= 1
                    outcome = self._seen_to(live, action, outcome)
                else:
                    # Notes are no part of what the candidate would see going on and on.
                    noted = isinstance(action, Note | Assess)
                    left, previews = left - (not noted), previews - noted
                    outcome = await self._carried_out(live, action, occasion)
                action = await reaction.asend(outcome)
            done = (_MOST_ACTIONS - left, _MOST_PREVIEWS - previews)
            log.warning("The interviewer was cut short after %s actions and %s previews", *done)
        except StopAsyncIteration:
            pass
        finally:
            await reaction.aclose()
            live.flush()
        if live.state.phase is Phase.WRAPPING_UP and live.state.running_since and live.state.stage is stage:
            await self.next_stage(live)
        return live.state.stage is not stage

    def _seen_to(self, live: Live, action: Preview | Listen, before: Outcome) -> Outcome:
        if isinstance(action, Listen):
            live.hearing.listen(live.state)
            return Outcome(self._situation(live))
        if live.state.status is Status.PAUSED:
            return self._paused(live)
        live.preview(action.text)
        return Outcome(before.situation)

    async def _carried_out(self, live: Live, action: Lasting, occasion: Occasion) -> Outcome:
        verdict = None
        if live.state.status is Status.PAUSED and not isinstance(action, Note | Assess):
            return self._paused(live)
        try:
            verdict = await self._carry_out(live, action, occasion)
        except Refused as refusal:
            return Outcome(self._situation(live), refusal=str(refusal))
        return Outcome(self._situation(live), verdict=verdict)

    async def _carry_out(self, live: Live, action: Lasting, occasion: Occasion) -> Verdict | None:
        match action:
            case Say(text):
                await live.decide(lambda state: commands.speak(state, text, occasion=occasion))
                live.hearing.said = True
            case GiveHint(level):
                problem = self.problem(live)
                if commands.next_hint(live.state, problem).level != level:
                    raise Refused("Hints are given in order, one level after the other.")
                await live.decide(lambda state: commands.give_hint(state, problem))
                live.hearing.said = True
            case RunCode(given):
                try:
                    return await within(self._clock, _TRIAL_SECONDS, self._judging.trial(live, given))
                except TimeoutError:
                    raise Refused(
                        f"It did not end within {_TRIAL_SECONDS:g} seconds: go on without."
                    ) from None
            case Advance(None):
                commands.skip(live.state)  # refuses where the round may not be left
                if not await self.next_stage(live):
                    raise Refused("This is the last stage.")
            case Advance(phase):
                # None was the case above; the type checker can't see it.
                to = phase or Phase.WRAPPING_UP
                await live.decide(lambda state: commands.advance(state, to))
            case Assess(criterion, note, evidence, by):
                made = AssessmentMade(criterion=criterion, note=note, evidence=evidence, by=by)
                live.defer(lambda state: commands.assess(state, made))
            case Note(record):
                await live.decide(lambda state: commands.record(state, record))
            case Skip():
                await live.decide(commands.skip)
            case Finish():
                if live.state.current is not None and live.state.current.outcome is None:
                    raise Refused("The problem under way is not decided yet.")
                live.ending = True
        return None

    def _paused(self, live: Live) -> Outcome:
        live.hearing.cut = True
        return Outcome(self._situation(live), refusal=_PAUSED)

    def _situation(self, live: Live) -> Situation:
        heard, since = live.hearing.before, live.hearing.since
        return Situation(live.state, self.problem(live), self._clock.now(), heard, since)
