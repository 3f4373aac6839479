"""The command of the kernelspec: ipykernel without its debugger, ended without taking it apart."""

from __future__ import annotations

import atexit
import contextlib
import gc
import io
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["main"]

_CLOSED_AT_THE_END = frozenset({"gzip", "bz2", "lzma"})
"""Modules whose files end with something that only closing writes."""


def main() -> None:
    """Run the kernel until it is told to end; the arguments are ipykernel's own."""
    # The kernelspec promises no debugger. A module that is None can't be imported; the kernel looks for it
    # as late as in ``initialize``.
    sys.modules["debugpy"] = None  # pyright: ignore[reportArgumentType]
    gc.disable()  # what is imported stays, so there is nothing to look for
    from ipykernel.kernelapp import IPKernelApp

    app = IPKernelApp.instance()
    app.initialize(None)
    del sys.modules["debugpy"]  # a cell may import what it likes
    # Started with -P, so that no neighbour of the notebook's passes for a library of ours; cells see them.
    sys.path.insert(0, "")
    _look_for_children_first(app.kernel)
    gc.enable()
    app.start()
    _leave()


def _look_for_children_first(kernel: Any) -> None:
    """Let ``kernel`` import what terminates its children only where it has any: it takes 30 ms."""
    children: Callable[[], list[object]] = kernel._process_children

    def found() -> list[object]:
        tasks = Path("/proc/self/task").glob("*/children")
        try:
            some = any(task.read_text() for task in tasks)
        except OSError:  # of a thread that ended meanwhile
            some = True
        return children() if some else []

    kernel._process_children = found


def _leave() -> NoReturn:
    """End at once, with all that an interpreter's end promises a candidate's program done, in its order.

    The jail ends with this process: to free every object first would take a tenth of a second.
    """
    threading._shutdown()  # pyright: ignore  (waits for the threads that are no daemons)
    kept = _files()
    gc.freeze()  # IPython collects once more at its end, for nobody
    atexit._run_exitfuncs()  # pyright: ignore[reportPrivateUsage]
    files = [*kept, *_files()]
    ends = [file.close for file in files if type(file).__module__ in _CLOSED_AT_THE_END]
    flushes = [file.flush for file in files]
    for write in (*flushes, *ends, *flushes):  # a text file over a packed one over a file
        with contextlib.suppress(Exception):
            write()
    os._exit(0)


def _files() -> list[Any]:
    """All files of this process that are not frozen. By exact type: to ask each object takes 60 ms."""
    base = io.IOBase.__mro__[1]  # what the files that are written in C descend from, too
    kinds, waiting = {base}, [base]
    while waiting:
        more = set(type.__subclasses__(waiting.pop())) - kinds
        kinds |= more
        waiting += more
    return [kept for kept in gc.get_objects() if type(kept) in kinds]


if __name__ == "__main__":
    main()
