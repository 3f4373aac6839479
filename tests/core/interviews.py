"""Interviews for property tests: any commands in any order become events, or are refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from mockmind_lab.core import commands
from mockmind_lab.core import payloads as p
from mockmind_lab.core.events import Draft, Event, seal
from mockmind_lab.core.interview import Interview, apply, fold
from mockmind_lab.core.phases import Outcome, Phase
from mockmind_lab.core.problem import Problem
from mockmind_lab.core.scoring import FeedbackGiven
from mockmind_lab.core.verdict import Code, TestResult, Verdict
from mockmind_lab.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CANARY = "for-staff-only"
HIDDEN = 987654321


def problem(slug: str) -> Problem:
    """A small problem whose hints, FAQ and hidden test are canaries."""
    return Problem.model_validate(
        {
            "slug": slug,
            "title": f"Title of {slug}",
            "difficulty": "easy",
            "topics": ["any"],
            "kind": "function",
            "signature": {"entry_point": "solve", "params": [{"name": "n", "type": "int"}], "returns": "int"},
            "complexity": {"time": f"O({CANARY})", "space": "O(1)"},
            "faq": [{"question": f"{CANARY}?", "answer": CANARY}],
            "edge_cases": [CANARY],
            "statement": "Do it.",
            "hints": [{"level": level, "text": f"{CANARY} {level}"} for level in (1, 2, 3)],
            "tests": [
                {"number": 1, "visible": True, "category": "edge", "args": [1], "expected": 1},
                {"number": 2, "visible": False, "category": "edge", "args": [HIDDEN], "expected": HIDDEN},
            ],
        }
    )


PROBLEMS = {slug: problem(slug) for slug in ("first-one", "second-one")}
ARTEFACT = p.Artefact(language="python", source="def solve(n):\n    return n\n", cells=(1,))


def verdict(code: Code) -> Verdict:
    """A verdict of one test."""
    return Verdict(code=code, tests=(TestResult(number=1, visible=True, category="edge", code=code),))


@dataclass
class World:
    """An interview with its clock. ``do``: a command happens or is refused, and nothing else comes of it."""

    problems: int = 1
    state: Interview = field(default_factory=Interview)
    events: list[Event] = field(default_factory=list)
    now: datetime = START
    refusals: list[str] = field(default_factory=list)

    def begin(self) -> World:
        slugs = list(PROBLEMS)[: self.problems]
        stages = commands.plan([(slug, 600.0) for slug in slugs])
        terms = p.InterviewCreated(
            owner="ada",
            candidate="Ada",
            notebook=None,
            difficulty="easy",
            seconds=sum(stage.seconds for stage in stages),
            problems=self.problems,
            seed=7,
            max_attempts=3,
            hint_costs=(5, 10, 20),
            interviewer="scripted",
        )
        self.do(lambda state: commands.create(state, host=HOST, terms=terms, stages=stages))
        return self

    def do(self, command: Callable[[Interview], tuple[Draft, ...]]) -> bool:
        """Whether ``command`` was granted."""
        try:
            drafts = command(self.state)
        except Refused as error:
            self.refusals.append(str(error))
            return False
        for draft in drafts:
            event = seal(
                draft,
                interview="i-1",
                seq=self.state.seq + 1,
                time=self.now,
                salt=f"{self.state.seq:032x}",
                prev=self.state.last_hash,
            )
            self.events.append(event)
            self.state = apply(self.state, event)
        return True

    def restart(self) -> None:
        """Die and come back: all that is known is what was stored."""
        self.events = [Event.from_json(event.to_json()) for event in self.events]
        self.state = fold(self.events)

    def problem(self) -> Problem | None:
        current = self.state.current
        return PROBLEMS[current.problem.slug] if current and current.problem else None

    def perform(self, step: Step) -> None:
        """One step of a sequence; whatever it is, the world stands afterwards."""
        name, value = step
        if name == "wait":
            self.now += timedelta(seconds=value)
        elif name == "attempts":
            for code in value:
                self.perform(("submit", "candidate"))
                self.perform(("judged", (code, 0)))
        elif name == "finish":
            self.do(lambda state: commands.end_round(state, Outcome.UNFINISHED))
            self.do(lambda state: commands.conclude(state, "finished", FEEDBACK))
        else:
            self.do(lambda state: _COMMANDS[name](self, state, value))


Step = tuple[str, object]
FEEDBACK = FeedbackGiven(
    evaluator="none", rubric_version=1, score=50, lines=(), strengths=(), improvements=()
)
HOST = p.HostChanged(started_as="server", user="ada", trust="practice", version="0")


def _stage(world: World, state: Interview, value: object) -> tuple[Draft, ...]:
    index = state.stage.index + 1 if state.stage else 0
    slug = state.plan[index].slug if index < len(state.plan) else None
    right = PROBLEMS.get(slug or "")
    wrong = next(iter(PROBLEMS.values()))
    return commands.begin_stage(state, {"right": right, "none": None, "wrong": wrong}[str(value)])


def _judged(world: World, state: Interview, value: object) -> tuple[Draft, ...]:
    code, offset = value
    waiting = state.current.judging if state.current else None
    return commands.judged(state, (waiting.seq if waiting else 1) + offset, verdict(code))


def _died(world: World, value: object) -> datetime | None:
    return None if value is None else world.now - timedelta(seconds=value)


_COMMANDS: dict[str, Callable[..., tuple[Draft, ...]]] = {
    "say": lambda _, state, text: commands.say(state, text),
    "cell": lambda _, state, n: commands.execute_cell(state, cell=f"c{n}", count=n, source=f"x = {n}"),
    "hint": lambda world, state, _: commands.give_hint(state, world.problem()),
    "run": lambda _, state, code: commands.ran(state, ARTEFACT, given=None, verdict=verdict(code)),
    "submit": lambda _, state, reason: commands.submit(state, ARTEFACT, reason=reason),
    "judged": _judged,
    "skip": lambda _, state, __: commands.skip(state),
    "end_round": lambda _, state, outcome: commands.end_round(state, outcome),
    "stage": _stage,
    "pause": lambda world, state, ago: commands.pause(state, "asked", at=_died(world, ago)),
    "resume": lambda _, state, __: commands.resume(state),
    "speak": lambda _, state, text: commands.speak(state, text, occasion="message"),
    "advance": lambda _, state, phase: commands.advance(state, phase),
    "assess": lambda _, state, __: commands.assess(
        state, p.AssessmentMade(criterion="testing", note=CANARY, evidence=(1,))
    ),
    "take_over": lambda world, state, ago: commands.take_over(state, HOST, died_at=_died(world, ago)),
    "conclude": lambda _, state, reason: commands.conclude(state, reason, FEEDBACK),
    "create": lambda _, state, __: commands.create(state, host=HOST, terms=state.terms, stages=()),
}

_TEXTS = st.sampled_from(["", "  ", "hello", "Can it be empty?", "\u2028 <b>", "x" * 50])
_AGO = st.none() | st.integers(-30, 900)
_CODES = (Code.AC, Code.WA, Code.WA, Code.IE, Code.TLE)
_COURSES = (
    (Code.AC,),
    (Code.WA, Code.AC),
    (Code.WA, Code.IE, Code.WA, Code.TLE),
    (Code.WA, Code.RTE, Code.MLE),
    (Code.CE, Code.OLE, Code.WA),
)
_VALUES: dict[str, st.SearchStrategy[object]] = {
    "say": _TEXTS,
    "speak": _TEXTS,
    "cell": st.integers(1, 3),
    "run": st.sampled_from(Code),
    "submit": st.sampled_from(["candidate", "time", "finish"]),
    "judged": st.tuples(st.sampled_from(_CODES), st.sampled_from([0, 0, 0, 1])),
    "end_round": st.sampled_from([Outcome.SKIPPED, Outcome.OUT_OF_TIME, Outcome.UNFINISHED]),
    "stage": st.sampled_from(["right", "right", "right", "none", "wrong"]),
    "pause": _AGO,
    "take_over": _AGO,
    "advance": st.sampled_from(Phase),
    "conclude": st.sampled_from(["time", "finished"]),
    "wait": st.integers(0, 400),
    "attempts": st.sampled_from(_COURSES),
}
# What ends an interview is rare, so that most sequences are long; what is usual comes more often.
_OFTEN = (
    *("stage", "say", "cell", "hint", "submit", "judged", "judged"),
    *("skip", "wait", "resume", "speak", "assess"),
)
_ALL = (*_OFTEN, *_OFTEN, *_COMMANDS, "attempts", "attempts", "end_round", "finish")


def steps(most: int = 40) -> st.SearchStrategy[list[Step]]:
    """Sequences of steps, however wrong. The length is drawn first: left to itself it would be about five."""
    step = st.sampled_from(_ALL).flatmap(lambda name: st.tuples(st.just(name), _VALUES.get(name, st.none())))
    lists = st.integers(0, most).flatmap(lambda size: st.lists(step, min_size=size, max_size=size))
    return lists.map(lambda drawn: [("stage", "right"), *drawn])


def played(sequence: list[Step], *, problems: int = 1, restarts: frozenset[int] = frozenset()) -> World:
    """The world after ``sequence``; it dies and comes back before each of the steps in ``restarts``."""
    world = World(problems).begin()
    for at, step in enumerate(sequence):
        if at in restarts:
            world.restart()
        world.perform(step)
    return world
