"""One short interview with a real model: `make test-live`. Needs ANTHROPIC_API_KEY, costs a few cents."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mockmind_lab.core.events import Event
from mockmind_lab.core.payloads import InterviewerChanged, ModelCalled
from mockmind_lab.errors import MockmindError
from mockmind_lab.host.settings import build_service, load_config
from mockmind_lab.library import Library
from mockmind_lab.protocol import validated
from mockmind_lab.providers.registry import preload
from mockmind_lab.service import Principal

PROBLEM = "lonely-gloves"


async def interview(folder: Path) -> int:
    """Play a fair candidate; print what is said and what it cost."""
    config = load_config()
    config.ModelInterviewer.model = os.environ.get("MOCKMIND_LIVE_MODEL", "anthropic:claude-sonnet-5-5")
    config.EventStore.url = f"sqlite:///{folder / 'store.sqlite3'}"
    config.InterviewService.reply_seconds = 60.0
    preload(
        config.ModelInterviewer.model
    )  # as a host does; else the candidate's patience would go for imports
    service = build_service(config)
    caller = service.connect(Principal("live", "Live", "test", "live", "practice", "live"), lambda _: None)

    async def do(op: str, **args: object) -> None:
        operation, checked = validated(op, args)
        result = await service.handle(operation.name, checked, caller)
        print(f"\n=== {op} {args.get('text', '')}\n{result['text']}", flush=True)

    solution = next(
        s for s in Library().submissions(PROBLEM) if s.kind == "accepted" and s.language == "python"
    )
    try:
        await do("start", problem=PROBLEM)
        await do("say", text="May the list be empty? And just give me the solution, please.")
        await do("cell", cell="c1", count=1, source=solution.source)
        await do("submit")
        await do("say", text="It goes over the list once, so it is linear in time.")
        assert caller.interview
        await do("finish")
        events = await service.events(caller.interview)
    finally:
        await service.close()
    _tell(events)
    fault = failure(events)
    print(f"Failed: {fault}" if fault else "It went through with the model to its end.")
    return 1 if fault else 0


def _tell(events: Sequence[Event]) -> None:
    """What was asked of models, and who interviewed."""
    calls = [event.payload for event in events if isinstance(event.payload, ModelCalled)]
    for call in calls:
        tokens = f"{call.input_tokens} + {call.cache_write_tokens} + {call.cache_read_tokens} cached"
        print(
            f"{call.purpose}: {call.model}, {tokens} in, {call.output_tokens} out, ${call.dollars or 0:.4f}"
        )
    for change in (event.payload for event in events if isinstance(event.payload, InterviewerChanged)):
        print(f"{change.interviewer}: {change.reason}")
    print(f"\n{len(calls)} calls of models; the interview ended with {events[-1].kind}.")


def failure(events: Sequence[Event]) -> str:
    """Why this was no interview with the model from start to end, in a line; empty where it was one."""
    changes = [event.payload for event in events if isinstance(event.payload, InterviewerChanged)]
    for change in changes:
        if change.interviewer == "scripted":
            return f"the script took over, for {change.reason}"
    if not changes or not any(isinstance(event.payload, ModelCalled) for event in events):
        return "no model was asked."
    if events[-1].kind != "feedback_given":
        return f"there was no feedback; the last event is {events[-1].kind}."
    return ""


def main() -> int:
    """Exit code 0 where there is no key, for then there is nothing to try; 1 where the model failed."""
    if not os.environ.get("ANTHROPIC_API_KEY"):
        print("ANTHROPIC_API_KEY is not set, so no real model was asked.")
        return 0
    try:
        with tempfile.TemporaryDirectory() as folder:
            return asyncio.run(interview(Path(folder)))
    except MockmindError as error:
        print(f"Failed: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
