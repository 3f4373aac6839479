"""The results of a run of evals: what is kept of each interview, as JSON, and read again."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from mockmind_lab.errors import Refused

__all__ = ["SCHEMA_VERSION", "Count", "Played", "Results", "prepare", "read", "write"]

SCHEMA_VERSION = 2
"""From 2 on `answered` means that the reply fits a question put in other words, and costs are whole."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Count(_Frozen):
    """``hits`` of ``of`` in one interview, and the events that count as faults: ``[seq, why]``."""

    hits: int
    of: int
    faults: tuple[tuple[int, str], ...] = ()


class Played(_Frozen):
    """One interview. ``replies`` are seconds of real time until a reaction's first sentence, by occasion.

    Tokens are those of the interviewer; ``input_tokens`` holds all that went in, ``cached_tokens`` those of
    them that came from a cache; ``dollars`` are US dollars. ``withheld`` counts what its guard kept back,
    ``taken_back`` holds what was shown of messages that then became others: after which event, and the text.
    The ``candidate_`` tokens and dollars are those of a model that plays the candidate.
    ``failure`` is set where the interview broke off, and nothing but what it cost counts then.
    """

    problem: str
    candidate: str
    status: str = ""
    outcome: str = ""
    score: float | None = None
    measures: dict[str, Count] = {}
    replies: tuple[tuple[str, float], ...] = ()
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    dollars: float = 0.0
    candidate_input_tokens: int = 0
    candidate_output_tokens: int = 0
    candidate_dollars: float = 0.0
    withheld: int = 0
    taken_back: tuple[tuple[int, str], ...] = ()
    failure: str = ""
    transcript: tuple[dict[str, Any], ...] = ()
    moves: tuple[tuple[str, str], ...] = ()


class Results(_Frozen):
    """A run. ``prompts`` are versions with hashes, ``problems`` the digests of the packages by name.

    ``complete`` is False where it was interrupted or stopped: what was done is there. ``stopped`` says why
    where it was the budget.
    """

    schema_version: int = SCHEMA_VERSION
    program: str
    began: str
    seconds: float
    interviewer: str
    candidate_model: str | None = None
    seed: int
    prompts: dict[str, str]
    problems: dict[str, str]
    complete: bool = True
    stopped: str = ""
    interviews: tuple[Played, ...]
    baseline: Results | None = None

    def rate(self, measure: str, *, candidate: str | None = None) -> float | None:
        """The rate over all interviews (of ``candidate``); None where there was nothing to count."""
        counts = [
            played.measures[measure]
            for played in self.interviews
            if measure in played.measures and candidate in (None, played.candidate)
        ]
        of = sum(count.of for count in counts)
        return sum(count.hits for count in counts) / of if of else None

    def count(self, measure: str) -> tuple[int, int]:
        """Hits and whole over all interviews."""
        counts = [played.measures[measure] for played in self.interviews if measure in played.measures]
        return sum(count.hits for count in counts), sum(count.of for count in counts)

    def reply_seconds(self) -> tuple[float, float] | None:
        """Median and 95th percentile of the seconds until the first sentence; None where nothing was said."""
        found = sorted(seconds for played in self.interviews for _, seconds in played.replies)
        return (median(found), found[(len(found) * 95) // 100]) if found else None

    def failures(self) -> list[Played]:
        """The interviews that broke off."""
        return [played for played in self.interviews if played.failure]

    def candidates(self) -> list[str]:
        """The candidates there were, in order."""
        return list(dict.fromkeys(played.candidate for played in self.interviews))

    def faults(self, measure: str) -> list[tuple[Played, int, str]]:
        """Every fault of a measure: the interview, the event and why."""
        return [
            (played, seq, why)
            for played in self.interviews
            if measure in played.measures
            for seq, why in played.measures[measure].faults
        ]


def prepare(path: Path) -> None:
    """Find out whether ``path`` can be written, before the work is done; raises ``Refused``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("a").close()
    except OSError as error:
        raise Refused(f"{path} can't be written ({error.strerror}); name another file with --out.") from error


def write(results: Results, path: Path) -> None:
    """Write ``results`` to ``path``; raises ``Refused`` where that can't be done."""
    prepare(path)
    data = results.model_dump(mode="json")
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> Results:
    """The results in ``path``; raises ``Refused`` for what is no such file."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(f"{path} can't be read ({error.strerror}).") from error
    except ValueError as error:
        raise Refused(f"{path} is no JSON; name a file that `mockmind eval --out` wrote.") from error
    version = data.get("schema_version") if isinstance(data, dict) else None
    if not isinstance(version, int) or version > SCHEMA_VERSION:
        raise Refused(
            f"{path} has results of version {version}, which this program does not know: update it."
        )
    try:
        return Results.model_validate(data)
    except ValidationError as error:
        raise Refused(
            f"{path} holds no results of `mockmind eval` ({error.error_count()} faults)."
        ) from error
