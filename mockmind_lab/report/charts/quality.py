"""What static analysis found, by rule: how often each was broken, and in which lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.report.charts.chart import OTHER, Bar, bars, cell

if TYPE_CHECKING:
    from mockmind_lab.core.measured import CodeChecked, Finding
    from mockmind_lab.report.painting import Picture

__all__ = ["alternative_text", "draw", "table"]


def draw(measured: CodeChecked) -> Picture | None:
    """The chart as a picture; None without Pillow, or where nothing was found."""
    rules = _by_rule(measured)
    rows = [Bar(rule, len(found), _lines(found), OTHER) for rule, found in rules.items()]
    return bars("findings of ruff and radon, by rule", rows, most=max(map(len, rules.values()), default=1))


def alternative_text(measured: CodeChecked) -> str:
    """What the picture shows, in words. Holds nothing that a person wrote."""
    told = ", ".join(f"{rule} in {_lines(found)}" for rule, found in _by_rule(measured).items())
    return f"Bars of the findings in the submission by rule: {told or 'none'}."


def table(measured: CodeChecked) -> str:
    """The same data as a Markdown table."""
    if not measured.findings:
        return measured.note or "Nothing was found that matters in an interview."
    rows = ["| line | rule | finding |", "|---:|---|---|"]
    rows += [
        f"| {one.line or ''} | {one.rule} ({one.tool}) | {cell(one.text, 160)} |" for one in measured.findings
    ]
    return "\n".join([*rows, *([f"\n{measured.note}"] if measured.note else [])])


def _by_rule(measured: CodeChecked) -> dict[str, list[Finding]]:
    rules: dict[str, list[Finding]] = {}
    for finding in measured.findings:
        rules.setdefault(finding.rule, []).append(finding)
    return dict(sorted(rules.items(), key=lambda item: (-len(item[1]), item[0])))


def _lines(found: list[Finding]) -> str:
    numbers = sorted({finding.line for finding in found if finding.line})
    shown = ", ".join(map(str, numbers[:4])) + (" …" if len(numbers) > 4 else "")
    return f"line{'s' if len(numbers) > 1 else ''} {shown}" if numbers else "the whole"
