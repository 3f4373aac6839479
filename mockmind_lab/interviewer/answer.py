"""One answer of a model's as it streams: what of its calls the candidate may hear before it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic_core import from_json

from mockmind_lab.interviewer.policy import Speech
from mockmind_lab.interviewer.tools import SPEAKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from mockmind_lab.interviewer.policy import Censor
    from mockmind_lab.providers.base import InputPiece

__all__ = ["Answer", "Come"]

_MOVES = frozenset({"present_problem", "advance_phase", "skip"})
"""Tools after which others may count: what an answer says behind them is heard once it is whole."""


@dataclass(frozen=True, slots=True)
class Come:
    """A message, its text as far as it has come, and whether that is the whole."""

    speech: Speech
    text: str
    whole: bool


class Answer:
    """The messages of one answer by the ids of their calls; ``most`` and ``reader`` as in ``Speech``.

    ``leaked`` says whether one of them was withheld.
    """

    def __init__(self, censor: Censor, *, most: int, reader: bool = False) -> None:
        self.leaked = False
        self._censor = censor
        self._most = most
        self._reader = reader
        self._raw: dict[str, str] = {}
        self._speeches: dict[str, Speech] = {}
        self._move: str | None = None

    def feed(self, piece: InputPiece, offered: Collection[str]) -> Come | None:
        """Take some more of a call; its message as far as it has come.

        None, unless the call would count as far as can be told: its tool is among ``offered``, no
        call before it may change that, and it has no other argument.
        """
        behind = self._move not in (None, piece.id)
        if piece.name in _MOVES and not behind:
            self._move = piece.id
        if behind or piece.name not in SPEAKING or piece.name not in offered:
            return None
        self._raw[piece.id] = self._raw.get(piece.id, "") + piece.json
        return Come(self.speech(piece.id), *_text(self._raw[piece.id]))

    def settle(self) -> None:
        """Nobody will read what is held: the guard decides alone."""
        for speech in self._speeches.values():
            speech.settle(None)

    def speech(self, id_: str) -> Speech:
        """The message of a call."""
        if id_ not in self._speeches:
            self._speeches[id_] = Speech(self._censor, most=self._most, reader=self._reader)
        return self._speeches[id_]

    def said(self, id_: str) -> None:
        """A message has become an event: it is no more to be shown, nor taken back."""
        del self._speeches[id_]

    def take_back(self, id_: str) -> None:
        """A call has come to nothing: what was heard of it may be said again, in this answer too.

        So the messages that are still to come are looked at anew.
        """
        if id_ not in self._speeches:
            return
        for speech in self._speeches.values():
            speech.take_back()
        self._speeches.clear()

    @property
    def leaks(self) -> list[tuple[str, str]]:
        """The texts, as far as they have come, that give something away, each with what."""
        found = ((id_, speech.leak) for id_, speech in self._speeches.items())
        return [(_text(self._raw[id_])[0], leak) for id_, leak in found if leak is not None]

    @property
    def heard(self) -> str:
        """All that was released and is no event yet."""
        return "\n\n".join(s.released.strip() for s in self._speeches.values() if not s.empty)


def _text(raw: str) -> tuple[str, bool]:
    """The ``text`` in JSON that is still coming, and whether it has come whole; none beside other keys."""
    try:
        found = from_json(raw, allow_partial="trailing-strings")
    except ValueError:
        return "", False
    text = found.get("text") if isinstance(found, dict) and len(found) == 1 else None
    return (text, _is_json(raw)) if isinstance(text, str) else ("", False)


def _is_json(raw: str) -> bool:
    if not raw.rstrip().endswith("}"):
        return False
    try:
        from_json(raw)
    except ValueError:
        return False
    return True
