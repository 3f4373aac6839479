"""What events hold: one frozen class for each kind of event.

The classes' names, fields and ``kind`` are a saved format: a change to them raises
``events.SCHEMA_VERSION`` and comes with an upgrade function.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

from mockmind_lab.core.phases import Outcome, Phase, StageName, Status
from mockmind_lab.core.verdict import Verdict

__all__ = [
    "ALL",
    "STAFF",
    "Artefact",
    "AssessmentMade",
    "Audience",
    "CellExecuted",
    "CodeRun",
    "FactNoted",
    "Frozen",
    "Grown",
    "HintGiven",
    "HostChanged",
    "InterviewCreated",
    "InterviewerChanged",
    "MessageSaid",
    "MessageWithheld",
    "ModelCalled",
    "Payload",
    "PhaseChanged",
    "PlanMade",
    "ProblemPresented",
    "RoundEnded",
    "Stage",
    "StageStarted",
    "StatusChanged",
    "SubmissionMade",
    "VerdictGiven",
    "VisibleExample",
]


class Audience(StrEnum):
    """Who may see an event."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"
    GRADER = "grader"


ALL = frozenset(Audience)
STAFF = frozenset({Audience.INTERVIEWER, Audience.GRADER})


class Frozen(BaseModel):
    """Base of what payloads are made of: can't be changed, and takes no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Payload(Frozen):
    """Base of every event's payload. ``audience`` is who may see events of this kind."""

    kind: ClassVar[str]
    audience: ClassVar[frozenset[Audience]] = ALL


_EMPTY: tuple[Any, ...] = (None, "", (), [], {})  # a number is none of them, 0 included


class Grown(Payload):
    """Base of a payload that got more fields later. Those in ``later`` are left out while they are empty,
    so that an event from before them keeps the bytes that its hash commits to."""

    later: ClassVar[frozenset[str]]

    @model_serializer(mode="wrap")
    def _as_ever(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {
            name: value for name, value in dump(self).items() if name not in self.later or value not in _EMPTY
        }


class HostChanged(Payload):
    """A host has taken the interview: the first one, or another after it died or went away.

    ``trust`` is ``practice`` where the host runs under the candidate's own user, else ``graded``.
    """

    kind: ClassVar[str] = "host_changed"
    started_as: str
    user: str
    trust: Literal["practice", "graded"]
    version: str


class InterviewCreated(Grown):
    """The interview's terms. ``seconds`` is the whole of its time, ``hint_costs`` are points of 100.

    ``prompts`` is the version of the scripted interviewer's phrases with the start of their SHA-256, where it
    is the one who interviews; a model's are in ``InterviewerChanged``.
    """

    kind: ClassVar[str] = "interview_created"
    later: ClassVar[frozenset[str]] = frozenset({"prompts"})
    owner: str
    candidate: str
    notebook: str | None
    difficulty: str
    seconds: float
    problems: int
    seed: int
    max_attempts: int
    hint_costs: tuple[float, float, float]
    interviewer: str
    prompts: str = ""


class Stage(Frozen):
    """One stretch of the plan, with its time limit in seconds. ``round`` is 0 outside problems."""

    name: StageName
    round: int
    seconds: float
    slug: str | None = None


class PlanMade(Grown):
    """The stages to come with their problems; the candidate does not see what comes next.

    ``reserve``: problems that may take the place of one to come. A later plan says that one did.
    """

    kind: ClassVar[str] = "plan_made"
    audience: ClassVar[frozenset[Audience]] = STAFF
    later: ClassVar[frozenset[str]] = frozenset({"reserve"})
    stages: tuple[Stage, ...]
    reserve: tuple[str, ...] = ()


class StageStarted(Payload):
    """A stage of the plan begins."""

    kind: ClassVar[str] = "stage_started"
    index: int
    name: StageName
    seconds: float


class StatusChanged(Payload):
    """The interview's status changes. ``at`` is when that took effect, where earlier than the event
    itself: a host that died paused the clock when it died, though its successor writes it down."""

    kind: ClassVar[str] = "status_changed"
    status: Status
    reason: str
    at: datetime | None = None


class PhaseChanged(Payload):
    """The round enters a phase."""

    kind: ClassVar[str] = "phase_changed"
    phase: Phase


class VisibleExample(Frozen):
    """A visible test as shown: Python literals."""

    number: int
    input: str
    expected: str
    explanation: str = ""


class ProblemPresented(Payload):
    """The problem as the candidate sees it: no topics, for ``sliding window`` would be half the answer.

    ``digest`` names the version of the package.
    """

    kind: ClassVar[str] = "problem_presented"
    slug: str
    digest: str
    title: str
    difficulty: str
    statement: str
    entry_point: str
    starter: str
    examples: tuple[VisibleExample, ...]
    cpu_seconds: float
    memory_bytes: int
    tests: int


class MessageSaid(Payload):
    """A finished message. ``occasion`` is what the interviewer reacted to (``question`` …)."""

    kind: ClassVar[str] = "message_said"
    speaker: Literal["candidate", "interviewer"]
    text: str
    modality: Literal["text", "voice"] = "text"
    occasion: str = ""


class HintGiven(Payload):
    """A hint and its cost in points of 100."""

    kind: ClassVar[str] = "hint_given"
    level: Literal[1, 2, 3]
    text: str
    cost: float


class CellExecuted(Payload):
    """A cell was about to run. ``blob`` names the source by SHA-256 where it is too large to keep here."""

    kind: ClassVar[str] = "cell_executed"
    cell: str
    count: int
    source: str
    blob: str | None = None


class Artefact(Frozen):
    """What was submitted. ``cells`` are the execution counts it was assembled from."""

    type: Literal["code"] = "code"
    language: str
    source: str
    cells: tuple[int, ...]


class CodeRun(Payload):
    """A run of the examples, or of the candidate's own ``input`` (as typed). Nothing is graded by it."""

    kind: ClassVar[str] = "code_run"
    artefact: Artefact
    input: str | None
    verdict: Verdict


class SubmissionMade(Payload):
    """An attempt. ``reason``: the candidate asked, or the time ran out, or the interview was finished."""

    kind: ClassVar[str] = "submission_made"
    artefact: Artefact
    attempt: int
    reason: Literal["candidate", "time", "finish"]


class VerdictGiven(Payload):
    """The judge's word on the submission whose event has ``submission`` as its ``seq``."""

    kind: ClassVar[str] = "verdict_given"
    submission: int
    verdict: Verdict


class RoundEnded(Payload):
    """A round is decided; talk about it may go on."""

    kind: ClassVar[str] = "round_ended"
    outcome: Outcome


class AssessmentMade(Grown):
    """An interviewer's note on the candidate, for the grader. ``by`` names another model, if one wrote it."""

    kind: ClassVar[str] = "assessment_made"
    later: ClassVar[frozenset[str]] = frozenset({"by"})
    audience: ClassVar[frozenset[Audience]] = STAFF
    criterion: str
    note: str
    evidence: tuple[int, ...] = ()
    by: str = ""


class InterviewerChanged(Grown):
    """Who interviews from here on: ``interviewer`` is ``scripted`` or a model as ``provider:model``.

    ``prompts`` is the version of its prompts with the start of their SHA-256, ``reason`` one line.
    ``budget`` says where the spending stands, where that is the reason.
    """

    kind: ClassVar[str] = "interviewer_changed"
    later: ClassVar[frozenset[str]] = frozenset({"budget"})
    interviewer: str
    prompts: str
    reason: str
    budget: Literal["", "ok", "low", "spent"] = ""


class ModelCalled(Payload):
    """One call of a language model: tokens, US dollars (None: nobody knows the price), and by which price
    list of which day.

    A call that broke off counts with what the wire told of it. ``input_tokens`` are those that neither came
    from a cache nor went to one. ``budget`` says where the spending stands after it.
    """

    kind: ClassVar[str] = "model_called"
    model: str
    purpose: Literal["reply", "again", "ledger", "review", "feedback", "reading"]
    input_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    output_tokens: int
    dollars: float | None
    prices: str
    budget: Literal["ok", "low", "spent"] = "ok"


class MessageWithheld(Payload):
    """The guard kept a message of the interviewer's back, for it would have given ``leak`` away."""

    kind: ClassVar[str] = "message_withheld"
    audience: ClassVar[frozenset[Audience]] = STAFF
    text: str
    leak: str


class FactNoted(Grown):
    """Something the candidate said, in the message of that ``seq``, that both interviewers go by.

    ``by`` names the model that noted it; empty: noted by rule.
    """

    kind: ClassVar[str] = "fact_noted"
    later: ClassVar[frozenset[str]] = frozenset({"by"})
    audience: ClassVar[frozenset[Audience]] = STAFF
    fact: Literal["approach", "complexity", "edge_case", "decision"]
    text: str
    message: int
    by: str = ""
