"""How a verification is told while it runs: one line that moves in a terminal, plain lines elsewhere."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mockmind_lab.verification import Progress

__all__ = ["Teller"]


class Teller:
    """Prints what it hears: a fault as it is found, on standard error; a problem's line once it is done."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._moving = sys.stderr.isatty()
        self._faults: dict[str, int] = {}
        self._seconds: dict[str, float] = {}

    def hear(self, progress: Progress) -> None:
        """One check is done."""
        slug, check = progress.slug, progress.check
        self._seconds[slug] = self._seconds.get(slug, 0.0) + check.seconds
        if not check.passed:
            self._faults[slug] = self._faults.get(slug, 0) + 1
            self._clear()
            click.echo(f"✗ {slug} {check.name}: {check.detail}", err=True)
        elif "skipped" in check.name:
            self._clear()
            click.echo(f"- {slug} {check.name}")
        if progress.done == progress.total and slug not in self._faults:
            self._clear()
            click.echo(f"✓ {slug}: {progress.total} checks, {self._seconds[slug]:.1f} s")
        if self._moving:
            self._draw(progress)

    def close(self) -> None:
        """Take the moving line away."""
        self._clear()

    def _draw(self, progress: Progress) -> None:
        share = progress.bank_done / max(progress.bank_total, 1)
        spent = time.monotonic() - self._began
        left = f", {spent / share * (1 - share):.0f} s left" if share > 0.05 else ""
        faults = f", {sum(self._faults.values())} faults" if self._faults else ""
        line = f"{progress.bank_done}/{progress.bank_total} ({share:.0%}{left}{faults}) "
        line += f"{progress.slug} {progress.check.name}"
        room = shutil.get_terminal_size().columns - 1
        click.echo(f"\r\x1b[K{line[:room]}", err=True, nl=False)

    def _clear(self) -> None:
        if self._moving:
            click.echo("\r\x1b[K", err=True, nl=False)
