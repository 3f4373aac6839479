"""A Jupyter notebook as a technical interview.

Everything here is deferred: ``%load_ext mockmind_lab`` must feel instant, so importing the package
imports none of its parts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["__version__", "load_ipython_extension", "unload_ipython_extension"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """``replay`` and ``rejudge``, which reports offer. A sandboxed kernel has neither, and says so."""
    if name not in ("rejudge", "replay"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Not an import statement: what runs in a kernel must not be seen to depend on the host's side.
    return getattr(import_module("mockmind_lab.proof.slider"), name)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Register ``%interview`` and ``%%solution`` in an IPython shell (IPython's extension hook)."""
    from mockmind_lab.kernel.magics import load

    load(shell)


def unload_ipython_extension(shell: InteractiveShell) -> None:
    """Remove the magics, close the connection to the host, and end a host that this kernel started."""
    from mockmind_lab.kernel.magics import unload

    unload(shell)
