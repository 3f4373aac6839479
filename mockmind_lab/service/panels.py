"""Panels beside notebooks: which interview one shows, and the text of cells that it tells of."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from mockmind_lab.core import commands
from mockmind_lab.core.phases import Status
from mockmind_lab.protocol import PARTS

if TYPE_CHECKING:
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.interviewer.clock import Clock
    from mockmind_lab.protocol import Result, View
    from mockmind_lab.service.caller import Caller
    from mockmind_lab.service.finding import Finder
    from mockmind_lab.service.live import Live
    from mockmind_lab.service.shelf import Shelf

__all__ = ["Panels"]

_NO_CODE = ("%interview", "%%interview", *(f"%%{part}" for part in PARTS))


class Panels:
    """Who watches over the server's WebSocket.

    When the last kernel goes away the interview pauses, whoever watches; a command of a panel's brings it
    back, and then the panel keeps it going. A panel that reloads changes nothing, or, where nobody else is
    there, pauses the clock for the moment it is away.
    """

    def __init__(self, finder: Finder, shelf: Shelf, clock: Clock) -> None:
        self._finder = finder
        self._shelf = shelf
        self._clock = clock
        self._places: dict[Caller, tuple[str, ...]] = {}

    async def handle(self, op: str, args: dict[str, Any], caller: Caller) -> Result:
        """``subscribe`` or ``text``."""
        return await (self._subscribe(args, caller) if op == "subscribe" else self._text(args, caller))

    def gone(self, caller: Caller) -> None:
        """The connection has ended."""
        self._places.pop(caller, None)

    async def began(self, live: Live) -> None:
        """A new interview: panels that watch its notebook turn to it."""
        terms = live.state.terms
        for caller, places in tuple(self._places.items()):
            watches = terms is not None and terms.owner == caller.principal.owner and terms.notebook in places
            shown = self._shelf.held(caller.interview)
            if watches and not caller.gone and (shown is None or not shown.state.live):
                await self._finder.attach(caller, live)
                caller.push({"push": "view", "view": live.view()})

    async def _subscribe(self, args: dict[str, Any], caller: Caller) -> Result:
        """The view, unless the panel has it; and the host's time, by which it sets its clock."""
        notebook, wanted = args["notebook"], args["interview"]
        # A kernel of no jail knows the name of its notebook and not the folder.
        places = (notebook, PurePosixPath(notebook).name)
        caller.patched = bool(args["patches"])
        if not caller.gone:
            self._places[caller] = places
        view = await self._found(caller, places, wanted)
        data = {"now": self._clock.now().isoformat(), "seq": view["seq"] if view else 0}
        known = view is not None and (wanted, args["seq"]) == (view["interview"], view["seq"])
        if view is None or (known and not view["clock"]["running"]):
            return {"text": "", "data": data}
        return {"text": "", "data": data, "view": view}

    async def _found(self, caller: Caller, places: tuple[str, ...], wanted: str | None) -> View | None:
        live = await self._finder.named(caller, wanted) if wanted else None
        for place in places:
            if live is None:
                caller.place = caller.principal.place or place
                live = await self._finder.mine(caller)
        if live is not None:
            await live.decide(_panel_back)
            return live.view()
        for place in places:
            caller.place = caller.principal.place or place
            if (ended := await self._shelf.last(caller, wanted)) is not None:
                caller.interview = ended["interview"]
                return ended
        return None

    async def _text(self, args: dict[str, Any], caller: Caller) -> Result:
        live = self._finder.in_hand(caller)
        if live is not None:
            ours = args["source"].lstrip().startswith(_NO_CODE)
            live.texts.put(args["cell"], "" if ours else args["source"], self._clock.now())
        return {"text": ""}


def _panel_back(state: Interview) -> commands.Drafts:
    """Looking on brings nothing back but what paused because the last who looked on went away."""
    away = state.status is Status.PAUSED and state.reason == "panel away"
    return commands.resume(state, "back") if away else ()
