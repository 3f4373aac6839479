"""What those who watch an interview were shown last, and a newer view told by what has changed since."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from mockmind_lab.protocol import Encoded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mockmind_lab.protocol import Push, View
    from mockmind_lab.service.caller import Caller

__all__ = ["Shown"]

_ALWAYS = frozenset({"seq", "clock", "preview", "replying"})
"""Told in every patch: a preview and a reply under way come and go without a ``seq`` of their own."""


class Shown:
    """The view that was pushed last, field by field, with each field's JSON text.

    Of an event's view nearly all is as it was: only what is not is encoded, once for all who watch.
    """

    def __init__(self) -> None:
        self._view: View = {}
        self._texts: dict[str, str] = {}

    def push(self, view: View, callers: Iterable[Caller]) -> None:
        """Send ``view`` to ``callers``: as a patch to those who take patches and were sent the one before."""
        before = self._view.get("seq")
        changed, more = self._take(view)
        whole: Push | None = None
        patch: Push | None = None
        for caller in callers:
            if caller.patched and before is not None and caller.shown == before:
                patch = patch or self._patch(before, changed, more)
                caller.push(patch)
            else:
                whole = whole or self._whole()
                caller.push(whole)
            caller.shown = view["seq"]

    def _take(self, view: View) -> tuple[list[str], dict[str, list[Any]]]:
        """Make ``view`` the newest: the fields that changed, and what lists that grew have got."""
        before, texts = self._view, self._texts
        changed: list[str] = []
        more: dict[str, list[Any]] = {}
        for name, value in view.items():
            known = before.get(name)
            if name in texts and value == known:
                continue
            if isinstance(value, list) and known and value[: len(known)] == known:
                more[name] = value[len(known) :]
                texts[name] = f"{texts[name][:-1]},{_json(more[name])[1:]}"
            else:
                changed.append(name)
                texts[name] = _json(value)
        self._view = view
        return changed, more

    def _whole(self) -> Push:
        fields = ",".join([f'"{name}":{text}' for name, text in self._texts.items()])
        line = f'{{"push":"view","view":{{{fields}}}}}\n'.encode("ascii")
        return cast("Push", Encoded({"push": "view", "view": self._view}, line))

    def _patch(self, since: int, changed: list[str], more: dict[str, list[Any]]) -> Push:
        names = [*changed, *_ALWAYS.difference(changed)]
        fields = {name: self._view[name] for name in names}
        message = {
            "push": "patch",
            "interview": self._view["interview"],
            "since": since,
            "view": fields,
            "more": more,
        }
        return cast("Push", Encoded(message))


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
