"""Which sandbox to use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox
from mockmind_lab.sandbox.unsafe import UnsafeSandbox

if TYPE_CHECKING:
    from traitlets.config import Config

    from mockmind_lab.sandbox.base import Sandbox

__all__ = ["choose_sandbox"]


def choose_sandbox(*, unsafe: bool = False, config: Config | None = None) -> Sandbox:
    """A sandbox that is not open yet: bubblewrap, or with ``unsafe`` none at all.

    There is no silent way from the one to the other: where bubblewrap does not open, it says so.
    """
    return UnsafeSandbox(config=config) if unsafe else BubblewrapSandbox(config=config)
