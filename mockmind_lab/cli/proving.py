"""``verify`` and ``keys``: what a report proves, and whose keys are known here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockmind_lab.errors import Refused

if TYPE_CHECKING:
    from mockmind_lab.proof.again import JudgedAgain
    from mockmind_lab.report.keys import KeyRing

__all__ = ["keys", "verify"]

_MARKS = {"held": "✓", "failed": "✗", "open": "?", "note": " "}


@click.command
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--judge/--no-judge", default=True, help="Whether submissions are judged again.")
def verify(file: Path, judge: bool) -> int:
    """Check what a report (FILE) proves.

    In this order: whether the document is what its events say; whether their chain is whole; who signed it,
    and whether that key is known here; whether the rules give the same score; and, where the problems are
    here, whether the submissions get the same verdicts again.

    Exits with 0 where all of it holds, 1 where the report was changed or forged, 2 where FILE can't be read,
    3 where it holds but is unsigned or signed by an unknown key, 4 where it holds but a score or a verdict
    does not come out again.
    """
    from mockmind_lab.host import load_config
    from mockmind_lab.proof import prove
    from mockmind_lab.report.canonical import load
    from mockmind_lab.report.keys import KeyRing

    notebook = load(file)
    config = load_config()
    again = _judge() if judge else None
    try:
        proof = prove(notebook, ring=KeyRing(config=config), rejudge=again)
    finally:
        if again:
            again.judge.close()
    for line in proof.lines:
        click.echo(f"{_MARKS[line.mark]} {' '.join(line.text.split())}")
    return proof.code


def _judge() -> JudgedAgain:
    from mockmind_lab.host import load_config
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Library
    from mockmind_lab.proof.again import JudgedAgain

    config = load_config()
    return JudgedAgain(Judge(config=config), Library(config=config))


@click.group
def keys() -> None:
    """Show, trust and forget keys that sign reports."""


@keys.command("list")
def list_() -> None:
    """Show this machine's own key and those that are trusted."""
    from mockmind_lab.report.sign import fingerprint

    known = _ring().known()
    for key in known:
        click.echo(f"{fingerprint(key.key)}  {key.name}")
    if not any(key.own for key in known):
        click.echo("This machine's own key is made when the first report is signed.")


@keys.command("export")
@click.option("--name", help="Whose key it is, as others will see it; otherwise USER@MACHINE.")
def export(name: str | None) -> None:
    """Print this machine's public key and whose it is, for others to trust."""
    from mockmind_lab.report.keys import default_name, named, written
    from mockmind_lab.report.sign import public_bytes

    whose = default_name() if name is None else named(name)
    click.echo(written(public_bytes(_ring().signing_key().public_key()), whose))


@keys.command("trust")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="By what name to know it; otherwise the one it carries.")
def trust(file: Path, name: str | None) -> None:
    """Know the key in FILE, which `mockmind keys export` printed, from now on."""
    from mockmind_lab.report.keys import read_key
    from mockmind_lab.report.sign import fingerprint

    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{file} can't be read ({error}).") from error
    key, carried = read_key(text)
    called = name or carried
    if not called:
        raise Refused("That key carries no name: say --name.")
    _ring().trust(key, called)
    click.echo(f"{fingerprint(key)} is known as {called}. Compare that with its owner.")


@keys.command("forget")
@click.argument("name")
def forget(name: str) -> None:
    """Know the key of that NAME no longer."""
    _ring().forget(name)


def _ring() -> KeyRing:
    from mockmind_lab.host import load_config
    from mockmind_lab.report.keys import KeyRing

    return KeyRing(config=load_config())
