"""What the interviewer said, as a voice reads it: a message of the caller's own interview, by its number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.interview import fold
from mockmind_lab.core.payloads import Audience
from mockmind_lab.core.views import visible
from mockmind_lab.errors import Refused

if TYPE_CHECKING:
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.protocol import Result
    from mockmind_lab.service.caller import Caller
    from mockmind_lab.service.shelf import Shelf

__all__ = ["Spoken", "aloud"]

_CODE = "The code is in the conversation."
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*\s*$|\Z)", re.S | re.M)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+|[`*~$]|(?<!\w)_|_(?!\w)", re.M)


class Spoken:
    """Answers ``spoken``. No voice can be had for a text of the caller's own choosing."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def handle(self, op: str, args: dict[str, Any], caller: Caller) -> Result:  # noqa: ARG002
        """The words of the message in ``text``. Refused for what is not the interviewer's, or another's."""
        state = await self._seen(args["interview"])
        if state is not None and state.terms is not None and state.terms.owner == caller.principal.owner:
            for message in state.messages:
                if message.seq == args["seq"] and message.speaker == "interviewer":
                    return {"text": aloud(message.text)}
        raise Refused("There is no such message of the interviewer's in an interview of yours.")

    async def _seen(self, interview: str) -> Interview | None:
        """The interview as its candidate sees it; None where there is none."""
        if (live := self._shelf.held(interview)) is not None:
            return live.seen
        events = await self._shelf.events(interview)
        return fold(visible(events, Audience.CANDIDATE)) if events else None


def aloud(markdown: str) -> str:
    """What is read of a message: its prose without marks; of a block of code only that it is there."""
    prose = _FENCED.sub(f"\n{_CODE}\n", markdown)
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", prose)).split())
