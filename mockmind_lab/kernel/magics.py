"""``%interview`` and ``%%solution``, and the hook that tells the host which cells ran."""

from __future__ import annotations

import atexit
import logging
import os
import re
from tokenize import DEDENT, INDENT
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from IPython.core.inputtransformer2 import TokenTransformBase
from IPython.core.magic import no_var_expand

from mockmind_lab.errors import MockmindError
from mockmind_lab.kernel.command import completions, help_text, parse
from mockmind_lab.kernel.frontend import FrontEnd
from mockmind_lab.kernel.render import bundle, error_text
from mockmind_lab.protocol import LANGUAGES, PARTS

if TYPE_CHECKING:
    from tokenize import TokenInfo

    from IPython.core.interactiveshell import ExecutionInfo, InteractiveShell

    from mockmind_lab.kernel.frontend import Answer
    from mockmind_lab.kernel.panel import Panel
    from mockmind_lab.protocol import View

__all__ = ["InterviewMagics", "attach", "load", "unload"]

DISPLAY_VARIABLE = "MOCKMIND_DISPLAY"
PANEL_MIME = "application/vnd.mockmind.panel+json"
"""Tells our labextension which interview to show beside the notebook; other front ends show the widget."""

_WITH_PANEL = frozenset({"start", "status", "resume"})
_QUESTION = re.compile(r"(\s*)%interview[ \t]+(\S.*\?)\s*")
_BEFORE_HELP = 4  # IPython's own transformer of questions has 5, and goes later
_OURS = ("%%interview", *(f"%%{part}" for part in PARTS))
_SOLUTION = re.compile(r"%%solution(?:[ \t]+(?:python3?|py))?[ \t]*$", re.IGNORECASE)

_log = logging.getLogger(__name__)
_loaded: WeakKeyDictionary[InteractiveShell, InterviewMagics] = WeakKeyDictionary()


class Interrupted(KeyboardInterrupt):
    """An interrupt while the host was working: the cell ends with one line instead of our own traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class InterviewMagics:
    """The magics of one shell, with the connection and the panel behind them."""

    def __init__(self, shell: InteractiveShell) -> None:
        self.frontend = FrontEnd(on_view=self._viewed)
        self._shell = shell
        self._panel: Panel | None = None

    def register(self) -> None:
        """Add the magics, the hooks and the completions to the shell."""
        shell = self._shell
        add: Any = shell.register_magic_function  # its stub lacks the bound method's ``self``
        add(self.interview, "line_cell", "interview")
        add(self.solution, "cell", "solution")
        for part in PARTS:
            add(self._writing(part), "cell", part)
        shell.input_transformers_cleanup.append(without_solution_line)
        shell.input_transformer_manager.token_transformers.append(Question)
        shell.events.register("pre_run_cell", self.before_cell)
        shell.set_hook("complete_command", _complete, str_key="%interview")
        atexit.register(self.frontend.close)

    def unregister(self) -> None:
        """Undo ``register`` and let go of the host."""
        shell = self._shell
        shell.magics_manager.magics["line"].pop("interview", None)
        shell.magics_manager.magics["cell"].pop("interview", None)
        for name in ("solution", *PARTS):
            shell.magics_manager.magics["cell"].pop(name, None)
        transformers: tuple[tuple[list[Any], Any], ...] = (
            (shell.input_transformers_cleanup, without_solution_line),
            (shell.input_transformer_manager.token_transformers, Question),
        )
        for registered, ours in transformers:
            if ours in registered:
                registered.remove(ours)
        shell.events.unregister("pre_run_cell", self.before_cell)
        atexit.unregister(self.frontend.close)
        self.frontend.close()
        if self._panel is not None:
            self._panel.close()

    @no_var_expand  # braces and dollars in what is said are the candidate's own
    def interview(self, line: str, cell: str | None = None) -> None:
        """Hold a technical interview in this notebook; `%interview help` lists what can be said."""
        try:
            command = parse(line, cell)
            if command.op == "help":
                self._publish(bundle(help_text()))
                return
            answer = self.frontend.ask(command.op, command.args)
        except MockmindError as error:
            self._refused(error)
        except KeyboardInterrupt:
            raise Interrupted(
                "Interrupted. The host may still be at it: `%interview status` says where things stand."
            ) from None
        else:
            self._show([answer.markdown], panel=command.op in _WITH_PANEL)

    def _writing(self, part: str) -> Any:
        """The cell magic of one part of a problem: nothing of the cell runs here, the host's judge has it."""

        @no_var_expand
        def write(line: str, cell: str) -> None:
            try:
                answer = self.frontend.ask("draft", {"part": part, "line": line, "text": cell})
            except MockmindError as error:
                self._refused(error)
            except KeyboardInterrupt:
                raise Interrupted("Interrupted. Run the cell again.") from None
            else:
                self._show([answer.markdown])

        write.__doc__ = f"Write a problem: its {part}; `example_notebooks/author_a_problem.ipynb` shows how."
        return write

    def _refused(self, error: MockmindError) -> None:
        self._show([*self.frontend.take_notices(), error_text(str(error))])

    def solution(self, line: str, cell: str) -> None:  # noqa: ARG002 - IPython passes the body
        """Mark this cell as the solution outright; a language other than Python is run by the judge alone."""
        # ``without_solution_line`` takes the line off before it gets here, unless it names another language.
        language = LANGUAGES.get(line.strip().lower())
        if language is None:
            known = ", ".join(dict.fromkeys(LANGUAGES.values()))
            self._show([error_text(f"%%solution {line.strip()[:40]}: no such language. There are {known}.")])
            return
        self._show([f"Taken as your solution in {language}. `%interview run` tries it on the examples."])

    def before_cell(self, info: ExecutionInfo) -> None:
        """IPython's ``pre_run_cell``: must neither fail nor keep the candidate's cell waiting."""
        try:
            source = info.raw_cell or ""
            if not info.store_history or info.silent or not _worth_telling(source):
                return
            count = self._count()
            cell = getattr(info, "cell_id", None) or f"count-{count}"
            self.frontend.cell(cell=str(cell), count=count, source=source)
        except Exception:
            _log.exception("a cell could not be told to the host")

    def _count(self) -> int:
        """The execution count of the cell that is about to run: what its prompt will say."""
        count = self._shell.execution_count
        history = getattr(self._shell, "history_manager", None)
        # Newer IPythons count a cell before this hook, older ones after. The history (which begins with an
        # empty entry) holds the cells before this one in both.
        counted = history is not None and len(history.input_hist_parsed) < count
        return count - 1 if counted else count

    def _show(self, parts: list[str], *, panel: bool = False) -> None:
        text = "\n\n".join(part for part in parts if part)
        data: dict[str, Any] = bundle(text) if text else {}
        if panel and self.frontend.view is not None and self._widgets_show():
            beside = {PANEL_MIME: {"interview": self.frontend.view.get("interview")}}
            data = {**beside, **self._shown_panel(), **data}
        if data:
            self._publish(data)

    def _publish(self, data: dict[str, Any]) -> None:
        publisher: Any = self._shell.display_pub
        publisher.publish(data)

    def _widgets_show(self) -> bool:
        """A terminal has no widgets, and whoever runs the kernel may know that nobody sees any."""
        if not hasattr(self._shell, "kernel"):
            return False
        return "text" not in (os.environ.get(DISPLAY_VARIABLE), self.frontend.client.welcome.display)

    def _shown_panel(self) -> dict[str, Any]:
        """The panel's own display data, or none where the widgets are not installed or fail."""
        try:
            from mockmind_lab.kernel.panel import Panel

            panel = self._panel = self._panel or Panel(self._asked)
            panel.show(self.frontend.view or {})
            # ipywidgets offers no other way to one's own choice of what stands in where no widget shows.
            shown: Any = panel._repr_mimebundle_()  # pyright: ignore[reportPrivateUsage]
        except Exception:
            _log.exception("the panel could not be shown")
            return {}
        data = shown[0] if isinstance(shown, tuple) else shown
        return {mime: value for mime, value in (data or {}).items() if mime != "text/plain"}

    def _asked(self, op: str, args: dict[str, Any]) -> Answer:
        return self.frontend.ask(op, args)

    def _viewed(self, view: View) -> None:
        if self._panel is not None:
            self._panel.show(view)


def load(shell: InteractiveShell) -> None:
    """Register the magics. Does nothing where they are registered already."""
    if shell not in _loaded:
        _loaded[shell] = InterviewMagics(shell)
        _loaded[shell].register()


def attach() -> None:
    """Connect the magics of this kernel to their interview, for a front end whose kernel was restarted.

    Says nothing and never raises: the next command tells what is wrong.
    """
    try:
        for magics in tuple(_loaded.values()):
            magics.frontend.attach()
    except Exception:
        _log.exception("the kernel could not be connected to its interview")


def unload(shell: InteractiveShell) -> None:
    """Remove the magics, disconnect, and end a host that this kernel started."""
    magics = _loaded.pop(shell, None)
    if magics is not None:
        magics.unregister()


def without_solution_line(lines: list[str]) -> list[str]:
    """An input transformer: ``%%solution`` is taken off, so that the cell runs as any other does.

    A blank line stays in its place, so that line numbers in tracebacks are the cell's.
    """
    for index, line in enumerate(lines):
        if _SOLUTION.match(line.rstrip("\n")):
            return [*lines[:index], "\n", *lines[index + 1 :]]
        if line.strip():
            break
    return lines


class Question(TokenTransformBase):
    """To IPython a line that ends with ``?`` asks for help, but one that begins with ``%interview`` asks us.

    It works on tokens, as IPython's own transformers do: what stands in a string is no magic line.
    """

    priority = _BEFORE_HELP

    @classmethod
    def find(cls, tokens_by_line: list[list[TokenInfo]]) -> Question | None:
        """The first such line, or None."""
        for line in tokens_by_line:
            first = next((token for token in line if token.type not in (INDENT, DEDENT)), None)
            if first is not None and first.string == "%" and _QUESTION.fullmatch(first.line):
                return cls(first.start)
        return None

    def transform(self, lines: list[str]) -> list[str]:
        """``lines`` with that one as a call."""
        question = _QUESTION.fullmatch(lines[self.start_line])
        if question is None:  # what the tokens said does not hold: IPython tries the next transformer
            raise SyntaxError("no question")
        call = f"{question[1]}get_ipython().run_line_magic('interview', {question[2]!r})\n"
        return [*lines[: self.start_line], call, *lines[self.start_line + 1 :]]


def _worth_telling(source: str) -> bool:
    """A cell that only talks to the interviewer holds no code."""
    if source.lstrip().startswith(_OURS):
        return False
    lines = [line.strip() for line in source.splitlines()]
    return any(line and not line.startswith(("%interview", "#")) for line in lines)


def _complete(_: object, event: Any) -> list[str]:
    line = getattr(event, "text_until_cursor", None) or getattr(event, "line", "")
    return completions(line)
