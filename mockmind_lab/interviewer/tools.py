"""The tools a model acts by: what each takes, when it counts, and when it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mockmind_lab.core.phases import Phase, StageName
from mockmind_lab.errors import Refused
from mockmind_lab.interviewer.base import Action, Advance, Assess, Finish, GiveHint, RunCode, Skip
from mockmind_lab.interviewer.effort import tried
from mockmind_lab.interviewer.wishes import wishes_hint, wishes_skip
from mockmind_lab.providers.base import Tool

if TYPE_CHECKING:
    from mockmind_lab.interviewer.base import Situation
    from mockmind_lab.providers.base import ToolUse

__all__ = ["SPEAKING", "TOOLS", "Arguments", "action", "checked", "offered", "words"]

SPEAKING = frozenset({"say", "present_problem", "ask_followup"})
"""Tools whose ``text`` the candidate hears."""

_Words = Annotated[str, Field(min_length=1, max_length=4000)]


class Arguments(BaseModel):
    """Base of every tool's arguments; the docstring is the tool's description."""

    model_config = ConfigDict(extra="forbid")


class _Say(Arguments):
    """Say something to the candidate: at most three short sentences, one question at most."""

    text: _Words


class _PresentProblem(Arguments):
    """Greet the candidate and present the problem in your own words, with the time there is."""

    text: _Words


class _AskFollowup(Arguments):
    """Ask a follow-up question on the candidate's own code, once the problem is decided."""

    text: _Words


class _GiveHint(Arguments):
    """Give the bank's hint of this level, the next on the ladder. It costs the candidate points."""

    level: Literal[1, 2, 3]


class _RunCode(Arguments):
    """Run the candidate's current code on the examples, or on an input written as arguments of a call."""

    input: Annotated[str, Field(max_length=2000)] | None = None


class _AdvancePhase(Arguments):
    """Move on to another phase of this problem, or to the plan's next stage."""

    phase: Literal["clarifying", "observing", "nudging", "wrapping_up", "next_stage"]


class _Assess(Arguments):
    """Note something for the grader; the candidate does not see it. ``evidence`` are numbers of events."""

    criterion: Literal["problem_solving", "technical", "testing", "communication"]
    note: Annotated[str, Field(min_length=1, max_length=500)]
    evidence: Annotated[list[int], Field(max_length=20)] = []


class _Skip(Arguments):
    """Leave this problem unsolved, because the candidate asked to."""


class _Finish(Arguments):
    """End the interview, when nothing is left to say."""


_ARGUMENTS: dict[str, type[Arguments]] = {
    "say": _Say,
    "present_problem": _PresentProblem,
    "ask_followup": _AskFollowup,
    "give_hint": _GiveHint,
    "run_code": _RunCode,
    "advance_phase": _AdvancePhase,
    "assess": _Assess,
    "skip": _Skip,
    "finish": _Finish,
}


def _tool(name: str, arguments: type[Arguments]) -> Tool:
    schema = {key: value for key, value in arguments.model_json_schema().items() if key != "description"}
    return Tool(name, " ".join((arguments.__doc__ or "").split()), schema, eager=name in SPEAKING)


TOOLS = tuple(_tool(name, arguments) for name, arguments in _ARGUMENTS.items())
"""All tools, in every prompt: another list of tools would throw the whole cache away. Which of them count
in a phase is said at the end of a turn, and the others are refused."""

_CODING = ("say", "give_hint", "run_code", "advance_phase", "assess", "skip")
_OFFERED: dict[Phase | None, tuple[str, ...]] = {
    None: ("say", "advance_phase"),
    Phase.GREETING: ("present_problem",),
    Phase.CLARIFYING: _CODING,
    Phase.OBSERVING: _CODING,
    Phase.NUDGING: _CODING,
    Phase.REVIEWING: ("say", "ask_followup", "run_code", "assess", "advance_phase"),
    Phase.WRAPPING_UP: ("say", "assess", "advance_phase"),
}


def offered(situation: Situation) -> tuple[str, ...]:
    """The tools that count now."""
    state = situation.interview
    names = _OFFERED[state.phase]
    last = state.stage is not None and state.stage.index + 1 == len(state.plan)
    ending = state.phase is Phase.WRAPPING_UP or (state.stage and state.stage.name is StageName.CLOSING)
    return (*names, "finish") if last and ending else names


def checked(use: ToolUse, situation: Situation) -> Arguments:
    """The arguments of a call, validated. Raises ``Refused`` with what the model needs to know."""
    names = offered(situation)
    if use.name not in names:
        raise Refused(f"{use.name} does not count now; there are {', '.join(names)}.")
    if use.input is None:
        raise Refused(f"The input of {use.name} is no JSON object; call it again.")
    try:
        arguments = _ARGUMENTS[use.name].model_validate(dict(use.input))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "input"
        raise Refused(f"{use.name} was not carried out, {where}: {first['msg']}.") from None
    _allowed(arguments, situation)
    return arguments


def _allowed(arguments: Arguments, situation: Situation) -> None:
    state = situation.interview
    match arguments:
        case _GiveHint():
            if not wishes_hint(state):
                raise Refused(
                    "The candidate has not asked for a hint; ask whether they want one, at its price, or "
                    "point them to `%interview hint`."
                )
            if not tried(state):
                raise Refused("The candidate has not said or shown what they tried; ask for that first.")
        case _Skip() if not wishes_skip(state):
            raise Refused(
                "The candidate has not said that they want to leave this problem, which can't be undone: ask "
                "whether they want to skip it, or point to `%interview skip`."
            )
        case _Assess(evidence=evidence) if any(not 0 < seq <= state.seq for seq in evidence):
            raise Refused(f"Events are numbered 1 to {state.seq}; evidence names others.")
        case _:
            pass


def action(arguments: Arguments) -> Action | None:
    """What a call that speaks no words comes to; None for one that speaks."""
    match arguments:
        case _GiveHint(level=level):
            return GiveHint(level)
        case _RunCode(input=given):
            return RunCode(given)
        case _AdvancePhase(phase="next_stage"):
            return Advance(None)
        case _AdvancePhase(phase=phase):
            return Advance(Phase(phase))
        case _Assess(criterion=criterion, note=note, evidence=evidence):
            return Assess(criterion, note, tuple(evidence))
        case _Skip():
            return Skip()
        case _Finish():
            return Finish()
        case _:
            return None


def words(arguments: Arguments) -> str:
    """The text of a call that speaks."""
    given: dict[str, Any] = arguments.model_dump()
    return str(given["text"])
