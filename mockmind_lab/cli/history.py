"""``mockmind history``: all interviews, progress, search, transcripts, and deleting what is to be forgotten.

It reads the store itself and asks no service, whose parts take longer to import than this takes to answer.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockmind_lab.core.plural import count
from mockmind_lab.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from mockmind_lab.history import Entry, History
    from mockmind_lab.store import Hit

__all__ = ["history"]

_SHOWN = 20
_AGE = re.compile(r"(\d{1,5})([dwy])")
_DAYS = {"d": 1, "w": 7, "y": 365}
_LONGEST = 100 * 365  # days
_REPORTS = "Reports that were written are your own files and stay where they are."


@click.group(invoke_without_command=True)
@click.option("--all", "every", is_flag=True, help="All of them, not only the newest.")
@click.option("--limit", type=click.IntRange(1), default=_SHOWN, show_default=True, help="So many.")
@click.option("--json", "as_json", is_flag=True, help="All that is known, as JSON.")
@click.pass_context
def history(context: click.Context, every: bool, limit: int, as_json: bool) -> None:
    """Your interviews, the newest first, with scores, progress and cost."""
    if context.invoked_subcommand is not None:
        return
    from mockmind_lab.history.tables import as_data, listing, overview

    with _history() as own:
        entries = own.entries()
    shown = entries if every else entries[:limit]
    if as_json:
        _json(as_data(entries, shown))
    elif not entries:
        click.echo("No interviews yet. Start one: mockmind start medium.")
    else:
        rest = len(entries) - len(shown)
        more = f"{rest} older ones: mockmind history --all" if rest else ""
        _markdown("\n\n".join(filter(None, (listing(shown), more, overview(entries)))))


@history.command
@click.option("--out", type=click.Path(path_type=Path), help="A PNG to write; otherwise text, here.")
def chart(out: Path | None) -> None:
    """Progress over time, all in all and by topic."""
    from mockmind_lab.history import chart as picture
    from mockmind_lab.history import progress
    from mockmind_lab.history.tables import overview, topic_table

    with _history() as own:
        entries = own.entries()
    scores, found = progress.points(entries), progress.topics(entries)
    if out is not None:
        _write(out, picture.draw(scores, found))
        click.echo(f"{out}: {picture.alternative_text(scores, found)}")
    elif not scores:
        raise Refused("No interview has a score yet, so there is no progress to show: finish one first.")
    else:
        _markdown(f"{topic_table(found)}\n\n{overview(entries)}" if found else overview(entries))


@history.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def search(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search what was said and written in your interviews, for lines that hold all WORDS.

    '"a phrase"' in quotation marks, begin*, -without and OR are understood.
    """
    with _history() as own:
        hits = own.search(" ".join(words), limit=limit)
    if as_json:
        _json([_hit(hit) for hit in hits])
    elif not hits:
        click.echo("Nothing of that was said in your interviews.")
    else:
        for hit in hits:
            _show(hit)


@history.command
@click.argument("interview", metavar="ID")
@click.option("--to", "form", type=click.Choice(["md", "text", "json"]), default="md", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="A file; otherwise standard output.")
def export(interview: str, form: str, out: Path | None) -> None:
    """Write the transcript of an interview, with the times of its clock."""
    with _history() as own:
        text = own.transcript(interview, form)
    if out is None:
        click.echo(text, nl=False)
    else:
        _write(out, text.encode("utf-8"))
        click.echo(out)


@history.command
@click.argument("interview", metavar="ID")
@click.option("--abandon", is_flag=True, help="Also one that was left open and that no host has.")
@click.option("--yes", is_flag=True, help="Delete it; otherwise it is only shown what would go.")
def delete(interview: str, abandon: bool, yes: bool) -> int:
    """Delete an interview with all its data. This can't be undone."""
    with _history() as own:
        return _delete(own, [own.find(interview)], yes=yes, abandon=abandon)


@history.command
@click.option("--older-than", "age", required=True, metavar="AGE", help="90d, 12w or 2y.")
@click.option("--yes", is_flag=True, help="Delete them; otherwise it is only shown what would go.")
def purge(age: str, yes: bool) -> int:
    """Delete the interviews that began longer ago than AGE, with all their data. This can't be undone."""
    with _history() as own:
        old, still_open = own.older(_age(age), now=datetime.now(UTC))
        if still_open:
            click.echo(f"{still_open} as old are open and are kept: finish them, or mockmind history delete.")
        if not old:
            click.echo(f"No interview that has ended is older than {age}.")
            return 0
        return _delete(own, old, yes=yes)


def _delete(own: History, entries: Sequence[Entry], *, yes: bool, abandon: bool = False) -> int:
    from mockmind_lab.history.tables import listing

    _markdown(listing(entries))
    if not yes:
        click.echo(f"Nothing is deleted yet. The same with --yes deletes {_count(entries)} for good.")
        return 0
    gone = own.delete(entries, now=datetime.now(UTC), abandon=abandon)
    click.echo(f"Deleted {_count(entries)}, with events and index. {_REPORTS}")
    if not gone:
        click.echo(
            "The database's files may still hold their text: another process reads them, or the "
            "server's own vacuum is still to come. Deleting once more when nothing runs clears SQLite's.",
            err=True,
        )
    return 0


def _count(entries: Sequence[Entry]) -> str:
    return count(len(entries), "interview")


def _age(text: str) -> timedelta:
    found = _AGE.fullmatch(text.strip().lower())
    if found is None:
        raise Refused(f"{text[:40]!r} is no age; write a number of days, weeks or years: 90d, 12w, 2y.")
    days = int(found[1]) * _DAYS[found[2]]
    if days > _LONGEST:
        raise Refused(f"{text} is longer than there are computers; 100y is the most.")
    return timedelta(days=days)


def _show(hit: Hit) -> None:
    from mockmind_lab.report.text import cleaned
    from mockmind_lab.store import MARKS

    # The marks go through ``cleaned`` as what no text can hold after it: other control characters are shown.
    one_line = " ".join(hit.excerpt.split())
    begin, end = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("[", "]")
    pieces = re.split(f"([{MARKS[0]}{MARKS[1]}])", one_line)
    marks = {MARKS[0]: begin, MARKS[1]: end}
    text = "".join(marks.get(piece) or cleaned(piece) for piece in pieces)
    click.echo(f"{hit.interview}  {hit.time:%Y-%m-%d %H:%M:%S} UTC  {hit.speaker}: {text}")


def _hit(hit: Hit) -> dict[str, object]:
    from mockmind_lab.store import MARKS

    excerpt = hit.excerpt.translate({ord(mark): None for mark in MARKS})
    return {
        "interview": hit.interview,
        "seq": hit.seq,
        "time": hit.time.isoformat(),
        "speaker": hit.speaker,
        "excerpt": excerpt,
    }


@contextmanager
def _history() -> Generator[History]:
    """The history of whoever runs this command, while the store is open."""
    from mockmind_lab.history import History
    from mockmind_lab.host import load_config
    from mockmind_lab.host.person import owner
    from mockmind_lab.library import Library
    from mockmind_lab.store import EventStore

    config = load_config()
    with EventStore(config=config) as store:
        yield History(store, Library(config=config), owner(config))


def _markdown(text: str) -> None:
    from mockmind_lab.kernel.render import plain

    click.echo(plain(text).replace("%interview start", "mockmind start medium"))


def _json(value: object) -> None:
    click.echo(json.dumps(value, indent=1, ensure_ascii=False))


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Refused(f"{path} can't be written ({error.strerror}); name another with --out.") from error
