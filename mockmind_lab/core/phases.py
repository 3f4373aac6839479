"""Statuses of an interview, phases of a round, stages of a plan, and which may follow which."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["LIVE", "Outcome", "Phase", "StageName", "Status", "may_follow", "may_turn"]


class Status(StrEnum):
    """Where an interview stands."""

    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    COMPLETED = "completed"
    ABANDONED = "abandoned"
    FAILED = "failed"


class Phase(StrEnum):
    """Where a round stands."""

    GREETING = "greeting"
    CLARIFYING = "clarifying"
    OBSERVING = "observing"
    NUDGING = "nudging"
    REVIEWING = "reviewing"
    WRAPPING_UP = "wrapping_up"


class StageName(StrEnum):
    """What a stretch of the interview's time is for. An interview of one problem has one stage."""

    GREETING = "greeting"
    SELF_INTRODUCTION = "self_introduction"
    WARM_UP = "warm_up"
    PROBLEM = "problem"
    CLOSING = "closing"


class Outcome(StrEnum):
    """How a round ended."""

    SOLVED = "solved"
    OUT_OF_ATTEMPTS = "out_of_attempts"
    OUT_OF_TIME = "out_of_time"
    SKIPPED = "skipped"
    UNFINISHED = "unfinished"


LIVE = frozenset({Status.IN_PROGRESS, Status.PAUSED})

_STATUS_AFTER = {
    Status.SCHEDULED: {Status.IN_PROGRESS, Status.ABANDONED, Status.FAILED},
    Status.IN_PROGRESS: {Status.PAUSED, Status.COMPLETED, Status.ABANDONED, Status.FAILED},
    Status.PAUSED: {Status.IN_PROGRESS, Status.COMPLETED, Status.ABANDONED, Status.FAILED},
    Status.COMPLETED: set[Status](),
    Status.ABANDONED: set[Status](),
    Status.FAILED: set[Status](),
}

_PHASE_AFTER = {
    Phase.GREETING: {Phase.CLARIFYING, Phase.OBSERVING, Phase.REVIEWING, Phase.WRAPPING_UP},
    Phase.CLARIFYING: {Phase.OBSERVING, Phase.NUDGING, Phase.REVIEWING, Phase.WRAPPING_UP},
    Phase.OBSERVING: {Phase.NUDGING, Phase.REVIEWING, Phase.WRAPPING_UP},
    Phase.NUDGING: {Phase.OBSERVING, Phase.REVIEWING, Phase.WRAPPING_UP},
    Phase.REVIEWING: {Phase.WRAPPING_UP},
    Phase.WRAPPING_UP: set[Phase](),
}


def may_turn(status: Status, to: Status) -> bool:
    """Whether an interview of ``status`` may become ``to``."""
    return to in _STATUS_AFTER[status]


def may_follow(phase: Phase, to: Phase) -> bool:
    """Whether ``to`` may follow ``phase`` within a round."""
    return to in _PHASE_AFTER[phase]
