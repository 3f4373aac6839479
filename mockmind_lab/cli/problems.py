"""``mockmind problems``: what the bank holds, and whether its problems keep their promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mockmind_lab.library import Library

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
    hidden = len(problem.tests) - len(problem.visible_tests)
    click.echo(plain(problem.statement))
    click.echo(
        f"\n{problem.difficulty.value} · {', '.join(problem.topics)} · {len(problem.visible_tests)} examples, "
        f"{hidden} hidden tests · {problem.limits.cpu_seconds:g} s CPU and "
        f"{problem.limits.memory_bytes // 2**20} MiB a test"
    )


def _library() -> Library:
    from mockmind_lab.host import load_config
    from mockmind_lab.library import Library

    return Library(config=load_config())
