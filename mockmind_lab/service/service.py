"""``InterviewService``: the only use-case layer. A front end sends an operation; an answer comes back."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from traitlets import Float, Int, List
from traitlets.config import Configurable

from mockmind_lab.core import commands
from mockmind_lab.core.payloads import Audience
from mockmind_lab.core.phases import Status
from mockmind_lab.core.plural import count
from mockmind_lab.core.verdict import Code
from mockmind_lab.core.views import more_to_come, visible
from mockmind_lab.errors import Refused
from mockmind_lab.interviewer.base import Occasion
from mockmind_lab.interviewer.clock import Clock, SystemClock
from mockmind_lab.service import narration
from mockmind_lab.service.caller import Caller, Principal
from mockmind_lab.service.conduct import Conduct
from mockmind_lab.service.course import Course
from mockmind_lab.service.doctor import examine, models
from mockmind_lab.service.finding import Finder
from mockmind_lab.service.hearing import come_back
from mockmind_lab.service.judging import Judging
from mockmind_lab.service.opening import Opening
from mockmind_lab.service.panels import Panels
from mockmind_lab.service.past import Past
from mockmind_lab.service.shelf import Shelf
from mockmind_lab.service.spoken import Spoken
from mockmind_lab.service.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.feedback.base import Evaluator
    from mockmind_lab.interviewer.base import Interviewer
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Library
    from mockmind_lab.protocol import Push, Result
    from mockmind_lab.service.live import Live
    from mockmind_lab.store import EventStore

__all__ = ["InterviewService"]

log = logging.getLogger(__name__)


class InterviewService(Configurable):
    """Holds interviews. Every method runs on one event loop; blocking work goes to threads."""

    max_attempts = Int(3, help="Submissions a problem; an internal error of ours does not count.").tag(
        config=True
    )
    hint_costs = List(
        Float(),
        default_value=[5.0, 10.0, 20.0],
        minlen=3,
        maxlen=3,
        help="Points of 100 that the three hints cost, from the nudge to the near-solution.",
    ).tag(config=True)
    standstill_seconds = Float(
        180.0, help="Seconds without an edit, run or message after which the interviewer asks."
    ).tag(config=True)
    reply_seconds = Float(
        20.0, help="Seconds that a command waits for the interviewer's reply before it returns without."
    ).tag(config=True)

    max_events = Int(
        5000, help="Events after which an interview takes nothing more but its end: a bound on a flood."
    ).tag(config=True)

    def __init__(
        self,
        *,
        store: EventStore,
        library: Library,
        judge: Judge,
        interviewer: Interviewer,
        evaluator: Evaluator,
        render: Callable[[Sequence[Event]], bytes],
        clock: Clock | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.clock = clock or SystemClock()
        self.store = store
        self.library = library
        self.judge = judge
        self.interviewer = interviewer
        self._judging = Judging(judge, library)
        self._conduct = Conduct(interviewer, library, self._judging, self.clock)
        self._shelf = Shelf(store, self.clock)
        self._course = Course(
            self._conduct,
            self._judging,
            self._shelf,
            self.clock,
            evaluator=evaluator,
            render=render,
            standstill=timedelta(seconds=self.standstill_seconds),
        )
        self._finder = Finder(self._shelf, self._course, self._judging)
        self._panels = panels = Panels(self._finder, self._shelf, self.clock)
        parts: dict[tuple[str, ...], Workshop | Past | Panels | Spoken] = {
            ("draft", "problem"): Workshop(judge, library),
            ("list", "history"): Past(store, library),
            ("subscribe", "text"): panels,
            ("spoken",): Spoken(self._shelf),
        }
        self._parts = {op: part for ops, part in parts.items() for op in ops}
        self._closing = False

    def connect(self, principal: Principal, push: Callable[[Push], None], *, panel: bool = False) -> Caller:
        """A new connection; it is attached to its interview by the first command that finds one."""
        return Caller(principal, push, panel=panel)

    async def handle(self, op: str, args: dict[str, Any], caller: Caller) -> Result:
        """Carry out an operation whose arguments were validated. Raises an error of the tree otherwise."""
        if (part := self._parts.get(op)) is not None:
            return await part.handle(op, args, caller)
        method: Callable[[dict[str, Any], Caller], Awaitable[Result]] = getattr(self, f"_{op}")
        return await method(args, caller)

    async def disconnect(self, caller: Caller) -> None:
        """The connection is gone. An interview that was left by its last kernel, or by all, is paused."""
        caller.gone = True
        self._panels.gone(caller)
        if (live := self._shelf.held(caller.interview)) is not None:
            live.callers.discard(caller)
            if live.left_by(caller):
                await self._course.pause(live, live.away(caller))

    async def close(self) -> None:
        """Pause what is open and let go of everything. Idempotent."""
        if self._closing:
            return
        self._closing = True
        for live in self._shelf.all():
            if live.state.status is Status.IN_PROGRESS:
                await self._course.pause(live, "host away")
        await self._shelf.close()
        await self.interviewer.close()
        await self._course.close()
        await asyncio.to_thread(self.judge.close)

    async def events(self, interview: str) -> list[Event]:
        """The events of an interview as stored, in order."""
        return await self._shelf.events(interview)

    def held(self) -> list[str]:
        """The ids of the interviews that this service started or took over, in order."""
        return list(self._shelf.seen)

    # What a caller may ask for: one method an operation of the protocol's table.

    async def _ping(self, args: dict[str, Any], caller: Caller) -> Result:
        return {"text": ""}

    async def _hello(self, args: dict[str, Any], caller: Caller) -> Result:
        """The protocol's version was checked by the host; here the caller finds its interview again."""
        caller.place = caller.principal.place or args["notebook"] or caller.place
        live = self._finder.in_hand(caller)
        data = {"started_as": caller.principal.started_as, "trust": caller.principal.trust}
        if live is None:
            return {"text": "", "data": data}
        await self._finder.attach(caller, live)
        return {"text": "", "data": data, "view": live.view()}

    async def _start(self, args: dict[str, Any], caller: Caller) -> Result:
        asked = self.clock.now()
        if (known := await self._finder.mine(caller)) is not None:
            raise Refused(_already(known.state))
        async with self._finder.lock(caller):
            if (known := self._finder.in_hand(caller)) is not None:
                raise Refused(_already(known.state))
            live = await self._opened(args, caller)
        await self._finder.attach(caller, live)
        await self._panels.began(live)
        await self._reaction(live, Occasion.STAGE, since=asked)
        return self._answer(live, 0, last=narration.status)

    async def _opened(self, args: dict[str, Any], caller: Caller) -> Live:
        """A new interview at its first stage. If that fails, there is none."""
        past = await self._shelf.past(caller.principal.owner) if args["seed"] is None else ()
        interviewer = await self.interviewer.ready(args.get("model"))
        opening = Opening.of(
            args,
            caller.principal,
            library=self.library,
            interviewer=interviewer,
            max_attempts=self.max_attempts,
            hint_costs=(self.hint_costs[0], self.hint_costs[1], self.hint_costs[2]),
            place=caller.place,
            past=past,
            now=self.clock.now(),
        )
        live = await self._shelf.create(opening, caller.place)
        slug = opening.stages[0].slug
        first = self.library.get(slug) if slug else None
        try:
            await live.decide(opening.drafts, lambda state: commands.begin_stage(state, first))
        except BaseException:
            await self._shelf.leave(live)
            raise
        self._shelf.keep(live)
        self._course.attend(live)
        return live

    async def _say(self, args: dict[str, Any], caller: Caller) -> Result:
        live = await self._open(caller)
        seq = await self._conduct.hear(live, args["text"], modality=args.get("modality") or "text")
        return await self._after(live, seq, Occasion.MESSAGE)

    async def _hint(self, args: dict[str, Any], caller: Caller) -> Result:
        live = await self._open(caller)
        before = live.state.seq
        await self._conduct.hint(live)
        taken = live.state.current.hints[-1] if live.state.current else None
        cost = f"*This hint costs {taken.cost:g} points.*" if taken else ""
        return await self._after(live, before, Occasion.HINT_TAKEN, tail=cost)

    async def _run(self, args: dict[str, Any], caller: Caller) -> Result:
        live = await self._open(caller)
        before, given = live.state.seq, args["input"]
        verdict = await self._judging.run(live, given, unrun=caller.panel)
        runs = live.state.current.runs if live.state.current else ()
        took = narration.took(runs[-1].artefact.cells) if runs else ""
        if given is not None and verdict.tests:
            return self._answer(
                live, before, narration.outcome(verdict.tests[0], sandboxed=verdict.sandboxed), took
            )
        text = narration.verdict(verdict, title="Examples")
        passed = verdict.code is Code.AC
        codes = [r.verdict.code for r in runs if r.input is None and r.verdict.code is not Code.IE]
        if verdict.code is Code.IE or sum((code is Code.AC) is passed for code in codes) != 1:
            return self._answer(live, before, text, took)
        occasion = Occasion.RUN_PASSED if passed else Occasion.RUN_FAILED
        return await self._after(live, before, occasion, text, took)

    async def _starter(self, args: dict[str, Any], caller: Caller) -> Result:
        live = await self._open(caller)
        problem = self._conduct.problem(live)
        if problem is None:
            raise Refused("There is no problem yet, so there is no code to begin with.")
        return {"text": narration.starter(problem, args["language"]), "view": live.view()}

    async def _submit(self, args: dict[str, Any], caller: Caller) -> Result:
        live = await self._open(caller)
        before = live.state.seq
        verdict = await self._judging.submit(live, "candidate", unrun=caller.panel)
        current, terms = live.state.current, live.state.terms
        attempt = current.attempts[-1] if current else None
        title = f"Submission {attempt.number}" if attempt else "Submission"
        took = narration.took(attempt.artefact.cells) if attempt else ""
        if verdict.code is not Code.AC and current is not None and terms is not None:
            left = terms.max_attempts - current.used
            took += f" {count(left, 'submission')} left."
        text = narration.verdict(verdict, title=title)
        return await self._after(live, before, Occasion.SUBMISSION, text, took)

    async def _skip(self, args: dict[str, Any], caller: Caller) -> Result:
        live = await self._open(caller)
        await self._judging.recover(live)
        before, stage = live.state.seq, live.state.stage
        if not more_to_come(live.state) and (live.state.current is None or live.state.current.outcome):
            raise Refused("Nothing comes after this. `%interview finish` ends the interview.")
        await live.decide(commands.skip)
        if live.state.current is None:
            await self._conduct.next_stage(live)
            await self._reaction(live, Occasion.STAGE)
        else:
            await self._reaction(live, Occasion.SKIPPED)
        if live.state.stage is stage:
            return self._answer(live, before, last=_last_problem)
        return self._answer(live, before)

    async def _status(self, args: dict[str, Any], caller: Caller) -> Result:
        live = await self._finder.mine(caller) or await self._finder.adopted(caller, anywhere=False)
        if live is None:
            return await self._finder.nothing(caller)
        await self._come_back(caller, live)
        return {"text": narration.status(live.state, self.clock.now()), "view": live.view()}

    async def _pause(self, args: dict[str, Any], caller: Caller) -> Result:
        live = await self._open(caller, wake=False)
        self._bound(live)
        before = live.state.seq
        await live.decide(lambda state: commands.pause(state, "candidate"))
        left = narration.clock(live.state.stage_remaining(self.clock.now()))
        return self._answer(live, before, f"Paused with {left} left. `%interview resume` goes on.")

    async def _resume(self, args: dict[str, Any], caller: Caller) -> Result:
        anywhere = not caller.panel
        live = await self._finder.mine(caller) or await self._finder.adopted(caller, anywhere=anywhere)
        if live is None:
            raise Refused("No interview is open to resume. Start one: `%interview start`.")
        before = live.state.seq
        if owed := await self._conduct.resume(live, commands.resume):
            await asyncio.wait(owed, timeout=self.reply_seconds)
        return self._answer(live, before, narration.status(live.state, self.clock.now()))

    async def _finish(self, args: dict[str, Any], caller: Caller) -> Result:
        live = await self._open(caller, wake=False)
        before = live.state.seq
        await self._judging.recover(live)
        if live.state.status is Status.IN_PROGRESS:
            await self._judging.settle(live, "finish")
            await self._reaction(live, Occasion.FINISHED)
        await self._course.conclude(live, "finished")
        text = narration.feedback(live.state.feedback) if live.state.feedback else ""
        answer = self._answer(live, before, text)
        answer["file"] = await self._course.report(live.id, live.events)
        return answer

    async def _report(self, args: dict[str, Any], caller: Caller) -> Result:
        wanted = args["interview"]
        events = await self._shelf.ended(caller, wanted)
        return {"text": "", "file": await self._course.report(events[0].interview, events)}

    async def _doctor(self, args: dict[str, Any], caller: Caller) -> Result:
        found = await models(self)
        return await asyncio.to_thread(examine, self, caller.principal, found)

    async def _cell(self, args: dict[str, Any], caller: Caller) -> Result:
        live = await self._finder.mine(caller)
        if live is None:
            return {"text": ""}
        self._bound(live)
        await self._shelf.record_cell(live, args)
        return {"text": ""}

    # Finding, waking and leaving interviews.

    async def _open(self, caller: Caller, *, wake: bool = True) -> Live:
        live = await self._finder.mine(caller)
        if live is None:
            raise Refused("No interview is open here. Start one: `%interview start medium`.")
        if wake:
            self._bound(live)
            await self._come_back(caller, live)
        return live

    def _bound(self, live: Live) -> None:
        if live.state.seq >= self.max_events:
            raise Refused(
                f"This interview has {live.state.seq:,} events, too many: `%interview finish` ends it."
            )

    async def _come_back(self, caller: Caller, live: Live) -> None:
        """Go on with an interview that was paused by a kernel or host going away, not by the candidate."""
        if not caller.gone:
            await self._conduct.resume(live, come_back)

    # Answers.

    async def _reaction(self, live: Live, occasion: Occasion, since: datetime | None = None) -> None:
        """Let the interviewer react, and wait for it a while."""
        task = self._conduct.begin(live, occasion, since=since)
        await asyncio.wait([task], timeout=self.reply_seconds)

    async def _after(
        self, live: Live, seq: int, occasion: Occasion, text: str = "", tail: str = ""
    ) -> Result:
        await self._reaction(live, occasion)
        return self._answer(live, seq, text, tail)

    def _answer(
        self, live: Live, seq: int, *parts: str, last: Callable[[Interview, datetime], str] | None = None
    ) -> Result:
        """An answer: what came of the command, then what was said and shown since event ``seq``."""
        since = visible((e for e in live.events if e.seq > seq), Audience.CANDIDATE)
        texts = [*parts, *narration.heard(since)]
        if last is not None:
            texts.append(last(live.state, self.clock.now()))
        return {"text": "\n\n".join(filter(None, texts)), "view": live.view()}


def _already(state: Interview) -> str:
    """Why another interview can't start."""
    title = state.current.problem.title if state.current and state.current.problem else "it has just begun"
    return (
        f"An interview is open here already ({title}): `%interview status` goes on with it, "
        "`%interview finish` ends it."
    )


def _last_problem(state: Interview, now: datetime) -> str:  # noqa: ARG001 - one of narration's kind
    return "That was the last problem. `%interview finish` ends the interview and writes the report."
