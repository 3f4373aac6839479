"""A model's conversation about one round: only ever appended to, so that most of it is read from a cache.

It is made of the interview's state and can be made again from it; what a candidate wrote stands in marked
blocks, and nothing of it can close its block or open another.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mockmind_lab.core.interview import Message, Trial
from mockmind_lab.core.phases import Phase
from mockmind_lab.interviewer import recap
from mockmind_lab.interviewer.base import Occasion
from mockmind_lab.interviewer.briefing import briefing
from mockmind_lab.interviewer.ledger import told
from mockmind_lab.interviewer.marks import escaped
from mockmind_lab.interviewer.tools import TOOLS, offered
from mockmind_lab.providers.base import Block, Finished, Prompt, Text, ToolResult, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.interview import Attempt, Interview
    from mockmind_lab.core.verdict import TestResult, Verdict
    from mockmind_lab.interviewer.base import Situation

__all__ = ["Talk", "data", "judged", "ran"]

_MOST_TEXT = 4000  # characters of one message or output that a model is shown
_MOST_CODE = 16_000
_LAST = 8  # messages that are kept word by word where a conversation has to be shortened
_MAX_TOKENS = 1000

_OCCASIONS: dict[str, str] = {
    "stage": "This part of the interview begins.",
    "message": "Answer the candidate.",
    "hint_taken": "The candidate took a hint, which they have before them. Do not explain it.",
    "run_passed": "Their first run in which every example passes.",
    "run_failed": "Their first run in which an example fails.",
    "submission": "A submission was judged.",
    "standstill": "Nothing was written, run or said for some minutes.",
    "half_time": "Half of the time for this problem is over. Say so in half a sentence.",
    "five_minutes": "Five minutes are left for this problem. Say so in half a sentence.",
    "skipped": "The candidate has skipped the problem.",
    "time_up": "The time is up.",
    "finished": "The candidate ends the interview. Say goodbye in one sentence.",
}


def data(kind: str, text: str, *, most: int = _MOST_TEXT, **facts: object) -> str:
    """A marked block of what a candidate wrote, cut in its middle at ``most`` characters."""
    if len(text) > most:
        cut = f"\n[… {len(text) - most:,} characters are left out …]\n"
        text = text[: most * 2 // 3] + cut + text[-most // 3 :]
    given = "".join(f' {name}="{value}"' for name, value in facts.items())
    return f"<candidate_{kind}{given}>\n{escaped(text)}\n</candidate_{kind}>"


@dataclass
class Talk:
    """The conversation of one round. ``seen`` are the events that the model knows of."""

    system: str
    turns: list[Turn] = field(default_factory=list[Turn])
    seen: set[int] = field(default_factory=set[int])
    noted: set[str] = field(default_factory=set[str])
    _source: str = ""
    _phase: str | None = None
    _standing: str = ""
    _left: str = ""
    _open: dict[str, ToolResult | None] = field(default_factory=dict[str, "ToolResult | None"])

    def prompt(self, *, patience: float | None = None) -> Prompt:
        """The whole, for the next call, for which somebody waits ``patience`` seconds."""
        return Prompt(tuple(self.turns), self.system, TOOLS, _MAX_TOKENS, patience=patience)

    def news(self, situation: Situation, occasion: Occasion) -> None:
        """Append what has happened since the last turn, and why the model is asked now.

        A message that waits for its answer is told when that is asked for, and not before.
        """
        later = (
            situation.unanswered if occasion is not Occasion.MESSAGE and situation.heard is not None else ()
        )
        news = [*self._news(situation.interview, {m.seq for m in later}), *self._notes(situation.interview)]
        parts = [*news, self._host(situation, _OCCASIONS[occasion])]
        self.tell("\n\n".join(parts))

    def tell(self, text: str) -> None:
        """Append a turn of the host's; results that the model still waits for come first."""
        results: list[Block] = [
            result or ToolResult(id_, "not carried out", error=True) for id_, result in self._open.items()
        ]
        self._open.clear()
        self.turns.append(Turn("user", (*results, Text(text)), mark=True))

    def answered(self, finished: Finished) -> None:
        """Append the model's own turn. No API takes an empty text back."""
        said = tuple(b for b in finished.content if not isinstance(b, Text) or b.text.strip())
        self.turns.append(Turn("assistant", said or (Text("silent"),)))
        self._open = {use.id: None for use in finished.tool_uses}

    def result(self, id_: str, text: str, *, error: bool = False) -> None:
        """What came of a tool call; told with the next turn."""
        self._open[id_] = ToolResult(id_, text, error)

    def shorten(self, situation: Situation) -> None:
        """Begin anew with a summary, because the whole has become too long for the model.

        The newest message, those that wait for an answer and the newest verdicts are left for ``news``.
        """
        state = situation.interview
        fresh = {m.seq for m in (*situation.unanswered, *state.messages[-1:])}
        said = [m for m in state.messages if m.round == state.round and m.seq not in fresh]
        lines = [f"{m.speaker}: {' '.join(m.text.split())[:300]}" for m in said[-_LAST:]]
        kept = data("notes", "\n".join([*told(state), *lines]))
        self.turns.clear()
        self._open.clear()
        self.noted.clear()
        self._source, self._phase, self._standing, self._left = "", None, "", ""
        self.seen = {m.seq for m in said}
        if state.current is not None:
            self.seen |= {item.seq for item in (*state.current.runs[:-1], *state.current.attempts[:-1])}
        self.turns.append(Turn("user", (Text(f"<earlier>In brief, what went before.</earlier>\n\n{kept}"),)))

    def _news(self, state: Interview, later: set[int]) -> Iterator[str]:
        round_ = state.current
        items: list[Message | Trial | Attempt] = [m for m in state.messages if m.round == state.round]
        if round_ is not None:
            items += [*round_.runs, *(a for a in round_.attempts if a.verdict is not None)]
        fresh = sorted(
            (item for item in items if item.seq not in self.seen | later), key=lambda item: item.seq
        )
        if (code := self._code(state)) is not None:
            yield code
        for item in fresh:
            self.seen.add(item.seq)
            yield _told(item)

    def _notes(self, state: Interview) -> Iterator[str]:
        """The ledger where it is of use: what was said of earlier problems, and of this one in its review.

        A note is told once; before, the words themselves are in the conversation.
        """
        earlier = {m.seq for m in state.messages if m.round < state.round}
        lines = told(state, only=earlier)[-_LAST:]
        if state.phase in (Phase.NUDGING, Phase.REVIEWING):
            lines += told(state, only={m.seq for m in state.messages if m.round == state.round})
            made = {a.seq for a in state.current.attempts} if state.current else set[int]()
            lines += [f"{n.criterion}: {n.note}" for n in state.assessments if n.by and made & {*n.evidence}]
        fresh = [line for line in dict.fromkeys(lines) if line not in self.noted]
        self.noted.update(fresh)
        if fresh:
            yield data("notes", "\n".join(fresh))

    def _code(self, state: Interview) -> str | None:
        """The candidate's code where it has changed: what differs, if that is shorter than the whole."""
        source = recap.source(state)
        if source == self._source:
            return None
        lines = difflib.unified_diff(self._source.splitlines(), source.splitlines(), lineterm="", n=0)
        changes = "\n".join(list(lines)[2:])
        whole = not self._source or len(changes) > 0.7 * len(source)
        self._source = source
        return data(
            "code", source if whole else changes, most=_MOST_CODE, shown="whole" if whole else "changes"
        )

    def _host(self, situation: Situation, happened: str) -> str:
        state = situation.interview
        phase = state.phase.value if state.phase else "talk"
        # To five minutes: a time that is told anew at each turn is paid for at each turn.
        minutes = state.stage_remaining(situation.now).total_seconds() / 60
        left = recap.number(round(minutes / 5) * 5 if minutes > 7 else max(round(minutes), 1), "minute")
        lines = [happened]
        if left != self._left:
            lines.append(f"Left for this part: about {left}.")
            self._left = left
        standing = f"Tools that count now: {', '.join(offered(situation))}."
        if state.current is not None and state.terms is not None:
            hints, most = len(state.current.hints), state.terms.max_attempts
            standing += f" Used: {hints} of 3 hints, {state.current.used} of {most} submissions."
        if standing != self._standing:
            lines.append(standing)
            self._standing = standing
        if phase != self._phase:
            lines.append(briefing().phases[phase])
            self._phase = phase
        return "<host>\n" + "\n".join(lines) + "\n</host>"


def _told(item: Message | Trial | Attempt) -> str:
    if isinstance(item, Message):
        return _message(item)
    if isinstance(item, Trial):
        return _run(item)
    if item.verdict is None:
        return ""
    return judged(f"submission {item.number}", item.seq, item.verdict)


def _message(message: Message) -> str:
    if message.speaker == "candidate":
        return data("message", message.text, seq=message.seq)
    kind = f' hint="{message.hint}"' if message.hint else ""
    return f'<you_said seq="{message.seq}"{kind}>\n{escaped(message.text)}\n</you_said>'


def _run(trial: Trial) -> str:
    return judged(
        "run of the examples" if trial.input is None else "run of an input of their own",
        trial.seq,
        trial.verdict,
    )


def judged(what: str, seq: int, verdict: Verdict) -> str:
    """A verdict; what the code itself printed, returned or raised is the candidate's."""
    score = f"{verdict.code.value}, {verdict.passed} of {verdict.total} tests"
    head = f'<verdict seq="{seq}">{what}: {score}</verdict>'
    failed = next((test for test in verdict.tests if test.code != "AC"), None)
    shown = failed or next((test for test in verdict.tests if test.stdout), None)
    if shown is None:
        return "\n".join([head, data("output", verdict.message)] if verdict.message else [head])
    return "\n".join([head, data("output", _test(shown), test=shown.number, category=shown.category)])


def _test(test: TestResult) -> str:
    given = {"input": test.input, "expected": test.expected, "got": test.got, "raised": test.message}
    lines = [f"{name}: {value}" for name, value in given.items() if value]
    return "\n".join([test.code.value, *lines, *([f"printed:\n{test.stdout}"] if test.stdout else [])])


def ran(verdict: Verdict) -> str:
    """What a run that the model asked for came to."""
    return judged("your run", 0, verdict)
