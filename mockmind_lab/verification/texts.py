"""What can be checked without running anything: statement, hints, tests and what an interviewer needs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from mockmind_lab.judge.checkers import CHECKERS, TEXT_CHECKERS, exact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mockmind_lab.core.problem import Problem, ProblemTest, Submission

__all__ = ["IMPORTED_CHECKS", "TEXT_CHECKS", "roster_fault"]

MIN_TESTS = 8
MIN_WRONG = 3
MIN_FOLLOW_UPS = 2
SHINGLE = 5  # words in a row that two hints may not share
_TELLING = 12  # characters from which a test's arguments are its own, not any short list
_EXAMPLE = re.compile(r"^### Example (\d+)\s*\n+```text\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)


def tests_fault(problem: Problem) -> Iterator[str]:
    """Enough tests, of several categories, no two alike; of an imported problem only the last."""
    imported = problem.origin == "imported"
    if not imported and len(problem.tests) < MIN_TESTS:
        yield f"{len(problem.tests)} tests; write at least {MIN_TESTS}"
    wanted = set[str]() if imported else {"edge", "typical"}
    for category in sorted(wanted - {test.category for test in problem.tests}):
        yield f"no test of category {category}; add one"
    seen: dict[str, int] = {}
    for test in problem.tests:
        first = seen.setdefault(_canonical(test.args), test.number)
        if first != test.number:
            yield f"tests {first} and {test.number} have the same arguments; drop one"
        if not (test.visible or test.generated or imported):
            yield f"test {test.number} is hidden and has no 'generated'; name its seed and size"


def examples_fault(problem: Problem) -> Iterator[str]:
    """The statement's examples are the visible tests, in their order, each with its explanation."""
    found = [match[2] for match in _EXAMPLE.finditer(problem.statement)]
    if len(found) != len(problem.visible_tests):
        yield f"statement.md has {len(found)} examples for {len(problem.visible_tests)} visible tests"
        return
    words = " ".join(problem.statement.split())
    for test, block in zip(problem.visible_tests, found, strict=True):
        try:
            args, outcome = _read_example(problem, block)
        except ValueError as error:
            yield f"example {test.number} can't be read: {error}"
            continue
        if _canonical(args) != _canonical(test.args):
            yield f"example {test.number} has other arguments than the visible test {test.number}"
        if not _right(problem, test, outcome):
            yield f"example {test.number} has another outcome than the visible test {test.number}"
        if " ".join(test.explanation.split()) not in words:
            yield f"the explanation of test {test.number} is not the one in statement.md"


def secrets_fault(problem: Problem) -> Iterator[str]:
    """Nothing that a candidate reads before a hint holds a hidden test or a hint's idea."""
    said = [problem.statement, problem.starter, *(faq.answer for faq in problem.faq)]
    squeezed = re.sub(r"\s", "", "\n".join(said))
    for test in problem.tests:
        text = re.sub(r"\s", "", _canonical(test.args)[1:-1])
        if not test.visible and len(text) >= _TELLING and text in squeezed:
            yield f"the arguments of hidden test {test.number} stand in the statement"
    for hint in problem.hints:
        for key in hint.keys:
            if any(_holds(text, key) for text in said):
                yield f"the statement or the FAQ says {key!r}, the idea of hint {hint.level}"


def hints_fault(problem: Problem) -> Iterator[str]:
    """No hint gives away what a later one is for."""
    for hint in problem.hints:
        later = [other for other in problem.hints if other.level > hint.level]
        if hint.level > 1 and not hint.keys:
            yield f"hint {hint.level} names no keys; add '<!-- keys: a, b -->', the words that give it away"
        for other in later:
            for key in other.keys:
                if _holds(hint.text, key):
                    yield f"hint {hint.level} says {key!r}, which is for hint {other.level}"
            if _shingles(hint.text) & _shingles(other.text):
                yield f"hints {hint.level} and {other.level} share {SHINGLE} words in a row"
        if later and "```" in hint.text:
            yield f"hint {hint.level} shows code; keep that for hint {later[-1].level}"


def interview_fault(problem: Problem) -> Iterator[str]:
    """What an interviewer talks about is there."""
    if not problem.faq:
        yield "no FAQ; add the questions that a good candidate asks"
    for entry in problem.faq:
        if not entry.keywords:
            yield f"the FAQ entry {entry.question!r} has no keywords"
    if len(problem.follow_ups) < MIN_FOLLOW_UPS:
        yield f"{len(problem.follow_ups)} follow-ups; write {MIN_FOLLOW_UPS}"
    if not problem.edge_cases:
        yield "no edge_cases; name those that a candidate should think of"
    if problem.rubric is None:
        yield "no rubric; say what a strong, a fair and a weak answer looks like"


def roster_fault(submissions: tuple[Submission, ...], *, imported: bool = False) -> Iterator[str]:
    """The submissions that every package brings, each wrong one with its misconception.

    An imported one brings an accepted one.
    """
    kinds = [submission.kind for submission in submissions]
    demands = (("accepted", 1), ("brute_force", 1), ("wrong_answer", MIN_WRONG))
    for kind, least in demands[:1] if imported else demands:
        if kinds.count(kind) < least:  # pyright: ignore[reportArgumentType]
            yield f"{kinds.count(kind)} submissions in {kind}; write at least {least}"  # pyright: ignore[reportArgumentType]
    for submission in submissions:
        if submission.kind == "wrong_answer" and not (submission.summary or imported):
            yield f"{submission.name} has no docstring; name the misconception it stands for"


IMPORTED_CHECKS = frozenset({"tests", "secrets", "hints"})
"""Those of ``TEXT_CHECKS`` that are asked of an imported package."""

TEXT_CHECKS: Mapping[str, Callable[[Problem], Iterator[str]]] = {
    "tests": tests_fault,
    "examples": examples_fault,
    "secrets": secrets_fault,
    "hints": hints_fault,
    "interview": interview_fault,
}
"""Name of a check to the function that yields its faults, one line each."""


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _holds(text: str, phrase: str) -> bool:
    pattern = r"\s+".join(re.escape(word) for word in phrase.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) is not None


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def _read_example(problem: Problem, block: str) -> tuple[list[Any], tuple[str, Any]]:
    """The arguments and the outcome (``("expected", value)`` or ``("raises", name)``) of an example.

    The form is ``Input:``, then ``name = JSON`` for each argument, each on its own line, then
    ``Output: JSON`` or ``Raises: Name``.
    """
    match = re.fullmatch(r"Input:(.*)^(Output|Raises):(.*)", block, re.MULTILINE | re.DOTALL)
    if match is None:
        raise ValueError("write 'Input: name = value', then 'Output: value' or 'Raises: Name'")
    names = _input_names(problem)
    parts = re.split(rf"^\s*({'|'.join(map(re.escape, names))})\s*=", match[1], flags=re.MULTILINE)
    if parts[0].strip() or parts[1::2] != names:
        raise ValueError(f"the input is not {', '.join(names)} in this order")
    args = [_value(text) for text in parts[2::2]]
    if match[2] == "Raises":
        return args, ("raises", match[3].strip())
    return args, ("expected", _value(match[3]))


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError(f"{text.strip()[:60]!r} is no JSON value") from None


def _input_names(problem: Problem) -> list[str]:
    if problem.kind == "class":
        return ["arguments", "calls"]
    if problem.kind == "function" and problem.signature:
        return [param.name for param in problem.signature.params]
    return ["text"]


def _right(problem: Problem, test: ProblemTest, outcome: tuple[str, Any]) -> bool:
    if test.raises is not None:
        return outcome == ("raises", test.raises)
    if outcome[0] == "raises":
        return False
    if problem.checker.name == "custom":  # it runs with the submissions, and not for a text
        return test.expected is None or exact(test.expected, outcome[1])
    check = (TEXT_CHECKERS if problem.kind == "stdio" else CHECKERS)[problem.checker.name]
    return check(test.expected, outcome[1], problem.checker.tolerance)
