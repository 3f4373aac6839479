"""The first screen: what came of the interview, why, who hosted it, and its time line."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.core.phases import Outcome, Status
from mockmind_lab.core.plural import count
from mockmind_lab.report.part import Part
from mockmind_lab.report.pictures import TIMELINE
from mockmind_lab.report.scoring import hired
from mockmind_lab.report.story import clock
from mockmind_lab.report.text import plain
from mockmind_lab.report.timeline import alternative_text, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mockmind_lab.core.interview import Interview, Round
    from mockmind_lab.report.story import Story

__all__ = ["TRUST", "front", "outcome", "title", "trust"]

_MOST = 3  # strengths, and things to work on
TRUST = {
    "practice": "the host ran under the candidate's own account, so this report shows what happened there, "
    "but cannot prove that nobody tampered with that account",
    "graded": "the host ran under another account than the candidate's, out of the candidate's reach",
}
_OUTCOMES = {
    Outcome.SOLVED: "solved",
    Outcome.OUT_OF_ATTEMPTS: "not solved, all submissions used",
    Outcome.OUT_OF_TIME: "not solved in time",
    Outcome.SKIPPED: "skipped",
    Outcome.UNFINISHED: "not solved",
}
_ENDED = {
    Status.COMPLETED: "completed",
    Status.ABANDONED: "abandoned before its end",
    Status.FAILED: "broken off by a fault of ours",
}


def front(story: Story, images: Mapping[str, bytes]) -> list[Part]:
    """The first screen, which says it all in ten seconds, and the facts below it."""
    top = [f"# Interview report: {title(story.interview)}", _headline(story), *_advice(story.interview)]
    return [
        Part("title", "\n\n".join(top)),
        _timeline(story, images),
        Part("facts", _facts(story)),
    ]


def title(state: Interview) -> str:
    """The problem's title, or how many problems there were."""
    titles = [current.problem.title for current in state.rounds.values() if current.problem]
    return plain(titles[0]) if len(titles) == 1 else f"{len(titles)} problems" if titles else "no problem"


def trust(story: Story) -> str:
    """``practice`` if any of the hosts ran under the candidate's own account, else ``graded``."""
    hosts = [event.payload.trust for event in story.events if isinstance(event.payload, p.HostChanged)]
    return "graded" if hosts and set(hosts) == {"graded"} else "practice"


def outcome(current: Round) -> str:
    """How a round came out, in words."""
    best = current.best
    if current.outcome is None:
        words = "under way"
    elif best is None and current.outcome is Outcome.UNFINISHED:
        words = "nothing submitted"
    else:
        words = _OUTCOMES[current.outcome]
    if best is not None and best.verdict is not None:
        words += (
            f": submission {best.number} of {len(current.attempts)} passed "
            f"{best.verdict.passed} of {best.verdict.total} tests"
        )
    return words


def _headline(story: Story) -> str:
    """The score with its hire band, and a row of what else counts, each with a line below it."""
    state = story.interview
    total = clock(state.terms.seconds) if state.terms else "?"
    came = "; ".join(outcome(current) for current in state.rounds.values()) or "no problem was begun"
    result, _, how = came.partition(": ") if len(state.rounds) == 1 else (came, "", "")
    tiles = [(f"{result[:1].upper()}{result[1:]}", how)]
    if better := _without_hints(state):
        tiles.append((better, "had no hint been taken"))
    tiles.append((f"{clock(story.seconds)} of {total}", "on the clock"))
    tiles.append((f"Hosted as {trust(story)}", "says how far it can be trusted"))
    if _unsandboxed(state):
        tiles.append(("Judged without a sandbox", "verdicts could be tampered with"))
    above, below = (" | ".join(words) for words in zip(*tiles, strict=True))
    band = f" · {hired(state.feedback).capitalize()}" if state.feedback and hired(state.feedback) else ""
    return f"## {_score(state)}{band}\n\n| {above} |\n|{':--|' * len(tiles)}\n| {below} |"


def _score(state: Interview) -> str:
    if state.feedback is not None:
        return f"{state.feedback.score:g} of 100"
    return "Not scored" if state.status in _ENDED else "Unfinished, not scored"


def _without_hints(state: Interview) -> str:
    """What the score would be without hints, where that is another; empty otherwise."""
    feedback = state.feedback
    if feedback is None or feedback.without_hints in (None, feedback.score):
        return ""
    return f"{feedback.without_hints:g} of 100"


def _advice(state: Interview) -> Iterator[str]:
    """Three strengths beside three things to work on."""
    feedback = state.feedback
    if feedback is None or not (feedback.strengths or feedback.improvements):
        return
    rows = ["| Strengths | To work on |", "|:--|:--|"]
    pairs = zip_longest(feedback.strengths[:_MOST], feedback.improvements[:_MOST], fillvalue="")
    rows += [f"| {_mark('✓', good)} | {_mark('→', better)} |" for good, better in pairs]
    yield "\n".join(rows)


def _mark(sign: str, sentence: str) -> str:
    return f"{sign} {plain(sentence)}" if sentence else ""


def _facts(story: Story) -> str:
    state = story.interview
    terms, host, kind = state.terms, state.host, trust(story)
    rows = list[tuple[str, str]]()
    for current in state.rounds.values():
        named = (
            f"{plain(current.problem.title)} ({plain(current.problem.difficulty)})"
            if current.problem
            else "?"
        )
        rows.append((f"Problem {current.number}", f"{named}: {outcome(current)}"))
    status = _ENDED.get(state.status, f"unfinished ({state.status.value.replace('_', ' ')})")
    when = f", {story.events[0].time:%Y-%m-%d %H:%M} UTC" if story.events else ""
    total = f" of {clock(terms.seconds)}" if terms else ""
    rows.append(
        ("Interview", f"{status}{when}, {clock(story.seconds)}{total} on the clock (pauses left out)")
    )
    if terms:
        who = f"{plain(terms.candidate or terms.owner)}; interviewer: {plain(terms.interviewer)}"
        who += f", prompts {plain(terms.prompts)}" if terms.prompts else ""
        rows.append(("Candidate", who))
    if story.interview.interviewer is not None:
        rows.append(("Interviewers", _interviewers(story)))
    by = ""
    if host:
        by = f" Host: {plain(host.started_as)}, user {plain(host.user)}, mockmind_lab {plain(host.version)}."
    rows.append(("Hosted", f"**{kind}**: {TRUST[kind]}.{by}"))
    if story.stand_ins:
        replaced = count(len(story.stand_ins), "event")
        rows.append(("Anonymous", f"names were replaced in {replaced}; the chain keeps their hashes"))
    if _unsandboxed(state):
        rows.append(
            ("Warning", "**Code ran without a sandbox: the verdicts could have been tampered with.**")
        )
    body = "\n".join(f"| {name} | {value} |" for name, value in rows)
    return f"## About this interview\n\n| | |\n|:--|:--|\n{body}"


def _interviewers(story: Story) -> str:
    """Who spoke, in order, by which prompts; and what the models took."""
    changes = [e.payload for e in story.events if isinstance(e.payload, p.InterviewerChanged)]
    spoke = list(dict.fromkeys(f"{plain(c.interviewer)}, prompts {plain(c.prompts)}" for c in changes))
    cost = story.interview.cost
    unknown = f", without {count(cost.unpriced, 'call')} of unknown price" if cost.unpriced else ""
    took = (
        f"{count(cost.calls, 'call')}, "
        f"{cost.input_tokens:,} tokens in ({cost.cached_tokens:,} from the cache), "
        f"{cost.output_tokens:,} out, ${cost.dollars:.4f}{unknown}"
    )
    handed = f", {count(len(changes) - 1, 'hand-over')}" if len(changes) > 1 else ""
    return f"{'; '.join(spoke)}{handed}. {took}"


def _unsandboxed(state: Interview) -> bool:
    rounds = state.rounds.values()
    verdicts = [a.verdict for r in rounds for a in (*r.attempts, *r.runs) if a.verdict is not None]
    return any(not verdict.sandboxed for verdict in verdicts)


def _timeline(story: Story, images: Mapping[str, bytes]) -> Part:
    png = images.get(TIMELINE)
    if png is None:
        missing = "*Drawn as a picture where Pillow is installed: `pip install 'mockmind_lab[plot]'`.*"
        note = [] if images else [missing]
        return Part("timeline", "\n\n".join(["## Time line", table(story), *note]))
    image = f"![{alternative_text(story)}](attachment:{TIMELINE})"
    folded = f"<details><summary>The same as a table</summary>\n\n{table(story)}\n\n</details>"
    return Part("timeline", f"{image}\n\n{folded}", pictures=((TIMELINE, png),))
