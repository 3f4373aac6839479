"""``mockmind problems``: what the bank holds, and whether its problems keep their promises."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from mockmind_lab.cli.problems_generate import generate
from mockmind_lab.cli.unsafe import unsafe_option
from mockmind_lab.errors import Refused, UnknownName

if TYPE_CHECKING:
    from traitlets.config import Config

    from mockmind_lab.library import Library

__all__ = ["problems"]

_BROKEN = 2

_UNWRAPPED = 10_000
"""Columns where there is no terminal: a program that reads the list gets one line for each problem."""


@click.group
def problems() -> None:
    """List, show, make and verify the problems of the bank."""


problems.add_command(generate)

_DIFFICULTIES = ("easy", "medium", "hard")


@problems.command("list")
@click.option("--difficulty", type=click.Choice(_DIFFICULTIES), help="Only those.")
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="Only those on it; may be repeated.")
@click.option("--language", metavar="LANGUAGE", help="Only those with an accepted solution in it.")
def list_problems(difficulty: str | None, topics: tuple[str, ...], language: str | None) -> int:
    """List the problems; those that can't be used come last, on standard error, with file and line."""
    from mockmind_lab.core.topics import on_topics, topic_named
    from mockmind_lab.kernel.render import hanging

    library = _library()
    index = library.index()
    known = sorted({topic for summary in index for topic in summary.topics})
    wanted = [topic_named(topic, known) for topic in topics]
    written = _language(language)
    found = [
        s
        for s in sorted(index, key=lambda s: (_DIFFICULTIES.index(s.difficulty.value), s.slug))
        if difficulty in (None, s.difficulty.value) and on_topics(s.topics, wanted)
        if written is None or written in library.package(s.slug).languages()
    ]
    rows = [(s.slug, s.difficulty.value, s.title, ", ".join(s.topics)) for s in found]
    # A program that reads it wants a line a problem, whatever COLUMNS says.
    width = get_terminal_size().columns if sys.stdout.isatty() else _UNWRAPPED
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        cells = [text.ljust(width) for text, width in zip(row, widths, strict=False)]
        click.echo(hanging("  ".join([*cells, ""]), row[3], width))
    if not rows:
        click.echo("No such problems." if index else f"No problems in {', '.join(library.folders_searched)}.")
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
@click.argument("slugs", nargs=-1, required=True, metavar="SLUG...")
@unsafe_option
def record(slugs: tuple[str, ...]) -> None:
    """Write mistakes.yaml: which small tests each wrong answer of the problems fails.

    By that the interviewer knows a misconception again. A new entry's belief is the wrong answer's docstring;
    make it a clause that can follow "you take it that". One that you put in better words there stays. The
    package is changed in place; where no wrong answer in Python is left, its mistakes.yaml is removed.
    """
    from mockmind_lab.authoring.write import write_mistakes
    from mockmind_lab.core.plural import count
    from mockmind_lab.judge import Judge
    from mockmind_lab.verification import recorded

    judge, library = Judge(config=_config()), _library()
    try:
        for slug in slugs:
            mistakes = recorded(library.get(slug), library.submissions(slug), judge)
            write_mistakes(library.package(slug), mistakes)
            found = len(mistakes.mistakes) if mistakes else 0
            click.echo(f"{slug}: {count(found, 'wrong answer')} recorded")
    finally:
        judge.close()


@problems.command
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--workers", type=click.IntRange(1, 64), help="How many checks at a time; default: the cores.")
@click.option("--cache/--no-cache", default=True, help="Whether what is known to hold is run again.")
@unsafe_option
def verify(slugs: tuple[str, ...], workers: int | None, cache: bool) -> int:
    """Run every submission of the problems (none named: of all) through the real judge.

    Exits with 1 unless each gets the verdict that its folder claims, in time, and the texts keep their rules.
    What held before is remembered by its content, the judge's and the toolchains', and not run again.
    """
    from mockmind_lab.authoring.ideas import ideas_fault
    from mockmind_lab.authoring.mistakes import beliefs_fault
    from mockmind_lab.cli.verifying import Teller
    from mockmind_lab.judge import Judge
    from mockmind_lab.verification import Kept, verify_all

    workers = workers or len(os.sched_getaffinity(0))
    judge = Judge(config=_config(), pool_size=workers)
    teller = Teller()
    try:
        kept = Kept() if cache else None
        more = {"ideas": ideas_fault, "mistakes": beliefs_fault}
        reports = verify_all(_library(), judge, slugs, teller.hear, workers=workers, kept=kept, more=more)
    finally:
        teller.close()
        judge.close()
    failed = [report.slug for report in reports if not report.passed]
    checks = [check for report in reports for check in report.checks]
    if failed:
        click.echo(f"{len(failed)} of {len(reports)} problems do not hold: {', '.join(failed)}", err=True)
        return 1
    known = sum(check.kept for check in checks)
    remembered = f" ({known} known to hold)" if known else ""
    click.echo(f"All {len(checks)} checks hold of {len(reports)} problems{remembered}.")
    return 0


@problems.command
@click.argument("slug")
@click.option("--kind", type=click.Choice(["function", "class", "stdio"]), default="function")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="A bank; default: the first of Library.paths."
)
def new(slug: str, kind: str, folder: Path | None) -> None:
    """Make a package to fill in; it loads from the first moment, and its comments say what goes where."""
    from mockmind_lab.authoring import write_scaffold

    package = write_scaffold(slug, folder or _bank(), kind=kind)
    click.echo(package.folder.path)
    click.echo(
        f"Fill it in, then: mockmind problems tests {slug} edge:0-3@0 typical:0-3@8 large:0@10000\n"
        f"                  mockmind problems verify {slug}"
    )


@problems.command("tests")
@click.argument("slug")
@click.argument("wishes", nargs=-1, metavar="[CATEGORY:SEEDS@SIZE]...")
def tests_command(slug: str, wishes: tuple[str, ...]) -> None:
    """Make the hidden tests of a problem anew: generator's arguments, accepted solution's answers.

    edge:0-6@0 asks for generate(0, 0) to generate(6, 0) as edge cases. Without wishes the seeds and sizes of
    the tests that are there are taken again. Nothing is written unless all accepted solutions agree, and a
    brute force on the small tests.
    """
    from mockmind_lab.authoring import make_tests, read_wishes, wishes_of, write_hidden_tests
    from mockmind_lab.judge import Judge

    package = _library().package(slug)
    judge = Judge(config=_config())
    try:
        made = make_tests(package, judge, read_wishes(wishes) if wishes else wishes_of(package))
    finally:
        judge.close()
    write_hidden_tests(package, made.tests)
    for note in made.notes:
        click.echo(note)
    counts = Counter(test.category for test in made.tests)
    listing = ", ".join(f"{count} {category}" for category, count in counts.items())
    size = (package.folder.path / "tests" / "hidden.jsonl").stat().st_size
    click.echo(f"{len(made.tests)} hidden tests ({listing}), {size / 1024:.0f} KiB.")


@problems.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["kattis", "humaneval", "exercism"]), help="Default: seen."
)
@click.option("--into", type=click.Path(path_type=Path), help="Folder; default: c.Library.imported.")
@click.option("--difficulty", type=click.Choice(_DIFFICULTIES), default="medium", help="What to call them.")
@click.option("--replace", is_flag=True, help="Let packages of the same name give way.")
def import_command(path: Path, form: Any, into: Path | None, difficulty: str, replace: bool) -> int:
    """Import problems: a Kattis/ICPC package or an Exercism exercise (Python track), each as folder or zip, a
    folder of such, or JSON lines in HumanEval's form.

    Tests that are programs are run in the sandbox over the reference, and what they ask is recorded. Each
    package is verified before it is written. What can't be carried over is listed with its reason. Exits with
    1 if nothing could be imported.
    """
    from mockmind_lab.core.problem import Difficulty
    from mockmind_lab.importing import import_path
    from mockmind_lab.judge import Judge

    folder = into or Path(_library().imported).expanduser()
    judge = Judge(config=_config())
    done: Counter[bool] = Counter()
    reasons: Counter[str] = Counter()
    try:
        for item in import_path(
            path, judge, folder, form=form, difficulty=Difficulty(difficulty), replace=replace
        ):
            done[bool(item.slug)] += 1
            if item.slug:
                click.echo(f"✓ {item.name} → {item.slug}")
            else:
                reasons[item.reason.split(":")[0][:70]] += 1
                click.echo(f"✗ {item.name}: {item.reason}", err=True)
            for note in item.notes:
                click.echo(f"    - {note}")
    finally:
        judge.close()
    why = "; ".join(f"{count} × {reason}" for reason, count in reasons.most_common(6))
    click.echo(f"{done[True]} imported into {folder}, {done[False]} not{f' ({why})' if why else ''}.")
    return 0 if done[True] else 1


@problems.command
def stats() -> None:
    """Count what the bank holds, and name what it lacks."""
    from mockmind_lab.cli.bankstats import tables

    for line in tables(_library()):
        click.echo(line)


def _language(word: str | None) -> str | None:
    from mockmind_lab.core.languages import LANGUAGES, named

    if word is None:
        return None
    found = named(word)
    if found is None:
        raise UnknownName.nearest("language", word, LANGUAGES, listing=f"Use one of {', '.join(LANGUAGES)}.")
    return found.name


def _bank() -> Path:
    paths = _library().paths
    if not paths:
        raise Refused("No bank is named; set c.Library.paths, or name a folder with --folder.")
    return Path(paths[0])


def _library() -> Library:
    from mockmind_lab.library import Library

    return Library(config=_config())


def _config() -> Config:
    from mockmind_lab.host import load_config

    return load_config()
