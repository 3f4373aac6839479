"""The score and why: the rubric's criteria with their bands, how the points add up, remarks, and the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.descriptors import BANDS, HIRE, descriptors
from mockmind_lab.report.links import cited, linked
from mockmind_lab.report.part import Part
from mockmind_lab.report.text import plain, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mockmind_lab.core.scoring import Criterion, FeedbackGiven, Remark
    from mockmind_lab.report.story import Story

__all__ = ["hired", "plan", "remarked", "rubric"]

_KINDS = {
    "went_well": "Went well",
    "went_okay": "Went okay",
    "needs_improvement": "Needs improvement",
}
_NONE = "The interview has no score: it was not finished, or nobody evaluated it."


def hired(feedback: FeedbackGiven) -> str:
    """The hire band in words; empty for a score of a rubric that knew none."""
    return HIRE.get(feedback.hire, "")


def rubric(story: Story) -> list[Part]:
    """The criteria, how the score adds up, and what went well and what did not."""
    feedback = story.interview.feedback
    if feedback is None:
        return [Part("score", f"## Score and why\n\n{_NONE}")]
    parts = list[Part]()
    if feedback.criteria:
        parts.append(Part("rubric", "\n\n".join(_criteria(story, feedback))))
    parts.append(Part("score", "\n\n".join(_score(story, feedback))))
    if feedback.remarks:
        remarks = remarked(story, feedback.remarks)
        parts.append(Part("remarks", "\n\n".join(["## What went well, and what did not", *remarks])))
    return parts


def remarked(story: Story, remarks: Iterable[Remark]) -> Iterator[str]:
    """Remarks under the headings of their kinds, each with what it rests on."""
    remarks = list(remarks)
    for kind, heading in _KINDS.items():
        lines = [remark for remark in remarks if remark.kind == kind]
        if lines:
            yield f"**{heading}**"
            yield "\n".join(f"- {worded(line.text)}{_on(story, line)}" for line in lines)


def plan(story: Story) -> list[Part]:
    """What to do next, step by step; empty where the score has no plan."""
    feedback = story.interview.feedback
    if feedback is None or not feedback.plan:
        return []
    steps = list[str]()
    for number, step in enumerate(feedback.plan, start=1):
        command = f" <code>%interview start --problem {plain(step.problem)}</code>" if step.problem else ""
        steps.append(f"{number}. {worded(step.text)}{command}")
    return [Part("plan", "## What to do next\n\n" + "\n".join(steps))]


def _criteria(story: Story, feedback: FeedbackGiven) -> Iterator[str]:
    weights = dict(feedback.weights)
    yield "## The rubric"
    rows = ["| criterion | band | | weight | confidence |", "|:--|:--|:--|---:|---:|"]
    for each in feedback.criteria:
        weight = f"{weights[each.name]:.0%}" if each.name in weights else ""
        sure = f"{each.confidence:.0%}" if each.band else ""
        rows.append(f"| **{_name(each)}** | {_bar(each.band)} | {_band(each.band)} | {weight} | {sure} |")
    if "correctness" in weights:
        rows.append(f"| **Correctness** | the judge's alone | | {weights['correctness']:.0%} | |")
    yield "\n".join(rows)
    for each in feedback.criteria:
        yield f"### {_name(each)}: {_band(each.band)}"
        meanings = descriptors(feedback.rubric_version, each.name)
        if each.band and meanings:
            yield f"<blockquote>{plain(meanings[each.band - 1])}</blockquote>"
        on = cited(story, each.citations)
        yield _sentence(each.reason) + (f" Rests on {on}." if on else "")
        if meanings:
            yield _meanings(meanings, each.band)


def _meanings(meanings: tuple[str, ...], band: int | None) -> str:
    rows = ["| band | means |", "|:--|:--|"]
    for number, meaning in enumerate(meanings, start=1):
        here = " ←" if number == band else ""
        rows.append(f"| {number} {BANDS[number - 1]}{here} | {plain(meaning)} |")
    table = "\n".join(rows)
    return f"<details><summary>All four bands</summary>\n\n{table}\n\n</details>"


def _sentence(text: str) -> str:
    words = plain(f"{text[:1].upper()}{text[1:]}".rstrip(". "))
    return f"{words}." if words else ""


def _name(criterion: Criterion) -> str:
    return criterion.name.replace("_", " ").capitalize()


def _band(band: int | None) -> str:
    return f"{BANDS[band - 1]} ({band} of 4)" if band and band <= len(BANDS) else "no evidence"


def _bar(band: int | None) -> str:
    filled = max(0, min(band or 0, len(BANDS)))
    return "■" * filled + "□" * (len(BANDS) - filled)


def _score(story: Story, feedback: FeedbackGiven) -> Iterator[str]:
    yield "## Score and why"
    rows = ["| points | for | why | events |", "|---:|:--|:--|:--|"]
    for line in feedback.lines:
        points = f"{line.points:+.1f}" if line.points else "0"
        on = linked(story, line.evidence)
        rows.append(f"| {points} | {plain(line.label)} | {plain(line.reason)} | {on} |")
    rows.append(f"| **{feedback.score:g}** | **Score of 100** | {_without(feedback)} | |")
    yield "\n".join(rows)
    by = f"*Evaluator: {plain(feedback.evaluator)}, rubric {feedback.rubric_version}"
    by += f", prompts {plain(feedback.prompts)}" if feedback.prompts else ""
    kept = "" if feedback.evaluator == "rules" else " A model's scores are kept as given, not derived again."
    yield f"{by}.{kept} Numbers like #12 are the events that a line rests on.*"
    if feedback.fallback:
        yield f"*The rules stand in for a model: {plain(feedback.fallback)}*"


def _without(feedback: FeedbackGiven) -> str:
    """What it would be had no hint been taken, where one was."""
    lost = sum(min(line.points, 0.0) for line in feedback.lines)
    if feedback.without_hints is not None:
        different = feedback.without_hints != feedback.score
        return f"{feedback.without_hints:g} without hints" if different else ""
    return f"{feedback.score - lost:g} without the cost of hints" if lost else ""


def _on(story: Story, remark: Remark) -> str:
    on = cited(story, remark.citations)
    return f" ({on})" if on else ""
