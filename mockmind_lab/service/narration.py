"""What a command's answer says, in Markdown that reads well in a notebook and in a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.core.phases import Status
from mockmind_lab.core.verdict import Code, TestResult, Verdict
from mockmind_lab.core.views import possible
from mockmind_lab.protocol import OPERATIONS

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from mockmind_lab.core.interview import Interview, Message
    from mockmind_lab.core.payloads import FeedbackGiven, ProblemPresented

__all__ = ["clock", "code_block", "feedback", "outcome", "problem", "said", "status", "verdict"]


def clock(left: timedelta) -> str:
    """``32:05``, or ``1:02:05`` from an hour on."""
    seconds = int(left.total_seconds())
    hours, rest = divmod(seconds, 3600)
    minutes = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{hours}:{minutes}" if hours else minutes


def code_block(text: str, language: str = "") -> str:
    """A fenced block that ``text`` can't break out of."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def said(messages: list[Message]) -> str:
    """What the interviewer said, each message a block quote."""
    blocks: list[str] = []
    for message in messages:
        who = f"Hint {message.hint}" if message.hint else "Interviewer"
        blocks.append("\n".join(f"> {line}".rstrip() for line in f"**{who}:** {message.text}".splitlines()))
    return "\n\n".join(blocks)


def problem(shown: ProblemPresented) -> str:
    """The problem: title, statement, starter code. The statement has its own examples."""
    head = f"## {shown.title}\n\n*{shown.difficulty}*"
    start = f"Write `{shown.entry_point}` in a cell of its own:\n\n{code_block(shown.starter, 'python')}"
    return "\n\n".join([head, shown.statement.strip(), start if shown.starter else ""]).strip()


def status(state: Interview, now: datetime) -> str:
    """Where the interview stands, in a few lines."""
    if state.terms is None or not state.live:
        return "No interview is open. Start one: `%interview start medium`."
    current = state.current
    title = current.problem.title if current and current.problem else "Before the first problem"
    number = f" (problem {state.round} of {state.terms.problems})" if state.terms.problems > 1 else ""
    standing = "paused" if state.status is Status.PAUSED else (state.phase or "in progress")
    lines = [
        f"**{title}**{number} · {str(standing).replace('_', ' ')} · {clock(state.stage_remaining(now))} left"
    ]
    if current is not None:
        best = current.best
        done = (
            f"best so far {best.verdict.passed} of {best.verdict.total} tests"
            if best and best.verdict
            else ""
        )
        attempts = f"{current.used} of {state.terms.max_attempts} submissions made"
        hints = f"{len(current.hints)} of {len(state.terms.hint_costs)} hints taken"
        lines.append(" · ".join(filter(None, (attempts, done, hints))))
    usages = (OPERATIONS[name].usage or name for name in possible(state))
    lines.append("Now: " + ", ".join(f"`%interview {usage}`" for usage in usages) + ".")
    return "\n\n".join(lines)


def verdict(given: Verdict, *, title: str) -> str:
    """A verdict: one line in words, a table of tests, and details of visible tests that failed."""
    words = f"**{title}: {given.code.meaning}**"
    count = f" · {given.passed} of {given.total} tests passed" if given.total else ""
    parts = [words + count, _sentence(given)]
    if not given.sandboxed:
        parts.append("*Judged without a sandbox: this verdict proves nothing.*")
    if given.tests:
        parts.append(_table(given.tests))
        parts += [_details(test) for test in given.tests if test.visible and test.code is not Code.AC]
    return "\n\n".join(filter(None, parts))


def outcome(result: TestResult) -> str:
    """A run on the candidate's own input, of which nobody knows the right answer."""
    parts = [f"**Your code on {_inline(result.input or '')}**"]
    if result.got is not None:
        parts.append(f"returned {_inline(result.got)}")
    parts.append(result.message)
    if result.stdout:
        parts.append("printed:\n\n" + code_block(result.stdout))
    parts.append(f"*{result.wall_seconds * 1000:.0f} ms, {result.peak_memory_bytes / 2**20:.0f} MiB*")
    return "\n\n".join(filter(None, parts))


def feedback(given: FeedbackGiven) -> str:
    """The score and how it came about."""
    rows = [f"| {_cell(line.label)} | {line.points:+.0f} | {_cell(line.reason)} |" for line in given.lines]
    parts = [f"**Score: {given.score:.0f} of 100**"]
    parts.append("\n".join(["| | points | why |", "|---|---:|---|", *rows]) if rows else "")
    parts += [f"+ {text}" for text in given.strengths]
    parts += [f"- {text}" for text in given.improvements]
    return "\n\n".join(filter(None, parts))


def _sentence(given: Verdict) -> str:
    """The verdict's own line, without the count that stands before it already."""
    if given.code is Code.AC and given.tests:
        return ""
    _, counted, rest = given.message.partition(" tests passed; ")
    return rest[:1].upper() + rest[1:] if counted else given.message


def _table(tests: tuple[TestResult, ...]) -> str:
    rows = [
        f"| {test.number} | {'example' if test.visible else _cell(test.category)} "
        f"| {'✓' if test.code is Code.AC else '✗'} {test.code} | {test.cpu_seconds * 1000:.0f} ms |"
        for test in tests
    ]
    return "\n".join(["| test | kind | verdict | CPU |", "|---:|---|---|---:|", *rows])


def _details(test: TestResult) -> str:
    lines = [f"Example {test.number}:"]
    pairs = (("input", test.input), ("expected", test.expected), ("got", test.got))
    lines += [f"- {name} {_inline(value)}" for name, value in pairs if value is not None]
    lines += [f"- {test.message}"] if test.message not in ("", test.code.meaning) else []
    text = "\n".join([lines[0], "", *lines[1:]])
    return f"{text}\n\nprinted:\n\n{code_block(test.stdout)}" if test.stdout else text


def _inline(text: str) -> str:
    """Inline code that ``text`` can't break out of."""
    flat = " ".join(text.splitlines())
    longest = max((len(run) for run in re.findall(r"`+", flat)), default=0)
    tick = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{tick}{pad}{flat}{pad}{tick}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
