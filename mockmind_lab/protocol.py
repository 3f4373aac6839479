"""Messages between a kernel and its host: JSON lines over a Unix stream socket.

The path of the socket is in the environment variable ``MOCKMIND_HOST``. A connection starts with
``hello``, answered by ``welcome`` or by a refusal. From then on the kernel sends *requests*
``{"id", "op", "args"}``, each answered by one *reply* ``{"id", "ok": true, "result"}`` or
``{"id", "ok": false, "error": {"code", "message"}}``; the host sends *pushes* ``{"push", …}`` at any
time between replies. An ``id`` is the kernel's own, unique within its connection; a ``code`` is that of
the error tree. The table ``OPERATIONS`` says what each operation takes; the kernel parses
``%interview`` by it and the host validates every request by it, once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from mockmind_lab.errors import ProtocolError, Refused, UnknownName

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "HOST_VARIABLE",
    "LANGUAGES",
    "MAX_REPLY_BYTES",
    "MAX_REQUEST_BYTES",
    "OPERATIONS",
    "PANEL_OPERATIONS",
    "PARTS",
    "UNNAMED",
    "VERSION",
    "Argument",
    "Encoded",
    "File",
    "Operation",
    "Push",
    "Result",
    "View",
    "decode",
    "encode",
    "validated",
]

VERSION = 1
"""The protocol's version. A host answers ``hello`` of another version with a refusal that says which."""

HOST_VARIABLE = "MOCKMIND_HOST"
UNNAMED = "kernel "
"""How the place of a kernel begins of which no notebook is known."""

LANGUAGES: Mapping[str, str] = {
    "python": "python", "python3": "python", "py": "python",
    "javascript": "javascript", "js": "javascript", "node": "javascript",
    "java": "java",
    "cpp": "cpp", "c++": "cpp",
    "go": "go", "golang": "go",
}  # fmt: skip
"""What may stand after ``%%solution``, and the language it names."""

MAX_REQUEST_BYTES = 2 * 2**20
"""A longer line from a kernel is refused and its connection closed. A cell's source must fit."""

MAX_REPLY_BYTES = 32 * 2**20
"""A longer line from a host is refused by the client. A report must fit."""

MAX_TEXT = 20_000
MAX_SOURCE = 1_000_000
MAX_PART = 64_000

PARTS = ("problem", "reference", "wrong", "tests")
"""The cell magics of which a problem is written."""

View = dict[str, Any]
"""What an audience may see of an interview, as ``core.views`` builds it; see ``docs/architecture.md``."""


class File(TypedDict):
    """A file for the front end to write where its user works. ``data`` is base64; ``name`` has no folder."""

    name: str
    data: str
    interview: str


class Result(TypedDict):
    """What an operation came to. ``text`` is Markdown for the person (may be empty)."""

    text: str
    view: NotRequired[View]
    file: NotRequired[File]
    data: NotRequired[Any]


class Push(TypedDict):
    """To the kernel or a panel, unasked. ``push`` is ``view`` (a newer view), ``preview`` (text still being
    spoken), ``replying`` (the interviewer is at work on something to say, or no more), ``file`` (the report
    of an interview that ended by the clock, with its score as Markdown ``text``), ``notice`` (one line to
    show) or, for who asked for it, ``patch``: ``view`` holds the fields that changed since the view of
    ``since``, ``more`` what came to the end of lists."""

    push: str
    view: NotRequired[View]
    interview: NotRequired[str]
    since: NotRequired[int]
    more: NotRequired[dict[str, list[Any]]]
    text: NotRequired[str]
    replying: NotRequired[bool]
    file: NotRequired[File]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an operation. ``flag`` is how ``%interview`` spells it (None: the rest of the line)."""

    name: str
    type: type
    flag: str | None = None
    required: bool = False
    choices: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int = 0
    max_length: int = 200
    help: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """Something a kernel may ask for. ``command`` says that a person can type it after ``%interview``."""

    name: str
    help: str
    args: tuple[Argument, ...] = ()
    command: bool = True
    usage: str = ""


_DIFFICULTY = Argument(
    "difficulty", str, flag="", choices=("easy", "medium", "hard"), help="easy, medium or hard"
)

OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation(
            "start",
            "Start an interview.",
            (
                _DIFFICULTY,
                Argument("problem", str, "--problem", help="a certain problem, by its slug"),
                Argument("topic", str, "--topic", help="topics, with commas between several"),
                Argument("minutes", int, "--minutes", minimum=1, maximum=480, help="time in all, in minutes"),
                Argument("problems", int, "--problems", minimum=1, maximum=5, help="how many problems"),
                Argument("seed", int, "--seed", minimum=0, maximum=2**31, help="the same choice again"),
                Argument("model", str, "--model", help="who interviews: provider:model, or scripted"),
            ),
            usage="start [easy|medium|hard] [--problem SLUG] [--topic TOPIC] [--minutes N] "
            "[--problems N] [--seed N] [--model NAME]",
        ),
        Operation(
            "say",
            "Say something to the interviewer, or ask.",
            (
                Argument("text", str, required=True, max_length=MAX_TEXT, help="what you want to say"),
                Argument("modality", str, choices=("text", "voice"), help="whether it was spoken"),
            ),
            usage="say TEXT",
        ),
        Operation("hint", "Ask for the next hint; it costs points, and says how many."),
        Operation(
            "run",
            "Run your code on the examples, or on an input of your own.",
            (
                Argument(
                    "input", str, max_length=MAX_TEXT, help="arguments as you would write them in a call"
                ),
            ),
            usage="run [INPUT]",
        ),
        Operation(
            "starter",
            "Starter code in another language.",
            (Argument("language", str, flag="", required=True, help="javascript, java, cpp or go"),),
            usage="starter LANGUAGE",
        ),
        Operation("submit", "Submit your code to the hidden tests."),
        Operation("skip", "Give up this problem and go on."),
        Operation("status", "Where the interview stands."),
        Operation("pause", "Stop the clock."),
        Operation("resume", "Go on."),
        Operation("finish", "End the interview and write the report."),
        Operation("list", "Your interviews."),
        Operation(
            "report",
            "Write the report of an interview that has ended (the last one, or by ID).",
            (Argument("interview", str, flag="", help="the interview's ID, or the start of it"),),
            usage="report [ID]",
        ),
        Operation(
            "problem",
            "Save the problem that this notebook's cells describe, if all of it holds.",
            (
                Argument("action", str, flag="", required=True, choices=("save",), help="save"),
                Argument("slug", str, flag="", max_length=60, help="the package's name"),
            ),
            usage="problem save [SLUG]",
        ),
        Operation("doctor", "Check the installation, part by part."),
        Operation(
            "hello",
            "Open the connection.",
            (
                Argument("version", int, required=True, maximum=2**31),
                Argument("client", str),
                Argument("notebook", str, max_length=1000),
            ),
            command=False,
        ),
        Operation("ping", "Nothing; for measuring.", command=False),
        Operation(
            "draft",
            "A part of a problem that is being written.",
            (
                Argument("part", str, required=True, choices=PARTS),
                Argument("line", str, max_length=400),
                Argument("text", str, required=True, max_length=MAX_PART),
            ),
            command=False,
        ),
        Operation(
            "history",
            "All one's interviews with progress and cost, or what was said in them.",
            (
                Argument("limit", int, minimum=1, maximum=1000, help="how many of the newest"),
                Argument("words", str, max_length=200, help="what to search the transcripts for"),
            ),
            command=False,
        ),
        Operation(
            "subscribe",
            "Watch the interview of a notebook; from a panel, which lives while the kernel is busy or gone.",
            (
                Argument("notebook", str, required=True, max_length=4000),
                Argument("interview", str),
                Argument("seq", int, maximum=2**53),
                Argument("patches", int, maximum=1),
            ),
            command=False,
        ),
        Operation(
            "spoken",
            "What the interviewer said in a message of the person's own interview, for a voice to read.",
            (
                Argument("interview", str, required=True),
                Argument("seq", int, required=True, maximum=2**53),
            ),
            command=False,
        ),
        Operation(
            "text",
            "Text that stands in a cell and was not run; from a panel.",
            (
                Argument("cell", str, required=True),
                Argument("source", str, required=True, max_length=MAX_SOURCE),
            ),
            command=False,
        ),
        Operation(
            "cell",
            "A cell is about to run.",
            (
                Argument("cell", str, required=True),
                Argument("count", int, required=True, maximum=2**31),
                Argument("source", str, required=True, max_length=MAX_SOURCE),
            ),
            command=False,
        ),
    )
}

PANEL_OPERATIONS = frozenset({
    "hello", "ping", "subscribe", "text", "list",
    "say", "hint", "run", "submit", "skip", "status", "pause", "resume", "finish", "report",
})  # fmt: skip
"""What a panel beside the notebook may ask for, over the server's WebSocket. All else is a cell's."""


class Encoded(dict[str, Any]):
    """A message for many, encoded once: ``line`` is what ``encode`` gives, where that is known already."""

    __slots__ = ("line",)

    def __init__(self, message: Mapping[str, Any], line: bytes | None = None) -> None:
        super().__init__(message)
        self.line = encode(message) if line is None else line


def encode(message: Mapping[str, Any]) -> bytes:
    """One line of UTF-8 JSON, with its newline."""
    if isinstance(message, Encoded):
        return message.line
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes) -> dict[str, Any]:
    """The object on a line; raises ``ProtocolError`` for anything else."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise ProtocolError("That was no message: one JSON object a line is expected.") from None
    if not isinstance(value, dict):
        raise ProtocolError("That was no message: one JSON object a line is expected.")
    return value


def validated(op: object, args: object) -> tuple[Operation, dict[str, Any]]:
    """The operation and its arguments, each present (None where not given) and of its type and range.

    Raises ``UnknownName`` for an operation that does not exist and ``Refused`` for a bad argument.
    """
    if not isinstance(op, str) or op not in OPERATIONS:
        raise UnknownName.nearest("command", str(op), _commands(), listing="`%interview help` lists them.")
    operation = OPERATIONS[op]
    given: dict[Any, Any] = args if isinstance(args, dict) else {}
    names = {argument.name for argument in operation.args}
    unknown = [str(name) for name in given if name not in names]
    if unknown or not isinstance(args, dict):
        raise Refused(f"`{op}` takes no {', '.join(unknown) or 'such arguments'}.")
    return operation, {argument.name: _checked(op, argument, given) for argument in operation.args}


def _commands() -> list[str]:
    """What to suggest. The kernel answers ``help`` itself: no host knows it."""
    return [name for name, operation in OPERATIONS.items() if operation.command]


def _checked(op: str, argument: Argument, given: Mapping[str, Any]) -> Any:
    value = given.get(argument.name)
    label = argument.flag or argument.name.upper()
    if value is None:
        if argument.required:
            raise Refused(f"`{op}` needs {label}: {argument.help or argument.name}.")
        return None
    # bool is an int to Python, but True is no number of minutes.
    if type(value) is not argument.type:
        kind = "a whole number" if argument.type is int else "text"
        raise Refused(f"{label} takes {kind}, not {_short(value)}.")
    if argument.type is int and not argument.minimum <= value <= argument.maximum:
        raise Refused(f"{label} takes {argument.minimum} to {argument.maximum}, not {_short(value)}.")
    if argument.type is str:
        return _text(label, argument, value)
    return value


def _text(label: str, argument: Argument, value: str) -> str:
    if argument.choices and value not in argument.choices:
        raise UnknownName.nearest(
            argument.name, value, argument.choices, listing=f"Choose {', '.join(argument.choices)}."
        )
    if len(value) > argument.max_length:
        raise Refused(f"{label} has {len(value):,} characters; at most {argument.max_length:,} are taken.")
    # Lone surrogates can't be stored or shown; a replacement character can.
    return value.encode("utf-8", "replace").decode("utf-8")


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else shown[:37] + "..."
