"""Whether a candidate has said or shown what they tried: a hint builds on that."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mockmind_lab.core.parsing import parse
from mockmind_lab.interviewer.faq import asks_outright, is_question
from mockmind_lab.interviewer.intent import mention
from mockmind_lab.interviewer.wishes import hint_wishes
from mockmind_lab.interviewer.words import MOST_HEARD, content, sentences, unmasked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.payloads import ProblemPresented

__all__ = ["MOST_REFUSALS", "UNTRIED", "tried"]

UNTRIED = (
    "Say first what you tried or where it goes wrong, with `%interview say TEXT`, or run a cell with your "
    "code; then the hint is yours."
)
"""What one is told who asks for a hint with empty hands."""

MOST_REFUSALS = 2
"""So often a request for the same hint is refused for want of effort; the next one is granted anyway, because
who has nothing to tell must not be turned away for ever."""

_PLEA = content(
    "please give tell show me a hint another next more one two three level the answer solution algorithm "
    "trick idea no clue approach best way code write solve start begin know stuck lost help need want "
    "really here it m"
)
"""Concepts of which nothing but a plea can be made."""
_TOLD = 2  # other concepts in a message that tells something
_OF_WORK = content(
    "tried try attempted loop iterate compare sort count store sum add subtract remove swap split merge scan "
    "array dict map set tuple string element item index pointer variable function method recursion recursive "
    "base condition test example case input output result return print error exception bug fail wrong pass "
    "slow timeout quadratic linear constant complexity brute force nested pair neighbour prefix suffix "
    "reverse append pop insert search check handle compute calculate maximum minimum total difference "
    "counter syntax indent import class call parameter argument algorithm step traverse visit node edge row "
    "column digit"
)
"""Concepts of somebody at work on a program."""
_AUF_DEUTSCH = re.compile(
    r"\b(?:probier\w*|versuch\w*|schleifen?|durchlaufen|z(?:ä|ae)hl\w*|gez(?:ä|ae)hlt|sortier\w*|vergl\w*|verglichen"
    r"|w(?:ö|oe)rterbuch|liste[n]?|menge|rekursi\w*|funktion\w*|variable[n]?|fehler\w*|beispiel\w*|langsam\w*|summe"
    r"|durchgeh\w*|durchgegangen|gespeichert|speicher\w*|leere?n?|paare?|index|ausgabe|eingabe|ergebnis\w*|testf\w+)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:i|i've|i'm|my|we|our|ich|wir|mein\w*|unser\w*)\b", re.IGNORECASE)
_JOINT = re.compile(r"[;:—]|,|\b(?:but|and|so|or|aber|und|oder)\b", re.IGNORECASE)

_MOST_CODE = 20_000  # characters of a cell that are looked at; so long a one was not written for nothing
_AT_WORK = re.compile(
    r"^[^\S\n]*(?:def|class|for|while|if|function|func|let|const|var|public|struct)\b", re.MULTILINE
)
_NAME = re.compile(r"[^\W\d]\w*")


def tried(state: Interview, *, written: Iterable[str] = (), refusals: int = 0) -> bool:
    """Whether something about the problem was said or written in this round since its last hint.

    A sentence counts that says something of the problem, of code or of an approach; a question or a bare plea
    does not. Code counts that defines something or uses a name of the problem's, beyond its starter.
    ``written`` are texts of cells that were not run, ``refusals`` how often this hint was refused before.
    """
    if refusals >= MOST_REFUSALS or hint_wishes(state) > MOST_REFUSALS:
        return True
    hint = next((m for m in reversed(state.messages) if m.hint and m.round == state.round), None)
    since = hint.seq if hint is not None else _began(state)
    current = state.current
    problem = current.problem if current else None
    said = (m.text for m in state.messages if m.speaker == "candidate" and m.seq > since)
    if any(_tells(text, problem) for text in said):
        return True
    sources = [*written, *(cell.source for cell in state.cells.values() if cell.seq > since)]
    if current is not None:
        items = (*current.runs, *current.attempts)
        sources += [item.artefact.source for item in items if item.seq > since]
    return any(_works(source, problem) for source in sources)


def _began(state: Interview) -> int:
    """The last ``seq`` that belongs to an earlier round."""
    return max((m.seq for m in state.messages if m.round < state.round), default=0)


def _tells(text: str, problem: ProblemPresented | None) -> bool:
    """Whether a message says something about the problem or the work on it."""
    told = list(_statements(unmasked(text[:MOST_HEARD])))
    concepts: frozenset[str] = frozenset().union(*map(content, told)) - _PLEA
    if len(concepts) < _TOLD:
        return False
    known = _OF_WORK | (_about(_shown(problem)) if problem is not None else frozenset())
    return bool(concepts & known) or any(mention(part) or _AUF_DEUTSCH.search(part) for part in told)


def _statements(text: str) -> Iterator[str]:
    """What of a message asks nothing: ``I counted them; is that a list?`` tells and asks."""
    for sentence in sentences(text):
        if not is_question(sentence):
            yield sentence
            continue
        for part in _JOINT.split(sentence.rstrip(" ?"))[:-1]:
            if _OWN.search(part) and not asks_outright(part) and not is_question(part):
                yield part


def _shown(problem: ProblemPresented) -> str:
    return f"{problem.title}\n{problem.statement}\n{problem.starter}"


@lru_cache(maxsize=256)
def _about(shown: str) -> frozenset[str]:
    """The concepts of a problem, as its candidate sees it."""
    return content(shown) - _SMALL_TALK - _PLEA


_SMALL_TALK = content("today day weather nice good time name hello work person people year week thing city")


def _works(source: str, problem: ProblemPresented | None) -> bool:
    """Whether a cell is a try at the problem: it defines something, or uses a name of the problem's."""
    starter = problem.starter if problem is not None else ""
    if len(source) > _MOST_CODE:
        return True
    if "".join(source.split()) == "".join(starter.split()):
        return False
    names = {problem.entry_point, *_parameters(starter)} if problem is not None else set[str]()
    if names & set(_NAME.findall(source)):
        return not _same(source, starter)
    try:
        nodes = ast.walk(parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return bool(_AT_WORK.search(source))  # another language, or code that does not stand yet
    return any(isinstance(node, _DEFINING) or _assigns(node) for node in nodes)


_DEFINING = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.ListComp,
    ast.DictComp,
    ast.SetComp,
    ast.GeneratorExp,
)


def _assigns(node: ast.AST) -> bool:
    """Whether a name is given a value that is more than a number or a text."""
    if not isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) or node.value is None:
        return False
    return any(isinstance(part, ast.Name | ast.Call | ast.List | ast.Dict) for part in ast.walk(node.value))


def _parameters(starter: str) -> frozenset[str]:
    try:
        tree = parse(starter)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    return frozenset(node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)) - {"self"}


def _same(source: str, starter: str) -> bool:
    """Whether code is the starter, however it is laid out."""
    try:
        return ast.dump(parse(source)) == ast.dump(parse(starter))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
