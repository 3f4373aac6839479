"""What a bank holds and what it lacks, as lines of text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mockmind_lab.core.languages import LANGUAGES
from mockmind_lab.core.problem import CATEGORIES, Difficulty
from mockmind_lab.core.topics import INTERVIEWED, TOPICS
from mockmind_lab.errors import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mockmind_lab.core.problem import Problem, Submission
    from mockmind_lab.library import Library

__all__ = ["tables"]


def tables(library: Library) -> Iterator[str]:
    """The counts, then the gaps; packages that can't be read are named last."""
    problems: list[Problem] = []
    submissions: dict[str, tuple[Submission, ...]] = {}
    broken: list[str] = []
    for slug in library.folders():
        try:
            problem, own = library.get(slug), library.submissions(slug)
        except ProblemError as error:
            broken.append(str(error))
            continue
        problems.append(problem)
        submissions[slug] = own
    every = [submission for own in submissions.values() for submission in own]
    tests = [test for problem in problems for test in problem.tests]
    yield f"{len(problems)} problems, {len(tests)} tests, {len(every)} submissions"
    yield from _row("difficulty", Counter(p.difficulty.value for p in problems), list(Difficulty))
    yield from _row("kind", Counter(p.kind for p in problems))
    yield from _row("checker", Counter(p.checker.name for p in problems))
    yield from _row("tests", Counter(test.category for test in tests), CATEGORIES)
    yield from _row("submissions", Counter(submission.kind for submission in every))
    yield from _row("accepted in", _languages(submissions), LANGUAGES)
    yield from _row("topics", Counter(topic for p in problems for topic in p.topics))
    yield from _gaps(problems, submissions)
    yield from (f"can't be read: {line}" for line in broken)


def _languages(submissions: Mapping[str, tuple[Submission, ...]]) -> Counter[str]:
    pairs = {(slug, s.language) for slug, own in submissions.items() for s in own if s.kind == "accepted"}
    return Counter(language for _, language in pairs)


def _row(name: str, counts: Counter[str], order: Iterable[str] = ()) -> Iterator[str]:
    names = [
        *order,
        *(key for key, _ in sorted(counts.items(), key=lambda i: (-i[1], i[0])) if key not in order),
    ]
    yield f"{name:<12} " + ", ".join(f"{counts[key]} {key}" for key in names)


def _gaps(problems: list[Problem], submissions: Mapping[str, tuple[Submission, ...]]) -> Iterator[str]:
    """What a bank for interviews would have, one line each."""
    main = {topic for problem in problems for topic in problem.topics}
    if lacking := [topic for topic in INTERVIEWED if topic not in main]:
        yield f"no problem on: {', '.join(lacking)}"
    for difficulty in Difficulty:
        here = [p for p in problems if p.difficulty is difficulty]
        topics = {topic for problem in here for topic in problem.topics}
        if 0 < len(lacking := [t for t in INTERVIEWED if t in main and t not in topics]) < len(INTERVIEWED):
            yield f"no {difficulty} problem on: {', '.join(lacking)}"
    if strays := sorted(main - set(TOPICS)):
        yield f"topics of nobody else's vocabulary: {', '.join(strays)}"
    for language in LANGUAGES.values():
        without = [
            slug
            for slug, own in submissions.items()
            if not any(s.kind == "accepted" and s.language == language.name for s in own)
        ]
        if without:
            yield f"no accepted solution in {language.title}: {_some(without)}"
    without = [slug for slug, own in submissions.items() if all(s.kind != "time_limit_exceeded" for s in own)]
    if without:
        yield f"nothing too slow: {_some(without)}"


def _some(names: list[str]) -> str:
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
