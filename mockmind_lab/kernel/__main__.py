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
from typing import NoReturn

__all__ = ["main"]


def main() -> None:
    """Run the kernel until it is told to end; the arguments are ipykernel's own."""
    # Put there by ``-m``: a notebook's neighbour must not pass for a library.
    if sys.path[0] == str(Path.cwd()):
        del sys.path[0]
    # The kernelspec promises no debugger. A module that is None can't be imported; the kernel looks for it
    # as late as in ``initialize``.
    sys.modules["debugpy"] = None  # pyright: ignore[reportArgumentType]
    gc.disable()  # what is imported stays, so there is nothing to look for
    from ipykernel.kernelapp import IPKernelApp

    app = IPKernelApp.instance()
    app.initialize(None)
    del sys.modules["debugpy"]  # a cell may import what it likes
    gc.enable()
    app.start()
    _leave()


def _leave() -> NoReturn:
    """End at once, with all that an interpreter's end promises a candidate's program done.

    The jail ends with this process: to free every object first would take a tenth of a second.
    """
    atexit._run_exitfuncs()  # pyright: ignore[reportPrivateUsage]  (as multiprocessing ends its processes)
    threading._shutdown()  # pyright: ignore  (waits for the threads that are no daemons)
    for kept in gc.get_objects():
        if issubclass(type(kept), io.IOBase):
            with contextlib.suppress(Exception):
                kept.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
