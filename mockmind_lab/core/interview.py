"""An interview's state, as a fold over its events: ``apply`` takes a state and an event to the next state.

Nobody changes a state otherwise. The same fold over the events that an audience may see gives what
that audience may know, and the views are drawn from that.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from functools import reduce
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from mockmind_lab.core import payloads as p
from mockmind_lab.core.assemble import Cell
from mockmind_lab.core.choosing import plan_fault
from mockmind_lab.core.measured import CodeChecked, ComplexityMeasured, TestsMeasured
from mockmind_lab.core.phases import LIVE, Outcome, Phase, StageName, Status, may_follow, may_turn
from mockmind_lab.core.scoring import FeedbackGiven, ReviewMade
from mockmind_lab.core.written import CellWritten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.verdict import Verdict

__all__ = [
    "Action",
    "Attempt",
    "Cost",
    "IllegalEvent",
    "Interview",
    "Message",
    "Round",
    "Taken",
    "Trial",
    "apply",
    "fold",
]


class IllegalEvent(ValueError):
    """An event that can't follow the state: a defect of ours or a forged list, never a person's doing."""


@dataclass(frozen=True, slots=True)
class Message:
    """A finished message or hint of the transcript. ``hint`` is its level where it is one."""

    seq: int
    time: datetime
    round: int
    speaker: Literal["candidate", "interviewer"]
    text: str
    occasion: str = ""
    hint: int | None = None
    modality: Literal["text", "voice"] = "text"


@dataclass(frozen=True, slots=True)
class Taken:
    """A hint that was taken, with its cost in points of 100."""

    seq: int
    level: int
    text: str
    cost: float


@dataclass(frozen=True, slots=True)
class Trial:
    """A run of examples or of an input of the candidate's own."""

    seq: int
    time: datetime
    artefact: p.Artefact
    input: str | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Attempt:
    """A submission; ``verdict`` is None until the judge has spoken."""

    seq: int
    time: datetime
    number: int
    artefact: p.Artefact
    reason: str
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One problem of an interview. ``used`` counts attempts that were the candidate's own to lose."""

    number: int
    phase: Phase | None = None
    problem: p.ProblemPresented | None = None
    hints: tuple[Taken, ...] = ()
    runs: tuple[Trial, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    outcome: Outcome | None = None

    @property
    def used(self) -> int:
        """Attempts that count: not those that ended in a fault of ours (``IE``)."""
        return sum(a.verdict is None or a.verdict.code != "IE" for a in self.attempts)

    @property
    def judging(self) -> Attempt | None:
        """The attempt that waits for its verdict."""
        return next((a for a in self.attempts if a.verdict is None), None)

    @property
    def best(self) -> Attempt | None:
        """The attempt that passed the most tests; of equals, the first."""
        judged = [a for a in self.attempts if a.verdict is not None and a.verdict.code != "IE"]
        return max(judged, key=lambda a: a.verdict.passed if a.verdict else 0, default=None)


@dataclass(frozen=True, slots=True)
class Cost:
    """What language models took so far: calls, tokens in and out (``cached`` of those in), US dollars.

    ``unpriced`` counts calls whose price nobody knows; ``budget`` is where the spending stands.
    """

    calls: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    dollars: float = 0.0
    unpriced: int = 0
    budget: Literal["ok", "low", "spent"] = "ok"

    def after(self, call: p.ModelCalled) -> Cost:
        """With one call more."""
        whole = call.input_tokens + call.cache_read_tokens + call.cache_write_tokens
        return Cost(
            calls=self.calls + 1,
            input_tokens=self.input_tokens + whole,
            cached_tokens=self.cached_tokens + call.cache_read_tokens,
            output_tokens=self.output_tokens + call.output_tokens,
            dollars=self.dollars + (call.dollars or 0.0),
            unpriced=self.unpriced + (call.dollars is None),
            budget=call.budget,
        )


@dataclass(frozen=True, slots=True)
class Action:
    """The candidate's newest doing, or the clock's going on: what a standstill is measured from."""

    seq: int
    time: datetime


@dataclass(frozen=True, slots=True)
class Interview:
    """The state. Before its first event it is empty: ``seq`` 0 and no ``terms``."""

    id: str = ""
    seq: int = 0
    last_hash: str | None = None
    last_time: datetime | None = None
    terms: p.InterviewCreated | None = None
    host: p.HostChanged | None = None
    status: Status = Status.SCHEDULED
    reason: str = ""
    plan: tuple[p.Stage, ...] = ()
    reserve: tuple[str, ...] = ()
    stage: p.StageStarted | None = None
    round: int = 0
    rounds: Mapping[int, Round] = field(default_factory=dict[int, Round])
    messages: tuple[Message, ...] = ()
    cells: Mapping[str, Cell] = field(default_factory=dict[str, Cell])
    active: timedelta = timedelta()
    stage_began: timedelta = timedelta()
    running_since: datetime | None = None
    last_action: Action | None = None
    feedback: FeedbackGiven | None = None
    interviewer: p.InterviewerChanged | None = None
    ledger: tuple[p.FactNoted, ...] = ()
    assessments: tuple[p.AssessmentMade, ...] = ()
    cost: Cost = Cost()

    @property
    def live(self) -> bool:
        """In progress or paused."""
        return self.terms is not None and self.status in LIVE

    @property
    def current(self) -> Round | None:
        """The round under way, if a problem is."""
        return self.rounds.get(self.round)

    @property
    def phase(self) -> Phase | None:
        """The phase of the round under way."""
        return self.current.phase if self.current else None

    def elapsed(self, now: datetime) -> timedelta:
        """Time on the clock since the start, without pauses."""
        if self.running_since is None:
            return self.active
        return self.active + max(now - self.running_since, timedelta())

    def remaining(self, now: datetime) -> timedelta:
        """Time left of the whole interview; never negative."""
        total = timedelta(seconds=self.terms.seconds if self.terms else 0)
        return max(total - self.elapsed(now), timedelta())

    def stage_remaining(self, now: datetime) -> timedelta:
        """Time left of the stage under way, at most that of the interview; never negative."""
        if self.stage is None:
            return self.remaining(now)
        left = timedelta(seconds=self.stage.seconds) - (self.elapsed(now) - self.stage_began)
        return max(min(left, self.remaining(now)), timedelta())


def fold(events: Iterable[Event]) -> Interview:
    """The state after all of ``events``, which are in order."""
    return reduce(apply, events, Interview())


def apply(state: Interview, event: Event) -> Interview:
    """The state after ``event``; raises ``IllegalEvent`` where it can't follow.

    A list filtered by audience may have gaps in ``seq``; an event of the past may not come.
    """
    if event.seq <= state.seq or (state.id and event.interview != state.id):
        raise IllegalEvent(f"event {event.seq} of {event.interview} after event {state.seq} of {state.id}")
    payload = event.payload
    state = _with(
        state,
        id=event.interview,
        seq=event.seq,
        last_hash=event.hash,
        last_time=event.time,
        last_action=Action(event.seq, event.time) if _is_action(payload) else state.last_action,
    )
    if payload is None:  # redacted: what it said is gone, that it was said remains
        return state
    match payload:
        case p.HostChanged():
            return _with(state, host=payload)
        case p.InterviewCreated():
            if state.terms is not None:
                raise IllegalEvent("an interview is created once")
            return _with(state, terms=payload)
        case p.PlanMade():
            if fault := plan_fault(state, payload):
                raise IllegalEvent(fault)
            return _with(state, plan=payload.stages, reserve=payload.reserve)
        case p.StageStarted():
            return _stage(state, event, payload)
        case p.StatusChanged():
            return _status(state, event, payload)
        case p.MessageSaid():
            message = Message(
                event.seq,
                event.time,
                event.round,
                payload.speaker,
                payload.text,
                payload.occasion,
                modality=payload.modality,
            )
            return _with(state, messages=(*state.messages, message))
        case p.CellExecuted():
            cell = Cell(payload.cell, payload.count, payload.source, event.seq, payload.blob)
            return _with(state, cells={**state.cells, payload.cell: cell})
        case CellWritten():
            cell = Cell(payload.cell, 0, payload.source, event.seq)
            return _with(state, cells={**state.cells, payload.cell: cell})
        case FeedbackGiven():
            return _with(state, feedback=payload)
        case p.InterviewerChanged():
            cost = replace(state.cost, budget=payload.budget) if payload.budget else state.cost
            return _with(state, interviewer=payload, cost=cost)
        case p.ModelCalled():
            return _with(state, cost=state.cost.after(payload))
        case p.FactNoted():
            return _with(state, ledger=(*state.ledger, payload))
        case p.AssessmentMade():
            return _with(state, assessments=(*state.assessments, payload))
        case p.MessageWithheld() | ReviewMade() | ComplexityMeasured() | TestsMeasured() | CodeChecked():
            return state
        case _:
            return _in_round(state, event, payload)


def _with(state: Interview, **changed: Any) -> Interview:
    """``dataclasses.replace`` in a third of its time: an event carries many fields over and sets one."""
    new = object.__new__(Interview)
    for name, value in zip(_FIELDS, _values(state), strict=True):
        object.__setattr__(new, name, value)
    for name, value in changed.items():
        object.__setattr__(new, name, value)  # which a name of no field fails at
    return new


_FIELDS = tuple(one.name for one in fields(Interview))
_values = attrgetter(*_FIELDS)


def _is_action(payload: p.Payload | None) -> bool:
    match payload:
        case p.MessageSaid():
            return payload.speaker == "candidate"
        case p.StatusChanged():
            return payload.status is Status.IN_PROGRESS
        case p.CellExecuted() | p.CodeRun() | p.SubmissionMade() | p.HintGiven() | p.StageStarted():
            return True
        case _:
            return False


def _stage(state: Interview, event: Event, payload: p.StageStarted) -> Interview:
    if not state.live:
        raise IllegalEvent(f"a stage can't start while {state.status}")
    rounds = state.rounds
    if payload.name is StageName.PROBLEM:
        rounds = {**rounds, event.round: Round(event.round)}
    return _with(
        state, stage=payload, round=event.round, rounds=rounds, stage_began=state.elapsed(event.time)
    )


def _status(state: Interview, event: Event, payload: p.StatusChanged) -> Interview:
    if not may_turn(state.status, payload.status):
        raise IllegalEvent(f"{state.status} can't become {payload.status}")
    at = payload.at or event.time
    state = _with(state, status=payload.status, reason=payload.reason, active=state.elapsed(at))
    return _with(state, running_since=at if payload.status is Status.IN_PROGRESS else None)


def _in_round(state: Interview, event: Event, payload: p.Payload) -> Interview:
    current = state.rounds.get(event.round)
    if current is None or event.round != state.round:
        raise IllegalEvent(f"{payload.kind} outside of its round")
    messages = state.messages
    match payload:
        case p.ProblemPresented():
            current = replace(current, problem=payload)
        case p.PhaseChanged():
            if current.phase is not None and not may_follow(current.phase, payload.phase):
                raise IllegalEvent(f"{current.phase} can't be followed by {payload.phase}")
            current = replace(current, phase=payload.phase)
        case p.HintGiven():
            taken = Taken(event.seq, payload.level, payload.text, payload.cost)
            current = replace(current, hints=(*current.hints, taken))
            said = Message(
                event.seq, event.time, event.round, "interviewer", payload.text, "hint", payload.level
            )
            messages = (*messages, said)
        case p.CodeRun():
            trial = Trial(event.seq, event.time, payload.artefact, payload.input, payload.verdict)
            current = replace(current, runs=(*current.runs, trial))
        case p.SubmissionMade():
            attempt = Attempt(event.seq, event.time, payload.attempt, payload.artefact, payload.reason)
            current = replace(current, attempts=(*current.attempts, attempt))
        case p.VerdictGiven():
            current = replace(current, attempts=_judged(current.attempts, payload))
        case p.RoundEnded():
            if current.outcome is not None:
                raise IllegalEvent("a round ends once")
            current = replace(current, outcome=payload.outcome)
        case _:
            raise IllegalEvent(f"no rule for {payload.kind}")
    return _with(state, rounds={**state.rounds, event.round: current}, messages=messages)


def _judged(attempts: tuple[Attempt, ...], payload: p.VerdictGiven) -> tuple[Attempt, ...]:
    if not any(a.seq == payload.submission and a.verdict is None for a in attempts):
        raise IllegalEvent(f"no submission {payload.submission} waits for a verdict")
    return tuple(replace(a, verdict=payload.verdict) if a.seq == payload.submission else a for a in attempts)
