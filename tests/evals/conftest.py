"""A studio over the bank, and one interview with a strong candidate for tests that plant something in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mockmind_lab.core.events import Event
from mockmind_lab.core.payloads import MessageSaid
from mockmind_lab.evals.play import Part, Studio
from mockmind_lab.evals.recording import Recording
from mockmind_lab.library import Library

SLUG = "lonely-gloves"


@pytest.fixture(scope="session")
def studio() -> Iterator[Studio]:
    with Studio(library=Library(index_file="")) as studio:
        yield studio


@pytest.fixture(scope="session")
def clean(studio: Studio) -> Recording:
    """A strong candidate's interview with the scripted interviewer, in which nothing is wrong."""
    return studio.record(Part(SLUG, "strong", seed=2))


def planted(recording: Recording, text: str, *, at: int) -> Recording:
    """The same interview in which the interviewer's message ``at`` is ``text``."""
    seq = recording.remarks[at].seq

    def put(event: Event) -> Event:
        if event.seq != seq or not isinstance(event.payload, MessageSaid):
            return event
        return replace(event, payload=event.payload.model_copy(update={"text": text}))

    return replace(recording, events=tuple(map(put, recording.events)), states=(), remarks=())
