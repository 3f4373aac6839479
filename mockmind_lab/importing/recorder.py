"""What runs inside the sandbox when tests are programs: it records what they ask of a reference, and how.

Standard library only, and nothing of ours: the host hands this source to the judge as the program, and calls
``record``. It shares its process with the reference and the test program, which may forge what it says: a
forged test harms the imported problem alone, and only if the reference agrees with it when it is run again.
"""

from __future__ import annotations

import ast
import functools
import inspect
import io
import math
import sys
import types
from typing import Any

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


# Plain asserts: what each line of the test program compares with.


def asserted(tree: ast.Module, entry: str) -> dict[int, tuple[str, float]]:
    """Line to how the result is compared there, and the tolerance."""
    names = {"candidate", entry}
    results = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and is_result(node.value, names, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    table: dict[int, tuple[str, float]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            how = compared(node.test, names, results)
            for number in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                table[number] = how
    used = [n for n in ast.walk(tree) if isinstance(n, ast.Assert)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and is_result(node.value, names, set()):
            mine = {t.id for t in node.targets if isinstance(t, ast.Name)}
            hows = [
                compared(a.test, names, results)
                for a in used
                if any(isinstance(n, ast.Name) and n.id in mine for n in ast.walk(a))
            ]
            odd = next((how for how in hows if how[0] == "of"), None)
            table[node.lineno] = odd or next(iter(hows), ("called", 0.0))
    return table


def is_result(node: ast.AST, names: set[str], results: set[str]) -> bool:
    """Whether ``node`` is a call of the reference, or a name that holds its result."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in names
    return isinstance(node, ast.Name) and node.id in results


def compared(node: ast.expr, names: set[str], results: set[str]) -> tuple[str, float]:
    """How an assertion looks at the result: ``equal``, ``unordered``, ``almost``, ``truth``, or ``of`` it."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        parts = [compared(value, names, results) for value in node.values]
        return next((part for part in parts if part[0] == "of"), parts[0])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ("truth", 0.0) if is_result(node.operand, names, results) else ("of", 0.0)
    if is_result(node, names, results):
        return "truth", 0.0
    if isinstance(node, ast.Call) and called(node) in ("isclose", "approx"):
        given = [number(word.value) for word in node.keywords if word.arg in ("rel_tol", "abs_tol")]
        return "almost", max([value for value in given if value], default=1e-9)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return "of", 0.0
    left, right = node.left, node.comparators[0]
    if isinstance(node.ops[0], ast.Lt | ast.LtE) and (limit := number(right)) and difference(left):
        return "almost", limit
    if not isinstance(node.ops[0], ast.Eq | ast.Is):
        return "of", 0.0
    for side in (left, right):
        if is_result(side, names, results):
            return "equal", 0.0
        if isinstance(side, ast.Call) and side.args and is_result(side.args[0], names, results):
            if called(side) in ("list", "tuple"):
                return "equal", 0.0
            if called(side) in ("sorted", "set", "Counter"):
                return "unordered", 0.0
            if called(side) == "round" and len(side.args) == 2 and (digits := number(side.args[1])):
                return "almost", 0.5 * 10**-digits
    return "of", 0.0


def called(node: ast.Call) -> str:
    """The last part of the name that is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def difference(node: ast.expr) -> bool:
    """Whether ``node`` is ``abs(a - b)``."""
    if not isinstance(node, ast.Call) or called(node) not in ("abs", "fabs") or len(node.args) != 1:
        return False
    inner = node.args[0]
    return isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Sub)


def number(node: ast.expr) -> float:
    """The value of a literal number, ``10**-6`` included; 0 for anything else."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)  # pyright: ignore[reportArgumentType]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -number(node.operand)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        base, power = number(node.left), number(node.right)
        return base**power if 0 < base <= 10 and -30 <= power <= 0 else 0.0
    return 0.0


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
        table = asserted(ast.parse(test), entry)
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
