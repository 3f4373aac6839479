"""How the candidate worked is folded from events: first times, loops, standstills, edits, talk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mockmind_lab.core import payloads as p
from mockmind_lab.core.events import Draft, Event, seal
from mockmind_lab.core.phases import Outcome, Phase, StageName, Status
from mockmind_lab.core.process import process
from mockmind_lab.core.verdict import Code, Verdict

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
PROBLEM = p.ProblemPresented(
    slug="s", digest="d", title="T", difficulty="easy", statement="", entry_point="f", starter="",
    examples=(), cpu_seconds=1, memory_bytes=2**24, tests=3,
)  # fmt: skip


def sealed(*told: tuple[float, p.Payload]) -> list[Event]:
    events: list[Event] = []
    for at, payload in told:
        early = isinstance(payload, p.StatusChanged)
        prev = events[-1].hash if events else None
        time = START + timedelta(seconds=at)
        draft = Draft(payload, 0 if early else 1)
        events.append(seal(draft, interview="i", seq=len(events) + 1, time=time, salt="00", prev=prev))
    return events


def ran(source: str, code: Code) -> p.CodeRun:
    artefact = p.Artefact(language="python", source=source, cells=(1,))
    return p.CodeRun(artefact=artefact, input=None, verdict=Verdict(code=code))


def said(speaker: str, text: str) -> p.MessageSaid:
    return p.MessageSaid(speaker=speaker, text=text)  # type: ignore[arg-type]


def test_a_made_up_round_is_told_as_it_was() -> None:
    opened = p.InterviewCreated.model_construct(seconds=1500.0, problems=1)
    told = sealed(
        (0, opened),
        (0, p.StatusChanged(status=Status.IN_PROGRESS, reason="started")),
        (0, p.StageStarted(index=0, name=StageName.PROBLEM, seconds=1500)),
        (0, p.PhaseChanged(phase=Phase.GREETING)),
        (0, PROBLEM),
        (10, said("candidate", "may it be empty")),
        (12, said("interviewer", "yes it may well be empty")),
        (12, p.PhaseChanged(phase=Phase.CLARIFYING)),
        (40, p.CellExecuted(cell="a", count=1, source="x = 1")),
        (41, p.PhaseChanged(phase=Phase.OBSERVING)),
        (50, p.CellExecuted(cell="a", count=2, source="x = 1")),
        (60, ran("one", Code.WA)),
        (90, ran("one", Code.WA)),
        (290, p.CellExecuted(cell="a", count=3, source="x = 2")),
        (300, ran("two", Code.AC)),
        (310, ran("three", Code.RTE)),
        (320, p.RoundEnded(outcome=Outcome.SKIPPED)),
    )
    found = process(told)
    (pace,) = found.rounds
    assert (pace.first_message, pace.first_cell, pace.first_run) == (10, 40, 60)
    assert (pace.first_submission, pace.edits, pace.runs, pace.seconds) == (None, 2, 4, 320)
    assert [(loop.events, loop.mended, loop.seconds, loop.unchanged) for loop in pace.loops] == [
        ((12, 13), 15, 240, 1),
        ((16,), None, 0, 0),
    ]
    assert [(still.after, still.before, still.seconds) for still in pace.standstills] == [(13, 14, 200)]
    assert found.share_of_talk == 0.4
    assert found.time_in("observing") == 279


def test_events_that_were_redacted_count_for_nothing() -> None:
    assert process([event.redacted() for event in sealed((0, PROBLEM))]).rounds == ()
    assert process([]).share_of_talk is None
