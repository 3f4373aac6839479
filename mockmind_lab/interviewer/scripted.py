"""The interviewer that needs no model: it reads the code, the verdicts and the words of this candidate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mockmind_lab.core.phases import Outcome as RoundOutcome
from mockmind_lab.core.phases import Phase, StageName
from mockmind_lab.errors import ConfigError
from mockmind_lab.interviewer import dialogue, recap
from mockmind_lab.interviewer.base import Action, Advance, Occasion, Outcome, Say, Situation
from mockmind_lab.interviewer.facts import FactKind
from mockmind_lab.interviewer.remarks import about_code, run_failed, run_passed, submission
from mockmind_lab.interviewer.voice import Voice
from mockmind_lab.interviewer.words import MOST_HEARD, in_brackets, plain, sentences

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from mockmind_lab.core.interview import Round
    from mockmind_lab.interviewer.acting import Do

__all__ = ["ScriptedInterviewer", "offering"]

_MOST_SENTENCES = 3


class ScriptedInterviewer:
    """Speaks on occasions only, in at most three sentences, each with something this candidate did."""

    name = "scripted"

    async def ready(self, model: str | None) -> str:
        """Always, unless a model is asked for."""
        if model not in (None, self.name):
            raise ConfigError(f"This host has the scripted interviewer alone; leave `--model {model}` out.")
        return self.name

    async def away(self) -> None:
        """Always there."""

    async def react(self, occasion: Occasion, situation: Situation) -> AsyncGenerator[Action, Outcome]:
        """Yield what is to be done on ``occasion``; nothing while the candidate codes."""
        situation = _heard(situation)
        for action in _REACTIONS[occasion](situation, Voice(situation)):
            outcome = yield action
            if isinstance(action, Say | Advance) and outcome.refusal is not None:
                return  # what comes after belongs to what was not said, or to where we could not go

    def aside(self, occasion: Occasion, situation: Situation) -> None:
        """The rules' notes are all there are."""

    async def close(self) -> None:
        """Nothing to free."""


def _heard(situation: Situation) -> Situation:
    """The situation with the beginnings of long messages: nobody waits for a wall of text to be read."""
    state = situation.interview
    if all(len(message.text) <= MOST_HEARD for message in state.messages):
        return situation
    messages = tuple(
        message if len(message.text) <= MOST_HEARD else replace(message, text=message.text[:MOST_HEARD])
        for message in state.messages
    )
    return replace(situation, interview=replace(state, messages=messages))


def _stage(situation: Situation, voice: Voice) -> list[Action]:
    stage = situation.interview.stage
    return _STAGES[stage.name](situation, voice) if stage else []


def _greeting(situation: Situation, voice: Voice) -> list[Action]:
    terms = situation.interview.terms
    if terms is None:
        return []
    problems = recap.number(terms.problems, "problem")
    said = voice.find("stage.greeting", problems=problems, minutes=_minutes(terms.seconds))
    return [*_say(said), Advance(None)]


def _self_introduction(situation: Situation, voice: Voice) -> list[Action]:  # noqa: ARG001
    return _say(voice.find("stage.self_introduction"))


def _warm_up(situation: Situation, voice: Voice) -> list[Action]:
    words = recap.last_words(situation.interview)
    if words is None:
        return _say(voice.find("stage.warm_up_cold"))
    return _say(voice.find("stage.warm_up", words=words))


def _problem(situation: Situation, voice: Voice) -> list[Action]:
    state, current = situation.interview, situation.interview.current
    if current is None or current.problem is None or state.stage is None:
        return []
    shown = current.problem
    fields = {
        "title": f"*{plain(shown.title)}*",
        "difficulty": shown.difficulty,
        "minutes": _minutes(state.stage.seconds),
        "summary": _summary(situation),
    }
    spoken = any(message.speaker == "interviewer" for message in state.messages)
    last = state.rounds.get(state.round - 1)
    after = None
    if last is not None and last.problem is not None:
        after = voice.find("stage.after", before=recap.did(last), title_before=plain(last.problem.title))
    said = voice.find("stage.problem" if spoken else "stage.problem_first", **fields)
    return [*_say(voice.together(after, said)), Advance(Phase.CLARIFYING)]


def _minutes(seconds: float) -> str:
    return recap.number(max(round(seconds / 60), 1), "minute")


def _summary(situation: Situation) -> str:
    """What the problem is about, in a clause that follows a colon."""
    problem, current = situation.problem, situation.interview.current
    text = problem.signature.summary if problem and problem.signature else ""
    if not text and current and current.problem:
        lines = [line for line in current.problem.statement.splitlines() if line and line[0].isalnum()]
        text = sentences(lines[0])[0] if lines else current.problem.title
    text = in_brackets(text).rstrip(".")
    return text[:1].lower() + text[1:]


def _closing(situation: Situation, voice: Voice) -> list[Action]:
    if voice.used("stage.closing"):  # asked already: a skip here leads to nothing new
        return _say(voice.find("wrap.finish"))
    return _say(voice.find("stage.closing", before=recap.overall(situation.interview)))


_STAGES: dict[StageName, Callable[[Situation, Voice], list[Action]]] = {
    StageName.GREETING: _greeting,
    StageName.SELF_INTRODUCTION: _self_introduction,
    StageName.WARM_UP: _warm_up,
    StageName.PROBLEM: _problem,
    StageName.CLOSING: _closing,
}


# Hints, silence, the clock


def _hint_taken(situation: Situation, voice: Voice) -> list[Action]:
    current = situation.interview.current
    if current is None or not current.hints:
        return []
    level = current.hints[-1].level
    words = recap.last_words(situation.interview)
    if recap.seen(situation.interview).written:
        return _say(voice.find("hint.code", "hint.alone", level=level, entry=recap.entry(current)))
    if words:
        return _say(voice.find("hint.words", "hint.alone", level=level, words=words))
    return _say(voice.find("hint.alone", level=level))


def _standstill(situation: Situation, voice: Voice) -> list[Action]:
    current = situation.interview.current
    if current is None:
        return []
    return _say(voice.together(_last_thing(situation, voice, current), offer(situation, voice)))


def offer(situation: Situation, voice: Voice) -> str | None:
    """The next hint of the bank with its price, where there is one to be had."""
    state, current = situation.interview, situation.interview.current
    taken = len(current.hints) if current else 0
    left = taken < len(situation.problem.hints) if situation.problem else False
    if current is None or state.terms is None or not left or current.outcome is not None:
        return None
    cost = recap.points(state.terms.hint_costs[taken])
    return voice.find("still.offer", level=taken + 1, cost=cost)


def offering(situation: Situation, do: Do) -> Do:
    """``do``, with the bank's next hint offered at the end of what is said: a model meant to tell more."""

    async def done(act: Action) -> Outcome:
        short = isinstance(act, Say) and len(sentences(act.text)) < _MOST_SENTENCES
        if isinstance(act, Say) and short and "%interview hint" not in act.text:
            more = offer(situation, Voice(situation))
            act = Say(f"{act.text} {more}") if more else act
        return await do(act)

    return done


def _last_thing(situation: Situation, voice: Voice, current: Round) -> str | None:
    """A question on the newest of what they said, wrote, ran, took or submitted."""
    state = situation.interview
    said = recap.candidate_messages(state)
    cells = [cell.seq for cell in state.cells.values()]
    runs, attempts = recap.runs(current), recap.judged(current)
    newest = {
        "words": said[-1].seq if said else 0,
        "cell": max(cells, default=0),
        "run": runs[-1].seq if runs else 0,
        "attempt": attempts[-1].seq if attempts else 0,
        "hint": current.hints[-1].seq if current.hints else 0,
    }
    # A run or a hint follows a cell at once: what was written is told by what came of it.
    last = max(newest, key=lambda name: newest[name]) if any(newest.values()) else "nothing"
    words = recap.last_words(state)
    if last == "run":
        return voice.find("still.run", passed=recap.score(runs[-1].verdict))
    if last == "attempt" and (verdict := attempts[-1].verdict) is not None:
        made = recap.attempt(attempts[-1])
        return voice.find("still.attempt", attempt=made, verdict=recap.verdict_words(verdict))
    if last == "hint":
        return voice.find("still.hint", level=current.hints[-1].level)
    if last == "words" and words:
        return voice.find("still.words", words=words)
    if last == "nothing":
        return voice.find("still.nothing")
    about = about_code(recap.seen(state), voice) if cells else None
    bare = "still.talked" if said else "still.nothing"
    return about or voice.find("still.stuck" if recap.source(state) else bare, "still.stuck")


def _half_time(situation: Situation, voice: Voice) -> list[Action]:
    return _clock(situation, voice, "clock.half")


def _five_minutes(situation: Situation, voice: Voice) -> list[Action]:
    return _clock(situation, voice, "clock.five")


def _clock(situation: Situation, voice: Voice, family: str) -> list[Action]:
    left = recap.minutes(situation.interview.stage_remaining(situation.now))
    said = voice.find(family, minutes=left)
    return _say(voice.together(said, _standing(situation, voice)))


def _standing(situation: Situation, voice: Voice) -> str | None:
    """Where the candidate stands, in a sentence."""
    state, current = situation.interview, situation.interview.current
    if current is None or current.problem is None:
        return None
    entry, best = recap.entry(current), current.best
    if current.outcome is not None:
        return voice.find("stand.decided", title=plain(current.problem.title))
    if best is not None and best.verdict is not None:
        left = recap.left(state)
        fields = {"attempt": recap.attempt(best), "passed": recap.score(best.verdict), "left": left}
        return voice.find("stand.attempt", **fields)
    runs = [run for run in recap.runs(current) if run.input is None]
    if runs:
        return voice.find("stand.run", passed=recap.score(runs[-1].verdict), entry=entry)
    seen = recap.seen(state)
    begun = "stand.begun" if seen.has(FactKind.NO_ENTRY) else "stand.nothing"
    there = seen.written or seen.has(FactKind.SYNTAX_ERROR)
    return voice.find("stand.cells" if there else begun, entry=entry)


# Endings


_REVIEWED = (RoundOutcome.SOLVED, RoundOutcome.OUT_OF_ATTEMPTS)
"""Outcomes after which the review sums up; the last words then need not do so again."""


def _ending(family: str) -> Callable[[Situation, Voice], list[Action]]:
    def end(situation: Situation, voice: Voice) -> list[Action]:
        state, current = situation.interview, situation.interview.current
        if current is None or current.problem is None:
            return _say(voice.find("close.finished_all", before=recap.overall(state))) if state.rounds else []
        did, title = recap.did(current), plain(current.problem.title)
        reviewed = current.phase is Phase.WRAPPING_UP and current.outcome in _REVIEWED
        words = None if reviewed else recap.last_words(state)
        kept = voice.find("wrap.said", words=words) if words else None
        if reviewed and family == "close.finished" and (made := recap.judged(current)):
            stands = recap.verdict_words(made[-1].verdict) if made[-1].verdict else ""
            return _say(voice.find("close.reviewed", family, title=title, verdict=stands, did=did))
        return _say(voice.together(voice.find(family, title=title, did=did), kept))

    return end


_REACTIONS: dict[Occasion, Callable[[Situation, Voice], list[Action]]] = {
    Occasion.STAGE: _stage,
    Occasion.MESSAGE: dialogue.reply,
    Occasion.HINT_TAKEN: _hint_taken,
    Occasion.RUN_PASSED: run_passed,
    Occasion.RUN_FAILED: run_failed,
    Occasion.SUBMISSION: submission,
    Occasion.STANDSTILL: _standstill,
    Occasion.HALF_TIME: _half_time,
    Occasion.FIVE_MINUTES: _five_minutes,
    Occasion.SKIPPED: _ending("close.skipped"),
    Occasion.TIME_UP: _ending("close.time"),
    Occasion.FINISHED: _ending("close.finished"),
}


def _say(text: str | None) -> list[Action]:
    return [Say(text)] if text else []
