"""What an interviewer gave away: a detector of its own, which shares nothing with the interviewer's guard.

It knows the package's secrets and what the candidate has been shown, said and written so far, and looks
for what of the first is in a message and not in the second.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mockmind_lab.evals.wording import compact, grams, stems, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mockmind_lab.core.problem import Problem
    from mockmind_lab.evals.material import Material

__all__ = ["Known", "Secrets", "public"]

_CODE_RUN = 5  # tokens in a row, an operator among them, that no message shares with a reference solution
_SHAPE_RUN = 9  # the same with all names alike, for a solution whose names were changed
_HINT_RUN = 4  # stems in a row that no message shares with a hint not taken
_MOST_KEY = 4  # stems of a hint's key words that are looked for
_LEAST_DATA = 6  # characters of a value that are no coincidence
_LEAST_NUMBER = 4  # digits of one
_MOST_DATA = 48  # characters of a long value that are looked for: its beginning is enough to tell
_TOOLS = "heapq bisect deque defaultdict Counter lru_cache OrderedDict accumulate itertools functools"
_LIBRARY = frozenset(_TOOLS.split())
_KEYWORDS = (
    "and as assert break class continue def del elif else except finally for from global if import in is "
    "lambda nonlocal not or pass raise return try while with yield None True False self range len"
)
_WORDS = frozenset(_KEYWORDS.split())
_GROWTHS = {
    "constant": "o(1)",
    "logarithmic": "o(logn)",
    "linear": "o(n)",
    "linearithmic": "o(nlogn)",
    "quadratic": "o(n^2)",
    "cubic": "o(n^3)",
    "exponential": "o(2^n)",
}


@dataclass(slots=True)
class Known:
    """What the candidate knows so far, in the forms that are compared. ``add`` takes more in."""

    runs: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    keys: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    code: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    shapes: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    names: set[str] = field(default_factory=set[str])
    growths: set[str] = field(default_factory=set[str])
    data: list[str] = field(default_factory=list[str])

    def add(self, *texts: str) -> None:
        """Take in what was said, written or shown."""
        for text in texts:
            self.runs |= grams(stems(text), _HINT_RUN)
            for size in range(1, _MOST_KEY + 1):
                self.keys |= grams(stems(text, common=True), size)
            self.code |= grams(tokens(text), _CODE_RUN)
            self.shapes |= grams(_shape(tokens(text)), _SHAPE_RUN)
            self.names |= set(re.findall(r"[A-Za-z_]\w*", text))
            self.growths |= set(_growths(text))
            self.data.append(compact(text))

    def holds(self, key: tuple[str, ...]) -> bool:
        """Whether the words of a key were named, one after the other."""
        return key in self.keys

    def shows(self, value: str) -> bool:
        """Whether data without white space was seen."""
        return any(value in text for text in self.data)


class Secrets:
    """A package's secrets, made ready once. ``found`` names those that a message gives away."""

    def __init__(self, material: Material) -> None:
        problem = material.problem
        sources = [s.source for s in material.submissions if s.kind == "accepted"]
        self._code = {run for s in sources for run in grams(tokens(s), _CODE_RUN) if _is_code(run)}
        shapes = (grams(_shape(tokens(s)), _SHAPE_RUN) for s in sources)
        self._shapes = {run for found in shapes for run in found if sum(map(_is_sign, run)) >= 3}
        self._names = {name for s in sources for name in _telling(s)}
        self._hints = {hint.level: grams(stems(hint.text), _HINT_RUN) for hint in problem.hints}
        self._keys = {
            hint.level: [(key, stems(key, common=True)[:_MOST_KEY]) for key in hint.keys]
            for hint in problem.hints
        }
        self._targets = {_normal(problem.complexity.time), _normal(problem.complexity.space)} - {"unknown"}
        shown = {text for test in problem.visible_tests for text in _data(test.args, test.expected)}
        hidden = (t for t in problem.tests if not t.visible)
        self._data = {text for test in hidden for text in _data(test.args, test.expected)} - shown

    def found(self, message: str, known: Known, *, hints: Iterable[int], decided: bool) -> list[str]:
        """What ``message`` gives away, in a few words each.

        ``hints`` are the levels taken. Once the round is ``decided``, only hidden data is still a secret.
        """
        leaks = list(self._data_in(message, known))
        if decided:
            return leaks
        leaks += [f"code: {' '.join(run)}" for run in self._code_in(message, known)]
        leaks += [f"name: {name}" for name in self._names if self._named(name, message, known)]
        said, every, taken = stems(message), stems(message, common=True), set(hints)
        for level, keys in self._keys.items():
            if level in taken:
                continue
            leaks += [f"hint {level}: {key}" for key, form in keys if _within(form, every, known)]
            shared = grams(said, _HINT_RUN) & self._hints[level] - known.runs
            leaks += [f"hint {level}: {' '.join(run)}" for run in sorted(shared)[:1]]
        grown = (set(_growths(message)) & self._targets) - known.growths
        return leaks + [f"target: {growth}" for growth in grown]

    def _code_in(self, message: str, known: Known) -> Iterator[tuple[str, ...]]:
        yield from sorted(grams(tokens(message), _CODE_RUN) & self._code - known.code)[:1]
        for span in re.findall(r"```.*?```|`[^`]+`", message, re.DOTALL):
            yield from sorted(grams(_shape(tokens(span)), _SHAPE_RUN) & self._shapes - known.shapes)[:1]

    def _named(self, name: str, message: str, known: Known) -> bool:
        return name not in known.names and re.search(rf"(?<!\w){name}(?!\w)", message) is not None

    def _data_in(self, message: str, known: Known) -> Iterator[str]:
        text = compact(message)
        numbers = set(re.findall(r"\d+", message))
        for value in self._data:
            there = value in numbers if value.isdigit() else value in text
            if there and not known.shows(value):
                yield f"hidden data: {value}"
                return


def public(problem: Problem) -> Iterator[str]:
    """What every candidate may know: statement, signature, examples, and the answers to their questions."""
    yield from (problem.title, problem.statement, problem.starter)
    if problem.signature:
        yield problem.signature.described()
        yield from (problem.signature.entry_point, problem.signature.summary)
        for method in problem.signature.methods:
            yield f"{method.name} {' '.join(p.name for p in method.params)} {method.summary}"
        yield " ".join(param.name for param in problem.signature.params)
    for entry in problem.faq:
        yield f"{entry.question}\n{entry.answer}"
    for test in problem.visible_tests:
        yield f"{test.args!r} {test.expected!r} {test.raises or ''} {test.explanation}"


def _within(key: tuple[str, ...], said: tuple[str, ...], known: Known) -> bool:
    """Whether a key's stems are in the message, one after the other, and were not named before."""
    if not key or known.holds(key):
        return False
    return any(said[at : at + len(key)] == key for at in range(len(said) - len(key) + 1))


def _is_sign(token: str) -> bool:
    return not (token[0].isalnum() or token[0] == "_")


def _is_code(run: tuple[str, ...]) -> bool:
    """Whether tokens are code rather than prose: an operator, and a name that is no keyword."""
    return any(map(_is_sign, run)) and any(t.isidentifier() and t not in _WORDS for t in run)


def _shape(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        token if token in _WORDS or _is_sign(token) else "0" if token.isdigit() else "v" for token in found
    )


def _telling(source: str) -> Iterator[str]:
    """Names in a solution that nobody says by chance: of several words, or of the library's tools."""
    code = re.sub(r'""".*?"""|#[^\n]*', " ", source, flags=re.DOTALL)
    for name in set(re.findall(r"[A-Za-z_]\w*", code)):
        several = re.search(r"[a-z]_[a-z]|[a-z][A-Z]", name)
        if name in _LIBRARY or (several and not name.startswith("__")):
            yield name


def _data(args: list[Any], expected: Any) -> Iterator[str]:
    """The values of a test as they would be shown, long enough not to be there by chance."""
    for value in (*args, expected):
        for shown in {repr(value), json.dumps(value)}:
            text = compact(shown)[:_MOST_DATA]
            plain = text.strip("[](){}'")
            if plain.isdigit():
                if len(plain) >= _LEAST_NUMBER:
                    yield plain
            elif len(plain) >= _LEAST_DATA and len(set(plain)) > 2:
                yield text


def _normal(growth: str) -> str:
    return re.sub(r"[\s*·]", "", growth.lower()).replace("²", "^2")


def _growths(text: str) -> Iterator[str]:
    """Growths that are named, as ``o(nlogn)``: in big-O notation or in a word for time or memory."""
    for found in re.findall(r"O\((?:[^()]|\([^()]*\))*\)", text):
        yield _normal(found)
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _GROWTHS:
            yield _GROWTHS[word]
    if re.search(r"\bn log n\b", text.lower()):
        yield "o(nlogn)"
