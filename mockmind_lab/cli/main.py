"""The group of commands; each one's module is imported when it is called, so that help is instant."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from mockmind_lab import __version__
from mockmind_lab.errors import MockmindError, UnknownName

__all__ = ["COMMANDS", "main"]

COMMANDS = {
    "demo": ("demo:demo", "Run a whole interview without a browser, and show how it goes."),
    "start": ("start:start", "Make a notebook for an interview here, and open JupyterLab on it."),
    "history": ("history:history", "Your interviews: list, progress, search, transcripts, deletion."),
    "report": ("reports:report", "Write the report of an interview, export it, or step through it."),
    "verify": ("proving:verify", "Check what a report proves, and who vouches for it."),
    "keys": ("proving:keys", "Show, trust and forget keys that sign reports."),
    "problems": ("problems:problems", "List, show and verify the problems of the bank."),
    "eval": ("evaluation:evaluate", "Let simulated candidates interview, and measure the interviewer."),
    "sandbox": ("sandbox:sandbox", "Build and check the image that the Docker sandbox runs."),
    "doctor": ("interviews:doctor", "Check the installation, part by part."),
}
"""Each command's place within this package, and its line in the help."""

_FAILED = 2
"""The exit code of everything that could not be done; one line on standard error says why."""


class _Commands(click.Group):
    """A group that knows its commands by name and imports one when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        return getattr(import_module(f"mockmind_lab.cli.{module}"), name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            raise UnknownName.nearest("command", args[0], COMMANDS, listing="`mockmind --help` lists them.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mockmind")
def _mockmind() -> None:
    """A Jupyter notebook as a technical interview."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command line; returns the exit code: 0, 1 where a check found faults, 2 where it failed.

    ``verify`` has two more.
    """
    try:
        code = _mockmind.main(args=arguments, prog_name="mockmind", standalone_mode=False)
    except MockmindError as error:
        return _failed(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.ClickException as error:
        return _failed(error.format_message())
    except BrokenPipeError:
        # Whoever read our output has left; Python must not stumble over that once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAILED
    except (click.Abort, KeyboardInterrupt):
        return _failed("Interrupted.")
    return code if isinstance(code, int) else 0


def _failed(message: str) -> int:
    click.echo(" ".join(message.split()), err=True)
    return _FAILED
