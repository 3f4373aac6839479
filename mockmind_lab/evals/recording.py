"""One interview as it went, made ready for the measures: each message with the state it was said in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockmind_lab.core import payloads as p
from mockmind_lab.core.interview import Interview, apply
from mockmind_lab.evals.wording import compact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.evals.material import Material
    from mockmind_lab.evals.observed import Reaction
    from mockmind_lab.evals.player import Asked, Move, Preview

__all__ = ["Recording", "Remark", "transcript"]


@dataclass(frozen=True, slots=True)
class Remark:
    """A message of the interviewer's, or what was shown of one.

    ``before`` is the state it was said in, ``after`` the event before it that the candidate made (None:
    there is none yet).
    """

    seq: int
    text: str
    occasion: str
    before: Interview
    after: Event | None


# asyncio writes the outcome of its main task into a message that nobody reads: megabytes, without repr=False.
@dataclass(frozen=True, repr=False)
class Recording:
    """All that is known of one interview. ``asked`` are questions that have an answer, ``previews`` what was
    shown of messages while they were spoken."""

    material: Material
    candidate: str
    events: tuple[Event, ...]
    asked: tuple[Asked, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    moves: tuple[Move, ...] = ()
    previews: tuple[Preview, ...] = ()

    def __post_init__(self) -> None:
        states: list[Interview] = [Interview()]
        for event in self.events:
            states.append(apply(states[-1], event))
        object.__setattr__(self, "states", states)
        object.__setattr__(self, "remarks", tuple(_remarks(self.events, states)))
        object.__setattr__(self, "taken_back", tuple(_taken_back(self.previews, self.remarks, states)))

    states: tuple[Interview, ...] = ()
    """The states: the n-th is the one before the n-th event, the last is the end."""
    remarks: tuple[Remark, ...] = ()
    """What the interviewer said of its own, in order; the texts of hints are the bank's."""
    taken_back: tuple[Remark, ...] = ()
    """What the candidate could read of messages that then became others; ``seq`` is the event before it."""

    @property
    def end(self) -> Interview:
        """The state at the end."""
        return self.states[-1]


def _remarks(events: Sequence[Event], states: Sequence[Interview]) -> list[Remark]:
    found: list[Remark] = []
    last: Event | None = None
    for event, before in zip(events, states, strict=False):
        match event.payload:
            case p.MessageSaid(speaker="interviewer"):
                said = event.payload
                found.append(Remark(event.seq, said.text, said.occasion, before, last))
            case p.MessageSaid() | p.CellExecuted() | p.CodeRun() | p.HintGiven() | p.VerdictGiven():
                last = event
            case _:
                pass
    return found


def _taken_back(
    previews: Sequence[Preview], remarks: Sequence[Remark], states: Sequence[Interview]
) -> Iterator[Remark]:
    """The previews with which neither the next one begins nor what was said then."""
    for number, preview in enumerate(previews):
        upcoming = previews[number + 1] if number + 1 < len(previews) else None
        until = upcoming.seq if upcoming else len(states)
        said = "".join(remark.text for remark in remarks if preview.seq < remark.seq <= until)
        became = said if said or upcoming is None else upcoming.text
        if not compact(became).startswith(compact(preview.text)):
            yield Remark(preview.seq, preview.text, "preview", states[preview.seq], None)


def transcript(events: Sequence[Event]) -> list[dict[str, Any]]:
    """What was said and done, as JSON: ``at`` is in seconds from the beginning."""
    return [
        {"seq": event.seq, "at": round((event.time - events[0].time).total_seconds()), **told}
        for event in events
        if (told := _told(event)) is not None
    ]


def _told(event: Event) -> dict[str, Any] | None:
    match event.payload:
        case p.MessageSaid() as said:
            return {"who": said.speaker, "text": said.text, "on": said.occasion}
        case p.HintGiven() as hint:
            return {"who": "bank", "text": hint.text, "on": f"hint {hint.level}"}
        case p.CellExecuted() as cell:
            return {"who": "cell", "text": cell.source}
        case p.CodeRun() as run:
            told = f"{run.verdict.code} {run.verdict.passed}/{run.verdict.total}"
            return {"who": "run", "text": told, "on": run.input or "examples"}
        case p.VerdictGiven() as given:
            told = f"{given.verdict.code} {given.verdict.passed}/{given.verdict.total}"
            return {"who": "judge", "text": told}
        case p.PhaseChanged() as changed:
            return {"who": "phase", "text": changed.phase.value}
        case _:
            return None
