"""What runs inside the sandbox when tests are programs: it records what they ask of a reference, and how.

Standard library only, and nothing of ours: the host hands this source to the judge as the program, and calls
``record``. It shares its process with the reference and the test program, which may forge what it says: a
forged test harms the imported problem alone, and only if the reference agrees with it when it is run again.
"""

from __future__ import annotations

import functools
import inspect
import io
import math
import sys
import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # Executed before this in the same program.
    from mockmind_lab.importing.assertions import asserted

MOST_CALLS = 3000
MOST_DEPTH = 40
TESTS = "<tests>"
EQUALITIES = {
    "assertEqual", "assertIs", "assertTrue", "assertFalse", "assertIsNone", "assertListEqual",
    "assertDictEqual", "assertTupleEqual", "assertSequenceEqual", "assertMultiLineEqual",
    "assertAlmostEqual", "assertCountEqual",
}  # fmt: skip
OTHERS = {
    "assertIn", "assertNotIn", "assertNotEqual", "assertGreater", "assertGreaterEqual", "assertLess",
    "assertLessEqual", "assertRegex", "assertNotRegex", "assertIsInstance", "assertNotIsInstance",
    "assertIsNotNone", "assertIsNot", "assertSetEqual", "assertNotAlmostEqual",
}  # fmt: skip


class Unplain(Exception):
    """A value that is no plain JSON; the text says what it is."""


def plain(value: Any, depth: int = 0) -> Any:
    """A copy of ``value`` in plain JSON types, tuples as lists. Raises ``Unplain``."""
    kind = type(value)
    if value is None or kind in (bool, str):
        return value
    if kind is int and abs(value) < 10**300:
        return value
    if kind is float and math.isfinite(value):
        return value
    if depth < MOST_DEPTH:
        if kind in (list, tuple):
            return [plain(item, depth + 1) for item in value]
        if kind is dict and (
            all(type(key) is str for key in value) or all(type(key) is int for key in value)
        ):
            return {str(key): plain(item, depth + 1) for key, item in value.items()}
    name = str(kind.__name__)[:60]
    raise Unplain(f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}")


class Log:
    """The calls so far, and how deep within one of them we are."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.results: list[Any] = []
        self.marked = 0
        self.inside = 0
        self.objects = 0
        self.overflow = False
        self.test = ""

    def call(self, function: Any, name: str, args: Any, kwargs: Any, shape: Any, obj: int = 0) -> Any:
        """Call ``function`` and note it, unless it is called from within another noted call."""
        if self.inside:
            return function(*args, **kwargs)
        given = args[1:] if obj else args
        entry: dict[str, Any] = {"name": name, "object": obj, "test": self.test, "how": "", "line": line()}
        try:
            entry["args"] = plain(bound(shape, given, kwargs))
        except (Unplain, TypeError, ValueError) as why:
            entry["unplain"] = f"is given {why}"
        self.inside += 1
        result: Any = None
        try:
            result = function(*args, **kwargs)
            entry["value"] = None if name.endswith(".__init__") else plain(result)
        except Unplain as why:
            entry["unplain"] = f"returns {why}"
        except Exception as error:
            entry["raised"] = type(error).__name__[:80]
            raise
        finally:
            self.inside -= 1
            if "args" in entry:
                try:
                    entry["mutated"] = plain(bound(shape, given, kwargs)) != entry["args"]
                except Exception:
                    entry["mutated"] = True
            if len(self.calls) < MOST_CALLS:
                self.calls.append(entry)
                self.results.append(result)
            else:
                self.overflow = True
        return result

    def silently(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        """Call ``function`` and note nothing of what it does."""
        self.inside += 1
        try:
            return function(*args, **kwargs)
        finally:
            self.inside -= 1

    def mark(self, how: str, tolerance: float = 0.0, *seen: Any) -> None:
        """Say of the calls since the last assertion how their result was compared with ``seen``."""
        recent = range(self.marked, len(self.calls))
        self.marked = len(self.calls)
        for index in recent:
            self.calls[index]["how"] = self.calls[index]["how"] or "called"
        if not recent:
            return
        last = recent[-1]
        same = any(found(self.results[last], value) for value in seen) if seen else True
        self.calls[last]["how"] = how if same else "of"
        self.calls[last]["tolerance"] = tolerance


def found(result: Any, value: Any) -> bool:
    """Whether ``value``, which a test looked at, is ``result``."""
    try:
        return result is value or bool(result == value) or bool(list(result) == list(value))
    except Exception:
        return False


def bound(shape: Any, args: Any, kwargs: Any) -> list[Any]:
    """The arguments in the order of the parameters, defaults filled in."""
    if shape is None:
        return list(args)
    given = shape.bind(*args, **kwargs)
    given.apply_defaults()
    if given.kwargs:
        raise TypeError("arguments by name only")
    return list(given.args)


def shape_of(function: Any, *, method: bool = False) -> Any:
    """Its signature, without ``self``; raises ``Unplain`` for one with any number of arguments."""
    shape = inspect.signature(function)
    params = list(shape.parameters.values())[1 if method else 0 :]
    if any(param.kind in (param.VAR_POSITIONAL, param.VAR_KEYWORD) for param in params):
        raise Unplain("any number of arguments")
    flat = [p.replace(kind=p.POSITIONAL_OR_KEYWORD) if p.kind is p.KEYWORD_ONLY else p for p in params]
    return shape.replace(parameters=flat) if not method else inspect.Signature(flat)


def line() -> int:
    """The line of the test program that is being run."""
    frame: Any = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
    while frame is not None:
        if frame.f_code.co_filename == TESTS:
            return int(frame.f_lineno)
        frame = frame.f_back
    return 0


def wrapped_function(log: Log, function: Any, faults: dict[str, str]) -> Any:
    """``function`` with every outermost call noted."""
    name = function.__name__
    try:
        shape = shape_of(function)
    except (Unplain, ValueError, TypeError) as why:
        faults[name] = f"takes {why}"
        shape = None

    @functools.wraps(function)
    def noted(*args: Any, **kwargs: Any) -> Any:
        return log.call(function, name, args, kwargs, shape)

    return noted


def wrapped_class(log: Log, original: Any, faults: dict[str, str]) -> Any:
    """A subclass whose instances note the calls of their methods; what is no call is a fault of its test."""
    name = original.__name__

    def fault(self: Any, what: str) -> None:
        if not log.inside:
            number = self.__dict__.get("_noted", 0)
            log.calls.append(
                {
                    "name": f"{name}.",
                    "object": number,
                    "test": log.test,
                    "how": "",
                    "line": line(),
                    "unplain": what,
                }
            )
            log.results.append(None)

    members: dict[str, Any] = {}
    known: dict[str, Any] = {}
    for base in reversed(original.__mro__[:-1]):
        known.update(vars(base))
    for key, member in known.items():
        if key == "__init__" or not isinstance(member, types.FunctionType | property):
            continue
        if isinstance(member, property):
            members[key] = _property(log, member, key, fault)
        elif key.startswith("__"):
            members[key] = _special(log, member, key, fault)
        elif not key.startswith("_"):
            try:
                members[key] = _method(log, member, f"{name}.{key}", shape_of(member, method=True))
            except (Unplain, ValueError, TypeError) as why:
                faults[f"{name}.{key}"] = f"takes {why}"

    start = original.__init__
    try:
        plainly = not isinstance(start, types.FunctionType)
        shape = inspect.Signature([]) if plainly else shape_of(start, method=True)
    except (Unplain, ValueError, TypeError) as why:
        faults[name] = f"takes {why}"
        shape = None

    def begin(self: Any, *args: Any, **kwargs: Any) -> None:
        number = 0
        if not log.inside:
            log.objects += 1
            number = log.objects
        self.__dict__["_noted"] = number
        if number:
            log.call(start, f"{name}.__init__", (self, *args), kwargs, shape, number)
        else:
            start(self, *args, **kwargs)

    def look(self: Any, key: str) -> Any:
        value = object.__getattribute__(self, key)
        if not key.startswith("_") and not callable(value) and key not in members:
            fault(self, f"the attribute {key[:40]} is read")
        return value

    members |= {"__init__": begin, "__getattribute__": look, "__module__": original.__module__}
    made = type(name, (original,), members)
    made.__qualname__ = original.__qualname__
    return made


def _method(log: Log, member: Any, key: str, shape: Any) -> Any:
    @functools.wraps(member)
    def noted(self: Any, *args: Any, **kwargs: Any) -> Any:
        number = self.__dict__.get("_noted", 0)
        if not number:
            return member(self, *args, **kwargs)
        return log.call(member, key, (self, *args), kwargs, shape, number)

    return noted


def _special(log: Log, member: Any, key: str, fault: Any) -> Any:
    @functools.wraps(member)
    def noted(self: Any, *args: Any, **kwargs: Any) -> Any:
        fault(self, f"{key[:40]} is used")
        return log.silently(member, self, *args, **kwargs)

    return noted


def _property(log: Log, member: property, key: str, fault: Any) -> property:
    def get(self: Any) -> Any:
        fault(self, f"the property {key[:40]} is read")
        return log.silently(member.__get__, self)

    def put(self: Any, value: Any) -> None:
        fault(self, f"the property {key[:40]} is set")
        log.silently(member.__set__, self, value)

    return property(get, put)


# The two styles of test programs.


def run_check(log: Log, reference: str, test: str, entry: str) -> dict[str, Any]:
    """A program that defines ``check(candidate)``."""
    space: dict[str, Any] = {"__name__": "solution"}
    exec(compile(reference, "<reference>", "exec"), space)
    function = space.get(entry)
    if not isinstance(function, types.FunctionType):
        return {"missing": entry}
    faults: dict[str, str] = {}
    error, failed = "", False
    try:
        table = asserted(test, entry)
        exec(compile(test, TESTS, "exec"), space)
        space["check"](wrapped_function(log, function, faults))
    except Exception as caught:
        failed = isinstance(caught, AssertionError)
        error, table = f"{type(caught).__name__}: {caught}"[:300], locals().get("table") or {}
    for entry_ in log.calls:
        entry_["how"], entry_["tolerance"] = table.get(entry_["line"], ("called", 0.0))
    return {"faults": faults, "error": error, "failed": failed, "tests": []}


def run_unittest(log: Log, reference: str, test: str, module: str) -> dict[str, Any]:
    """A program of ``unittest.TestCase`` classes that imports the module of the reference."""
    import unittest

    subject = types.ModuleType(module)
    sys.modules[module] = subject
    exec(compile(reference, "<reference>", "exec"), subject.__dict__)
    faults: dict[str, str] = {}
    facade = types.ModuleType(module)
    for name, value in list(vars(subject).items()):
        ours = getattr(value, "__module__", None) == module
        if ours and isinstance(value, types.FunctionType) and not name.startswith("_"):
            value = wrapped_function(log, value, faults)
        elif ours and isinstance(value, type) and not issubclass(value, BaseException):
            value = wrapped_class(log, value, faults)
        if not name.startswith("__"):
            setattr(facade, name, value)
    sys.modules[module] = facade
    _listen(log, unittest.TestCase)
    program = types.ModuleType("tests")
    sys.modules["tests"] = program
    exec(compile(test, TESTS, "exec"), program.__dict__)
    tests: list[list[str]] = []
    for case in _flat(unittest.TestLoader().loadTestsFromModule(program)):
        log.test = case.id().rpartition(".")[2][:200]
        result = unittest.TestResult()
        case.run(result)
        log.mark("called")
        bad = [*result.failures, *result.errors]
        why = bad[0][1].strip().splitlines()[-1][:300] if bad else ""
        tests.append([log.test, "skipped" if result.skipped else why])
    return {"faults": faults, "error": "", "failed": False, "tests": tests}


def _flat(suite: Any) -> list[Any]:
    if hasattr(suite, "_testMethodName"):
        return [suite]
    return [case for part in suite for case in _flat(part)]


def _listen(log: Log, case: Any) -> None:
    """Have every assertion say what it looked at."""

    def listened(name: str) -> Any:
        original = getattr(case, name)

        @functools.wraps(original)
        def asserts(self: Any, *args: Any, **kwargs: Any) -> Any:
            if name in OTHERS:
                log.mark("of")
            elif name == "assertAlmostEqual":
                places = kwargs.get("places", args[2] if len(args) > 2 else None)
                delta = kwargs.get("delta")
                log.mark("almost", float(delta) if delta else 0.5 * 10 ** -(7 if places is None else places))
            elif name == "assertCountEqual":
                log.mark("unordered", 0.0, *args[:1], *[list(args[0])] if args else [])
            else:
                log.mark("equal", 0.0, *args[: 1 if name in ("assertTrue", "assertFalse") else 2])
            return original(self, *args, **kwargs)

        return asserts

    for name in (*EQUALITIES, *OTHERS):
        if hasattr(case, name):
            setattr(case, name, listened(name))


def record(style: str, name: str, reference: str, test: str) -> dict[str, Any]:
    """What ``test`` asks of ``reference``. ``name`` is the entry point, or for ``unittest`` the module."""
    log = Log()
    sys.stdout = sys.stderr = io.StringIO()
    run = run_check if style == "check" else run_unittest
    found = run(log, reference, test, name)
    return {**found, "calls": log.calls, "overflow": log.overflow}
