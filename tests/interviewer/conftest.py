"""A conversation without service, judge or sandbox: commands become events, and occasions are met."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from mockmind_lab.core import commands
from mockmind_lab.core import payloads as p
from mockmind_lab.core.events import Draft, Event, seal
from mockmind_lab.core.interview import Interview, apply
from mockmind_lab.core.phases import Phase
from mockmind_lab.core.problem import Problem
from mockmind_lab.core.verdict import Code, TestResult, Verdict
from mockmind_lab.errors import Refused
from mockmind_lab.interviewer.base import Advance, Assess, Occasion, Outcome, Say, Situation
from mockmind_lab.interviewer.ledger import facts
from mockmind_lab.interviewer.scripted import ScriptedInterviewer

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.core.interview import Message
    from mockmind_lab.interviewer.base import Action

MADE_UP = {
    "title": "Pairs of prices",
    "slug": "pairs-of-prices",
    "difficulty": "easy",
    "topics": ["arrays"],
    "kind": "function",
    "signature": {
        "entry_point": "pairs",
        "params": [{"name": "prices", "type": "list[int]"}, {"name": "budget", "type": "int"}],
        "returns": "int",
        "summary": "Return how many pairs of prices cost the budget.",
    },
    "complexity": {"time": "O(n)", "space": "O(n)"},
    "faq": [
        {
            "question": "Can a price be negative?",
            "answer": "No, a price is at least zero.",
            "keywords": ["negative", "below"],
        },
        {
            "question": "Can the same price occur twice?",
            "answer": "Yes, and each occurrence counts.",
            "keywords": ["duplicate", "repeat", "twice"],
        },
        {"question": "Are the prices sorted?", "answer": "No, in no order.", "keywords": ["sorted", "order"]},
        {
            "question": "How many prices are there?",
            "answer": "Up to 50,000.",
            "keywords": ["size", "many", "large", "limit"],
        },
        {
            "question": "What is returned for an empty list?",
            "answer": "Zero.",
            "keywords": ["empty", "none"],
        },
    ],
    "follow_ups": ["The prices now come one by one. What do you keep between two of them?"],
    "edge_cases": ["no prices", "a pair of equal prices", "a budget of zero"],
    "statement": "A shop has prices. Count the pairs whose sum is the budget.\n\nA price is a whole number.",
    "starter": "def pairs(prices, budget):\n    ...\n",
    "hints": [
        {"level": 1, "text": "What must you know of earlier ones to decide?", "keys": ["earlier ones"]},
        {
            "level": 2,
            "text": "Keep a tally of the prices seen in a dictionary.",
            "keys": ["tally", "dictionary"],
        },
        {
            "level": 3,
            "text": "For each price add tally[budget - price], then count it.",
            "keys": ["complement"],
        },
    ],
    "tests": [
        {"number": 1, "visible": True, "category": "typical", "args": [[1, 2, 3], 4], "expected": 1},
        {"number": 2, "visible": True, "category": "typical", "args": [[2, 2, 2], 4], "expected": 3},
        {"number": 3, "visible": False, "category": "edge", "args": [[], 31337], "expected": 0},
        {"number": 4, "visible": False, "category": "large", "args": [[77001, 77002], 154003], "expected": 1},
    ],
}

SLOW = """\
def pairs(prices, budget):
    found = 0
    for i in range(len(prices)):
        for j in range(i):
            if prices[i] + prices[j] == budget:
                found += 1
    return found
"""
FAST = """\
def pairs(prices, budget):
    seen = {}
    found = 0
    for price in prices:
        found += seen.get(budget - price, 0)
        seen[price] = seen.get(price, 0) + 1
    return found
"""
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@dataclass
class Talk:
    """One interview, driven by hand."""

    problems: list[Problem]
    interview: str = "talk-1"
    state: Interview = field(default_factory=Interview)
    events: list[Event] = field(default_factory=list)
    now: datetime = START
    notes: list[Assess] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    cells: int = 0

    def begin(self, minutes: int = 25) -> Talk:
        stages = commands.plan([(problem.slug, minutes * 60.0) for problem in self.problems])
        terms = p.InterviewCreated(
            owner="ada",
            candidate="Ada",
            notebook=None,
            difficulty="easy",
            seconds=sum(stage.seconds for stage in stages),
            problems=len(self.problems),
            seed=1,
            max_attempts=3,
            hint_costs=(5, 10, 20),
            interviewer="scripted",
        )
        host = p.HostChanged(started_as="test", user="ada", trust="practice", version="0")
        self.take(commands.create(self.state, host=host, terms=terms, stages=stages))
        self.next_stage()
        self.on(Occasion.STAGE)
        return self

    def take(self, drafts: tuple[Draft, ...]) -> None:
        for draft in drafts:
            self.now += timedelta(seconds=1)
            event = seal(
                draft,
                interview=self.interview,
                seq=self.state.seq + 1,
                time=self.now,
                salt="00",
                prev=self.state.last_hash,
            )
            self.events.append(event)
            self.state = apply(self.state, event)

    def problem(self) -> Problem | None:
        current = self.state.current
        slug = current.problem.slug if current and current.problem else None
        return next((problem for problem in self.problems if problem.slug == slug), None)

    def next_stage(self) -> bool:
        index = self.state.stage.index + 1 if self.state.stage else 0
        if index >= len(self.state.plan):
            return False
        slug = self.state.plan[index].slug
        drafts = commands.begin_stage(
            self.state, next((problem for problem in self.problems if problem.slug == slug), None)
        )
        self.take(drafts)
        return True

    def on(self, occasion: Occasion) -> list[str]:
        """Let the interviewer react as the service does; what it said."""
        before = len(self.state.messages)
        stage = self.state.stage
        asyncio.run(self._react(occasion))
        while self.state.stage is not stage:
            stage = self.state.stage
            asyncio.run(self._react(Occasion.STAGE))
        said = self.state.messages[before:]
        return [message.text for message in said if message.speaker == "interviewer"]

    async def _react(self, occasion: Occasion) -> None:
        stage = self.state.stage
        reaction = ScriptedInterviewer().react(occasion, self.situation())
        try:
            action = await anext(reaction)
            while True:
                action = await reaction.asend(self._outcome(action, occasion))
        except StopAsyncIteration:
            pass
        if self.state.phase is Phase.WRAPPING_UP and self.state.stage is stage:
            self.next_stage()

    def situation(self) -> Situation:
        return Situation(self.state, self.problem(), self.now)

    def _outcome(self, action: Action, occasion: Occasion) -> Outcome:
        refusal = None
        try:
            match action:
                case Say(text):
                    self.take(commands.speak(self.state, text, occasion=occasion))
                case Advance(None):
                    commands.skip(self.state)
                    if not self.next_stage():
                        raise Refused("last stage")
                case Advance(phase):
                    assert phase is not None
                    self.take(commands.advance(self.state, phase))
                case Assess(criterion, note, evidence):
                    self.notes.append(action)
                    made = p.AssessmentMade(criterion=criterion, note=note, evidence=evidence)
                    self.take(commands.assess(self.state, made))
                case _:
                    raise AssertionError(action)
        except Refused as error:
            refusal = str(error)
            self.refusals.append(refusal)
        return Outcome(self.situation(), refusal=refusal)

    # What the candidate does

    def say(self, text: str) -> list[str]:
        self.take(commands.say(self.state, text))
        for fact in facts(self.state, self.problem()):  # as the service does
            self.take(commands.record(self.state, fact))
        return self.on(Occasion.MESSAGE)

    def write(self, source: str) -> None:
        self.cells += 1
        self.take(commands.execute_cell(self.state, cell="c1", count=self.cells, source=source))

    def artefact(self) -> p.Artefact:
        newest = max(self.state.cells.values(), key=lambda cell: cell.seq)
        return p.Artefact(language="python", source=newest.source, cells=(newest.count,))

    def run(self, verdict: Verdict, given: str | None = None) -> list[str]:
        self.take(commands.ran(self.state, self.artefact(), given=given, verdict=verdict))
        passed = verdict.code is Code.AC
        return self.on(Occasion.RUN_PASSED if passed else Occasion.RUN_FAILED)

    def submit(self, verdict: Verdict) -> list[str]:
        self.take(commands.submit(self.state, self.artefact()))
        self.take(commands.judged(self.state, self.state.seq, verdict))
        return self.on(Occasion.SUBMISSION)

    def hint(self) -> list[str]:
        self.take(commands.give_hint(self.state, self.problem()))
        return self.on(Occasion.HINT_TAKEN)

    def skip(self) -> list[str]:
        self.take(commands.skip(self.state))
        return self.on(Occasion.SKIPPED)

    def spoken(self) -> list[Message]:
        """What the interviewer said of itself, hints aside."""
        return [m for m in self.state.messages if m.speaker == "interviewer" and m.hint is None]


def judged(problem: Problem, *, passing: int, code: Code = Code.WA, examples: bool = False) -> Verdict:
    """A verdict in which the first ``passing`` tests are accepted and the others are ``code``."""
    tests = problem.visible_tests if examples else problem.tests
    results: list[TestResult] = []
    for at, test in enumerate(tests):
        shown = (
            {"input": repr(test.args), "expected": repr(test.expected), "got": "41"} if test.visible else {}
        )
        failed = at >= passing
        message = "raised IndexError: list index out of range, line 3" if failed and code is Code.RTE else ""
        results.append(
            TestResult(
                number=test.number,
                visible=test.visible,
                category=test.category,
                code=code if failed else Code.AC,
                message=message if test.visible else "",
                **shown,
            )
        )
    worst = code if passing < len(tests) else Code.AC
    return Verdict(code=worst, tests=tuple(results))


@pytest.fixture
def made_up() -> Problem:
    """A problem of no bank."""
    return Problem.model_validate(MADE_UP)


@pytest.fixture
def begin(made_up: Problem) -> Callable[..., Talk]:
    """Begins a conversation about the made-up problem, or about several."""

    def begin_(*problems: Problem, interview: str = "talk-1") -> Talk:
        return Talk(list(problems) or [made_up], interview=interview).begin()

    return begin_
