"""``mockmind problems generate``: a model writes a problem, the judge proves it or it is not taken."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockmind_lab.errors import ModelError, Refused

if TYPE_CHECKING:
    from mockmind_lab.library import Library

__all__ = ["generate"]


@click.command
@click.option(
    "--difficulty", type=click.Choice(["easy", "medium", "hard"]), default="medium", show_default=True
)
@click.option(
    "--topic", required=True, metavar="TOPIC", help="Its main topic, as `problems stats` names them."
)
@click.option(
    "--model", metavar="PROVIDER:MODEL", help="Who writes it; default: c.ProblemGenerator.model, a Claude."
)
@click.option("--into", type=click.Path(path_type=Path), help="A bank; default: Library.own.")
def generate(difficulty: str, topic: str, model: str | None, into: Path | None) -> None:
    """Have a model write a problem, and take it only if the judge proves it.

    Its tests are made and its brute force is compared with its reference on 200 generated inputs; then it is
    verified as any problem of the bank. What does not hold goes back to the model, at most three times.
    This costs money; how much is said at the end.
    """
    from mockmind_lab.authoring.generate import Listener, ProblemGenerator, Spending
    from mockmind_lab.core.problem import Difficulty
    from mockmind_lab.core.topics import topic_named
    from mockmind_lab.host import load_config
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Library

    wanted, config = topic_named(topic), load_config()
    library, judge = Library(config=config), Judge(config=config)
    target = into or Path(library.own)
    generator = ProblemGenerator(config=config, **({"model": model} if model else {}))
    spending, line = Spending(), _Line()
    here = [path.name for path in target.iterdir()] if target.is_dir() else []
    try:
        package = generator.generate(
            Difficulty(difficulty),
            wanted,
            target,
            judge=judge,
            taken={*library.folders(), *here},
            spending=spending,
            listener=Listener(line.say, line.grow),
        )
    except (ModelError, Refused) as error:
        raise type(error)(f"{error} {_instead(library, difficulty, wanted)}") from error
    finally:
        judge.close()
        if spending.answers:
            line.say(f"Cost: {spending}.")
    click.echo(f"{package.folder.path}\nRead it before you use it: `mockmind problems show` and its rubric.")


def _instead(library: Library, difficulty: str, topic: str) -> str:
    """What the bank has to offer, as a sentence."""
    from mockmind_lab.core.topics import on_topics

    fitting = [s for s in library.index() if on_topics(s.topics, [topic])]
    exact = [s for s in fitting if s.difficulty == difficulty]
    for found, kind in ((exact, f"{difficulty} on {topic}"), (fitting, f"on {topic}")):
        if found:
            names = ", ".join(summary.slug for summary in found[:3])
            return f"The bank has {len(found)} {kind}: {names}."
    return "`mockmind problems list` shows what the bank has."


class _Line:
    """Lines on standard output; in a terminal, one that moves while an answer comes."""

    def __init__(self) -> None:
        self._moving = sys.stdout.isatty()
        self._shown = 0

    def say(self, text: str) -> None:
        """A line that stays."""
        click.echo(f"{self._cleared()}{text}")

    def grow(self, characters: int) -> None:
        """So much of an answer has come."""
        if self._moving and characters - self._shown >= 200:
            room = shutil.get_terminal_size().columns - 1
            click.echo(f"\r\x1b[K{f'{characters:,} characters'[:room]}", nl=False)
            self._shown = characters

    def _cleared(self) -> str:
        moved, self._shown = self._shown, 0
        return "\r\x1b[K" if moved else ""
