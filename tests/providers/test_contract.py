"""What every provider does, whoever is behind it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, Field

from mockmind_lab.errors import (
    BadAnswer,
    ModelError,
    ModelRefused,
    ModelUnavailable,
    PromptTooLong,
    StreamCut,
    WrongKey,
)
from mockmind_lab.providers import Finished, Prompt, Provider, Text, Tool, Turn, Usage, ask, price
from mockmind_lab.providers.asking import whole
from mockmind_lab.providers.base import Counted, InputPiece, TextPiece, ToolResult, ToolUse
from mockmind_lab.testing import Cut, Failure, Reply, Stall, StreamError, ToolCall
from mockmind_lab.testing import Text as Said
from tests.providers.conftest import HELLO, Wire

SAY = Tool("say", "Say it.", {"type": "object", "properties": {"text": {"type": "string"}}}, eager=True)


def last(wire: Wire, prompt: Prompt = HELLO) -> Finished:
    finished = wire.pieces(prompt)[-1]
    assert isinstance(finished, Finished)
    return finished


def test_text_streams_and_the_whole_comes_last(wire: Wire) -> None:
    wire.server.add(Reply.says("What is the largest input you expect?"))
    *pieces, finished = wire.pieces()
    texts = [piece.text for piece in pieces if isinstance(piece, TextPiece)]
    assert len(texts) > 2
    assert all(isinstance(piece, TextPiece | Counted) for piece in pieces)
    assert isinstance(finished, Finished)
    assert "".join(texts) == finished.text == "What is the largest input you expect?"
    assert finished.stop == "end"


def test_tool_calls_stream_their_input_and_end_typed(wire: Wire) -> None:
    wire.server.add(Reply((Said("Hm."), ToolCall("say", {"text": "Why “that” loop?"}), ToolCall("skip"))))
    *pieces, finished = wire.pieces(Prompt(HELLO.turns, tools=(SAY,)))
    assert isinstance(finished, Finished)
    said, skipped = finished.tool_uses
    assert (said.name, said.input) == ("say", {"text": "Why “that” loop?"})
    assert (skipped.name, skipped.input) == ("skip", {})
    assert finished.stop == "tool_use"
    streamed = [p for p in pieces if isinstance(p, InputPiece) and p.id == said.id]
    assert len(streamed) > 2
    assert "".join(piece.json for piece in streamed) == said.raw


def test_input_that_is_no_object_is_told_apart_from_none(wire: Wire) -> None:
    wire.server.add(Reply((ToolCall("say", raw='{"text": "unfinished'),)))
    (use,) = last(wire, Prompt(HELLO.turns, tools=(SAY,))).tool_uses
    assert use.input is None
    assert use.raw == '{"text": "unfinished'


def test_a_conversation_with_tools_goes_over_the_wire_whole(wire: Wire) -> None:
    turns = (
        Turn("user", (Text("begin"),), mark=True),
        Turn("assistant", (Text("so"), ToolUse("call_1", "say", {"text": "Hello."}))),
        Turn("user", (ToolResult("call_1", "said"), Text("and now?")), mark=True),
    )
    wire.server.add(Reply.says("Now this."))
    last(wire, Prompt(turns, system="Be brief.", tools=(SAY,)))
    body = str(wire.server.requests[0].body)
    for part in ("Be brief.", "begin", "so", "Hello.", "call_1", "said", "and now?"):
        assert part in body


def test_tokens_are_counted_and_priced(wire: Wire) -> None:
    wire.server.add(Reply.says("yes " * 40))
    usage = last(wire).usage
    assert usage.output == 40
    assert usage.all_input == wire.server.requests[0].account.total > 0
    cost = price(usage, "anthropic:claude-sonnet-5-5")
    assert cost.dollars == pytest.approx(usage.all_input * 2e-6 + 40 * 10e-6)


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (Failure.too_long(), PromptTooLong),
        (Failure(401, "authentication_error"), WrongKey),
        (Failure(404, "not_found_error"), ModelError),
        (Failure(400, "invalid_request_error"), ModelError),
    ],
)
def test_what_trying_again_can_not_mend_is_tried_once(
    wire: Wire, failure: Failure, error: type[ModelError]
) -> None:
    wire.server.add(failure, Reply.says("never"))
    with pytest.raises(error) as caught:
        wire.pieces()
    assert type(caught.value) is error
    assert str(caught.value).startswith(wire.dialect)
    assert "\n" not in str(caught.value)
    assert len(wire.server.requests) == 1


def test_an_overloaded_model_is_asked_again_and_retry_after_is_honoured(wire: Wire) -> None:
    wire.server.add(Failure.overloaded(), Failure.rate_limited(7), Reply.says("Here I am."))
    assert last(wire).text == "Here I am."
    assert wire.slept == [0.5, 7]


def test_a_model_that_stays_overloaded_is_given_up(wire: Wire) -> None:
    wire.server.add(*[Failure.overloaded()] * 9)
    with pytest.raises(ModelUnavailable):
        wire.pieces()
    assert wire.slept == [0.5, 1]


def test_one_is_not_kept_waiting_for_minutes(wire: Wire) -> None:
    wire.server.add(Failure.rate_limited(600))
    with pytest.raises(ModelUnavailable) as caught:
        wire.pieces()
    assert caught.value.retry_after == 600
    assert wire.slept == []


def test_a_wait_that_is_no_time_is_bounded(wire: Wire) -> None:
    wire.config.SdkProvider.tries = 1
    for asked, heard in ((float("nan"), None), (float("inf"), None), (1e18, 3600)):
        wire.server.add(Failure.rate_limited(asked))
        with pytest.raises(ModelUnavailable) as caught:
            wire.pieces()
        assert caught.value.retry_after == heard


def test_a_model_that_is_not_there_is_unavailable(wire: Wire) -> None:
    wire.server.close()
    with pytest.raises(ModelUnavailable, match="can't be reached"):
        wire.pieces()


@pytest.mark.parametrize("fault", [Cut(0), Cut(1), Cut(5)])
def test_a_cut_stream_is_no_answer(wire: Wire, fault: Cut) -> None:
    wire.server.add(Reply.says("A sentence that will never reach its end.", fault=fault))
    wire.config.SdkProvider.tries = 1
    with pytest.raises((StreamCut, ModelUnavailable)):
        wire.pieces()


def test_what_a_broken_answer_has_used_is_told_as_far_as_the_wire_told_it(wire: Wire) -> None:
    told: list[Usage] = []

    async def use(provider: Provider) -> None:
        with pytest.raises((StreamCut, ModelUnavailable)):
            await whole(provider, HELLO, counted=told.append)

    wire.server.add(Reply.says("A sentence that will never reach its end.", fault=Cut(5)))
    wire.run(use)
    if wire.dialect == "openai":  # which tells its tokens at the end alone
        assert told == []
        return
    (usage,) = told
    assert usage.all_input == wire.server.requests[0].account.total > 0


def test_one_who_can_not_wait_is_not_made_to(wire: Wire) -> None:
    wire.server.add(Failure.rate_limited(7), Reply.says("never"))
    with pytest.raises(ModelUnavailable):
        wire.pieces(Prompt(HELLO.turns, patience=5.0))
    assert wire.slept == []


def test_a_silent_stream_ends_by_its_timeout(wire: Wire) -> None:
    wire.config.SdkProvider.timeout_seconds = 0.3
    wire.server.add(Reply.says("A sentence.", fault=Stall(3)))
    with pytest.raises(ModelUnavailable, match="in time"):
        wire.pieces()


def test_an_error_within_the_stream_is_an_error(wire: Wire) -> None:
    wire.server.add(Reply.says("A sentence.", fault=StreamError(4)))
    with pytest.raises(ModelUnavailable):
        wire.pieces()


def test_a_refusal_is_an_error_and_a_cut_by_length_is_said(wire: Wire) -> None:
    wire.server.add(Reply((), stop_reason="refusal"), Reply((Said("so far"),), stop_reason="max_tokens"))
    with pytest.raises(ModelRefused):
        wire.pieces()
    assert last(wire).stop == "max_tokens"


def test_a_wrong_key_is_found_by_the_check(wire: Wire) -> None:
    async def check(provider: Provider) -> None:
        await provider.check()

    wire.server.add(Reply.says("Yes."))
    wire.run(check)
    wire.server.key = "another"
    with pytest.raises(WrongKey, match="key"):
        wire.run(check)


class Colour(BaseModel):
    name: str
    hue: int = Field(ge=0, lt=360)


def asked(wire: Wire) -> tuple[Colour, Usage]:
    async def use(provider: Provider) -> tuple[Colour, Usage]:
        answer = await ask(provider, "A colour?", schema=Colour)
        return answer.value, answer.usage

    return wire.run(use)


def test_a_structured_answer_is_typed_and_checked(wire: Wire) -> None:
    wire.server.add(Reply.says('{"name": "red", "hue": 0}'))
    assert asked(wire)[0] == Colour(name="red", hue=0)
    body: Any = wire.server.requests[0].body
    assert "hue" in str(body.get("output_config") or body.get("response_format"))


def test_an_answer_out_of_range_is_shown_to_the_model_once(wire: Wire) -> None:
    wire.server.add(Reply.says('{"name": "red", "hue": 400}'), Reply.says('{"name": "red", "hue": 40}'))
    value, usage = asked(wire)
    assert value.hue == 40
    assert usage.output == 12
    assert "less than 360" in str(wire.server.requests[1].body["messages"][-1])


def test_an_answer_that_stays_wrong_is_given_up(wire: Wire) -> None:
    wire.server.add(Reply.says("red, I think"), Reply.says("red!"), Reply.says('{"name": "x", "hue": 1}'))
    with pytest.raises(BadAnswer, match="no valid Colour"):
        asked(wire)
    assert len(wire.server.requests) == 2
