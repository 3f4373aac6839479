"""One short interview with a real model: `make test-live`. Needs ANTHROPIC_API_KEY, costs a few cents."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from mockmind_lab.core.payloads import InterviewerChanged, ModelCalled
from mockmind_lab.host.settings import build_service, load_config
from mockmind_lab.library import Library
from mockmind_lab.protocol import validated
from mockmind_lab.service import Principal

PROBLEM = "lonely-gloves"


async def interview(folder: Path) -> int:
    """Play a fair candidate; print what is said and what it cost."""
    config = load_config()
    config.ModelInterviewer.model = os.environ.get("MOCKMIND_LIVE_MODEL", "anthropic:claude-sonnet-5-5")
    config.EventStore.url = f"sqlite:///{folder / 'store.sqlite3'}"
    config.InterviewService.reply_seconds = 60.0
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
    calls = [event.payload for event in events if isinstance(event.payload, ModelCalled)]
    for call in calls:
        tokens = f"{call.input_tokens} + {call.cache_write_tokens} + {call.cache_read_tokens} cached"
        print(
            f"{call.purpose}: {call.model}, {tokens} in, {call.output_tokens} out, ${call.dollars or 0:.4f}"
        )
    for change in (event.payload for event in events if isinstance(event.payload, InterviewerChanged)):
        print(f"{change.interviewer}: {change.reason}")
    print(f"\n{len(calls)} calls of models; the interview ended with {events[-1].kind}.")
    return 0 if calls and events[-1].kind == "feedback_given" else 1


def main() -> int:
    """Exit code 0 where there is no key: then there is nothing to try."""
    if not os.environ.get("ANTHROPIC_API_KEY"):
        print("ANTHROPIC_API_KEY is not set, so no real model was asked.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(interview(Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
