"""What a candidate did in one round, found in the events: each finding with the ``seq`` it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from mockmind_lab.core.payloads import VerdictGiven
from mockmind_lab.core.verdict import Code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Attempt, Interview, Message, Round, Trial

__all__ = ["EXPLANATION_WORDS", "Conduct", "conduct"]

EXPLANATION_WORDS = 8
"""A message of so many words, or one that states a complexity, counts as an explanation."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """The findings on one round. Empty tuples mean that nothing of the kind was seen.

    ``verdicts`` gives the ``seq`` of the verdict for the ``seq`` of a submission.
    """

    judged: tuple[Attempt, ...]
    faults: tuple[Attempt, ...]
    best: Attempt | None
    solved: Attempt | None
    early_runs: tuple[Trial, ...]
    own_inputs: tuple[Trial, ...]
    questions: tuple[Message, ...]
    explanations: tuple[Message, ...]
    answers: tuple[tuple[Message, Message], ...]
    messages: tuple[Message, ...]
    verdicts: Mapping[int, int]

    def cite(self, *attempts: Attempt) -> tuple[int, ...]:
        """The events of these submissions and of their verdicts."""
        return tuple(seq for a in attempts for seq in (a.seq, self.verdicts.get(a.seq)) if seq is not None)

    @property
    def improved(self) -> tuple[Attempt, Attempt] | None:
        """The first submission and a later one that passed more tests, if there is one."""
        if len(self.judged) < 2 or self.best is None:
            return None
        first = self.judged[0]
        return (first, self.best) if _passed(self.best) > _passed(first) else None

    @property
    def repeated(self) -> tuple[Attempt, Attempt] | None:
        """Two submissions of the same wrong code, if there are."""
        seen: dict[str, Attempt] = {}
        for attempt in self.judged:
            earlier = seen.setdefault(attempt.artefact.source, attempt)
            if earlier is not attempt:
                return earlier, attempt
        return None


def conduct(interview: Interview, current: Round, events: Sequence[Event]) -> Conduct:
    """The findings on the round ``current`` of ``interview``, which is the fold of ``events``."""
    judged = tuple(a for a in current.attempts if a.verdict is not None and a.verdict.code is not Code.IE)
    faults = tuple(a for a in current.attempts if a.verdict is not None and a.verdict.code is Code.IE)
    first = current.attempts[0].seq if current.attempts else None
    messages = tuple(m for m in interview.messages if m.round == current.number)
    said = tuple(m for m in messages if m.speaker == "candidate")
    coding = min([use.seq for use in (*current.runs, *current.attempts)], default=None)
    questions = tuple(m for m in said if "?" in m.text and (coding is None or m.seq < coding))
    answers = _answers(messages)
    answered = {answer.seq for _, answer in answers}
    return Conduct(
        judged=judged,
        faults=faults,
        best=current.best,
        solved=next((a for a in judged if a.verdict is not None and a.verdict.code is Code.AC), None),
        early_runs=tuple(t for t in current.runs if t.input is None and (first is None or t.seq < first)),
        own_inputs=tuple(t for t in current.runs if t.input is not None),
        questions=questions,
        explanations=tuple(m for m in said if m not in questions and m.seq not in answered and _explains(m)),
        answers=answers,
        messages=said,
        verdicts={e.payload.submission: e.seq for e in events if isinstance(e.payload, VerdictGiven)},
    )


def _answers(messages: tuple[Message, ...]) -> tuple[tuple[Message, Message], ...]:
    """The interviewer's questions, each with the candidate's message that came right after it."""
    return tuple(
        (asked, said)
        for asked, said in pairwise(messages)
        if asked.speaker == "interviewer"
        and asked.hint is None
        and "?" in asked.text
        and said.speaker == "candidate"
        and not said.text.rstrip().endswith("?")
    )


def _explains(message: Message) -> bool:
    if message.text.rstrip().endswith("?"):
        return False
    return len(message.text.split()) >= EXPLANATION_WORDS or "O(" in message.text


def _passed(attempt: Attempt) -> int:
    return attempt.verdict.passed if attempt.verdict else 0
