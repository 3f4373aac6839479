"""``%interview`` as typed: parsed by the protocol's table of operations."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from difflib import get_close_matches
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from mockmind_lab.errors import Refused, UnknownName
from mockmind_lab.protocol import OPERATIONS, validated

if TYPE_CHECKING:
    from mockmind_lab.protocol import Argument, Operation

__all__ = ["COMMANDS", "Command", "completions", "help_text", "parse"]

COMMANDS = (*(name for name, operation in OPERATIONS.items() if operation.command), "help")
"""The words that may follow ``%interview``."""

_USAGE_WIDTH = 72
"""Columns of a usage in the help: a longer one goes on in another line, rather than being broken anywhere."""


@dataclass(frozen=True, slots=True)
class Command:
    """An operation (or ``help``) and the arguments that were given, checked against the table."""

    op: str
    args: dict[str, Any] = field(default_factory=dict[str, Any])


def parse(line: str, body: str | None = None) -> Command:
    """What ``%interview line`` asks for; ``body`` is that of ``%%interview``. Nothing asks for ``status``.

    Raises ``UnknownName`` for an unknown word and ``Refused``, with the usage, for bad arguments.
    """
    word, rest = _split(line)
    op = word.lower()
    if op == "help":
        return Command(op)
    if not op and body is None:
        return Command("status")
    if op not in COMMANDS:
        raise UnknownName.nearest("command", word, COMMANDS, listing="`%interview help` lists them.")
    operation = OPERATIONS[op]
    try:
        return Command(op, _arguments(operation, rest, body))
    except Refused as refusal:
        message = str(refusal).removesuffix(".")
        usage = f"`%interview {operation.usage or op}`"
        raise type(refusal)(f"{message}. Usage: {usage}.".replace("?.", "?")) from None


def completions(line: str) -> list[str]:
    """What may be typed next on a ``%interview`` line (given up to the cursor)."""
    before = line.lstrip().removeprefix("%interview")
    words = before.split()
    if len(words) == 0 or (len(words) == 1 and not before[-1:].isspace()):
        return [*COMMANDS]
    operation = OPERATIONS.get(words[0])
    arguments = operation.args if operation else ()
    flags = [argument.flag for argument in arguments if argument.flag]
    typed = [argument for argument in arguments if argument.flag is not None]
    return [*(choice for argument in typed for choice in argument.choices), *flags]


def help_text() -> str:
    """All commands in Markdown: how each is typed, and below it what it does."""
    told = [
        ("%interview", "Where the interview stands, and what can be done now."),
        *(
            (f"%interview {operation.usage or name}", operation.help)
            for name, operation in OPERATIONS.items()
            if operation.command
        ),
        ("%interview help", "This."),
    ]
    items = [
        "- " + "  \n  ".join([*(f"`{part}`" for part in wrap(usage, _USAGE_WIDTH)), what])
        for usage, what in told
    ]
    about = (
        "Write your code in ordinary cells and run them: `submit` takes the newest cell that defines "
        "what the problem asks for, with what it needs of other cells you have run. A cell that begins "
        "with `%%solution` is taken alone. `%%interview say` says the whole cell."
    )
    return "\n".join([*items, "", about])


def _split(text: str) -> tuple[str, str]:
    """The first word and the rest of the line, which is left as it was typed."""
    parts = text.strip().split(None, 1)
    return (parts[0] if parts else ""), (parts[1] if len(parts) > 1 else "")


def _arguments(operation: Operation, rest: str, body: str | None) -> dict[str, Any]:
    free = next((argument for argument in operation.args if argument.flag is None), None)
    if body is not None and free is None:
        raise Refused(f"`{operation.name}` takes no text, so it is no cell magic.")
    if free is not None:
        text = "\n".join(part for part in (rest, (body or "").strip("\n")) if part)
        given = {free.name: text} if text else {}
    else:
        given = _flags(operation, rest)
    checked = validated(operation.name, given)[1]
    return {name: value for name, value in checked.items() if value is not None}


def _flags(operation: Operation, rest: str) -> dict[str, Any]:
    try:
        words = shlex.split(rest)
    except ValueError:
        raise Refused("A quotation mark is not closed.") from None
    given: dict[str, Any] = {}
    while words:
        word = words.pop(0)
        argument, value = _argument(operation, word, given), word
        if argument.flag:
            _, equals, value = word.partition("=")
            if not equals and not words:
                raise Refused(f"{argument.flag} needs a value: {argument.help}.")
            value = value if equals else words.pop(0)
        given[argument.name] = _value(argument, value)
    return given


def _argument(operation: Operation, word: str, given: dict[str, Any]) -> Argument:
    """The argument that ``word`` begins: its flag, or the next one without a flag."""
    name = word.partition("=")[0]
    for argument in operation.args:
        if argument.flag == (name if word.startswith("-") else "") and argument.name not in given:
            return argument
    flags = [argument.flag for argument in operation.args if argument.flag]
    shown = name if len(name) <= 40 else name[:37] + "..."
    if word.startswith("-") and flags and name not in flags:
        close = get_close_matches(name, flags, n=1)
        advice = f"Did you mean {close[0]}?" if close else f"There are {', '.join(flags)}."
        raise Refused(f"Unknown option {shown}. {advice}")
    raise Refused(f"`{operation.name}` can't take {shown!r}.")


def _value(argument: Argument, text: str) -> str | int:
    if argument.type is not int:
        return text
    shown = text if len(text) <= 40 else text[:37] + "..."
    # Python itself reads no more than some thousands of digits, and no argument takes half as many as these.
    if len(text) >= 20 and text.lstrip("+-").isdecimal():
        raise Refused(f"{argument.flag} takes {argument.minimum} to {argument.maximum}, not {shown}.")
    try:
        return int(text)
    except ValueError:
        raise Refused(f"{argument.flag} takes a whole number, not {shown!r}.") from None
