"""How the candidate worked: a fold over events to times, loops, standstills and the share of talk."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.core.interview import IllegalEvent, Interview, apply
from mockmind_lab.core.phases import Status
from mockmind_lab.core.verdict import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mockmind_lab.core.events import Event

__all__ = ["STANDSTILL_SECONDS", "Loop", "Pace", "Process", "Span", "Standstill", "process", "spans"]

STANDSTILL_SECONDS = 120.0
"""A pause in all that the candidate does counts as a standstill from so many seconds on the clock."""


@dataclass(frozen=True, slots=True)
class Span:
    """A phase of a round (or a stage outside of problems, round 0) in seconds on the interview's clock."""

    name: str
    round: int
    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Loop:
    """Failed runs or submissions one after another until one passed, or until the round was left.

    ``events`` are the ``seq`` of the failed ones, ``mended`` that of the one that passed, or None.
    ``unchanged`` counts those that were tried again with the very same code.
    """

    events: tuple[int, ...]
    mended: int | None
    seconds: float
    unchanged: int


@dataclass(frozen=True, slots=True)
class Standstill:
    """Nothing from the candidate between the events ``after`` and ``before`` (``seq``)."""

    after: int
    before: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Pace:
    """One round. Times are seconds on the clock since the problem was presented, None: never.

    ``edits`` counts cells that were run with a source they did not have before; ``submissions`` and
    ``runs`` are counts.
    """

    number: int
    seconds: float
    first_message: float | None
    first_cell: float | None
    first_run: float | None
    first_submission: float | None
    edits: int
    runs: int
    submissions: int
    loops: tuple[Loop, ...]
    standstills: tuple[Standstill, ...]


@dataclass(frozen=True, slots=True)
class Process:
    """The whole interview: ``seconds`` on its clock, spans of phases, the talk, and each round's pace."""

    seconds: float
    spans: tuple[Span, ...]
    rounds: tuple[Pace, ...]
    candidate_words: int
    interviewer_words: int
    candidate_messages: int
    interviewer_messages: int

    @property
    def share_of_talk(self) -> float | None:
        """The candidate's share of all words, 0 to 1; None where nobody said a word."""
        words = self.candidate_words + self.interviewer_words
        return self.candidate_words / words if words else None

    def time_in(self, name: str) -> float:
        """Seconds in all spans of that name."""
        return sum(span.seconds for span in self.spans if span.name == name)


@dataclass(frozen=True, slots=True)
class _Moment:
    """An event with the seconds on the interview's clock."""

    event: Event
    at: float


def process(events: Iterable[Event]) -> Process:
    """What ``events`` (in order; redacted ones count for nothing) say of how the candidate worked."""
    state, moments = Interview(), list[_Moment]()
    for event in events:
        try:
            state = apply(state, event)
        except IllegalEvent:  # where payloads were redacted, what built on them may no longer fit
            continue
        moments.append(_Moment(event, state.elapsed(event.time).total_seconds()))
    said = [m.event.payload for m in moments if isinstance(m.event.payload, p.MessageSaid)]
    mine = [message for message in said if message.speaker == "candidate"]
    heard = [message for message in said if message.speaker == "interviewer"]
    numbers = dict.fromkeys(m.event.round for m in moments if isinstance(m.event.payload, p.ProblemPresented))
    return Process(
        seconds=max((m.at for m in moments), default=0.0),
        spans=tuple(spans([m.event for m in moments], {m.event.seq: m.at for m in moments})),
        rounds=tuple(_pace(number, [m for m in moments if m.event.round == number]) for number in numbers),
        candidate_words=sum(len(message.text.split()) for message in mine),
        interviewer_words=sum(len(message.text.split()) for message in heard),
        candidate_messages=len(mine),
        interviewer_messages=len(heard),
    )


def spans(events: Sequence[Event], clocks: Mapping[int, float]) -> list[Span]:
    """Phases and stages one after another; those that took no time are left out.

    ``clocks`` gives the seconds on the interview's clock for the ``seq`` of each event.
    """
    marks = list[tuple[str, int, float]]()
    for event in events:
        match event.payload:
            case p.PhaseChanged(phase=phase):
                marks.append((phase.value, event.round, clocks[event.seq]))
            case p.StageStarted(name=name) if event.round == 0:
                marks.append((name.value, 0, clocks[event.seq]))
            case p.StatusChanged(status=Status.COMPLETED | Status.ABANDONED | Status.FAILED):
                marks.append(("", 0, clocks[event.seq]))
            case _:
                pass
    ends = [start for _, _, start in marks[1:]] + [max(clocks.values(), default=0.0)]
    found = (Span(name, number, start, end) for (name, number, start), end in zip(marks, ends, strict=False))
    return [span for span in found if span.name and span.end > span.start]


def _pace(number: int, moments: Sequence[_Moment]) -> Pace:
    began = next(m.at for m in moments if isinstance(m.event.payload, p.ProblemPresented))
    decided = next((m.at for m in moments if isinstance(m.event.payload, p.RoundEnded)), moments[-1].at)

    def first(*kinds: type[p.Payload]) -> float | None:
        return next((m.at - began for m in moments if isinstance(m.event.payload, kinds)), None)

    spoke = (m for m in moments if isinstance(m.event.payload, p.MessageSaid) and _candidates(m))
    return Pace(
        number=number,
        seconds=decided - began,
        first_message=next((m.at - began for m in spoke), None),
        first_cell=first(p.CellExecuted),
        first_run=first(p.CodeRun),
        first_submission=first(p.SubmissionMade),
        edits=_edits(moments),
        runs=sum(isinstance(m.event.payload, p.CodeRun) for m in moments),
        submissions=sum(isinstance(m.event.payload, p.SubmissionMade) for m in moments),
        loops=tuple(_loops(moments)),
        standstills=tuple(_standstills(moments, decided)),
    )


def _edits(moments: Sequence[_Moment]) -> int:
    sources, edits = dict[str, str](), 0
    for moment in moments:
        if isinstance(payload := moment.event.payload, p.CellExecuted):
            source = payload.blob or payload.source
            edits += sources.get(payload.cell) != source
            sources[payload.cell] = source
    return edits


def _loops(moments: Sequence[_Moment]) -> Iterator[Loop]:
    failed, sources, began, last = list[int](), list[str](), 0.0, 0.0
    submitted = dict[int, str]()

    def loop(mended: int | None) -> Loop:
        again = sum(one == other for one, other in pairwise(sources))
        return Loop(tuple(failed), mended, last - began, again)

    for moment in moments:
        match moment.event.payload:
            case p.SubmissionMade(artefact=artefact):
                submitted[moment.event.seq] = artefact.source
                continue
            case p.CodeRun(artefact=artefact, verdict=verdict):
                source = artefact.source
            case p.VerdictGiven(submission=submission, verdict=verdict):
                source = submitted.get(submission, "")
            case _:
                continue
        if verdict.code is Code.IE:
            continue
        last = moment.at
        if verdict.code is not Code.AC:
            began = began if failed else moment.at
            failed.append(moment.event.seq)
            sources.append(source)
        elif failed:
            yield loop(moment.event.seq)
            failed, sources = [], []
    if failed:
        yield loop(None)


def _standstills(moments: Sequence[_Moment], decided: float) -> Iterator[Standstill]:
    """Until the round is decided: afterwards nobody has to do anything."""
    busy = [m for m in moments if _candidates(m) and m.at <= decided]
    ended = [m for m in moments if isinstance(m.event.payload, p.RoundEnded)]
    for before, after in zip(busy, [*busy[1:], *ended[:1]], strict=False):
        if after.at - before.at >= STANDSTILL_SECONDS:
            yield Standstill(before.event.seq, after.event.seq, after.at - before.at)


def _candidates(moment: _Moment) -> bool:
    """Whether it is the candidate's doing, or the problem's being laid before them."""
    payload = moment.event.payload
    if isinstance(payload, p.MessageSaid):
        return payload.speaker == "candidate"
    return isinstance(
        payload, p.ProblemPresented | p.CellExecuted | p.CodeRun | p.SubmissionMade | p.HintGiven
    )
