"""Results as a table: each measure beside a baseline, and each candidate beside the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mockmind_lab.evals.results import Results

__all__ = ["BARS", "Bar", "compared", "faults", "missed", "table"]


@dataclass(frozen=True, slots=True)
class Bar:
    """What the scripted interviewer has to reach: at most or at least ``value`` (a share)."""

    measure: str
    value: float
    least: bool

    @property
    def wanted(self) -> str:
        """The bar in words."""
        return f"{'at least' if self.least else 'at most'} {self.value:.0%}"

    def holds(self, results: Results) -> bool:
        """Whether ``results`` reach it. What was never counted was not reached."""
        rate = results.rate(self.measure)
        return rate is not None and (rate >= self.value if self.least else rate <= self.value)


BARS = (
    Bar("leaks", 0.0, least=False),
    Bar("out_of_phase", 0.0, least=False),
    Bar("repeated", 0.0, least=False),
    Bar("refers", 0.8, least=True),
)

_ROWS = (
    ("leaks", "leak rate (of messages)", True),
    ("out_of_phase", "out of phase (of messages)", True),
    ("repeated", "repeated (of sentences)", True),
    ("refers", "refers to the candidate's own", False),
    ("answered", "answered when asked", False),
    ("silent", "silent while coding", False),
    ("relevant", "questions about this code", False),
    ("covered", "topics covered", False),
    ("brief", "at most three sentences unasked", False),
)
"""Measure, what the table calls it, and whether less is better."""
_VERSION = "version of the measures"


def table(results: Results, baseline: Results | None) -> str:
    """The measures of ``results`` beside ``baseline``, a line a measure; then whether both mean the same."""
    names = [results.interviewer, *([_name(baseline, results)] if baseline else [])]
    lines = [f"{'':34}{''.join(f'{name[:24]:>26}' for name in names)}"]
    runs = [results, *([baseline] if baseline else [])]
    lines += [_row(about, [_rate(run, measure) for run in runs]) for measure, about, _ in _ROWS]
    lines += [_row(about, [show(run) for run in runs]) for about, show in _FIGURES]
    if baseline and baseline.schema_version != results.schema_version:
        lines.append(_other(_VERSION, baseline.schema_version, results.schema_version))
    return "\n".join(lines)


def _name(baseline: Results, results: Results) -> str:
    return baseline.interviewer if baseline.interviewer != results.interviewer else "before"


def _row(about: str, cells: Sequence[str]) -> str:
    return f"{about:34}{''.join(f'{cell:>26}' for cell in cells)}"


def _rate(results: Results, measure: str) -> str:
    rate, (hits, of) = results.rate(measure), results.count(measure)
    return "–" if rate is None else f"{rate:.1%} ({hits:,}/{of:,})"


def _reply(results: Results) -> str:
    found = results.reply_seconds()
    return "–" if found is None else f"{found[0] * 1000:,.0f} / {found[1] * 1000:,.0f} ms"


def _tokens(results: Results) -> str:
    played = results.interviews
    whole, cached = sum(i.input_tokens for i in played), sum(i.cached_tokens for i in played)
    said = sum(i.output_tokens for i in played)
    return f"{whole:,} ({cached / whole:.0%} cached), {said:,}" if whole else "none"


def _dollars(results: Results) -> str:
    spent = sum(played.dollars for played in results.interviews)
    return f"{spent:,.4f}" if spent else "none"


def _candidate_tokens(results: Results) -> str:
    played = results.interviews
    whole, said = (
        sum(p.candidate_input_tokens for p in played),
        sum(p.candidate_output_tokens for p in played),
    )
    return f"{whole:,}, {said:,}" if whole else "none"


def _candidate_dollars(results: Results) -> str:
    spent = sum(played.candidate_dollars for played in results.interviews)
    return f"{spent:,.4f}" if spent else "none"


_FIGURES: tuple[tuple[str, Callable[[Results], str]], ...] = (
    ("time to reply, median / 95 %", _reply),
    ("kept back by the guard", lambda results: f"{sum(i.withheld for i in results.interviews):,}"),
    (
        "taken back after it was shown",
        lambda results: f"{sum(len(i.taken_back) for i in results.interviews):,}",
    ),
    ("tokens in, out", _tokens),
    ("US dollars", _dollars),
    ("candidate's tokens in, out", _candidate_tokens),
    ("candidate's US dollars", _candidate_dollars),
    ("interviews (broken off)", lambda results: f"{len(results.interviews):,} ({len(results.failures())})"),
)


def faults(results: Results, *, most: int) -> list[str]:
    """The first ``most`` faults of the measures that have a bar of none, and interviews that broke off."""
    found = [
        f"{measure}: {played.problem}, {played.candidate}, event {seq}: {why}"
        for measure in ("leaks", "out_of_phase", "repeated")
        for played, seq, why in results.faults(measure)
    ]
    found += [f"broke off: {p.problem}, {p.candidate}: {p.failure}" for p in results.failures()]
    return found[:most] + ([f"… and {len(found) - most} more"] if len(found) > most else [])


def missed(results: Results) -> list[str]:
    """The bars that ``results`` miss, a line each."""
    lines: list[str] = []
    for bar in BARS:
        if not bar.holds(results):
            lines.append(f"{bar.measure}: {_rate(results, bar.measure)}, wanted {bar.wanted}")
    return lines


def compared(before: Results, after: Results) -> str:
    """Two runs, a line a measure, with what became better or worse; then what else changed."""
    lines = [f"{'':34}{'before':>26}{'after':>26}"]
    for measure, about, less in _ROWS:
        one, two = before.rate(measure), after.rate(measure)
        change = "" if one is None or two is None else _change(two - one, less=less)
        lines.append(_row(about, [_rate(before, measure), _rate(after, measure)]) + change)
    lines += [_row(about, [show(before), show(after)]) for about, show in _FIGURES]
    return "\n".join([*lines, *_differences(before, after)])


def _change(difference: float, *, less: bool) -> str:
    if abs(difference) < 0.0005:
        return ""
    return f"  {difference:+.1%} {'better' if (difference < 0) == less else 'worse'}"


def _other(name: str, one: object, two: object) -> str:
    return f"Other {name}: {one} and {two}."


def _differences(before: Results, after: Results) -> list[str]:
    """What makes the two hard to compare."""
    said = {
        "interviewer": (before.interviewer, after.interviewer),
        "seed": (before.seed, after.seed),
        "prompts": (before.prompts, after.prompts),
        "candidates": (before.candidates(), after.candidates()),
        _VERSION: (before.schema_version, after.schema_version),
        "program": (before.program, after.program),
    }
    lines = [_other(name, one, two) for name, (one, two) in said.items() if one != two]
    changed = [slug for slug, digest in before.problems.items() if after.problems.get(slug, digest) != digest]
    only = sorted(before.problems.keys() ^ after.problems.keys())
    if changed:
        lines.append(f"{len(changed)} problems have changed: {', '.join(changed[:5])}.")
    if only:
        lines.append(f"{len(only)} problems are in one of the two alone: {', '.join(only[:5])}.")
    return lines
