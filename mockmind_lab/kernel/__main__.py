"""The command of the kernelspec: ipykernel without its debugger, which takes a third of its start."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

__all__ = ["main"]


def main() -> None:
    """Run the kernel until it is told to end; the arguments are ipykernel's own."""
    if sys.path[0] == str(
        Path.cwd()
    ):  # put there by ``-m``; a notebook's neighbour must not pass for a library
        del sys.path[0]
    # The kernelspec promises no debugger. A module that is None can't be imported.
    sys.modules["debugpy"] = None  # pyright: ignore[reportArgumentType]
    gc.disable()  # what is imported stays, so there is nothing to look for
    from ipykernel.kernelapp import IPKernelApp

    del sys.modules["debugpy"]  # a cell may import what it likes
    app = IPKernelApp.instance()
    app.initialize(None)
    gc.enable()
    app.start()


if __name__ == "__main__":
    main()
