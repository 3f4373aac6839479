"""The interview as this kernel knows it: asks the host, keeps the newest view, tells it of cells."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.errors import MockmindError
from mockmind_lab.kernel import reportfile
from mockmind_lab.kernel.celllog import CellLog
from mockmind_lab.kernel.client import HostClient, notebook_name
from mockmind_lab.kernel.render import error_text, inert

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mockmind_lab.protocol import File, Push, Result, View

__all__ = ["Answer", "FrontEnd"]

_LIVE = frozenset({"in_progress", "paused"})
_NEEDS_CELLS = frozenset({"say", "hint", "run", "submit", "skip", "finish"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an operation, in Markdown: the host's ``text``; before it what the interviewer had said
    and the score that was given unasked (``missed``); and our own ``notices`` (a host found again) and
    ``report`` (where it is, or why it can't be written)."""

    text: str
    missed: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    report: str = ""

    @property
    def markdown(self) -> str:
        """All of it in the order to be read."""
        parts = (*self.notices, *self.missed, self.text, self.report)
        return "\n\n".join(part for part in parts if part)


class FrontEnd:
    """Between the magics, the panel and the host. Its methods may be called from any thread.

    ``on_view`` is called with every view that is newer than the one before, on whatever thread brought it.
    """

    def __init__(
        self, *, on_view: Callable[[View], None] = lambda _: None, folder: Path | None = None
    ) -> None:
        self.view: View | None = None
        self.client = HostClient(
            on_push=self._pushed,
            on_notice=self._notice,
            on_connected=self._reconnected,
            notebook=notebook_name(),
        )
        self._on_view = on_view
        self._folder = folder or Path.cwd()
        self._lock = threading.RLock()
        self._notices: list[str] = []
        self._heard = 0
        self._score = ""
        self._cells = CellLog()
        self._catching_up = False

    @property
    def open(self) -> bool:
        """Whether an interview is known to be open."""
        return self.view is not None and self.view.get("status") in _LIVE

    def ask(self, op: str, args: Mapping[str, Any]) -> Answer:
        """Carry out an operation; raises the errors of the tree. The answer tells of an unwritten report."""
        if op in _NEEDS_CELLS and self.view is None and self._cells:
            self._catch_up()
        missed, interview = self._missed()
        result = self.client.request(op, args)
        self._told(missed, interview)
        if op == "start":
            self._cells.clear()  # what ran before the interview is no part of it
        if op == "status" and "view" not in result:
            self._gone(interview)
        self._take(result)
        text = result.get("text", "")
        report = self._written(result["file"]) if "file" in result else ""
        if op == "start" and (trouble := reportfile.trouble(self._folder)):
            report = error_text(trouble)
        unsaid = [_quoted(message) for message in missed if not _contains(text, message)]
        with self._lock:
            score, self._score = self._score, ""
        return Answer(text, (*unsaid, score), tuple(self.take_notices()), report)

    def attach(self) -> None:
        """Find the interview of this kernel's notebook again, and tell it of the cells that ran since."""
        if self.view is None:
            self._catch_up()

    def cell(self, *, cell: str, count: int, source: str) -> None:
        """Tell the host of a cell that is about to run, or keep it until there is one. Never raises."""
        self._cells.add({"cell": cell[:200], "count": count, "source": source})
        if self.open:
            self._cells.tell(self.client)

    def close(self) -> None:
        """Disconnect; a host of this kernel's own ends."""
        self.client.close()

    def take_notices(self) -> list[str]:
        """Lines of Markdown that wait to be shown, each once."""
        with self._lock:
            taken, self._notices = self._notices, []
            return taken

    def _reconnected(self) -> None:
        """A new connection, perhaps to a host that does not hold the interview yet: ``status`` makes it."""
        self._cells.connection_changed()
        if self._cells and self.open and not self._catching_up:
            self._catch_up()

    def _catch_up(self) -> None:
        self._catching_up = True
        try:
            with self._lock:
                interview = (self.view or {}).get("interview")
            result = self.client.request("status")
            if "view" not in result:
                self._gone(interview)
            self._take(result)
        finally:
            self._catching_up = False

    def _take(self, result: Result) -> None:
        view = result.get("view")
        if isinstance(view, dict):
            self._newer(view, answered=True)
        if self.open:
            self._cells.tell(self.client)

    def _pushed(self, push: Push) -> None:
        kind = push.get("push")
        if kind == "view" and isinstance(push.get("view"), dict):
            self._newer(push.get("view", {}), answered=False)
        elif kind == "preview" and self.view is not None:
            with self._lock:
                self.view = {**self.view, "preview": push.get("text") or None}
                self._on_view(self.view)
        elif kind == "replying" and self.view is not None:
            with self._lock:
                self.view = {**self.view, "replying": push.get("replying", False)}
                self._on_view(self.view)
        elif kind == "file" and "file" in push:
            with self._lock:
                self._score = push.get("text", "")
            self._notice_markdown(self._written(push["file"]))
        elif kind == "notice":
            self._notice(push.get("text", ""))

    def _newer(self, view: View, *, answered: bool) -> None:
        """Keep ``view`` if it is newer. Another interview's replaces an open one only as an answer."""
        with self._lock:
            known = self.view
            if known is not None and known.get("interview") == view.get("interview"):
                if view.get("seq", 0) < known.get("seq", 0):
                    return
            elif answered or not self.open:
                # What was said before this kernel came is in the status or the panel, not news.
                self._heard = 0 if known is None or answered else view.get("seq", 0)
            else:
                return
            self.view = view
            if answered:
                self._heard = max(self._heard, view.get("seq", 0))
            self._on_view(view)

    def _missed(self) -> tuple[list[dict[str, Any]], object]:
        """What the interviewer said unasked since the last command, and of which interview that is."""
        with self._lock:
            view = self.view or {}
            said = [
                m for m in view.get("messages", ()) if isinstance(m, dict) and m.get("seq", 0) > self._heard
            ]
            return [m for m in said if m.get("speaker") == "interviewer"], view.get("interview")

    def _told(self, missed: list[dict[str, Any]], interview: object) -> None:
        """An answer came, so these messages are shown with it: never again, though it may bring no view."""
        with self._lock:
            if self.view is not None and self.view.get("interview") == interview:
                self._heard = max([self._heard, *(message.get("seq", 0) for message in missed)])

    def _gone(self, interview: object) -> None:
        """The host knows of no interview here: one that was open when it was asked is so no more."""
        with self._lock:
            if self.view is not None and self.open and self.view.get("interview") == interview:
                self.view = None
                self._heard = 0
                self._on_view({})

    def _written(self, file: File) -> str:
        try:
            path = reportfile.write(file, self._folder)
        except MockmindError as error:
            return error_text(str(error))
        return f"The report is in `{path.name}`."

    def _notice(self, line: str) -> None:
        self._notice_markdown(f"*{inert(' '.join(line.split()))}*" if line.strip() else "")

    def _notice_markdown(self, line: str) -> None:
        with self._lock:
            if line:
                self._notices.append(line)


def _contains(text: str, message: Mapping[str, Any]) -> bool:
    """Whether an answer has a message already: the host tells what was said since the command reached it."""
    lines = str(message.get("text", "")).strip().splitlines()
    return not lines or lines[0] in text


def _quoted(message: Mapping[str, Any]) -> str:
    """A message as hosts write it in an answer."""
    who = f"Hint {message['hint']}" if message.get("hint") else "Interviewer"
    return "\n".join(f"> {line}".rstrip() for line in f"**{who}:** {message.get('text', '')}".splitlines())
