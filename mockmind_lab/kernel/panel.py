"""The panel as a widget: shows the newest view, and takes what is clicked and written to the host."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from ipyvuetify.VuetifyTemplate import VuetifyTemplate
from traitlets import Dict

from mockmind_lab.errors import MockmindError
from mockmind_lab.kernel.command import COMMANDS
from mockmind_lab.kernel.component import component, texts
from mockmind_lab.kernel.render import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.kernel.frontend import Answer
    from mockmind_lab.protocol import View

__all__ = ["Panel"]

_MOST_AT_ONCE = 4
"""Requests of one panel under way; a click beyond that is refused rather than queued without end."""


class Panel(VuetifyTemplate):
    """``panel.vue`` with what it needs; ``ask`` carries out an operation and raises the errors of the tree.

    ``view`` is the host's view and two things that only this side knows: ``busy``, the operations under way,
    and ``notice``, ``{"kind": "error" | "info", "text": one line}`` or None.
    """

    texts = Dict().tag(sync=True)
    host = Dict().tag(sync=True)
    view = Dict().tag(sync=True)

    def __init__(self, ask: Callable[[str, dict[str, Any]], Answer], **kwargs: Any) -> None:
        self._ask_host = ask
        self._lock = threading.RLock()
        self._shown: View = {}
        self._busy: list[str] = []
        self._notice: dict[str, str] | None = None
        super().__init__(template=component(), texts=texts(), **kwargs)

    def show(self, view: View) -> None:
        """Draw ``view``, on whatever thread."""
        with self._lock:
            self._shown = view
            self._draw()

    def vue_send(self, data: object) -> None:
        """What ``send({op, args})`` in the template comes to. A worker thread asks: the kernel stays free."""
        message: dict[str, Any] = data if isinstance(data, dict) else {}
        op, args = message.get("op"), message.get("args")
        with self._lock:
            if op not in COMMANDS or op == "help":
                return
            if len(self._busy) >= _MOST_AT_ONCE:
                self._notice = {"kind": "error", "text": "One thing at a time: wait for what is under way."}
                self._draw()
                return
            self._busy.append(op)
            self._notice = None
            self._draw()
        given: dict[str, Any] = args if isinstance(args, dict) else {}
        threading.Thread(target=self._ask, args=(op, given), name=f"mockmind-panel-{op}", daemon=True).start()

    def _ask(self, op: str, args: dict[str, Any]) -> None:
        notice: dict[str, str] | None = None
        try:
            answer = self._ask_host(op, args)
            told = plain("\n".join(filter(None, (*answer.notices, answer.report))))
            notice = {"kind": "info", "text": told} if told else None
        except MockmindError as error:
            notice = {"kind": "error", "text": plain(str(error))}
        except Exception as error:
            notice = {
                "kind": "error",
                "text": f"The panel failed ({type(error).__name__}): use `%interview {op}`.",
            }
            raise
        finally:
            with self._lock:
                self._busy.remove(op)
                # What another request had to say stands until the next click.
                self._notice = notice or self._notice
                self._draw()

    def _draw(self) -> None:
        self.view = {**self._shown, "busy": list(self._busy), "notice": self._notice}
