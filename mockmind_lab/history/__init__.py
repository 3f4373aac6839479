"""A person's interviews over time: list, progress by topic, cost, search, transcripts, deletion."""

from __future__ import annotations

from mockmind_lab.history.entry import Entry
from mockmind_lab.history.history import History
from mockmind_lab.history.summary import Played, Summary

__all__ = ["Entry", "History", "Played", "Summary"]
