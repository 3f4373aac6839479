"""What of a model's words reaches the candidate: sentence by sentence, as they come, each looked at first."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.codeguard import COPIED, LIKENESS, CodeGuard
from mockmind_lab.interviewer.grounds import grounds
from mockmind_lab.interviewer.guard import Guard, known, theirs
from mockmind_lab.interviewer.hiddendata import HiddenData
from mockmind_lab.interviewer.hintguard import HintGuard, Look
from mockmind_lab.interviewer.manners import Manners
from mockmind_lab.interviewer.spelled import code_in
from mockmind_lab.interviewer.words import STOPS, STOPS_AT_ONCE, unmasked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mockmind_lab.interviewer.base import Situation

__all__ = ["Censor", "Speech", "prepare"]

_END = re.compile(
    rf"(?<=[{STOPS}])[”\"')*_]*\s+|(?<=[{STOPS_AT_ONCE}])(?![{STOPS_AT_ONCE}.?!])[”\"')*_」』）】]*\s*|\n+"
)
_CODE = re.compile(r"```.*?```|(?<!`)(`{1,2})(?!`)[^\s`](?:[^`\n]{0,78}[^\s`])?\1(?!`)", re.DOTALL)
"""Within it no sentence ends: a block, or a line's piece of eighty characters at most."""
_OPENED = re.compile(r"```|(?<!`)`{1,2}(?!`)(?:[^\s`][^`\n]{0,79})?`?\Z|`+\Z")
"""Where code has begun that may still come to its end."""
_MOST_HEARD = 20_000  # characters of what the candidate said that are looked at for techniques


def prepare(situation: Situation, solutions: Iterable[str]) -> None:
    """Read what a guard knows of a problem by itself: up to 0.1 s of work once a problem, for a thread."""
    problem, current = situation.problem, situation.interview.current
    if problem is not None and current is not None and current.outcome is None:
        grounds(problem, frozenset(hint.level for hint in current.hints), tuple(solutions))
        HiddenData(problem, "")


class Censor:
    """Looks at whole texts for one reaction: what would be given away, and what was said before."""

    def __init__(self, situation: Situation, solutions: Iterable[str]) -> None:
        state, problem, current = situation.interview, situation.problem, situation.interview.current
        self._guard = Guard(state, problem)
        undecided = problem is not None and current is not None and current.outcome is None
        texts, own = tuple(solutions), known(state, problem) if problem else ""
        self.hints = (
            HintGuard(
                problem,
                frozenset(h.level for h in current.hints),
                texts,
                own,
                "\n".join(theirs(state))[:_MOST_HEARD],
            )
            if problem and current and undecided
            else None
        )
        code = [cell.source for cell in state.cells.values()]
        code += [m.text for m in state.messages if m.speaker == "candidate"] if undecided else []
        self._code = CodeGuard(texts if undecided else (), code)
        self._hidden = HiddenData(problem, own) if problem and undecided else None
        ours = [m for m in state.messages if m.speaker == "interviewer" and m.round == state.round]
        self._before = unmasked(ours[-1].text) if ours and not ours[-1].hint else ""
        self._shown = [line for m in ours if not m.hint for line in code_in(m.text)] if undecided else []
        self._manners = Manners(state)

    def leak(self, text: str) -> str | None:
        """What ``text`` would give away, or None, without a second opinion."""
        return self.look(text).leak

    def look(self, text: str, *, settled: str = "") -> Look:
        """What ``text`` would give away behind what is ``settled``, of which only the form still counts."""
        found = list(self.by_form(unmasked(settled + text)))
        sure = next((leak for leak in found if leak not in LIKENESS), None)
        if sure is not None:
            return Look(sure)
        hint = self.hints.look(unmasked(text)) if self.hints else Look()
        if found and (hint.leak is None or hint.unsure):
            known = set(self.by_form(unmasked(settled))) if settled else set[str]()
            if like := next((leak for leak in found if leak not in known), None):
                return Look(like, unsure=True)
        return hint

    def by_form(self, text: str) -> Iterator[str]:
        """What ``text`` (unmasked) would give away but ideas: words of a hint, complexity, code, data."""
        found = self._guard.spoken(text)
        yield from (found,) if found else (*self._copied(text), *self._continued(text), *self._added(text))

    def _copied(self, text: str) -> Iterator[str]:
        yield from filter(None, (self._code.leak(text), self._hidden.leak(text) if self._hidden else None))

    def _continued(self, text: str) -> Iterator[str]:
        """What ``text`` gives away only with the message before it, such as the rest of a solution."""
        if self._before and not self._before_told:
            yield from self._copied(f"{self._before}\n{text}")

    def _added(self, text: str) -> Iterator[str]:
        """Code that ``text`` gives away with what was shown before: it may come a line a reply."""
        lines = code_in(text) if self._shown and "`" in text else []
        if lines and self._code.copies([*self._shown, *lines]) and not self._code.copies(self._shown):
            yield COPIED

    @cached_property
    def _before_told(self) -> bool:
        """Whether the message before gave something away by itself."""
        return any(self._copied(self._before))

    def fault(self, sentence: str) -> str | None:
        """Why one sentence should better not be said, though it gives nothing away."""
        return self._manners.fault(sentence)

    def said(self, sentence: str) -> None:
        """Take note of a sentence that was released."""
        self._manners.said(sentence)

    @property
    def count(self) -> int:
        """Sentences that were released in this reaction."""
        return self._manners.count

    def unsaid(self, sentence: str) -> None:
        """Forget a sentence that was released: its message has come to nothing, and it may be said again."""
        self._manners.unsaid(sentence)


class Speech:
    """One message as it is spoken. ``released`` is what the candidate may hear of it so far.

    ``most`` sentences are heard in a whole reaction, in however many messages. Where somebody reads what the
    guard is not sure of (``reader``), such a sentence is held, with all behind it, until it is settled.
    """

    def __init__(self, censor: Censor, *, most: int, reader: bool = False) -> None:
        self.released = ""
        self.leak: str | None = None
        self.faults: list[str] = []
        self._censor = censor
        self._most = most
        self._reader = reader
        self._held = ""
        self._feared: str | None = None  # what the guard by itself finds in what is held
        self._settled = ""
        self._read = 0
        self._sentences: list[str] = []

    @property
    def empty(self) -> bool:
        """Whether nothing that could be read was released: invisible characters and dots are no words."""
        return not any(character.isalnum() for character in unmasked(self.released))

    def feed(self, text: str, *, whole: bool = False) -> bool:
        """Take the message as far as it has come; whether more was released by that."""
        before = self.released
        for sentence, end in _complete(text, self._read, whole=whole):
            if self.leak is not None:
                break
            self._read = end
            self._release(sentence)
        return self.released != before

    @property
    def doubt(self) -> str | None:
        """The message as far as it was looked at, where some of it is held; else None."""
        return self.released + self._held if self._held else None

    def settle(self, opinion: Look | None) -> bool:
        """A second opinion on ``doubt``, None where nobody has one; whether more was released by that."""
        if not self._held:
            return False
        held, self._held = self._held, ""
        self.leak, self._feared = (opinion.leak if opinion else self._feared), None
        if self.leak is not None:
            return False
        self.released += held
        if opinion is not None:
            self._settled = self.released
        return True

    def take_back(self) -> None:
        """Its call was refused, or it leaks: what was released of it may be said again in another message."""
        for sentence in self._sentences:
            self._censor.unsaid(sentence)
        self._sentences.clear()
        self.released = self._held = self._settled = ""

    def _release(self, sentence: str) -> None:
        if not unmasked(sentence).strip():
            if self._held:
                self._held += sentence
            elif self.released:
                self.released += sentence
            return
        fault = self._censor.fault(sentence)
        if fault is None and self._censor.count >= self._most:
            fault = f"only {self._most} sentences are heard"
        if fault is not None:
            self.faults.append(fault)
            return
        look = self._look(sentence)
        if look.leak is not None and not (look.unsure and self._reader):
            self.leak, self._held = look.leak, ""
            return
        if self._held or (look.unsure and self._reader):
            self._held += sentence
            self._feared = self._feared or look.leak
        else:
            self.released += sentence
        self._sentences.append(sentence)
        self._censor.said(sentence)

    def _look(self, sentence: str) -> Look:
        """At all that was said so far together: a solution may come a line at a time."""
        text = self.released + self._held + sentence
        return self._censor.look(text.removeprefix(self._settled), settled=self._settled)


def _complete(text: str, start: int, *, whole: bool) -> list[tuple[str, int]]:
    """The sentences that are complete in ``text`` from ``start`` on, each with where it ends.

    A sentence ends where more text follows it, so ``3.`` is not cut from ``3.5``; a block of code is one. A
    backtick is waited for where it may still close a piece of code; one that nothing closes is a character.
    """
    found: list[tuple[str, int]] = []
    masked = _CODE.sub(lambda code: "x" * len(code[0]), text[start:])
    opened = None if whole else _OPENED.search(masked)
    at, last = start, start + (opened.start() if opened else len(masked))
    for match in _END.finditer(masked):
        end = start + match.end()
        if end > last or (end == len(text) and not whole):
            break
        found.append((text[at:end], end))
        at = end
    if whole and at < len(text):
        found.append((text[at:], len(text)))
    return found
