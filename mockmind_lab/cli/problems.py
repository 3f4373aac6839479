"""``mockmind problems``: what the bank holds, and whether its problems keep their promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mockmind_lab.cli.unsafe import unsafe_option

if TYPE_CHECKING:
    from traitlets.config import Config

    from mockmind_lab.library import Library
    from mockmind_lab.verification import Progress

__all__ = ["problems"]

_BROKEN = 2


@click.group
def problems() -> None:
    """List, show and verify the problems of the bank."""


@problems.command("list")
def list_problems() -> int:
    """List the problems; those that can't be used come last, on standard error, with file and line."""
    library = _library()
    order = {"easy": 0, "medium": 1, "hard": 2}
    rows = [
        (summary.slug, summary.difficulty.value, summary.title, ", ".join(summary.topics))
        for summary in sorted(library.index(), key=lambda s: (order.get(s.difficulty.value, 3), s.slug))
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        cells = [text.ljust(width) for text, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[3]]))
    if not rows:
        click.echo(f"No problems in {', '.join(library.paths)}.")
    broken = library.broken()
    for entry in broken:
        click.echo(entry.message, err=True)
    return _BROKEN if broken else 0


@problems.command
@click.argument("slug")
def show(slug: str) -> None:
    """Show a problem as a candidate sees it: no hidden test, hint or solution."""
    from mockmind_lab.kernel.render import plain

    problem = _library().get(slug)
    examples, tests = len(problem.visible_tests), len(problem.tests)
    limits = f"{problem.limits.cpu_seconds:g} s CPU and {problem.limits.memory_bytes // 2**20} MiB a test"
    facts = [problem.difficulty.value, ", ".join(problem.topics), f"{tests} tests, {examples} of them shown"]
    click.echo(plain(problem.statement))
    click.echo("\n" + " · ".join([*facts, limits]))


@problems.command
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--workers", type=click.IntRange(1, 64), default=2, help="How many problems at a time.")
@unsafe_option
def verify(slugs: tuple[str, ...], workers: int) -> int:
    """Run every submission of the problems (none named: of all) through the real judge.

    Exits with 1 unless each gets the verdict that its folder claims, and the texts keep their rules.
    """
    from mockmind_lab.judge import Judge
    from mockmind_lab.verification import verify_all

    judge = Judge(config=_config())
    try:
        reports = verify_all(_library(), judge, slugs, _tell, workers=workers)
    finally:
        judge.close()
    failed = [report.slug for report in reports if not report.passed]
    checks = sum(len(report.checks) for report in reports)
    if not failed:
        click.echo(f"All {checks} checks hold of {', '.join(report.slug for report in reports)}.")
        return 0
    click.echo(f"{len(failed)} of {len(reports)} problems do not hold: {', '.join(failed)}", err=True)
    return 1


def _tell(progress: Progress) -> None:
    """One line a check as it is done: two problems are checked side by side, so each line names its own."""
    check = progress.check
    line = f"{progress.slug} {progress.done}/{progress.total} {check.name} ({check.seconds:.1f} s)"
    click.echo(f"✓ {line}" if check.passed else f"✗ {line}: {check.detail}", err=not check.passed)


def _library() -> Library:
    from mockmind_lab.library import Library

    return Library(config=_config())


def _config() -> Config:
    from mockmind_lab.host import load_config

    return load_config()
