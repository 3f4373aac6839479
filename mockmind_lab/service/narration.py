"""What a command's answer says, in Markdown that reads well in a notebook and in a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.core.languages import LANGUAGES, listing, named
from mockmind_lab.core.payloads import HintGiven, MessageSaid, ProblemPresented
from mockmind_lab.core.phases import Status
from mockmind_lab.core.plural import count
from mockmind_lab.core.starters import starters
from mockmind_lab.core.verdict import Code, TestResult, Verdict
from mockmind_lab.core.views import possible
from mockmind_lab.errors import UnknownName
from mockmind_lab.protocol import OPERATIONS, UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime, timedelta

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.problem import Problem
    from mockmind_lab.core.scoring import FeedbackGiven

__all__ = [
    "clock",
    "code_block",
    "feedback",
    "heard",
    "nothing_open",
    "outcome",
    "problem",
    "shortened",
    "starter",
    "status",
    "took",
    "verdict",
]


_LINE = 80
"""Characters of a line in a terminal, by which what a program printed is cut."""


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


def heard(events: Iterable[Event]) -> Iterator[str]:
    """What the interviewer said, as block quotes, and the problems that were shown, in their order."""
    for event in events:
        match event.payload:
            case MessageSaid(speaker="interviewer", text=text):
                yield _quote("Interviewer", text)
            case HintGiven(level=level, text=text):
                yield _quote(f"Hint {level}", text)
            case ProblemPresented() as shown:
                yield problem(shown)
            case _:
                pass


def _quote(who: str, text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in f"**{who}:** {text}".splitlines())


def nothing_open(interview: str | None, notebook: str | None) -> str:
    """Where no interview is open; ``interview`` is one that is open elsewhere."""
    if interview is None:
        return "No interview is open. Start one: `%interview start medium`."
    began = f"in {notebook}" if notebook and not notebook.startswith(UNNAMED) else "in another kernel"
    return (
        f"No interview is open here. One that began {began} is: `{interview}`. `%interview resume` goes on "
        "with it here; `%interview start medium` starts another."
    )


def problem(shown: ProblemPresented) -> str:
    """The problem: title, statement, starter code. The statement has its own examples."""
    head = f"## {shown.title}\n\n*{shown.difficulty}*"
    start = f"Write `{shown.entry_point}` in a cell of its own:\n\n{code_block(shown.starter, 'python')}"
    return "\n\n".join([head, shown.statement.strip(), start if shown.starter else ""]).strip()


def starter(problem: Problem, word: str) -> str:
    """Starter code in the language that ``word`` names; raises ``UnknownName`` if there is none."""
    language = named(word)
    if language is None:
        raise UnknownName.nearest("language", word, LANGUAGES, listing=f"There are {listing()}.")
    marker = "%%solution" + ("" if language.name == "python" else f" {language.name}")
    if problem.signature is None:
        return f"Write a whole program in {language.title} in a cell that begins with `{marker}`."
    code = code_block(f"{marker}\n{starters(problem.signature)[language.name]}", language.name)
    return f"In {language.title}, in a cell of its own:\n\n{code}"


def status(state: Interview, now: datetime) -> str:
    """Where the interview stands, in a few lines."""
    if state.terms is None or not state.live:
        return "No interview is open. Start one: `%interview start medium`."
    current = state.current
    stage = state.stage.name.replace("_", " ").capitalize() if state.stage else "Beginning"
    title = current.problem.title if current and current.problem else stage
    several = current is not None and state.terms.problems > 1
    number = f" (problem {state.round} of {state.terms.problems})" if several else ""
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
    if (away := _away(state)) is not None:
        lines.append(away)
    if state.cost.calls or state.cost.budget != "ok":
        lines.append(_cost(state))
    usages = (OPERATIONS[name].usage or name for name in possible(state))
    lines.append("Now: " + ", ".join(f"`%interview {usage}`" for usage in usages) + ".")
    return "\n\n".join(lines)


def _away(state: Interview) -> str | None:
    """Who speaks where the model that was chosen does not, and why: nobody should have to guess."""
    terms, now = state.terms, state.interviewer
    if terms is None or now is None or now.interviewer == terms.interviewer:
        return None
    return f"The {now.interviewer} interviewer speaks for {terms.interviewer} now: {now.reason.rstrip('.')}."


def _cost(state: Interview) -> str:
    """What models have cost, and a warning before it is too much."""
    budget = {"ok": "", "low": "; the budget is nearly used up", "spent": "; the budget is used up"}
    return f"Models have cost ${state.cost.dollars:.2f} so far{budget[state.cost.budget]}."


def verdict(given: Verdict, *, title: str) -> str:
    """A verdict: one line in words, a table of tests, and details of visible tests that failed."""
    words = f"**{title}: {given.code.meaning}**"
    passed = f" · {given.passed} of {given.total} tests passed" if given.total else ""
    parts = [words + passed, _sentence(given)]
    if not given.sandboxed:
        parts.append(_UNSANDBOXED)
    if given.tests:
        parts.append(_table(given.tests))
        parts += _failures([test for test in given.tests if test.visible and test.code is not Code.AC])
    return "\n\n".join(filter(None, parts))


def _failures(failed: list[TestResult]) -> Iterator[str]:
    """The visible tests that failed; what one said or printed the next does not say again."""
    told: set[str] = set()
    for test in failed:
        again = {text for text in (test.message, test.stdout) if text in told}
        told |= {test.message, test.stdout}
        yield _details(
            test,
            message="" if test.message in again else test.message,
            stdout="" if test.stdout in again else test.stdout,
        )


_UNSANDBOXED = "*Judged without a sandbox: this verdict proves nothing.*"


def outcome(result: TestResult, *, sandboxed: bool = True) -> str:
    """A run on the candidate's own input, of which nobody knows the right answer."""
    parts = [f"**Your code on {_value(result.input or '')}**"]
    if result.got is not None:
        parts.append(f"returned {_value(result.got)}")
    parts.append(shortened(result.message))
    if result.stdout:
        parts.append("printed:\n\n" + code_block(shortened(result.stdout)))
    if not sandboxed:
        parts.append(_UNSANDBOXED)
    parts.append(f"*{result.wall_seconds * 1000:.0f} ms, {result.peak_memory_bytes / 2**20:.0f} MiB*")
    return "\n\n".join(filter(None, parts))


def feedback(given: FeedbackGiven) -> str:
    """The score and how it came about; what went well, okay and wanting; what to do next."""
    rows = [
        f"| {_cell(line.label)} | {_points(line.points)} | {_cell(line.reason)} |" for line in given.lines
    ]
    hire = f" · {given.hire.replace('_', ' ')}" if given.hire else ""
    without = given.without_hints
    hints = f" ({without:g} without hints)" if without is not None and without != given.score else ""
    parts = [f"**Score: {given.score:g} of 100**{hire}{hints}"]
    parts.append("\n".join(["| | points | why |", "|---|---:|---|", *rows]) if rows else "")
    if given.rubric_version == 1:
        parts += [f"+ {text}" for text in given.strengths]
        parts += [f"- {text}" for text in given.improvements]
    for kind, heading in _KINDS.items():
        texts = [f"- {' '.join(remark.text.split())}" for remark in given.remarks if remark.kind == kind]
        parts.append("\n".join([f"**{heading}**", "", *texts]) if texts else "")
    steps = [f"{at}. {' '.join(step.text.split())}" for at, step in enumerate(given.plan, start=1)]
    parts.append("\n".join(["**Next**", "", *steps]) if steps else "")
    parts.append(f"*Scored by rules: {_cell(given.fallback)}*" if given.fallback else "")
    return "\n\n".join(filter(None, parts))


_KINDS = {"went_well": "Went well", "went_okay": "Went okay", "needs_improvement": "Needs improvement"}


def _points(points: float) -> str:
    return f"{points:+g}" if points else "0"


def _sentence(given: Verdict) -> str:
    """The verdict's own line, where what stands around it does not say as much."""
    first = next((test for test in given.tests if test.code is not Code.AC), None)
    if given.tests and (first is None or first.visible):
        return ""
    _, counted, rest = given.message.partition(" tests passed; ")
    return rest[:1].upper() + rest[1:] if counted else given.message


def _table(tests: tuple[TestResult, ...]) -> str:
    rows = [
        f"| {test.number} | {'example' if test.visible else _cell(test.category)} "
        f"| {'✓' if test.code is Code.AC else '✗'} {test.code} | {_cpu(test)} |"
        for test in tests
    ]
    return "\n".join(["| test | kind | verdict | CPU |", "|---:|---|---|---:|", *rows])


def _cpu(test: TestResult) -> str:
    """Of a hidden test a bound, which is the same for all of them."""
    time = f"{test.cpu_seconds * 1000:.0f} ms"
    return time if test.visible else f"≤ {time}" if test.cpu_seconds else ""


def _details(test: TestResult, *, message: str, stdout: str) -> str:
    pairs = (("input", test.input), ("expected", test.expected), ("got", test.got))
    lines = [f"- {name} {_value(value)}" for name, value in pairs if value is not None]
    lines += [f"- {shortened(message)}"] if message not in ("", test.code.meaning) else []
    text = "\n".join([f"Example {test.number}:", "", *lines])
    return f"{text}\n\nprinted:\n\n{code_block(shortened(stdout))}" if stdout else text


def shortened(text: str, most: int = 8 * _LINE) -> str:
    """The beginning of ``text`` in a few lines of a terminal, and how much more there is."""
    lines = text.rstrip().split("\n")
    kept, room = list[str](), most
    for line in lines:
        rows = max(1, -(-len(line) // _LINE)) * _LINE  # what it takes, however short
        if rows > room:
            kept += [line[:room]] if room else []
            break
        kept.append(line)
        room -= rows
    shown = "\n".join(kept)
    left = len(text.rstrip()) - len(shown)
    return f"{shown}\n… {count(left, 'more character')}" if left else shown


def _value(text: str) -> str:
    """A value as code, cut to a few lines of a terminal."""
    most = 4 * _LINE
    left = len(text) - most
    return _inline(text) if left <= 0 else f"{_inline(text[:most])} … {count(left, 'more character')}"


def _inline(text: str) -> str:
    """Inline code that ``text`` can't break out of."""
    flat = " ".join(text.splitlines())
    longest = max((len(run) for run in re.findall(r"`+", flat)), default=0)
    tick = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{tick}{pad}{flat}{pad}{tick}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def took(cells: Sequence[int]) -> str:
    """Which cells a submission was assembled from."""
    if not cells:
        return ""
    names = ", ".join(f"[{cell}]" for cell in cells)
    return f"*Taken from cell{'s' if len(cells) > 1 else ''} {names}.*"
