"""What exceptions are called in each language: which names may be told, and which were thrown on purpose."""

from __future__ import annotations

import builtins
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockmind_lab.judge.decode import Raised

__all__ = ["KNOWN", "answers", "deliberate", "last_line"]

_PYTHON = frozenset(
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
)
_JAVASCRIPT = "TypeError ReferenceError SyntaxError EvalError InternalError"
_JAVA = (
    "NullPointerException ArrayIndexOutOfBoundsException IndexOutOfBoundsException ClassCastException "
    "StringIndexOutOfBoundsException NegativeArraySizeException ArrayStoreException StackOverflowError "
    "ConcurrentModificationException NoSuchElementException EmptyStackException InputMismatchException "
    "ArithmeticException NoSuchMethodException NoClassDefFoundError ExceptionInInitializerError VerifyError"
)
_CPP = (
    "SIGSEGV SIGFPE SIGABRT SIGILL std::out_of_range std::bad_optional_access std::bad_variant_access "
    "std::bad_function_call std::bad_cast std::bad_array_new_length std::length_error"
)
_GO = ("runtime error", "fatal error")
_INPUT = ("input", "mockmind::Refused")  # a harness, of an input that the declared type does not hold
_FAULTS = frozenset((*_JAVASCRIPT.split(), *_JAVA.split(), *_CPP.split(), *_GO, *_INPUT))
"""What a runtime raises by itself when a program goes wrong."""

_THROWN = (
    "Error RangeError URIError IllegalArgumentException IllegalStateException NumberFormatException "
    "Exception RuntimeException UnsupportedOperationException OutOfMemoryError "
    "AssertionError std::invalid_argument std::domain_error std::logic_error std::runtime_error "
    "std::range_error std::overflow_error std::underflow_error std::exception panic"
)

KNOWN = _PYTHON | _FAULTS | set(_THROWN.split())
"""Names that may be told even of a hidden test: one that the program made up could carry its input."""


def answers(record: Raised, wanted: str, language: str) -> bool:
    """Whether what was raised is what a test expects.

    ``wanted`` is a name in Python, where the class or one of its bases has to be it. Another language has no
    such class: there whatever a program throws on purpose will do, and a fault of its own will not.
    """
    if language == "python":
        return wanted in (record.name, *record.bases)
    return deliberate(record, language)


def deliberate(record: Raised, language: str) -> bool:
    """Whether it can have been thrown on purpose: neither a fault of the runtime's nor want of memory.

    Python's own faults (``KeyError``, ``ZeroDivisionError``) are what many a test asks for, so they count.
    """
    if language == "python":
        return record.name not in ("MemoryError", "RecursionError", "SystemExit", "KeyboardInterrupt")
    exhausted = record.name == "RangeError" and "call stack" in record.message
    return record.name not in _FAULTS and record.name != "OutOfMemoryError" and not exhausted


def last_line(traceback: str) -> str:
    """`` (line 3)``: where in the candidate's code it was raised; empty if that is not known."""
    inner = re.findall(r'^  File "solution\.py", line (\d+)', traceback, re.MULTILINE)[-1:]
    # Python ends with the innermost frame, the others begin with it.
    inner = inner or re.findall(r"^\s+at .*?\w\.(?:js|java|go):(\d+)", traceback, re.MULTILINE)[:1]
    return f" (line {inner[0]})" if inner else ""
