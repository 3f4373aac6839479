"""Reviews beside an interview: they never delay it, and none is missing at its end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config

from mockmind_lab.core import payloads as p
from mockmind_lab.core.events import chain_fault
from mockmind_lab.core.scoring import FeedbackGiven, ReviewMade
from mockmind_lab.feedback.citations import faults
from mockmind_lab.feedback.model import ModelEvaluator
from mockmind_lab.judge import Judge
from mockmind_lab.service import InterviewService
from mockmind_lab.service.reviewing import Reviewing
from mockmind_lab.testing import Reply, Stall
from tests.service.conftest import Room
from tests.service.model_room import ModelRoom

GLOVES = "lonely-gloves"
WRONG = "def unpaired(gloves):\n    return []\n"
OTHER = "def unpaired(gloves):\n    return gloves\n"


class ReviewRoom(ModelRoom):
    """A room with the scripted interviewer and an evaluator that is a model."""

    def _service(self) -> InterviewService:
        self.config.ModelInterviewer.model = ""
        service = super()._service()
        course = service._course
        course._evaluator = ModelEvaluator(
            index=service.library.index, config=self.config, model="anthropic:claude-opus-5-5"
        )
        course._reviewing = Reviewing(course._evaluator, grace=0.2)
        service._judging.judged = course._reviewing.begin
        return service


@pytest.fixture
def reviewed(tmp_path: Path, judge: Judge) -> Callable[[Callable[[ReviewRoom], Awaitable[None]]], None]:
    """Runs an asynchronous test body in such a room."""

    def run(body: Callable[[ReviewRoom], Awaitable[None]]) -> None:
        async def whole() -> None:
            room = ReviewRoom(tmp_path, judge, config=Config())
            try:
                await asyncio.wait_for(body(room), 100)
            finally:
                await room.close()

        asyncio.run(whole())

    return run


def test_a_submission_is_reviewed_at_once_and_no_view_says_so(in_room: Any) -> None:
    async def body(room: Room) -> None:
        await room.do("start", problem=GLOVES, seed=1)
        await room.cell(WRONG)
        await room.do("submit")
        await room.cell(OTHER, 2)
        await room.do("submit")
        events = await room.service.events(room.caller.interview or "")
        made = [e.payload for e in events if isinstance(e.payload, ReviewMade)]
        assert [review.submission for review in made] == [
            e.seq for e in events if isinstance(e.payload, p.SubmissionMade)
        ]
        assert "Since submission 1, 1 line was changed" in made[1].text
        assert not [line for review in made for line in faults(review, events)]
        assert made[1].text not in json.dumps((await room.do("status"))["view"])

    in_room(body)


def test_a_models_review_is_recorded_with_its_cost_while_the_interview_goes_on(reviewed: Any) -> None:
    async def body(room: ReviewRoom) -> None:
        room.server.add(Reply.says(json.dumps({"text": "It returns an empty list.", "remarks": []})))
        await room.do("start", problem=GLOVES, seed=1)
        await room.cell(WRONG)
        await room.do("submit")
        live = room.service._shelf.held(room.caller.interview)
        assert live is not None
        await room.until(lambda: any(isinstance(e.payload, ReviewMade) for e in live.events))
        call, review = (e for e in live.events if isinstance(e.payload, p.ModelCalled | ReviewMade))
        assert isinstance(call.payload, p.ModelCalled)
        assert call.payload.purpose == "review"
        assert isinstance(review.payload, ReviewMade)
        assert (review.payload.evaluator, review.round) == ("anthropic:claude-haiku-5-5", 1)
        assert live.state.cost.dollars > 0
        room.server.add(*[Reply.says("Fine, I think.")] * 3)
        await room.do("finish")
        events = await room.events()
        calls = [e.payload for e in events if isinstance(e.payload, p.ModelCalled)]
        assert [call.purpose for call in calls] == ["review", "feedback", "feedback", "feedback"]
        assert chain_fault(event.to_dict() for event in events) is None
        score = events[-1].payload
        assert isinstance(score, FeedbackGiven)
        assert "gave no valid EvaluationAnswer" in score.fallback

    reviewed(body)


def test_a_model_that_hangs_holds_up_neither_a_reply_nor_the_end(reviewed: Any) -> None:
    async def body(room: ReviewRoom) -> None:
        room.server.follow(lambda _: Reply.says("{}", fault=Stall(0)))
        room.service._course._evaluator.seconds = 0.3  # pyright: ignore[reportAttributeAccessIssue]
        await room.do("start", problem=GLOVES, seed=1)
        await room.cell(WRONG)
        assert "wrong answer" in (await room.do("submit"))["text"]  # though its review never comes
        await room.do("finish")
        events = await room.service.events(room.caller.interview or "")
        (review,) = (e.payload for e in events if isinstance(e.payload, ReviewMade))
        assert "had not answered when the interview ended" in review.fallback
        score = events[-1].payload
        assert isinstance(score, FeedbackGiven)
        assert "no answer after 0.3 seconds" in score.fallback
        assert score.evaluator == "rules"

    reviewed(body)


def test_finishing_twice_at_once_scores_once(in_room: Any) -> None:
    async def body(room: Room) -> None:
        await room.do("start", problem=GLOVES, seed=1)
        live = room.service._shelf.held(room.caller.interview)
        assert live is not None
        course = room.service._course
        await asyncio.gather(course.conclude(live, "finished"), course.conclude(live, "time"))
        assert [e.kind for e in live.events].count("feedback_given") == 1

    in_room(body)
