"""The option ``--unsafe-run-my-own-code`` of the commands that make a host or a judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FLAG", "unsafe_option"]

FLAG = "--unsafe-run-my-own-code"
_WARNING = (
    f"{FLAG}: code runs WITHOUT a sandbox, as you, with all your files; every verdict and report says so."
)


def unsafe_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the option, which takes effect by itself. A kernel can't give it: it is a person's to give."""
    return click.option(
        FLAG,
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_given,
        help="Run code without a sandbox, where there can be none; only for code that you wrote yourself.",
    )(command)


def _given(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    del parameter
    if not value:
        return
    from traitlets.config import Config

    from mockmind_lab.host import override

    click.echo(_WARNING, err=True)
    override(Config({"Judge": {"unsafe_run_my_own_code": True}}))
    context.meta[FLAG] = True
