"""What happened in each round: the problem, what was said, the versions of the code and their verdicts."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.core.interview import Attempt
from mockmind_lab.core.plural import count
from mockmind_lab.core.scoring import ReviewMade
from mockmind_lab.core.verdict import Code
from mockmind_lab.core.versions import versions
from mockmind_lab.report.cells import judging_again
from mockmind_lab.report.links import anchor, in_transcript, linked
from mockmind_lab.report.part import Part
from mockmind_lab.report.scoring import remarked
from mockmind_lab.report.text import cleaned, fenced, plain, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview, Round, Trial
    from mockmind_lab.core.verdict import TestResult, Verdict
    from mockmind_lab.core.versions import Version
    from mockmind_lab.report.story import Story

__all__ = ["happened", "rounds", "verdict_line"]


def rounds(story: Story) -> list[Part]:
    """All rounds, one after another, each with its problem, transcript and code."""
    state = story.interview
    parts = list[Part]()
    opening = _lines(story, 0)
    if opening:
        parts.append(Part("transcript-0", "## Outside the problems\n\n" + "\n\n".join(opening)))
    for current in state.rounds.values():
        number = current.number
        several = f" {number}" if len(state.rounds) > 1 else ""
        if current.problem:
            parts.append(Part(f"problem-{number}", _problem(current.problem, several)))
        lines = _lines(story, number) or ["Nothing was said."]
        parts.append(Part(f"transcript-{number}", "\n\n".join([f"## Transcript{several}", *lines])))
        parts += _code(story, current, several)
        parts.append(Part(f"hints-{number}", _hints(state, current, several, story)))
    return parts


def _problem(problem: p.ProblemPresented, several: str) -> str:
    facts = (
        f"{plain(problem.difficulty)} · {count(problem.tests, 'test')} · {problem.cpu_seconds:g} s of CPU "
        f"and {problem.memory_bytes / 2**20:.0f} MiB for each"
    )
    rows = ["| example | input | expected | |", "|---:|:--|:--|:--|"]
    rows += [
        f"| {example.number} | {_literal(example.input)} | {_literal(example.expected)} "
        f"| {plain(example.explanation)} |"
        for example in problem.examples
    ]
    parts = [f"## The problem{several}: {plain(problem.title)}", facts, quoted(problem.statement)]
    if problem.examples and "example" not in problem.statement.lower():  # most statements tell them
        parts.append("\n".join(rows))
    if problem.starter:
        parts += ["The candidate began with:", fenced(problem.starter, "python")]
    return "\n\n".join(parts)


def _lines(story: Story, number: int) -> list[str]:
    mine = [event for event in story.events if event.round == number]
    told = [(event, happened(story, event, anchored=True)) for event in mine]
    return [line for _, line in told if line]


def happened(story: Story, event: Event, *, anchored: bool = False) -> str | None:
    """One entry of the transcript: what was said, or what was run, submitted or given, and when.

    ``anchored`` makes it the place that links to the event lead to.
    """
    time = story.at(event.seq)
    here = anchor(story, event.seq) if anchored else ""
    at = f"{here}**{time}** ·"
    match event.payload:
        case p.MessageSaid(speaker=speaker, text=text, modality=modality):
            how = " (spoken)" if modality == "voice" else ""
            lead = f"{here}<strong>{time}</strong> · <strong>{speaker.capitalize()}</strong>{how} ·"
            return quoted(text, lead)
        case p.HintGiven(level=level, cost=cost, text=text):
            lead = f"{here}<strong>{time}</strong> · <em>Hint of level {level}, −{cost:g} points</em> ·"
            return quoted(text, lead)
        case p.CodeRun(input=given, verdict=verdict):
            what = "Ran the examples" if given is None else f"Ran {_literal(given)}"
            return f"{at} *{what}*{_version(story, event)}: {_ran(given, verdict)}"
        case p.SubmissionMade(attempt=attempt, reason=reason):
            why = {"time": ", when the time ran out", "finish": ", when the interview was finished"}
            return f"{at} *Submission {attempt}{why.get(reason, '')}*{_version(story, event)}"
        case p.VerdictGiven(verdict=verdict):
            return f"{at} *Verdict*: {verdict_line(verdict)}"
        case p.StatusChanged(status=status) if in_transcript(event):
            return f"{at} *Interview {status.value}*"
        case _:
            return None


def _version(story: Story, event: Event) -> str:
    current = story.interview.rounds.get(event.round)
    found = (v.number for v in versions(current) if event.seq in v.seqs) if current else iter(())
    number = next(found, None)
    return f", version {number} of the code" if number else ""


def verdict_line(verdict: Verdict) -> str:
    """``WA, wrong answer, 5 of 8 tests passed`` with the code in bold."""
    tests = f", {verdict.passed} of {verdict.total} tests passed" if verdict.tests else ""
    return f"**{verdict.code.value}** {verdict.code.meaning}{tests}"


def _ran(given: str | None, verdict: Verdict) -> str:
    """What came of a run; of an input of one's own nobody knows the right answer, so none is accepted."""
    return "it ran" if given is not None and verdict.code is Code.AC else verdict_line(verdict)


def _code(story: Story, current: Round, several: str) -> Iterator[Part]:
    number = current.number
    found = versions(current)
    if not found:
        yield Part(f"code-{number}", f"## The code{several}\n\nNothing was run or submitted.")
        return
    best = current.best.artefact if current.best else found[-1].uses[0].artefact
    before: Version | None = None
    for version in found:
        heading = [f"## The code{several}"] if before is None else []
        heading.append(f"### Version {version.number}")
        heading.append("\n".join(f"- {_use(story, use)}" for use in version.uses))
        body = [*heading, _source(version, before)]
        body += [_results(use) for use in version.uses]
        body += [_review(story, use.seq) for use in version.uses if isinstance(use, Attempt)]
        yield Part(f"code-{number}-v{version.number}", "\n\n".join(part for part in body if part))
        before = version
    word = "The best submission" if current.best else "The newest version"
    if best.language != "python":  # the report is a Python notebook
        yield Part(f"final-{number}", f"### {word}, whole\n\n{fenced(best.source, best.language)}")
    else:
        yield Part(f"final-{number}", f"### {word}, whole\n\nRun this cell to try it.")
        yield Part(f"final-{number}-code", cleaned(best.source).rstrip("\n"), kind="code")
    if current.problem and current.best:
        yield Part(f"again-{number}", judging_again(current.problem, best), kind="code")


def _review(story: Story, submission: int) -> str:
    """What a reviewer wrote of a submission, once it was judged."""
    for event in story.events:
        match event.payload:
            case ReviewMade() as review if review.submission == submission:
                by = f"*Review, by {plain(review.evaluator)}"
                by += f"; the rules stand in: {plain(review.fallback)}" if review.fallback else ""
                told = [f"{by} ({linked(story, [event.seq])}):*", quoted(review.text)]
                return "\n\n".join([*told, *remarked(story, review.remarks)])
            case _:
                pass
    return ""


def _use(story: Story, use: Trial | Attempt) -> str:
    cells = ", ".join(f"[{count}]" for count in use.artefact.cells)
    taken = f", from cells {cells}" if cells else ""
    if isinstance(use, Attempt):
        judged = verdict_line(use.verdict) if use.verdict else "not judged yet"
        return f"{story.at(use.seq)} submission {use.number}{taken}: {judged} ({linked(story, [use.seq])})"
    what = _named(use).replace("Run", "run", 1)
    return f"{story.at(use.seq)} {what}{taken}: {_ran(use.input, use.verdict)} ({linked(story, [use.seq])})"


def _source(version: Version, before: Version | None) -> str:
    new = cleaned(version.source).splitlines()
    if before is None:
        return fenced(version.source, version.uses[0].artefact.language)
    names = (f"version {before.number}", f"version {version.number}")
    old = cleaned(before.source).splitlines()
    diff = list(unified_diff(old, new, *names, lineterm="", n=2))
    if len(diff) > len(old) + len(new):  # nothing in common: the code itself reads better
        return fenced(version.source, version.uses[0].artefact.language)
    return fenced("\n".join(diff), "diff")


def _results(use: Trial | Attempt) -> str:
    """The verdict for each test of a submission; of a run of the examples, only where one failed.

    The list of the version's uses tells what passed, so only a failure is told in words here.
    """
    verdict = use.verdict
    if verdict is None:
        return ""
    message = "" if verdict.code is Code.AC else plain(verdict.message)
    unsafe = "" if verdict.sandboxed else " **without a sandbox**"
    examples = not isinstance(use, Attempt) and use.input is None
    if not verdict.tests or (examples and verdict.code is Code.AC):
        return f"{_named(use)}{unsafe}: {message}" if message else ""
    rows = ["| test | kind | verdict | CPU | memory | |", "|---:|:--|:--|---:|---:|:--|"]
    rows += [_row(test) for test in verdict.tests]
    if not isinstance(use, Attempt) and use.input is not None:
        head = f"{_named(use)}{unsafe}:"
    else:
        head = f"{_named(use)}, test by test{unsafe}:"
    return "\n\n".join(filter(None, [head, message, "\n".join(rows)]))


def _named(use: Trial | Attempt) -> str:
    """What was judged, to stand above how: a version may have been run and submitted several times."""
    if isinstance(use, Attempt):
        return f"Submission {use.number}"
    return "Run of the examples" if use.input is None else f"Run of {_literal(use.input)}"


def _row(test: TestResult) -> str:
    # Of a hidden test nothing is shown but number, category and figures, even if an event held more.
    kind = f"{plain(test.category)}{'' if test.visible else ', hidden'}"
    # The judge tells but a bound, the same for all hidden tests of a submission.
    most = "" if test.visible else "≤ "
    cpu = f"{most}{test.cpu_seconds * 1000:.0f} ms" if test.cpu_seconds or test.visible else ""
    memory = f"{most}{test.peak_memory_bytes / 2**20:.1f} MiB" if test.peak_memory_bytes else ""
    verdict = f"**{test.code.value}** {test.code.meaning}"
    return f"| {test.number} | {kind} | {verdict} | {cpu} | {memory} | {_detail(test)} |"


def _detail(test: TestResult) -> str:
    if not test.visible:
        return ""
    named = (("input", test.input), ("expected", test.expected), ("got", test.got), ("printed", test.stdout))
    shown = [f"{name} {_literal(value)}" for name, value in named if value]
    if test.code is Code.AC:
        shown = shown[:1] if test.expected else [text for text in shown if not text.startswith("expected")]
    return "; ".join([*shown, *([plain(test.message)] if test.message else [])])


def _literal(value: str) -> str:
    """A value in code type, on one line. HTML, because a table cell can't hold backticks safely."""
    return f"<code>{plain(value)}</code>" if value.strip() else "(empty)"


def _hints(state: Interview, current: Round, several: str, story: Story) -> str:
    heading = f"## Hints{several}"
    if not current.hints:
        return f"{heading}\n\nNo hint was taken."
    rows = ["| when | level | cost | event |", "|---:|---:|---:|:--|"]
    rows += [
        f"| {story.at(h.seq)} | {h.level} | −{h.cost:g} | {linked(story, [h.seq])} |" for h in current.hints
    ]
    costs = ", ".join(f"{cost:g}" for cost in state.terms.hint_costs) if state.terms else ""
    return "\n\n".join(
        [heading, "\n".join(rows), f"Stated costs of the three levels, in points of 100: {costs}."]
    )
