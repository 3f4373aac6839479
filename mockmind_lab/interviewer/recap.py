"""What the candidate did, in words: the stuff that references, summaries and closings are made of."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mockmind_lab.core import cellsource
from mockmind_lab.core.assemble import assemble
from mockmind_lab.core.verdict import Code
from mockmind_lab.errors import NothingToSubmit
from mockmind_lab.interviewer.facts import FactKind, Observations
from mockmind_lab.interviewer.faq import is_question
from mockmind_lab.interviewer.growth import claims
from mockmind_lab.interviewer.intent import Intent, intent
from mockmind_lab.interviewer.observations import observe
from mockmind_lab.interviewer.voice import code
from mockmind_lab.interviewer.words import content, quoted, sentences

if TYPE_CHECKING:
    from datetime import timedelta

    from mockmind_lab.core.cellsource import CellSource
    from mockmind_lab.core.interview import Attempt, Interview, Message, Round, Trial
    from mockmind_lab.core.verdict import Verdict

__all__ = [
    "attempt", "best_claim", "candidate_messages", "count", "detail", "did", "entry", "judged",
    "last_words", "left", "minutes", "number", "overall", "points", "runs", "score", "seen", "source",
    "verdict_words",
]  # fmt: skip

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_BACK = 20  # messages, and sentences of one, that are looked back at for words worth quoting
_MOST_SOURCE = 100_000  # characters of all cells; of more, helpers are not gathered just for talk
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def count(number: int, noun: str) -> str:
    """``two runs``, ``one run``, ``no runs``."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else f"{number}"
    return f"{word} {noun}" if number == 1 else f"{word} {noun}s"


def number(value: int, noun: str) -> str:
    """``25 minutes``, ``1 minute``."""
    return f"{value} {noun}" if value == 1 else f"{value} {noun}s"


def points(cost: float) -> str:
    """A cost in points: ``5 points``."""
    return f"{cost:g} point" if cost == 1 else f"{cost:g} points"


def minutes(left: timedelta) -> str:
    """Time left in words, to the minute: ``12 minutes``, ``less than a minute``."""
    whole = round(left.total_seconds() / 60)
    if whole < 1:
        return "less than a minute"
    return "one minute" if whole == 1 else f"{whole} minutes"


def entry(round_: Round | None) -> str:
    """The name of the entry point, as code."""
    return code(round_.problem.entry_point) if round_ and round_.problem else "your code"


def attempt(made: Attempt) -> str:
    """``your second submission``."""
    return (
        f"your {_ORDINALS[made.number - 1]} submission" if made.number <= 9 else f"submission {made.number}"
    )


def left(state: Interview) -> str:
    """Submissions left in this round: ``two submissions``."""
    most = state.terms.max_attempts if state.terms else 0
    return count(max(most - (state.current.used if state.current else 0), 0), "submission")


def score(verdict: Verdict) -> str:
    """``2 of 3 examples`` or ``7 of 9 tests``; a code in words where nothing was run."""
    if not verdict.total:
        return "none"
    noun = "example" if all(test.visible for test in verdict.tests) else "test"
    return f"{verdict.passed} of {number(verdict.total, noun)}"


def verdict_words(verdict: Verdict) -> str:
    """``wrong answer, 7 of 9 tests``."""
    return f"{verdict.code.meaning}, {score(verdict)}" if verdict.total else verdict.code.meaning


def runs(round_: Round) -> list[Trial]:
    """The runs that came to an end of their own; a fault of ours (``IE``) is nothing the candidate did."""
    return [run for run in round_.runs if run.verdict.code is not Code.IE]


def judged(round_: Round) -> list[Attempt]:
    """The submissions with a verdict on the code, in order."""
    return [a for a in round_.attempts if a.verdict is not None and a.verdict.code is not Code.IE]


def did(round_: Round, *, verdict: bool = True) -> str:
    """Runs, submissions (with the last ``verdict``) and hints of a round, in one phrase."""
    tried, made = runs(round_), judged(round_)
    parts: list[str] = []
    if tried:
        parts.append(count(len(tried), "run"))
    if made and (last := made[-1].verdict) is not None:
        ended = f" (the last {verdict_words(last)})" if len(made) > 1 else f" ({verdict_words(last)})"
        parts.append(count(len(made), "submission") + (ended if verdict else ""))
    if round_.hints:
        parts.append(count(len(round_.hints), "hint"))
    if not parts:
        ours = count(len(round_.attempts), "submission") + " that we could not judge"
        return ours if round_.attempts else "no run and no submission"
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def overall(state: Interview) -> str:
    """What came of all problems so far, in one phrase: ``one of two problems solved and three runs``."""
    rounds = [round_ for _, round_ in sorted(state.rounds.items())]
    solved = sum(round_.outcome == "solved" for round_ in rounds)
    tried = sum(len(runs(round_)) for round_ in rounds)
    if not rounds:
        return "no problem begun"
    if len(rounds) == 1:
        total = f"one problem {'solved' if solved else 'left open'}"
    else:
        word = _NUMBERS[solved] if 0 < solved < len(_NUMBERS) else f"{solved or 'none'}"
        total = f"{word} of {count(len(rounds), 'problem')} solved"
    return f"{total} and {count(tried, 'run')}"


def candidate_messages(state: Interview, *, since: int = 0) -> list[Message]:
    """What the candidate said in this round after ``since``, in order."""
    said = (m for m in state.messages if m.speaker == "candidate" and m.seq > since)
    return [message for message in said if message.round == state.round]


def last_words(state: Interview, *, most: int = 70) -> str | None:
    """The candidate's last plan or claim, quoted; a question they asked is not theirs to answer for."""
    for message in candidate_messages(state)[: -_BACK - 1 : -1]:
        spoken = next((part for part in sentences(message.text)[:_BACK] if _substance(part)), None)
        if spoken:
            return quoted(spoken, most=most)
    return None


def _substance(part: str) -> bool:
    """Whether a sentence tells something: no question, no plea, no noise, more than a word or two."""
    asks = is_question(part)
    return not asks and intent(part, question=asks) is Intent.STATEMENT and len(content(part)) >= 2


def best_claim(state: Interview) -> str | None:
    """The last complexity of time that the candidate claimed, as they put it."""
    for message in candidate_messages(state)[: -_BACK - 1 : -1]:
        for claim in claims(message.text):
            if claim.of == "time":
                return claim.text
    return None


def source(state: Interview) -> str:
    """The newest code of the round: what would be submitted now, else what was last run or submitted.

    Where nothing of the entry point's name was written yet, it is the newest cell with code.
    """
    return _newest(state)[0]


def _newest(state: Interview) -> tuple[str, str]:
    """The newest code of the round, and its language."""
    current = state.current
    if current is None or current.problem is None:
        return "", ""
    if sum(len(cell.source) for cell in state.cells.values()) <= _MOST_SOURCE:
        try:
            made = assemble(list(state.cells.values()), current.problem.entry_point)
        except NothingToSubmit:
            pass
        else:
            return made.source, made.language
    newest = max([*current.runs, *current.attempts], key=lambda item: item.seq, default=None)
    if newest is not None:
        return newest.artefact.source, newest.artefact.language
    written = _written(state)
    named = [text for text in written if current.problem.entry_point in text]
    return (named or written or [""])[-1], "python"


def _written(state: Interview) -> list[str]:
    """The Python of this round's cells in the order in which they were run, without magics and imports."""
    before = max((m.seq for m in state.messages if m.round < state.round), default=0)
    cells = sorted((cell for cell in state.cells.values() if cell.seq > before), key=lambda cell: cell.seq)
    read = [cellsource.read(cell.source) for cell in cells if len(cell.source) <= _MOST_SOURCE]
    return [one.text for one in read if one.solution in (None, "python") and _has_code(one)]


def _has_code(cell: CellSource) -> bool:
    if cell.tree is None:
        return bool(cell.text.strip())  # it does not parse, which is worth a word
    bare = (ast.Import, ast.ImportFrom, ast.Expr, ast.Pass)
    return any(not isinstance(node, bare) for node in cell.tree.body)


def seen(state: Interview) -> Observations:
    """What the newest code of the round shows; nothing where there is none, or where it is not Python."""
    text, language = _newest(state)
    if not text or state.current is None or state.current.problem is None:
        return Observations()
    entry = state.current.problem.entry_point
    return observe(text, entry) if language == "python" else Observations(entry=entry)


_DETAILS = {
    FactKind.NESTED_LOOP: "with {other} inside the loop over {name}",
    FactKind.LINEAR_SEARCH: "with the look into {name} in a loop",
    FactKind.RECURSION: "with {name} calling itself",
    FactKind.HEAP: "with the heap {name}",
    FactKind.BISECT: "with the search in {name}",
    FactKind.SORT: "with the sort of {name}",
    FactKind.DICT: "with {name} kept on the side",
    FactKind.SET: "with {name} kept on the side",
    FactKind.DEQUE: "with {name} kept on the side",
    FactKind.LOOP: "with its loop over {name}",
    FactKind.WHILE: "with its loop while {name}",
}


def detail(observed: Observations, *, fallback: str = "as it stands") -> str:
    """The one thing of the code that decides its cost, as an aside: ``with the sort of `nums```."""
    for kind, text in _DETAILS.items():
        fact = observed.first(kind)
        if fact is not None and fact.name and ("{other}" not in text or fact.other):
            return text.format(name=code(fact.name), other=code(fact.other))
    return fallback
