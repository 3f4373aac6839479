"""``History``: one person's interviews, read from a store; whatever is another's does not exist here."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from mockmind_lab.core.events import Event
from mockmind_lab.core.interview import IllegalEvent
from mockmind_lab.core.payloads import Audience
from mockmind_lab.core.phases import Status
from mockmind_lab.errors import Refused, StoreError, UnknownName
from mockmind_lab.history.entry import Entry
from mockmind_lab.history.summary import VERSION, Summary, kind_of, summarised
from mockmind_lab.history.transcript import FORMS, SEARCHED, line_of, written
from mockmind_lab.store import Passage, Said
from mockmind_lab.store.fulltext import query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from mockmind_lab.library import Library
    from mockmind_lab.store import Catalogued, EventStore, Hit

__all__ = ["History"]

_BATCH = 200  # summaries, or lines of the index, to a transaction: nobody's append waits long for one
_NEVER_BEGAN = 50  # interviews whose start failed that may stand among those a list is to show

log = logging.getLogger(__name__)


class History:
    """The interviews of ``owner``. Blocking and thread-safe, as the store is; raises what that raises."""

    def __init__(self, store: EventStore, library: Library, owner: str) -> None:
        self._store = store
        self._library = library
        self._owner = owner

    def entries(self, *, limit: int | None = None) -> list[Entry]:
        """The newest ``limit`` interviews (None: all), newest first. One that never began is none.

        Only what has happened since it was last asked is folded: ten thousand interviews take no second.
        """
        topics = {summary.slug: summary.topics for summary in self._library.index()}
        found: list[Entry] = []
        fresh: list[tuple[str, int, str]] = []
        most = None if limit is None else 2 * limit + _NEVER_BEGAN
        for known in self._store.catalogue(self._owner, version=VERSION, limit=most):
            if limit is not None and len(found) == limit:
                break
            if not known.seq:
                continue
            try:
                summary = self._summary(known, fresh)
            except (StoreError, IllegalEvent, ValueError) as error:
                log.warning("Interview %s can't be read: %s", known.row.id, error)
                summary = None
            else:
                if summary is None:
                    continue
            found.append(Entry(known.row, summary, topics))
            if len(fresh) >= _BATCH:
                self._keep(fresh)
        self._keep(fresh)
        return found

    def search(self, words: str, *, limit: int) -> list[Hit]:
        """The best lines that hold ``words``, of what the candidate saw; see ``store.fulltext.query``.

        Raises ``Refused`` for words that are no query, and where the database can't search.
        """
        query(words)  # a slip of the pen need not wait for the index
        for _ in range(2):
            hits = None
            if self._index():
                hits = self._store.search(self._owner, words, limit=limit)
            if hits is not None:
                return hits
            self._store.reset_index()
        raise StoreError(f"The index of {self._store.place} can't be made anew: run 'mockmind doctor'.")

    def transcript(self, wanted: str, form: str) -> str:
        """The transcript of an interview, by its id or the start of it, in one of ``FORMS``."""
        if form not in FORMS:
            raise UnknownName.nearest("form", form, FORMS, listing=f"Choose {', '.join(FORMS)}.")
        entry = self.find(wanted)
        return written([Event.from_json(text) for text in self._store.events(entry.row.id)], form)

    def find(self, wanted: str) -> Entry:
        """The interview by its id or the start of it. Raises ``UnknownName``, or ``Refused`` for several."""
        known = self._store.catalogue(self._owner, version=VERSION)
        exact = [each for each in known if each.row.id == wanted]
        found = exact or [each for each in known if wanted and each.row.id.startswith(wanted)]
        if not found:
            listing = "`mockmind history` shows yours."
            raise UnknownName.nearest("interview", wanted, [each.row.id for each in known], listing=listing)
        if len(found) > 1:
            some = ", ".join(each.row.id for each in found[:3])
            raise Refused(f"{len(found)} interviews begin with {wanted!r} ({some}…); write more of the id.")
        try:
            summary = self._summary(found[0], [])
        except (StoreError, IllegalEvent, ValueError):
            summary = None
        return Entry(found[0].row, summary, {})

    def older(self, than: timedelta, *, now: datetime) -> tuple[list[Entry], int]:
        """What ``purge`` would delete, newest first, and how many as old are kept because they are open."""
        old = [entry for entry in self.entries() if entry.row.created < now - than]
        ended = [entry for entry in old if entry.summary is None or not entry.summary.open]
        return ended, len(old) - len(ended)

    def delete(self, entries: Sequence[Entry], *, now: datetime, abandon: bool = False) -> bool:
        """Delete interviews with all their data; returns whether the database's files are free of it as well.

        Raises ``Refused`` for an open one, unless ``abandon``, and ``LeaseHeld`` for one that a host has.
        """
        for entry in entries:
            if entry.summary and entry.summary.open and not abandon:
                raise Refused(
                    f"Interview {entry.row.id} is open ({entry.status.replace('_', ' ')}): `%interview "
                    "finish` in its notebook ends it; `--abandon` deletes it all the same."
                )
        return self._store.delete([entry.row.id for entry in entries], now=now)

    def _summary(self, known: Catalogued, fresh: list[tuple[str, int, str]]) -> Summary | None:
        if known.summary is not None:
            with suppress(ValueError):  # a row that somebody damaged is made anew
                return Summary.model_validate_json(known.summary)
        texts = self._store.events(known.row.id)
        summary = summarised(texts)
        # One that is going on changes with every event, so it is not worth a write.
        if summary is not None and summary.status is not Status.IN_PROGRESS:
            fresh.append((known.row.id, len(texts), summary.model_dump_json()))
        return summary

    def _keep(self, fresh: list[tuple[str, int, str]]) -> None:
        """Keep new summaries; what could not be kept is only made once more the next time."""
        try:
            self._store.put_summaries(fresh, version=VERSION)
        except StoreError as error:
            log.warning("Summaries were not kept: %s", error)
        fresh.clear()

    def _index(self) -> bool:
        """Bring the full-text index up to date with what was appended since the last search.

        False where it is missing or damaged.
        """
        waiting: list[Passage] = []
        for known in self._store.catalogue(self._owner, version=VERSION):
            if known.indexed >= known.seq:
                continue
            try:
                waiting.append(self._passage(known))
            except StoreError as error:
                log.warning("Interview %s can't be indexed: %s", known.row.id, error)
            if sum(len(passage.lines) for passage in waiting) >= _BATCH:
                if not self._store.index(waiting):
                    return False
                waiting = []
        return self._store.index(waiting)

    def _passage(self, known: Catalogued) -> Passage:
        texts = self._store.events(known.row.id)
        lines = tuple(_said(texts[known.indexed :]))
        return Passage(known.row.id, known.indexed, len(texts), lines)


def _said(texts: Iterable[str]) -> Iterable[Said]:
    for text in texts:
        if kind_of(text) not in SEARCHED:
            continue
        event = Event.from_json(text)
        line = line_of(event) if Audience.CANDIDATE in event.audience else None
        if line is not None:
            yield Said(line.seq, line.time, line.speaker, line.text)
