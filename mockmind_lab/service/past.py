"""Interviews that were, for front ends: the list, and the history with progress, cost and search."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from mockmind_lab.history import History
from mockmind_lab.history.tables import as_data, listing, overview
from mockmind_lab.store import MARKS

if TYPE_CHECKING:
    from mockmind_lab.history import Entry
    from mockmind_lab.library import Library
    from mockmind_lab.protocol import Result
    from mockmind_lab.service.caller import Caller
    from mockmind_lab.store import EventStore, Hit

__all__ = ["Past"]

_MOST_LISTED = 20
_MOST_SENT = 50
_MOST_HITS = 20


class Past:
    """Answers ``list`` and ``history``: each caller with its own owner's interviews and no others."""

    def __init__(self, store: EventStore, library: Library) -> None:
        self._store = store
        self._library = library

    async def handle(self, op: str, args: dict[str, Any], caller: Caller) -> Result:
        """Either operation. Raises ``Refused`` for words that can't be searched for."""
        history = History(self._store, self._library, caller.principal.owner)
        if op == "list":
            return await asyncio.to_thread(_listed, history)
        if args["words"]:
            hits = await asyncio.to_thread(history.search, args["words"], limit=_MOST_HITS)
            return {"text": "", "data": {"hits": [_hit(hit) for hit in hits]}}
        entries = await asyncio.to_thread(history.entries)
        return {"text": "", "data": as_data(entries, entries[: args["limit"] or _MOST_SENT])}


def _listed(history: History) -> Result:
    entries: list[Entry] = history.entries(limit=_MOST_LISTED + 1)
    if not entries:
        return {"text": "No interviews yet. Start one: `%interview start medium`."}
    shown = entries[:_MOST_LISTED]
    parts = [listing(shown), overview(shown)]
    if len(entries) > len(shown):
        parts.append(f"The newest {len(shown)}; `mockmind history --all` lists the others, in a terminal.")
    return {"text": "\n\n".join(filter(None, parts)), "data": [entry.data for entry in shown]}


def _hit(hit: Hit) -> dict[str, Any]:
    """``excerpt`` in pieces, each with whether it was looked for: a front end need not trust any marks."""
    pieces: list[dict[str, Any]] = []
    for part in hit.excerpt.split(MARKS[0]):
        found, closed, rest = part.partition(MARKS[1])
        pieces += [{"text": found, "found": True}] if closed and found else []
        text = rest if closed else found
        pieces += [{"text": text, "found": False}] if text else []
    return {
        "interview": hit.interview,
        "seq": hit.seq,
        "time": hit.time.isoformat(),
        "speaker": hit.speaker,
        "excerpt": pieces,
    }
