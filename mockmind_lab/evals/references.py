"""Whether an interviewer speaks of this candidate: of their words, their code and their results."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.core.parsing import parse
from mockmind_lab.evals.counting import Fault, Measured
from mockmind_lab.evals.wording import compact, grams

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.evals.recording import Recording, Remark

__all__ = ["named_in", "names_of", "refers", "relevant", "results_in"]


def refers(recording: Recording) -> Measured:
    """Replies after the first that name something of this candidate's, of all such (share; 1 is right).

    A reply is a message on an occasion once the candidate has said, written, run or taken anything: before
    that there is nothing to refer to. It refers by three words of theirs in a row (or all, of a shorter
    message), by a name out of their code, by a result that a run or verdict of theirs had, or by what
    they tried (runs, submissions, hints, counted or numbered).
    """
    words, names, faults, count = Words(), set[str](), list[Fault](), 0
    given = {remark.seq: remark for remark in recording.remarks}
    for event in recording.events:
        remark = given.get(event.seq)
        if remark is None:
            words.take(event.payload)
            names |= names_of(event.payload)
            continue
        if remark is recording.remarks[0] or remark.after is None:
            continue
        count += 1
        if not (words.quoted_in(remark.text) or named_in(remark.text, names) or results_in(remark)):
            faults.append(Fault(remark.seq, f"refers to nothing: {remark.text[:80]}"))
    return Measured(count - len(faults), count, tuple(faults))


class Words:
    """What the candidate has said, as runs of words."""

    def __init__(self) -> None:
        self._runs: set[tuple[str, ...]] = set()
        self._short: set[tuple[str, ...]] = set()

    def take(self, payload: p.Payload | None) -> None:
        """Take in a message of theirs."""
        if isinstance(payload, p.MessageSaid) and payload.speaker == "candidate":
            found = _plain_words(payload.text)
            self._runs |= grams(found, 3)
            if 0 < len(found) < 3:
                self._short.add(found)

    def copy(self) -> Words:
        """The same, which takes in nothing more."""
        other = Words()
        other._runs, other._short = set(self._runs), set(self._short)
        return other

    def quoted_in(self, text: str) -> bool:
        """Whether three of their words in a row are in ``text``, or a shorter message as a whole."""
        found = _plain_words(text)
        return bool(grams(found, 3) & self._runs) or any(
            short in grams(found, len(short)) for short in self._short
        )


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w^]+", text.lower()))


def names_of(payload: p.Payload | None) -> set[str]:
    """Names that the candidate's cell holds, the entry point among them once they have written it."""
    if not isinstance(payload, p.CellExecuted):
        return set()
    return set(re.findall(r"[A-Za-z_]\w*", payload.source))


def named_in(text: str, names: set[str]) -> bool:
    """Whether a code span of ``text`` holds one of ``names``."""
    spans = re.findall(r"`([^`]+)`", text)
    return any(name in names for span in spans for name in re.findall(r"[A-Za-z_]\w*", span))


_TELLING = 4  # characters of a result that don't stand in a message by chance
_DONE = re.compile(
    r"\b(?:\d+ of \d+|\d+) (?:examples?|tests?)\b|\bexample \d+ (?:gives|ends|did)\b|\bhint \d\b"
    r"|\b(?:first|second|third|last|best) (?:run|submission)\b"
    r"|\b(?:no|one|two|three|four|five|six|seven|eight|nine) (?:runs?|submissions?|hints?)\b"
    r"|\b(?:accepted|wrong answers?|time limit|run-time error|memory limit|output limit|compile error)\b",
    re.IGNORECASE,
)


def results_in(remark: Remark) -> bool:
    """Whether a message speaks of a result or of what was tried, where there is such a thing."""
    current = remark.before.current
    if current is None or not (current.runs or current.attempts or current.hints):
        return False
    text = compact(remark.text)
    verdicts = [run.verdict for run in current.runs] + [a.verdict for a in current.attempts if a.verdict]
    shown = (part for v in verdicts for t in v.tests for part in (t.message[:20], t.got or "") if t.visible)
    if any(len(compact(part)) >= _TELLING and compact(part) in text for part in shown):
        return True
    spans = set(re.findall(r"`([^`]+)`", remark.text))
    if any(test.got in spans for verdict in verdicts for test in verdict.tests if test.visible):
        return True
    return _DONE.search(remark.text) is not None


_CONSTRUCTS: Mapping[str, Callable[[ast.AST], bool]] = {
    r"loops?\b|goes round|each time": lambda n: isinstance(n, ast.For | ast.While | ast.comprehension),
    r"calls? itself|recurs": lambda n: isinstance(n, ast.Call),
    r"sort|in order": lambda n: _calls(n, "sort", "sorted"),
    r"prints?\b": lambda n: _calls(n, "print"),
    r"returns?\b|hands? back|comes back": lambda n: isinstance(n, ast.Return),
    r"slice|copied|new piece": lambda n: isinstance(n, ast.Slice),
    r"push|heap": lambda n: _calls(n, "heappush", "heapify", "heappop"),
    r"time|memory|cost|steps|run time|big-?o": lambda n: isinstance(n, ast.FunctionDef | ast.ClassDef),
}
"""What a question speaks of, and how it shows in a syntax tree."""

_ON_CODE = frozenset({"run_passed", "run_failed", "submission", "standstill", "hint_taken"})


def relevant(recording: Recording) -> Measured:
    """Questions on code that are about this code, of all questions on code (share; 1 is right).

    A question on code is one on a run, a submission, a standstill or a hint, once a cell was run. It is
    about this code when it names something out of the newest cells or the tests that were run, or
    speaks of something that their syntax tree holds, or of a result, or of the candidate's own words on it.
    """
    faults, count, words = list[Fault](), 0, _heard(recording)
    for remark in recording.remarks:
        code = "\n".join(cell.source for cell in remark.before.cells.values())
        if remark.occasion not in _ON_CODE or not code:
            continue
        for question in _questions(remark.text):
            count += 1
            if not words[remark.seq].quoted_in(question) and (why := _beside(question, code, remark)):
                faults.append(Fault(remark.seq, f"{why}: {question[:80]}"))
    return Measured(count - len(faults), count, tuple(faults))


def _questions(text: str) -> list[str]:
    """The questions of a message. What stands in a code span is no punctuation of the message's."""
    spans: list[str] = []

    def hide(span: re.Match[str]) -> str:
        spans.append(span.group())
        return f"\0{len(spans) - 1}\0"

    hidden = re.sub(r"`[^`]*`|“[^”]*”", hide, text)
    found = [part.strip() for part in re.findall(r"[^.?!\n]+\?", hidden)]
    return [re.sub(r"\0(\d+)\0", lambda at: spans[int(at.group(1))], part) for part in found]


def _heard(recording: Recording) -> dict[int, Words]:
    """By each remark, what the candidate had said by then."""
    found: dict[int, Words] = {}
    words = Words()
    given = {remark.seq for remark in recording.remarks}
    for event in recording.events:
        words.take(event.payload)
        if event.seq in given:
            found[event.seq] = words.copy()
    return found


def _beside(question: str, code: str, remark: Remark) -> str:
    """Why a question is not about this code, or nothing."""
    named = {n for span in re.findall(r"`([^`]+)`", question) for n in re.findall(r"[A-Za-z_]\w*", span)}
    if named:
        holds = set(re.findall(r"[A-Za-z_]\w*", code + _shown(remark.before)))
        return "" if named & holds else "names what is not there"
    speaks = [found for way, found in _CONSTRUCTS.items() if re.search(way, question, re.IGNORECASE)]
    if results_in(remark) and not speaks:
        return ""
    nodes = list(ast.walk(_tree(code)))
    if speaks and any(any(map(found, nodes)) for found in speaks):
        return ""
    return "speaks of what is not there" if speaks else "speaks of nothing in particular"


def _shown(state: Interview) -> str:
    current = state.current
    verdicts = [run.verdict for run in current.runs] if current else []
    verdicts += [a.verdict for a in current.attempts if a.verdict] if current else []
    results = [test for verdict in verdicts for test in verdict.tests]
    return " ".join(f"{t.input} {t.expected} {t.got} {t.message}" for t in results) + " interview hint None"


def _tree(code: str) -> ast.AST:
    try:
        return parse(code)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _calls(node: ast.AST, *names: str) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    return (isinstance(called, ast.Name) and called.id in names) or (
        isinstance(called, ast.Attribute) and called.attr in names
    )
