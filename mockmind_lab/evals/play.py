"""Plays interviews: one candidate, one problem, one interviewer, through the service."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Self

from mockmind_lab.core.payloads import MessageWithheld, ModelCalled
from mockmind_lab.errors import MockmindError
from mockmind_lab.evals.candidates import CANDIDATES
from mockmind_lab.evals.form import FormInterviewer
from mockmind_lab.evals.material import material
from mockmind_lab.evals.measures import measured
from mockmind_lab.evals.observed import Observed
from mockmind_lab.evals.player import Player
from mockmind_lab.evals.purse import Purse, Spending
from mockmind_lab.evals.purse import purse as new_purse
from mockmind_lab.evals.recording import Recording, transcript
from mockmind_lab.evals.rehearsal import NamedStore, Rehearsal, SharedJudge
from mockmind_lab.evals.results import Count, Played
from mockmind_lab.interviewer.agent import ModelInterviewer
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.testing.clock import ManualClock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from traitlets.config import Config

    from mockmind_lab.interviewer.base import Interviewer

__all__ = ["FORM", "MODEL_CANDIDATE", "SCRIPTED", "Part", "Studio"]

SCRIPTED = "scripted"
FORM = "form"
MODEL_CANDIDATE = "model"
"""The name of the candidate that a model plays."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is to be played: who on which problem with whom."""

    problem: str
    candidate: str
    interviewer: str = SCRIPTED
    seed: int = 0
    candidate_model: str | None = None

    @property
    def name(self) -> str:
        """A name that is the same in every run: the interview's id, which decides about its phrases."""
        return f"eval-{self.seed}-{self.problem}-{self.candidate}"

    @property
    def paid(self) -> bool:
        """Whether a model takes part, which may cost money."""
        return self.candidate == MODEL_CANDIDATE or self.interviewer not in (SCRIPTED, FORM)


class Studio:
    """One bank and one judge for all that a process plays. ``others`` makes interviewers of other names.

    ``purse`` is what it shares with other processes of a run; without it, what it plays itself is bounded.
    """

    def __init__(
        self,
        config: Config | None = None,
        *,
        library: Library | None = None,
        others: Mapping[str, Callable[[], Interviewer]] | None = None,
        purse: Purse | None = None,
    ) -> None:
        self._config = config
        self._others = {FORM: FormInterviewer, **(others or {})}
        self._library = library or Library(config=config)
        self._judge = SharedJudge(Judge(config=config))
        self._folder = tempfile.TemporaryDirectory(prefix="mockmind-eval-")
        self._played = 0
        self._purse = purse or new_purse(Path(self._folder.name) / "spent", config)
        self._spending = Spending()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the sandbox and the store."""
        self._judge.shut()
        self._folder.cleanup()

    def play_all(
        self, parts: Sequence[Part], *, stop: Callable[[], bool] = lambda: False
    ) -> dict[Part, Played]:
        """Play ``parts`` one after the other until ``stop`` says so; what was played.

        Those with a model are left out once the budget is used up.
        """
        return {
            part: self.play(part) for part in parts if not stop() and not (part.paid and self._purse.used_up)
        }

    def play(self, part: Part) -> Played:
        """Play one interview. A failure of ours or of a model's ends this interview alone."""
        try:
            played = _played(part, self.record(part))
        except MockmindError as error:
            played = Played(problem=part.problem, candidate=part.candidate, failure=str(error))
        spent = self._spending
        return played.model_copy(
            update={
                "dollars": round(spent.dollars, 6),
                "candidate_input_tokens": spent.candidate_input_tokens,
                "candidate_output_tokens": spent.candidate_output_tokens,
                "candidate_dollars": round(spent.candidate_dollars, 6),
            }
        )

    def record(self, part: Part) -> Recording:
        """Play one interview; all that is known of it. Raises a ``MockmindError`` where it breaks off."""
        return asyncio.run(self._record(part))

    async def _record(self, part: Part) -> Recording:
        self._spending = Spending()
        store = self._store(part.name)
        clock = ManualClock()
        observed = Observed(self._interviewer(part.interviewer, clock))
        service = Rehearsal(
            store=store, library=self._library, judge=self._judge, interviewer=observed, clock=clock
        )
        of = material(self._library.get(part.problem), self._library.submissions(part.problem))
        player = Player(
            service,
            of,
            Random(part.name),
            part.candidate,
            part.interviewer,
            real_time=part.interviewer != SCRIPTED and part.interviewer not in self._others,
        )
        try:
            await player.begin()
            await self._candidate(part)(player)
            if player.going_on:
                await player.finish()
            events = tuple(await player.events())
        finally:
            await service.close()
            store.close()
        return Recording(
            of,
            part.candidate,
            events,
            tuple(player.asked),
            tuple(observed.reactions),
            tuple(player.moves),
            tuple(player.previews),
        )

    def _store(self, name: str) -> NamedStore:
        """A store for the interview ``name`` alone: the copy of an unused one, which takes long to make."""
        self._played += 1
        unused, path = (Path(self._folder.name) / f"{n}.sqlite3" for n in ("unused", self._played))
        if not unused.exists():
            NamedStore(url=f"sqlite:///{unused}").open().close()
        shutil.copyfile(unused, path)
        store = NamedStore(url=f"sqlite:///{path}")
        store.upcoming = name
        store.called = self._called
        return store.open()

    def _called(self, call: ModelCalled) -> None:
        """Count a call of the interviewer's."""
        self._purse.add(call.dollars or 0.0)
        self._spending.dollars += call.dollars or 0.0

    def _candidate(self, part: Part) -> Callable[[Player], Awaitable[None]]:
        if part.candidate != MODEL_CANDIDATE:
            return CANDIDATES[part.candidate]
        from mockmind_lab.evals.model_candidate import ModelCandidate

        assert part.candidate_model is not None  # looked at where the parts were made
        model = ModelCandidate(
            part.candidate_model, purse=self._purse, spending=self._spending, config=self._config
        )
        return model.play

    def _interviewer(self, name: str, clock: ManualClock) -> Interviewer:
        if name in self._others:
            return self._others[name]()
        return ModelInterviewer(
            library=self._library, clock=clock, calls=self._purse.calls, config=self._config
        )


def _played(part: Part, recording: Recording) -> Played:
    end = recording.end
    counts = {
        name: Count(hits=m.hits, of=m.of, faults=tuple((f.seq, f.why) for f in m.faults))
        for name, m in measured(recording).items()
    }
    current = end.rounds.get(1)
    return Played(
        problem=part.problem,
        candidate=part.candidate,
        status=end.status.value,
        outcome=current.outcome.value if current and current.outcome else "",
        score=end.feedback.score if end.feedback else None,
        measures=counts,
        replies=tuple((r.occasion, round(r.seconds, 4)) for r in recording.reactions),
        input_tokens=end.cost.input_tokens,
        cached_tokens=end.cost.cached_tokens,
        output_tokens=end.cost.output_tokens,
        withheld=sum(isinstance(event.payload, MessageWithheld) for event in recording.events),
        taken_back=tuple((shown.seq, shown.text) for shown in recording.taken_back),
        transcript=tuple(transcript(recording.events)),
        moves=tuple((move.op, move.text) for move in recording.moves),
    )
