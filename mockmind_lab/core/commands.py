"""What may happen: each function takes a state and a request and gives the events it comes to.

Nothing is changed here and nothing is looked up: the caller brings the time and the problem. A request
that can't be granted raises ``Refused`` with one line that says what to do next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mockmind_lab.core import payloads as p
from mockmind_lab.core.display import literal, shown_call
from mockmind_lab.core.events import Draft
from mockmind_lab.core.measured import CodeChecked, ComplexityMeasured, TestsMeasured
from mockmind_lab.core.phases import Outcome, Phase, StageName, Status, may_follow
from mockmind_lab.core.scoring import ReviewMade
from mockmind_lab.core.verdict import Code, Verdict
from mockmind_lab.core.written import CellWritten
from mockmind_lab.errors import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from mockmind_lab.core.interview import Interview, Round
    from mockmind_lab.core.problem import Hint, Problem
    from mockmind_lab.core.scoring import FeedbackGiven

__all__ = [
    "Drafts",
    "Measured",
    "Record",
    "advance",
    "assess",
    "begin_stage",
    "conclude",
    "create",
    "end_round",
    "execute_cell",
    "give_hint",
    "judged",
    "measured",
    "next_hint",
    "pause",
    "plan",
    "presented",
    "ran",
    "ready_to_run",
    "ready_to_submit",
    "record",
    "resume",
    "say",
    "skip",
    "speak",
    "submit",
    "take_over",
    "write_cell",
]

Drafts = tuple[Draft, ...]
Record = p.InterviewerChanged | p.ModelCalled | p.MessageWithheld | p.FactNoted
Measured = ComplexityMeasured | TestsMeasured | CodeChecked | ReviewMade

# Time limits of the stages around the problems, in seconds: a minute to say hello, what a self-introduction
# and one warm-up question usually take, and room for the candidate's own questions at the end.
STAGE_SECONDS = {
    StageName.GREETING: 60.0,
    StageName.SELF_INTRODUCTION: 180.0,
    StageName.WARM_UP: 180.0,
    StageName.CLOSING: 180.0,
}


def plan(
    problems: list[tuple[str, float]], talk: dict[StageName, float] = STAGE_SECONDS
) -> tuple[p.Stage, ...]:
    """The stages for ``problems`` (slug, seconds): the one problem, or several with ``talk`` around them."""
    rounds = tuple(
        p.Stage(name=StageName.PROBLEM, round=number, seconds=seconds, slug=slug)
        for number, (slug, seconds) in enumerate(problems, start=1)
    )
    if len(rounds) == 1:
        return rounds
    *opening, closing = (p.Stage(name=name, round=0, seconds=talk[name]) for name in talk)
    return (*opening, *rounds, closing)


def create(
    state: Interview,
    *,
    host: p.HostChanged,
    terms: p.InterviewCreated,
    stages: tuple[p.Stage, ...],
    reserve: tuple[str, ...] = (),
) -> Drafts:
    """The first events, up to the clock starting; the first stage follows by ``begin_stage``."""
    if state.terms is not None:
        raise Refused("This interview has begun already.")
    return (
        Draft(host),
        Draft(terms),
        Draft(p.PlanMade(stages=stages, reserve=reserve)),
        Draft(p.StatusChanged(status=Status.IN_PROGRESS, reason="started")),
    )


def begin_stage(state: Interview, problem: Problem | None) -> Drafts:
    """The plan's next stage; ``problem`` is the one it names. Nothing where the plan is at its end."""
    _running(state)
    if state.current and state.current.outcome is None:
        raise Refused("The problem under way is not decided yet.")
    index = state.stage.index + 1 if state.stage else 0
    if index >= len(state.plan):
        return ()
    stage = state.plan[index]
    drafts = [Draft(p.StageStarted(index=index, name=stage.name, seconds=stage.seconds), stage.round)]
    if stage.name is StageName.PROBLEM:
        if problem is None or problem.slug != stage.slug:
            raise Refused(f"The problem {stage.slug!r} can't be read. `%interview doctor` says why.")
        drafts.append(Draft(p.PhaseChanged(phase=Phase.GREETING), stage.round))
        drafts.append(Draft(presented(problem), stage.round))
    return tuple(drafts)


def presented(problem: Problem) -> p.ProblemPresented:
    """What a candidate sees of a problem: its statement and visible tests, nothing of the rest."""
    signature = problem.signature
    return p.ProblemPresented(
        slug=problem.slug,
        digest=problem.digest,
        title=problem.title,
        difficulty=problem.difficulty,
        statement=_without_title(problem),
        entry_point=signature.entry_point if signature else "main",
        starter=problem.starter,
        examples=tuple(
            p.VisibleExample(
                number=test.number,
                input=shown_call(problem, test.args),
                expected=f"raises {test.raises}" if test.raises else literal(test.expected),
                explanation=test.explanation,
            )
            for test in problem.visible_tests
        ),
        cpu_seconds=problem.limits.cpu_seconds,
        memory_bytes=problem.limits.memory_bytes,
        tests=len(problem.tests),
    )


def _without_title(problem: Problem) -> str:
    """The statement's own heading would stand twice wherever the title is shown."""
    head, _, rest = problem.statement.lstrip().partition("\n")
    return rest.strip() if head.strip() == f"# {problem.title}" else problem.statement.strip()


def say(state: Interview, text: str, *, modality: Literal["text", "voice"] = "text") -> Drafts:
    """The candidate's message."""
    _running(state)
    if not text.strip():
        raise Refused("There is nothing to say: `%interview say TEXT`.")
    message = p.MessageSaid(speaker="candidate", text=text, modality=modality)
    return (*_leave_greeting(state), Draft(message, state.round))


def execute_cell(state: Interview, *, cell: str, count: int, source: str, blob: str | None = None) -> Drafts:
    """A cell is about to run. Kept while paused too: what was written then is submitted all the same."""
    if not state.live:
        raise Refused("No interview is open.")
    begun = _toward(state, Phase.OBSERVING) if state.status is Status.IN_PROGRESS else ()
    return (Draft(p.CellExecuted(cell=cell, count=count, source=source, blob=blob), state.round), *begun)


def write_cell(state: Interview, *, cell: str, source: str) -> Drafts:
    """What stands in a cell that was not run counts: the candidate submits it, or the time is up."""
    if not state.live:
        raise Refused("No interview is open.")
    return (Draft(CellWritten(cell=cell, source=source), state.round),)


def next_hint(state: Interview, problem: Problem | None) -> Hint:
    """The next hint of the ladder; refused once all are taken or the round is decided."""
    current = _round(state)
    if current.outcome is not None:
        raise Refused("This problem is decided; there is nothing left to hint at.")
    level = len(current.hints) + 1
    hints = {hint.level: hint for hint in problem.hints} if problem else {}
    if problem is not None and not hints:
        raise Refused(
            "This problem was imported and has no hints. Ask a question with `%interview say TEXT`."
        )
    if level not in hints:
        raise Refused(f"All {len(current.hints)} hints are taken. Ask a question with `%interview say TEXT`.")
    return hints[level]


def give_hint(state: Interview, problem: Problem | None) -> Drafts:
    """The next hint, at its cost."""
    hint = next_hint(state, problem)
    cost = state.terms.hint_costs[hint.level - 1] if state.terms else 0.0
    given = Draft(p.HintGiven(level=hint.level, text=hint.text, cost=cost), state.round)
    before = Phase.CLARIFYING if state.phase is Phase.GREETING else state.phase
    return (*_leave_greeting(state), given, *_moves(state, before, Phase.NUDGING))


def ready_to_run(state: Interview) -> Round:
    """The round in which code may be run now."""
    return _round(state)


def ran(state: Interview, artefact: p.Artefact, *, given: str | None, verdict: Verdict) -> Drafts:
    """A run came to ``verdict``; ``given`` is the candidate's own input as typed."""
    _round(state)
    run = Draft(p.CodeRun(artefact=artefact, input=given, verdict=verdict), state.round)
    return (*_toward(state, Phase.OBSERVING), run)


def ready_to_submit(state: Interview) -> Round:
    """The round that takes a submission now."""
    current = _round(state)
    if current.judging is not None:
        raise Refused("Your last submission is still being judged; wait for its verdict.")
    if current.outcome is Outcome.SOLVED:
        raise Refused(f"This problem is solved. {_onward(state)}")
    if current.outcome is not None:
        raise Refused(f"This problem is decided ({_words(current.outcome)}). {_onward(state)}")
    return current


def submit(
    state: Interview, artefact: p.Artefact, *, reason: Literal["candidate", "time", "finish"] = "candidate"
) -> Drafts:
    """An attempt; its verdict follows by ``judged``."""
    current = ready_to_submit(state)
    made = p.SubmissionMade(artefact=artefact, attempt=current.used + 1, reason=reason)
    return (*_toward(state, Phase.OBSERVING), Draft(made, state.round))


def judged(state: Interview, submission: int, verdict: Verdict) -> Drafts:
    """The judge's word. The round is decided once a submission is accepted or no attempt is left."""
    current = state.current
    waiting = current.judging if current and state.live else None
    if current is None or waiting is None or waiting.seq != submission:
        raise Refused("No submission waits for a verdict.")
    given = Draft(p.VerdictGiven(submission=submission, verdict=verdict), state.round)
    most = state.terms.max_attempts if state.terms else 0
    # An internal error is ours: the attempt is given back.
    left = most - current.used + (verdict.code is Code.IE)
    if verdict.code is Code.AC:
        outcome = Outcome.SOLVED
    elif left <= 0:
        outcome = Outcome.OUT_OF_ATTEMPTS
    else:
        return (given,)
    return (given, Draft(p.RoundEnded(outcome=outcome), state.round), *_toward(state, Phase.REVIEWING))


def skip(state: Interview) -> Drafts:
    """Leave the stage under way; a problem not decided yet is given up."""
    _running(state)
    return end_round(state, Outcome.SKIPPED)


def end_round(state: Interview, outcome: Outcome) -> Drafts:
    """The round is left: skipped, out of time, unfinished. Nothing more where it was decided before."""
    current = state.current
    if current is None or not state.live:
        return ()
    if outcome is Outcome.SOLVED and current.outcome is not Outcome.SOLVED:
        raise Refused("A problem is solved by an accepted submission alone.")
    if current.judging is not None:
        raise Refused("Your submission is still being judged; wait for its verdict.")
    ended = () if current.outcome else (Draft(p.RoundEnded(outcome=outcome), state.round),)
    return (*ended, *_toward(state, Phase.WRAPPING_UP))


def pause(state: Interview, reason: str, *, at: datetime | None = None) -> Drafts:
    """The clock stops, at ``at`` where that was earlier than now."""
    if not state.live:
        raise Refused("No interview is open, so there is nothing to pause.")
    if state.status is Status.PAUSED:
        raise Refused("The interview is paused already; `%interview resume` goes on.")
    return (Draft(p.StatusChanged(status=Status.PAUSED, reason=reason, at=at), state.round),)


def resume(state: Interview, reason: str = "resumed") -> Drafts:
    """The clock goes on."""
    if not state.live:
        raise Refused("No interview is open, so there is nothing to resume. Start one: `%interview start`.")
    if state.status is not Status.PAUSED:
        raise Refused("The interview is not paused; the clock is running.")
    return (Draft(p.StatusChanged(status=Status.IN_PROGRESS, reason=reason), state.round),)


def conclude(state: Interview, reason: str, feedback: FeedbackGiven) -> Drafts:
    """The interview ends with its score: completed, or abandoned where the candidate never did anything."""
    if not state.live:
        raise Refused("No interview is open, so there is nothing to finish.")
    if state.current is not None and state.current.outcome is None:
        raise Refused("The problem under way is not decided yet.")
    status = Status.COMPLETED if _took_part(state) else Status.ABANDONED
    ended = p.StatusChanged(status=status, reason=reason)
    return (Draft(ended, state.round), Draft(feedback, state.round))


def speak(state: Interview, text: str, *, occasion: str) -> Drafts:
    """The interviewer's finished message."""
    if not state.live:
        raise Refused("The interview has ended.")
    if not text.strip():
        raise Refused("An empty message is not said.")
    return (Draft(p.MessageSaid(speaker="interviewer", text=text, occasion=occasion), state.round),)


def advance(state: Interview, phase: Phase) -> Drafts:
    """The interviewer moves the round to ``phase``. Reviewing begins with a verdict, not by a word."""
    current = _round(state)
    if phase is current.phase:
        return ()
    if current.phase is None or not may_follow(current.phase, phase):
        raise Refused(f"{phase} can't follow {current.phase}.")
    if phase in (Phase.REVIEWING, Phase.WRAPPING_UP) and current.outcome is None:
        raise Refused(f"{phase} comes when the problem is decided.")
    return (Draft(p.PhaseChanged(phase=phase), state.round),)


def assess(state: Interview, note: p.AssessmentMade) -> Drafts:
    """An interviewer's note for the grader."""
    if not state.live:
        raise Refused("The interview has ended.")
    return (Draft(note, state.round),)


def record(state: Interview, note: Record) -> Drafts:
    """What an interviewer tells of itself: its calls, its catches, what it noted, who speaks from here on."""
    if not state.live:
        raise Refused("The interview has ended.")
    return (Draft(note, state.round),)


def measured(state: Interview, note: Measured, number: int) -> Drafts:
    """What was found out about the code of round ``number``, which may be over by then."""
    if not state.live:
        raise Refused("The interview has ended.")
    return (Draft(note, number),)


def take_over(state: Interview, host: p.HostChanged, *, died_at: datetime | None) -> Drafts:
    """Another host takes the interview. One that was running was paused when its host died."""
    if not state.live:
        raise Refused("The interview has ended.")
    changed = (Draft(host, state.round),)
    if state.status is not Status.IN_PROGRESS:
        return changed
    at = died_at
    if at is not None and state.last_time is not None:
        at = max(at, state.last_time)
    return (*changed, *pause(state, "host away", at=at))


def _took_part(state: Interview) -> bool:
    did = any(m.speaker == "candidate" for m in state.messages) or bool(state.cells)
    return did or any(r.hints or r.runs or r.attempts for r in state.rounds.values())


def _running(state: Interview) -> None:
    if not state.live:
        raise Refused("No interview is open. Start one: `%interview start`.")
    if state.status is Status.PAUSED:
        raise Refused("The interview is paused; `%interview resume` goes on.")


def _round(state: Interview) -> Round:
    _running(state)
    if state.current is None:
        raise Refused("There is no problem yet. Answer with `%interview say TEXT`, or `%interview skip`.")
    return state.current


def _onward(state: Interview) -> str:
    more = state.stage is not None and state.stage.index + 1 < len(state.plan)
    return "`%interview skip` goes on." if more else "`%interview finish` ends the interview."


def _words(outcome: Outcome) -> str:
    return outcome.value.replace("_", " ")


def _leave_greeting(state: Interview) -> Drafts:
    return _moves(state, state.phase, Phase.CLARIFYING) if state.phase is Phase.GREETING else ()


def _toward(state: Interview, phase: Phase) -> Drafts:
    """To ``phase`` where that may follow the present one; nothing where the round is there or beyond."""
    return _moves(state, state.phase, phase)


def _moves(state: Interview, before: Phase | None, phase: Phase) -> Drafts:
    if before is None or not may_follow(before, phase):
        return ()
    return (Draft(p.PhaseChanged(phase=phase), state.round),)
