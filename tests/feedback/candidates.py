"""Five scripted candidates who take an interview through the service, by a clock that the test moves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from mockmind_lab.core.events import Event
from mockmind_lab.core.problem import Problem, ProblemTest
from mockmind_lab.core.verdict import Isolation, Verdict
from mockmind_lab.errors import Refused
from mockmind_lab.feedback.evaluator import RuleEvaluator
from mockmind_lab.interviewer.scripted import ScriptedInterviewer
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.service import Caller, InterviewService
from mockmind_lab.store import EventStore
from tests.feedback.recorded import Recorded
from tests.service.conftest import Borrowed, Room

__all__ = ["CANDIDATES", "PROBLEMS", "Hall"]

PROBLEMS = (
    "pool-lockers", "drum-bar", "lighting-desk", "cinema-sign", "exact-postage", "lamp-signals",
    "toad-crossing", "toboggan-trios", "tulip-bed", "ice-for-the-carts",
)  # fmt: skip
"""Their order is checked on these: all difficulties, and tests that are quickly judged."""


class Hall(Room):
    """A room for many candidates, one after the other. What was judged once is not judged again, and no
    report is drawn."""

    def __init__(self, folder: Path, judge: Judge) -> None:
        self.library = Library()
        for name in ("get", "index", "submissions"):  # the bank stands still meanwhile
            setattr(self.library, name, cache(getattr(self.library, name)))
        super().__init__(folder, Remembering(judge))  # pyright: ignore[reportArgumentType]

    def _service(self) -> InterviewService:
        store = EventStore(url=self.url)
        store.open()
        service = InterviewService(
            store=store,
            library=self.library,
            judge=self.judge,
            interviewer=ScriptedInterviewer(),
            evaluator=RuleEvaluator(index=self.library.index),
            render=lambda events: b"",
            clock=self.clock,
        )
        service._judging.measuring = self.measuring = Recorded(self.judge, self.library)
        return service

    async def interview(self, name: str, slug: str) -> list[Event]:
        """The events of the candidate ``name`` on the problem ``slug``."""
        caller = self.connect(owner=name, place=f"{name}-{slug}.ipynb")
        await self.do("start", caller, problem=slug, seed=1)
        interview = caller.interview
        assert interview is not None
        await CANDIDATES[name](At(self, caller, self.library, slug))
        events = await self.service.events(interview)
        assert events[-1].kind == "feedback_given"
        return events


class Remembering(Borrowed):
    """A judge that gives the verdict of before on the same code and tests, all of them in one child: what
    leaks from test to test is the concern of other tests."""

    def __init__(self, judge: Judge) -> None:
        super().__init__(judge)
        self._known: dict[tuple[str, str, int], Verdict] = {}

    def judge(self, problem: Problem, source: str, *, tests: Any, **kwargs: Any) -> Verdict:
        key = (problem.digest, source, len(tests))
        if key not in self._known:
            kwargs["isolation"] = Isolation.BATCH
            self._known[key] = self._judge.judge(problem, source, tests=tests, **kwargs)
        return self._known[key]


class At:
    """One candidate at their notebook."""

    def __init__(self, hall: Hall, caller: Caller, library: Library, slug: str) -> None:
        self.hall, self.caller = hall, caller
        self.problem = library.get(slug)
        mine = [s for s in library.submissions(slug) if s.language == "python"]
        self.right = next(s.source for s in mine if s.kind == "accepted")
        self.wrong = [s.source for s in mine if s.kind == "wrong_answer"]
        self._count = 0

    async def do(self, op: str, *, after: float = 20, **args: Any) -> None:
        await self.hall.clock.advance(after)
        await self.hall.do(op, self.caller, **args)

    async def writes(self, source: str, *, after: float) -> None:
        self._count += 1
        await self.do("cell", after=after, cell="cell-1", count=self._count, source=source)

    async def asserts(self, *said: tuple[object, object]) -> None:
        """A cell of own tests: these arguments have these answers."""
        assert self.problem.signature is not None
        entry = self.problem.signature.entry_point
        lines = [f"assert {entry}({', '.join(map(repr, args))}) == {answer!r}" for args, answer in said]
        self._count += 1
        await self.do("cell", cell="cell-2", count=self._count, source="\n".join(lines))

    def edges(self) -> list[ProblemTest]:
        """What a thorough person would think of: hidden edge cases are as good as any."""
        hidden = [test for test in self.problem.tests if not test.visible and test.raises is None]
        return [test for test in hidden if test.category == "edge"]

    def inputs(self) -> list[str]:
        """Two inputs as a person would type them."""
        return [", ".join(map(repr, test.args)) for test in self.edges()[:2]]


async def strong(at: At) -> None:
    assert at.problem.signature is not None
    name = at.problem.signature.params[0].name
    await at.do("say", text=at.problem.faq[0].question)
    await at.do(
        "say",
        text=f"I sort what I need of {name} and walk over it once, in {at.problem.complexity.time} time.",
    )
    await at.writes(at.right, after=300)
    await at.do("run")
    for text in at.inputs():
        await at.do("run", input=text)
    await at.asserts(*((test.args, test.expected) for test in at.edges()[:6]))
    await at.do("submit")
    await at.do(
        "say", text=f"It costs {at.problem.complexity.time} time, each part of {name} is looked at once."
    )
    await at.do("finish")


async def slow_but_right(at: At) -> None:
    for source in at.wrong[1:3]:
        await at.writes(source, after=400)
        await at.do("run")
        await at.do("submit")
    await at.do("say", text="I see, my loop forgets the edge case. I change the order of the two steps.")
    await at.writes(at.right, after=420)
    await at.do("submit")
    await at.do("finish")


async def copies_the_hint(at: At) -> None:
    for level in (1, 2, 3):
        await at.writes(f"attempt = {level}", after=60)
        for _ in range(2):  # such code is no try at the problem: the third request is granted
            with suppress(Refused):
                await at.do("hint", after=0)
        await at.do("hint", after=60)
    await at.writes(at.right, after=200)
    await at.do("submit")
    await at.do("finish")


async def wrong_and_stubborn(at: At) -> None:
    await at.writes(at.wrong[0], after=500)
    await at.asserts((at.edges()[0].args, "as my code says"))
    await at.do("run")
    for _ in range(3):
        await at.do("submit")
        await at.do("say", text="My code is right. Your tests must be wrong.")
    await at.do("finish")


async def silent(at: At) -> None:
    state = at.hall.service._shelf.held(at.caller.interview)
    await at.hall.clock.advance(46 * 60)
    await at.hall.until(lambda: state is not None and not state.state.live)


CANDIDATES: dict[str, Callable[[At], Awaitable[None]]] = {
    "strong": strong,
    "slow_but_right": slow_but_right,
    "copies_the_hint": copies_the_hint,
    "wrong_and_stubborn": wrong_and_stubborn,
    "silent": silent,
}
"""In the order in which their scores have to come."""
