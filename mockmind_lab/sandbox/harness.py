"""What one child runs inside the sandbox: load the program, apply it to inputs, write strict JSON records.

Standard library only, and nothing of ours: the zygote executes this source inside the sandbox. It
shares a process with hostile code, so nothing it says is trusted; it only has to be right for honest
programs and to end somehow for the others.

Frames on the result pipe: one byte of kind, four of length (big endian), then the payload::

    L  locked down: from here on what happens is the program's doing
    S  loaded: the module's body has run, inputs are wanted (none have been seen yet)
    C  the source does not compile: one line of text
    R  the record of one input: {"value": v} | {"unserialisable": what} | {"missing": name}
       | {"raised": class, "bases": [...], "message": text, "traceback": text}
    M  out of memory          O  the result is larger than the limit
"""

from __future__ import annotations

import json
import math
import os
import struct
import sys
import types

TYPE_CHECKING = False  # as typing has it, which takes 5 ms to import
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    # Executed before this in the same namespace.
    from mockmind_lab.sandbox.nodes import ListNode, Nodes, TooLarge, TreeNode

MAX_DEPTH = 100  # levels of nesting in a result
PAIRS = "$pairs"  # {"$pairs": [[key, value], ...]}: a dict that JSON objects can't say
FILENAME = "solution.py"


class Unserialisable(Exception):
    """A result, or a part of one, that has no strict JSON form."""


def write_frame(fd: int, kind: bytes, payload: bytes = b"") -> None:
    """All of one frame."""
    data = kind + struct.pack(">I", len(payload)) + payload
    while data:
        data = data[os.write(fd, data) :]


def decode_value(value: Any) -> Any:
    """JSON to Python, with ``$pairs`` objects as dicts."""
    if type(value) is list:
        return [decode_value(item) for item in value]
    if type(value) is dict:
        if list(value) == [PAIRS]:
            return {_key(key): decode_value(item) for key, item in value[PAIRS]}
        return {key: decode_value(item) for key, item in value.items()}
    return value


def _key(key: Any) -> Any:
    key = decode_value(key)
    return tuple(key) if type(key) is list else key


class Encoder:
    """Strict JSON: exact types only, tuples as lists, capped in size and depth."""

    def __init__(self, limit: int) -> None:
        self.room = limit
        self.parts: list[str] = []
        self.path: set[int] = set()

    def encode(self, value: Any) -> bytes:
        """Raises ``Unserialisable`` or ``TooLarge``."""
        self._walk(value, 0)
        return "".join(self.parts).encode("ascii")

    def _put(self, text: str) -> None:
        self.room -= len(text)
        if self.room < 0:
            raise TooLarge
        self.parts.append(text)

    def _walk(self, value: Any, depth: int) -> None:
        kind = type(value)
        if value is None or kind is bool:
            self._put("null" if value is None else "true" if value else "false")
        elif kind is int:
            self._put(_integer(value))
        elif kind is float:
            if not math.isfinite(value):
                raise Unserialisable("NaN" if math.isnan(value) else "an infinite float")
            self._put(repr(value))
        elif kind is str:
            self._text(value)
        elif kind is list or kind is tuple or kind is dict:
            self._container(kind, value, depth)
        else:
            raise Unserialisable(_describe(kind))

    def _text(self, value: str) -> None:
        if len(value) > self.room:
            raise TooLarge
        if not value.isascii():
            try:
                value.encode("utf-8")
            except UnicodeEncodeError:
                raise Unserialisable("a str with lone surrogates") from None
        self._put(json.encoder.encode_basestring_ascii(value))

    def _container(self, kind: type, value: Any, depth: int) -> None:
        if id(value) in self.path:
            raise Unserialisable(f"a {kind.__name__} that contains itself")
        if depth >= MAX_DEPTH:
            raise Unserialisable(f"a value nested deeper than {MAX_DEPTH} levels")
        self.path.add(id(value))
        if kind is dict:
            self._dict(value, depth)
        else:
            self._sequence(value, depth)
        self.path.discard(id(value))

    def _sequence(self, value: list[Any], depth: int) -> None:
        if len(value) > 64 and {*map(type, value)} <= {int, bool}:
            self._flat(value)
            return
        self._put("[")
        for i, item in enumerate(value):
            if i:
                self._put(",")
            self._walk(item, depth + 1)
        self._put("]")

    def _flat(self, value: list[int]) -> None:
        # The C encoder, for long lists of plain numbers: the common large answer.
        if 2 * len(value) > self.room:
            raise TooLarge
        try:
            self._put(json.dumps(value, separators=(",", ":")))
        except ValueError:
            raise Unserialisable("an int of too many digits") from None

    def _dict(self, value: dict[Any, Any], depth: int) -> None:
        if all(type(key) is str for key in value) and PAIRS not in value:
            self._put("{")
            for i, (key, item) in enumerate(value.items()):
                if i:
                    self._put(",")
                self._text(key)
                self._put(":")
                self._walk(item, depth + 1)
            self._put("}")
            return
        self._put('{"' + PAIRS + '":')
        self._sequence([[key, item] for key, item in value.items()], depth + 1)
        self._put("}")


def _integer(value: int) -> str:
    try:
        return repr(value)
    except ValueError:  # over sys.get_int_max_str_digits()
        raise Unserialisable("an int of too many digits") from None


def _describe(kind: type) -> str:
    name = str(kind.__name__)[:80]
    for base in (list, tuple, dict, str, int, float):
        if issubclass(kind, base):
            return f"a {name} (a subclass of {base.__name__})"
    article = "an" if name[:1].lower() in "aeiou" else "a"
    return f"{article} {name}"


def _traceback(error: BaseException, source_lines: list[str]) -> str:
    """The candidate's own frames, as Python prints them; the middle of a deep recursion is left out."""
    frames: list[tuple[int, str] | None] = []
    tb = error.__traceback__
    while tb is not None and len(frames) < 100_000:
        code = tb.tb_frame.f_code
        if code.co_filename == FILENAME:
            frames.append((tb.tb_lineno, code.co_name))
        tb = tb.tb_next
    if len(frames) > 12:
        frames[6:-6] = [None]
    lines = ["Traceback (most recent call last):"] if frames else []
    for frame in frames:
        if frame is None:
            lines.append("  ...")
            continue
        number, name = frame
        lines.append(f'  File "{FILENAME}", line {number}, in {str(name)[:80]}')
        if number and number <= len(source_lines):
            lines.append("    " + source_lines[number - 1].strip()[:200])
    return "\n".join(lines)


def raised(error: BaseException, source_lines: list[str]) -> dict[str, Any]:
    """The record of an exception. What its methods do is the candidate's; so each is fenced."""
    try:
        message = str(error)[:500]
    except BaseException:
        message = "(its message could not be shown)"
    name = str(type(error).__name__)[:80]
    trace = _traceback(error, source_lines)
    return {
        "raised": name,
        "bases": [str(base.__name__)[:80] for base in type(error).__mro__][:20],
        "message": message,
        "traceback": f"{trace}\n{name}: {message}" if message else f"{trace}\n{name}",
    }


def _compile(source: str) -> tuple[types.CodeType | None, str]:
    """The code object, or the one line that says why there is none."""
    try:
        return compile(source, FILENAME, "exec", dont_inherit=True), ""
    except SyntaxError as error:
        where = f"line {error.lineno}: " if error.lineno else ""
        shown = (error.text or "").strip()[:120]
        return None, f"{where}{error.msg}" + (f": {shown}" if shown else "")
    except (ValueError, OverflowError, RecursionError) as error:
        return None, (str(error) or type(error).__name__)[:300]


class Run:
    """One program in one child: its descriptors, its module, its records."""

    def __init__(self, code_fd: int, input_fd: int, gate_fd: int, result_fd: int) -> None:
        self.input_fd, self.gate_fd, self.result_fd = input_fd, gate_fd, result_fd
        job = json.loads(_read_all(code_fd))
        # Closed before the program runs: its offset is shared with every other child of the program.
        os.close(code_fd)
        self.source, self.mode, self.entry_point = job["source"], job["mode"], job["entry_point"]
        self.output_limit, self.types = job["output_bytes"], job.get("types") or {}
        self.nodes: Nodes | None = None
        self.lines = self.source.splitlines()
        self.module = types.ModuleType("__main__" if self.mode == "stdio" else "solution")

    def send(self, record: dict[str, Any]) -> None:
        """A record of strings and numbers of our own making."""
        write_frame(self.result_fd, b"R", json.dumps(record).encode("ascii"))

    def main(self) -> None:
        """Load, wait at the gate, answer each input."""
        write_frame(self.result_fd, b"L")
        exhausted = False
        try:
            code, problem = _compile(self.source)
            if code is None:
                write_frame(self.result_fd, b"C", problem.encode("utf-8", "replace"))
            elif self.mode == "stdio":
                self._stdio(code)
            else:
                self._calls(code)
        except MemoryError:
            exhausted = True
        # Out here the exception and with it the frames that hold the memory are gone.
        if exhausted:
            write_frame(self.result_fd, b"M")

    def _stdio(self, code: types.CodeType) -> None:
        write_frame(self.result_fd, b"S")
        os.read(self.gate_fd, 8)
        os.dup2(self.input_fd, 0)
        sys.stdin = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
        sys.modules["__main__"] = self.module
        record = self._guarded(exec, (code, self.module.__dict__))
        if record.get("raised") == "SystemExit" and record["message"] in ("0", "None", ""):
            record = {"value": None}
        _flush()
        self.send(record if "raised" in record else {"value": None})

    def _calls(self, code: types.CodeType) -> None:
        sys.modules["solution"] = self.module
        if "Node" in json.dumps(self.types):
            self.module.__dict__.update(ListNode=ListNode, TreeNode=TreeNode)
        failure = self._guarded(exec, (code, self.module.__dict__))
        if "raised" in failure:
            _flush()
            self.send(failure)
            return
        if "Node" in json.dumps(self.types):
            self.nodes = Nodes(self.module.__dict__, self.output_limit)
        write_frame(self.result_fd, b"S")
        os.read(self.gate_fd, 8)
        for number, payload in enumerate(_split(_read_all(self.input_fd))):
            if number:  # so that the host can tell what was printed for which input
                os.read(self.gate_fd, 8)
            data = self._one(json.loads(payload))
            _flush()
            if data is None:
                write_frame(self.result_fd, b"O")
            else:
                write_frame(self.result_fd, b"R", data)

    def _one(self, arguments: list[Any]) -> bytes | None:
        """The bytes of one record; None where the result is too large."""
        entry = self.module.__dict__.get(self.entry_point)
        if not callable(entry):
            return json.dumps({"missing": self.entry_point}).encode()
        call = self._sequence if self.mode == "class" else self._call
        try:
            record = self._guarded(call, (entry, arguments))
            if "raised" in record:
                return json.dumps(record).encode("ascii")
            return b'{"value":' + Encoder(self.output_limit).encode(record["value"]) + b"}"
        except Unserialisable as error:
            return json.dumps({"unserialisable": str(error)}).encode("ascii")
        except TooLarge:
            return None

    def _call(self, entry: Callable[..., Any], arguments: list[Any]) -> Any:
        return self._typed(entry, arguments, self.types)

    def _typed(self, called: Callable[..., Any], arguments: list[Any], types: dict[str, Any]) -> Any:
        given = decode_value(arguments)
        if self.nodes is None:
            return called(*given)
        params = types["params"]
        given = [self.nodes.given(value, kind) for value, kind in zip(given, params, strict=True)]
        return self.nodes.taken(called(*given), types["returns"])

    def _sequence(self, entry: Callable[..., Any], arguments: list[Any]) -> list[Any]:
        constructor, calls = arguments
        methods = self.types.get("methods", {})
        constructor = decode_value(constructor)
        if self.nodes is not None:
            kinds = self.types["params"]
            constructor = [self.nodes.given(*both) for both in zip(constructor, kinds, strict=True)]
        instance = entry(*constructor)
        return [self._typed(getattr(instance, name), args, methods.get(name, {})) for name, args in calls]

    def _guarded(self, function: Callable[..., Any], arguments: Iterable[Any]) -> dict[str, Any]:
        try:
            return {"value": function(*arguments)}
        except (MemoryError, TooLarge):
            raise
        except BaseException as error:
            return raised(error, self.lines)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105 (contextlib is not loaded in here)
            stream.flush()
        except Exception:  # closed or replaced by the program: what it printed is its own affair
            pass


def _read_all(fd: int) -> bytes:
    parts: list[bytes] = []
    offset = 0
    while True:
        part = os.pread(fd, 1 << 20, offset)
        if not part:
            return b"".join(parts)
        parts.append(part)
        offset += len(part)


def _split(data: bytes) -> Iterator[bytes]:
    """The inputs in one descriptor: each has its length, four bytes big endian, before it."""
    offset = 0
    while offset < len(data):
        length = struct.unpack_from(">I", data, offset)[0]
        offset += 4 + length
        yield data[offset - length : offset]
