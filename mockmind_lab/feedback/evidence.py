"""What a candidate did in one round, found in the events: each finding with the ``seq`` it rests on."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from mockmind_lab.core.call import bound
from mockmind_lab.core.measured import CodeChecked, ComplexityMeasured, TestsMeasured
from mockmind_lab.core.parsing import parse
from mockmind_lab.core.payloads import VerdictGiven
from mockmind_lab.core.verdict import Code
from mockmind_lab.errors import Refused
from mockmind_lab.feedback.vocabulary import COMMON, TERMS

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Attempt, Interview, Message, Round, Trial

__all__ = ["EXPLANATION_WORDS", "Conduct", "Measured", "conduct", "question"]

M = TypeVar("M", ComplexityMeasured, CodeChecked, TestsMeasured)

EXPLANATION_WORDS = 8
"""A message of so many words about the work counts as an explanation, and so does one that states a
complexity or names an approach by the ledger."""
_ANSWER_WORDS = 3
_ANSWER_TERMS = 2
_WORD = re.compile(r"[A-Za-z_]{3,}")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_SENTENCE = re.compile(r"\S.*?(?:[.!?]+(?=\s|$)|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one round, each with the ``seq`` of its event; None where it was not."""

    growth: tuple[int, ComplexityMeasured] | None = None
    checks: tuple[int, CodeChecked] | None = None
    tests: tuple[int, TestsMeasured] | None = None


@dataclass(frozen=True, slots=True)
class Conduct:
    """The findings on one round. Empty tuples mean that nothing of the kind was seen.

    ``approaches`` are the explanations, and the answers that the ledger noted to name an approach.
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
    approaches: tuple[Message, ...]
    answers: tuple[tuple[Message, Message], ...]
    messages: tuple[Message, ...]
    verdicts: Mapping[int, int]
    measured: Measured = Measured()
    parameters: tuple[str, ...] = ()

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
    def inputs(self) -> tuple[Trial, ...]:
        """Different inputs of their own, each as first tried; one call in two spellings is one input."""
        first = {_call(self.parameters, trial.input or ""): trial for trial in reversed(self.own_inputs)}
        return tuple(first.values())[::-1]

    @property
    def ignored(self) -> tuple[Trial, Attempt] | None:
        """A first submission of code whose examples had failed in the run just before, if it is one."""
        if not self.early_runs or not self.judged:
            return None
        run, first = self.early_runs[-1], self.judged[0]
        same = run.artefact.source == first.artefact.source
        return (run, first) if same and run.verdict.code not in (Code.AC, Code.IE) else None

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
    about = TERMS | _words(current.problem.statement if current.problem else "")
    answers = _answers(messages, about)
    answered = {answer.seq for _, answer in answers}
    named = {fact.message for fact in interview.ledger if fact.fact == "approach"}
    explained = tuple(m for m in said if m not in questions and _explains(m, about, named))
    best = current.best
    return Conduct(
        judged=judged,
        faults=faults,
        best=best,
        solved=next((a for a in judged if a.verdict is not None and a.verdict.code is Code.AC), None),
        early_runs=tuple(t for t in current.runs if t.input is None and (first is None or t.seq < first)),
        own_inputs=tuple(t for t in current.runs if t.input is not None),
        questions=questions,
        explanations=tuple(m for m in explained if m.seq not in answered),
        approaches=tuple(m for m in explained if m.seq not in answered or m.seq in named),
        answers=answers,
        messages=said,
        verdicts={e.payload.submission: e.seq for e in events if isinstance(e.payload, VerdictGiven)},
        measured=_measured([e for e in events if e.round == current.number], best),
        parameters=_parameters(current),
    )


def _parameters(current: Round) -> tuple[str, ...]:
    """What the function to write takes, as its starter code has it; nothing for a class or a program."""
    shown = current.problem
    if shown is None:
        return ()
    try:
        body = parse(shown.starter).body
    except (SyntaxError, ValueError):
        return ()
    wanted = (node for node in body if isinstance(node, ast.FunctionDef) and node.name == shown.entry_point)
    return tuple(argument.arg for node in wanted for argument in node.args.args)


def _call(parameters: tuple[str, ...], text: str) -> str:
    """What an input comes to as a call, however it is written; the text where it is no call."""
    try:
        return repr(bound(parameters, text)) if parameters else text
    except Refused:
        return text


def _measured(events: Sequence[Event], best: Attempt | None) -> Measured:
    """The newest of each kind; what is about one submission, of the best one."""
    seq = best.seq if best else None
    return Measured(
        growth=_newest(events, ComplexityMeasured, seq),
        checks=_newest(events, CodeChecked, seq),
        tests=_newest(events, TestsMeasured, None),
    )


def _newest(events: Sequence[Event], kind: type[M], submission: int | None) -> tuple[int, M] | None:
    for event in reversed(events):
        found = event.payload
        if isinstance(found, kind) and getattr(found, "submission", submission) == submission:
            return event.seq, found
    return None


def _answers(messages: tuple[Message, ...], about: frozenset[str]) -> tuple[tuple[Message, Message], ...]:
    """The interviewer's questions, each with the candidate's message that came right after it.

    What says nothing of the work, or the same thing once more, is no answer.
    """
    found: dict[str, tuple[Message, Message]] = {}
    for asked, said in pairwise(messages):
        if (
            asked.speaker == "interviewer"
            and asked.hint is None
            and question(asked.text)
            and said.speaker == "candidate"
            and not said.text.rstrip().endswith("?")
            and len(said.text.split()) >= _ANSWER_WORDS
            and (len(_words(said.text) & about) >= _ANSWER_TERMS or "O(" in said.text)
        ):
            found.setdefault(said.text.strip().lower(), (asked, said))
    return tuple(found.values())


def question(text: str) -> str:
    """The last question in ``text``, on one line; empty where it asks nothing.

    What somebody else asked and is only quoted, as an answer begins, is none.
    """
    bare = _QUOTED.sub(lambda found: "“" * len(found[0]), text)
    asking = [
        text[one.start() : one.end()]
        for one in _SENTENCE.finditer(bare)
        if "?" in one[0] and any(letter.isalnum() for letter in one[0])
    ]
    return " ".join(asking[-1].split()) if asking else ""


def _explains(message: Message, about: frozenset[str], named: Container[int]) -> bool:
    """Whether it speaks of the work; ``named`` are the messages that were noted to name an approach.

    Such a note goes by the form of the words, so one of them at least has to be about the work.
    """
    if message.text.rstrip().endswith("?"):
        return False
    long = len(message.text.split()) >= EXPLANATION_WORDS
    shared = len(_words(message.text) & about)
    return "O(" in message.text or (long and shared >= 2) or (message.seq in named and shared >= 1)


def _words(text: str) -> frozenset[str]:
    """The words of ``text``, less those that any sentence may have."""
    return frozenset(word.lower() for word in _WORD.findall(text)) - COMMON


def _passed(attempt: Attempt) -> int:
    return attempt.verdict.passed if attempt.verdict else 0
