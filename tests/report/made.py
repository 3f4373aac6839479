"""A made-up interview: drafts sealed with a fixed clock and fixed salts, so that bytes can be compared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from mockmind_lab.core import payloads as p
from mockmind_lab.core.events import Draft, Event, seal
from mockmind_lab.core.interview import fold
from mockmind_lab.core.phases import Outcome, Phase, StageName, Status
from mockmind_lab.core.verdict import Code, TestResult, Verdict, worst
from mockmind_lab.feedback.evaluator import RuleEvaluator

__all__ = ["CANARY", "RIGHT", "SLOW", "STATEMENT", "WRONG", "Made", "realistic", "results"]

CANARY = "canary-7f3a"
START = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
STATEMENT = """\
A warehouse keeps the weights of its parcels in a list. Given `weights` and a `capacity`, return the
**indices** of two different parcels that fill the van *exactly*, the smaller index first.

- Exactly one such pair exists.
- `2 <= len(weights) <= 100_000`

```python
>>> fill_van([5, 9, 2, 7], 9)
[2, 3]
```
"""
WRONG = """\
def fill_van(weights, capacity):
    for i, first in enumerate(weights):
        for j, second in enumerate(weights):
            if first + second == capacity:
                return [i, j]
"""
SLOW = """\
def fill_van(weights, capacity):
    for i, first in enumerate(weights):
        for j, second in enumerate(weights):
            if i != j and first + second == capacity:
                return [i, j]
"""
RIGHT = """\
def fill_van(weights, capacity):
    seen = {}
    for j, weight in enumerate(weights):
        if capacity - weight in seen:
            return [seen[capacity - weight], j]
        seen[weight] = j
"""


class Made:
    """Seals events one after another; ``wait`` moves the clock."""

    def __init__(self, interview: str = "iv-0001") -> None:
        self.interview = interview
        self.now = START
        self.events: list[Event] = []
        self.round = 0
        self.attempts = 0

    def wait(self, seconds: float) -> Made:
        self.now += timedelta(seconds=seconds)
        return self

    def add(self, payload: p.Payload, *, round: int | None = None) -> Event:
        seq = len(self.events) + 1
        draft = Draft(payload, self.round if round is None else round)
        salt = sha256(f"{self.interview}:{seq}".encode()).hexdigest()[:32]
        prev = self.events[-1].hash if self.events else None
        event = seal(draft, interview=self.interview, seq=seq, time=self.now, salt=salt, prev=prev)
        self.events.append(event)
        return event

    def begin(self, *, trust: str = "practice", problems: int = 1, minutes: float = 35) -> Made:
        self.add(p.HostChanged(started_as="papermill", user="ada", trust=trust, version="0.1.0"), round=0)
        self.add(
            p.InterviewCreated(
                owner="ada", candidate="Ada L.", notebook="practice.ipynb", difficulty="medium",
                seconds=minutes * 60, problems=problems, seed=7, max_attempts=3, hint_costs=(5, 10, 20),
                interviewer="scripted",
            ),
            round=0,
        )  # fmt: skip
        stages = [
            p.Stage(name=StageName.PROBLEM, round=n, seconds=minutes * 60 / problems, slug=f"fill-van-{n}")
            for n in range(1, problems + 1)
        ]
        self.add(p.PlanMade(stages=tuple(stages)), round=0)
        self.add(p.StatusChanged(status=Status.IN_PROGRESS, reason="start"), round=0)
        return self

    def problem(
        self, title: str = "Fill the Van", statement: str = STATEMENT, *, seconds: float = 2100
    ) -> Made:
        self.round += 1
        self.attempts = 0
        self.add(p.StageStarted(index=self.round - 1, name=StageName.PROBLEM, seconds=seconds))
        self.add(p.PhaseChanged(phase=Phase.GREETING))
        self.add(
            p.ProblemPresented(
                slug="fill-van", digest="d" * 64, title=title, difficulty="medium",
                statement=statement, entry_point="fill_van",
                starter="def fill_van(weights: list[int], capacity: int) -> list[int]:\n    ...\n",
                examples=(
                    p.VisibleExample(
                        number=1, input="weights = [5, 9, 2, 7], capacity = 9", expected="[2, 3]"
                    ),
                    p.VisibleExample(
                        number=2, input="weights = [3, 3], capacity = 6", expected="[0, 1]",
                        explanation="Two parcels of equal weight are different parcels.",
                    ),
                ),
                cpu_seconds=2.0, memory_bytes=256 * 2**20, tests=8,
            )
        )  # fmt: skip
        return self

    def phase(self, phase: Phase) -> Made:
        self.add(p.PhaseChanged(phase=phase))
        return self

    def says(self, text: str, *, after: float = 15) -> Made:
        self.wait(after).add(p.MessageSaid(speaker="candidate", text=text))
        return self

    def hears(self, text: str, *, occasion: str = "message", after: float = 1) -> Made:
        self.wait(after).add(p.MessageSaid(speaker="interviewer", text=text, occasion=occasion))
        return self

    def cell(self, source: str, *, after: float = 60) -> Made:
        count = sum(isinstance(e.payload, p.CellExecuted) for e in self.events) + 2
        self.wait(after).add(p.CellExecuted(cell=f"c{count}", count=count, source=source))
        return self

    def run(self, source: str, codes: str, *, given: str | None = None, after: float = 5) -> Made:
        artefact = p.Artefact(language="python", source=source, cells=(2,))
        self.wait(after).add(p.CodeRun(artefact=artefact, input=given, verdict=results(codes, visible=99)))
        return self

    def submit(self, source: str, codes: str, *, after: float = 20, reason: str = "candidate") -> Made:
        self.attempts += 1
        artefact = p.Artefact(language="python", source=source, cells=(2, 3))
        made = self.wait(after).add(p.SubmissionMade(artefact=artefact, attempt=self.attempts, reason=reason))
        self.wait(1).add(p.VerdictGiven(submission=made.seq, verdict=results(codes)))
        return self

    def hint(self, level: int, text: str, *, after: float = 120) -> Made:
        self.wait(after).add(p.HintGiven(level=level, text=text, cost=(5, 10, 20)[level - 1]))
        return self

    def end_round(self, outcome: Outcome) -> Made:
        self.add(p.RoundEnded(outcome=outcome))
        return self

    def finish(self, *, after: float = 30) -> list[Event]:
        self.wait(after).add(p.StatusChanged(status=Status.COMPLETED, reason="finish"), round=0)
        self.add(RuleEvaluator().assess(fold(self.events), self.events), round=0)
        return self.events


_CODES = {"a": Code.AC, "w": Code.WA, "r": Code.RTE, "t": Code.TLE, "c": Code.CE, "i": Code.IE}


def results(codes: str, *, visible: int = 2) -> Verdict:
    """A verdict from letters, one a test: ``aawt`` is AC AC WA TLE. The first ``visible`` may be seen."""
    kinds = ("typical", "typical", "edge", "edge", "typical", "adversarial", "large", "large")
    tests = []
    for number, letter in enumerate(codes, start=1):
        seen = number <= visible
        code = _CODES[letter]
        tests.append(
            TestResult(
                number=number, visible=seen, category=kinds[(number - 1) % len(kinds)], code=code,
                wall_seconds=0.0012 * number, cpu_seconds=2.0 if code is Code.TLE else 0.001 * number,
                peak_memory_bytes=9_400_000 + 1000 * number,
                input="weights = [3, 3], capacity = 6" if seen else None,
                expected="[0, 1]" if seen else None,
                got=("[0, 1]" if code is Code.AC else "[0, 0]") if seen else None,
                message="IndexError: list index out of range" if code is Code.RTE else "",
            )
        )  # fmt: skip
    return Verdict(code=worst([test.code for test in tests]), tests=tuple(tests), backend="bubblewrap")


def realistic() -> list[Event]:
    """The demo's candidate: asks, writes a wrong solution, takes a hint, mends it, submits, finishes."""
    made = Made().begin().problem()
    made.hears(
        "Hello! Here is **Fill the Van**. What would you like to know before you begin?", occasion="stage"
    )
    made.phase(Phase.CLARIFYING)
    made.says("Hi! Can the same parcel be used twice, and may weights be negative?", after=40)
    made.hears("No parcel twice: the two indices differ. Weights are positive.")
    made.says("Then I'll try all pairs first, that is O(n^2), and think of something better after.", after=30)
    made.phase(Phase.OBSERVING)
    made.cell(WRONG, after=140).run(WRONG, "aw")
    made.hears("Example 2 came out as `[0, 0]`. Which parcel is taken twice there?", occasion="run_failed")
    made.says("Ah, the first one. i and j have to differ.", after=25)
    made.cell(SLOW, after=70).run(SLOW, "aa", after=8)
    made.run(SLOW, "a", given="[1, 1, 1, 5], 6", after=45)
    made.submit(SLOW, "aaaaaatt", after=30)
    made.hears(
        "All small tests pass, two large ones run out of time. What does your inner loop look for?",
        occasion="submission",
    )
    made.phase(Phase.NUDGING).hint(1, "For each parcel, which *one* weight would fill the van?", after=150)
    made.says("capacity - weight. I can remember the weights I have seen in a dict!", after=50)
    made.phase(Phase.OBSERVING)
    made.cell(RIGHT, after=160).run(RIGHT, "aa", after=6).submit(RIGHT, "aaaaaaaa", after=25)
    made.end_round(Outcome.SOLVED).phase(Phase.REVIEWING)
    made.hears("Accepted. What is its running time now, and what did you pay for it?", occasion="submission")
    made.says("Linear time, O(n), for O(n) memory in the dict.", after=35)
    made.hears("Right. What would you test first if weights came from a file?", after=2)
    made.says("An empty file, one line, and duplicates.", after=28)
    made.add(p.AssessmentMade(criterion="testing", note=f"Names good cases. {CANARY}", evidence=(12,)))
    made.phase(Phase.WRAPPING_UP).hears("Thank you, that was a pleasure. The report is on its way.", after=4)
    return made.finish(after=12)
