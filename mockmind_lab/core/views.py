"""Views: what an audience may see of an interview, as JSON for a front end to draw.

``Audience`` decides which events are folded at all (``visible``); ``view`` then only gives shape. So
nothing an audience may not see can reach its view.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.markup import to_html
from mockmind_lab.core.phases import StageName, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview, Message, Round
    from mockmind_lab.core.payloads import Audience, ProblemPresented
    from mockmind_lab.core.verdict import Verdict

__all__ = ["SCHEMA_VERSION", "more_to_come", "possible", "view", "visible"]

SCHEMA_VERSION = 1


def visible(events: Iterable[Event], audience: Audience) -> Iterator[Event]:
    """The events that ``audience`` may see."""
    return (event for event in events if audience in event.audience)


def view(state: Interview, now: datetime) -> dict[str, Any]:
    """The view of a state that was folded from what its audience may see. ``now`` is aware UTC."""
    terms, stage, current = state.terms, state.stage, state.current
    if terms is None:
        raise ValueError("an interview that has not begun has no view")
    return {
        "schema_version": SCHEMA_VERSION,
        "interview": state.id,
        "seq": state.seq,
        "status": state.status.value,
        "phase": state.phase.value if state.phase else None,
        "stage": {"name": stage.name.value, "index": stage.index} if stage else None,
        "round": state.round,
        "rounds": terms.problems,
        "trust": state.host.trust if state.host else "practice",
        "hosted_by": state.host.started_as if state.host else "",
        "clock": {
            "running": state.running_since is not None,
            "remaining_seconds": round(state.stage_remaining(now).total_seconds(), 3),
            "total_seconds": stage.seconds if stage else terms.seconds,
            "as_of": now.isoformat(),
        },
        "problem": _problem(current.problem) if current and current.problem else None,
        "messages": [_message(message) for message in state.messages],
        "preview": None,
        "replying": False,
        "hints": _hints(state, current),
        "attempts": {"used": current.used if current else 0, "max": terms.max_attempts},
        "results": _results(current),
        "history": _history(current),
        "can": possible(state),
        "outcome": current.outcome.value if current and current.outcome else None,
        "score": state.feedback.score if state.feedback else None,
        "interviewer": _interviewer(state),
        "cost": _cost(state),
    }


def _interviewer(state: Interview) -> str:
    if state.interviewer is not None:
        return state.interviewer.interviewer
    return state.terms.interviewer if state.terms else ""


def _cost(state: Interview) -> dict[str, Any] | None:
    """None where no model was asked, nor would have been but for the budget."""
    cost = state.cost
    used = cost.calls or cost.budget != "ok"
    return {**asdict(cost), "dollars": round(cost.dollars, 6)} if used else None


def possible(state: Interview) -> list[str]:
    """The commands that can be granted now, in the order a person would think of them."""
    if not state.live:
        return ["report", "start", "list"]
    if state.status is Status.PAUSED:
        return ["resume", "finish"]
    current = state.current
    if current is None:
        return ["say", *(["skip"] if more_to_come(state) else []), "pause", "finish"]
    undecided = current.outcome is None
    hint = ["hint"] if undecided and len(current.hints) < len(_levels(state)) else []
    submit = ["submit"] if undecided and current.judging is None else []
    more = state.stage is not None and state.stage.name is StageName.PROBLEM
    skip = (
        ["skip"] if more and (undecided or state.round < (state.terms.problems if state.terms else 0)) else []
    )
    return ["say", *hint, "run", *submit, *skip, "pause", "finish"]


def more_to_come(state: Interview) -> bool:
    """Whether another problem follows the stage under way."""
    done = max(state.rounds, default=0)
    return state.terms is not None and done < state.terms.problems


def _levels(state: Interview) -> tuple[float, ...]:
    return state.terms.hint_costs if state.terms else ()


def _problem(problem: ProblemPresented) -> dict[str, Any]:
    shown = problem.model_dump(mode="json", exclude={"digest"})
    return {**shown, "html": to_html(problem.statement, formulas=True)}


def _message(message: Message) -> dict[str, Any]:
    return {
        "seq": message.seq,
        "time": message.time.isoformat(),
        "speaker": message.speaker,
        "text": message.text,
        "html": to_html(message.text, formulas=True),
        "hint": message.hint,
        "modality": message.modality,
    }


def _hints(state: Interview, current: Round | None) -> list[dict[str, Any]]:
    taken = {hint.level: hint for hint in current.hints} if current else {}
    return [
        {
            "level": level,
            "cost": cost,
            "taken": level in taken,
            "text": taken[level].text if level in taken else None,
            "html": to_html(taken[level].text, formulas=True) if level in taken else None,
        }
        for level, cost in enumerate(_levels(state), start=1)
    ]


def _results(current: Round | None) -> dict[str, Any] | None:
    """The newest verdict of the round, of a run or a submission."""
    if current is None:
        return None
    judged = [attempt for attempt in current.attempts if attempt.verdict is not None]
    newest = max([*current.runs, *judged], key=lambda item: item.seq, default=None)
    if newest is None or newest.verdict is None:
        return None
    number = getattr(newest, "number", None)
    return {
        "kind": "run" if number is None else "submission",
        "attempt": number,
        **_verdict(newest.verdict),
        "tests": [test.model_dump(mode="json") for test in newest.verdict.tests],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "code": verdict.code.value,
        "meaning": verdict.code.meaning,
        "passed": verdict.passed,
        "total": verdict.total,
        "message": verdict.message,
        "sandboxed": verdict.sandboxed,
    }


def _history(current: Round | None) -> list[dict[str, Any]]:
    return [
        {"attempt": a.number, "time": a.time.isoformat(), **_verdict(a.verdict)}
        for a in (current.attempts if current else ())
        if a.verdict is not None
    ]
