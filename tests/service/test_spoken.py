"""What was spoken: kept as such, marked in the report, and read aloud without its marks."""

from __future__ import annotations

from typing import Any

import pytest

from mockmind_lab.core.payloads import MessageSaid
from mockmind_lab.errors import Refused
from mockmind_lab.report.rounds import happened
from mockmind_lab.report.story import tell
from mockmind_lab.service.spoken import aloud


def test_a_spoken_message_is_an_event_with_its_modality(in_room: Any) -> None:
    async def body(room: Any) -> None:
        await room.do("start", problem="steady-oven", seed=1)
        await room.do("say", text="I would keep a window.", modality="voice")
        answer = await room.do("say", text="And typed.")
        mine = [one for one in answer["view"]["messages"] if one["speaker"] == "candidate"]
        assert [one["modality"] for one in mine] == ["voice", "text"]
        events = await room.service.events(answer["view"]["interview"])
        said = [e for e in events if isinstance(e.payload, MessageSaid) and e.payload.speaker == "candidate"]
        assert [event.payload.modality for event in said] == ["voice", "text"]
        shown = [happened(tell(events), event) or "" for event in said]
        assert ["(spoken)" in line for line in shown] == [True, False]
        with pytest.raises(Refused, match="Choose text, voice"):
            await room.do("say", text="Hello", modality="telepathy")

    in_room(body)


def test_only_the_owner_hears_and_only_what_the_interviewer_said(in_room: Any) -> None:
    async def body(room: Any) -> None:
        view = (await room.do("start", problem="steady-oven", seed=1))["view"]
        mine = (await room.do("say", text="Can temperatures be negative?"))["view"]["messages"]
        reply, question = mine[-1], next(one for one in mine if one["speaker"] == "candidate")
        heard = await room.do("spoken", interview=view["interview"], seq=reply["seq"])
        assert "freezers" in heard["text"]
        stranger = room.connect(owner="eve")
        for caller, seq in ((stranger, reply["seq"]), (room.caller, question["seq"]), (room.caller, 10**6)):
            with pytest.raises(Refused, match="no such message"):
                await room.do("spoken", caller, interview=view["interview"], seq=seq)
        await room.do("finish")
        ended = await room.do("spoken", interview=view["interview"], seq=reply["seq"])
        assert ended == heard

    in_room(body)


def test_a_message_is_read_without_its_marks() -> None:
    markdown = (
        "## Good\n\n**Now** see [this](https://example.org) and `snake_case`:\n\n"
        "```python\nx = 1\n```\n\n- one\n- *two*, in $O(n)$\n\n~~~\nnever closed"
    )
    code = "The code is in the conversation."
    assert aloud(markdown) == f"Good Now see this and snake_case: {code} one two, in O(n) {code}"
