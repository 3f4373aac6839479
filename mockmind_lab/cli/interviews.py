"""``doctor``, and how commands ask the service."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from mockmind_lab.cli.main import COMMANDS
from mockmind_lab.errors import MockmindError

if TYPE_CHECKING:
    from mockmind_lab.protocol import Result

__all__ = ["asked", "doctor"]

_NAMED_HERE = {"list": "history"}


@click.command
def doctor() -> int:
    """Check the installation, part by part; exits with 1 where something is to be mended."""
    findings = _say("doctor")
    return 0 if all(found["well"] for found in findings) else 1


def _say(op: str) -> list[dict[str, object]]:
    """Ask for ``op`` and print its answer as text; returns its data."""
    from mockmind_lab.kernel.render import plain

    result = asked(op)
    click.echo(_in_terminal(plain(result["text"])))
    return result.get("data") or []


def asked(op: str, **args: Any) -> Result:
    """What the service answers, its errors worded for a terminal."""
    from mockmind_lab.cli.asking import ask

    try:
        return ask(op, **args)
    except MockmindError as error:
        raise type(error)(_in_terminal(str(error))) from error


def _in_terminal(text: str) -> str:
    """``text`` with the commands of a notebook as they are typed here; those that only it has stay."""

    def command(typed: re.Match[str]) -> str:
        name = _NAMED_HERE.get(typed[1], typed[1])
        return f"mockmind {name}" if name in COMMANDS else typed[0]

    return re.sub(r"%interview (\w+)", command, text)
