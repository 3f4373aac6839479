"""The interviewer that needs no model: it reads the code, the verdicts and the words of this candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.phases import Phase, StageName
from mockmind_lab.core.verdict import Code
from mockmind_lab.interviewer import dialogue, recap
from mockmind_lab.interviewer.base import Action, Advance, Assess, Occasion, Outcome, Say, Situation
from mockmind_lab.interviewer.observations import FactKind
from mockmind_lab.interviewer.voice import Voice, code
from mockmind_lab.interviewer.words import plain, sentences

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from mockmind_lab.core.interview import Attempt, Round, Trial
    from mockmind_lab.core.verdict import TestResult, Verdict
    from mockmind_lab.interviewer.observations import Fact, Observations

__all__ = ["ScriptedInterviewer"]


class ScriptedInterviewer:
    """Speaks on occasions only, in at most three sentences, each with something this candidate did."""

    name = "scripted"

    async def react(self, occasion: Occasion, situation: Situation) -> AsyncGenerator[Action, Outcome]:
        """Yield what is to be done on ``occasion``; nothing while the candidate codes."""
        for action in _REACTIONS[occasion](situation, Voice(situation)):
            outcome = yield action
            if isinstance(action, Advance) and outcome.refusal is not None:
                return  # what comes after belongs to where we could not go

    async def close(self) -> None:
        """Nothing to free."""


# Stages


def _stage(situation: Situation, voice: Voice) -> list[Action]:
    stage = situation.interview.stage
    return _STAGES[stage.name](situation, voice) if stage else []


def _greeting(situation: Situation, voice: Voice) -> list[Action]:
    terms = situation.interview.terms
    if terms is None:
        return []
    whole = round(terms.seconds / 60)
    said = voice.find("stage.greeting", problems=terms.problems, minutes=whole)
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
        "title": plain(shown.title),
        "difficulty": shown.difficulty,
        "minutes": round(state.stage.seconds / 60),
        "summary": _summary(situation),
    }
    spoken = any(message.speaker == "interviewer" for message in state.messages)
    last = state.rounds.get(state.round - 1)
    after = None
    if last is not None and last.problem is not None:
        after = voice.find("stage.after", before=recap.did(last), title_before=plain(last.problem.title))
    said = voice.find("stage.problem" if spoken else "stage.problem_first", **fields)
    return [*_say(voice.together(after, said)), Advance(Phase.CLARIFYING)]


def _summary(situation: Situation) -> str:
    """What the problem is about, in a clause that follows a colon."""
    problem, current = situation.problem, situation.interview.current
    text = problem.signature.summary if problem and problem.signature else ""
    if not text and current and current.problem:
        lines = [line for line in current.problem.statement.splitlines() if line and line[0].isalnum()]
        text = sentences(lines[0])[0] if lines else current.problem.title
    text = plain(text).rstrip(".")
    return text[:1].lower() + text[1:]


def _closing(situation: Situation, voice: Voice) -> list[Action]:
    return _say(voice.find("stage.closing", before=recap.overall(situation.interview)))


_STAGES: dict[StageName, Callable[[Situation, Voice], list[Action]]] = {
    StageName.GREETING: _greeting,
    StageName.SELF_INTRODUCTION: _self_introduction,
    StageName.WARM_UP: _warm_up,
    StageName.PROBLEM: _problem,
    StageName.CLOSING: _closing,
}


# Code


_TELLING = (
    FactKind.SYNTAX_ERROR, FactKind.NO_BASE_CASE, FactKind.UNUSED_ARGUMENT, FactKind.NO_RETURN,
    FactKind.NESTED_LOOP, FactKind.LINEAR_SEARCH, FactKind.POP_FRONT, FactKind.SLICE_IN_LOOP, FactKind.SORT,
    FactKind.MEMO, FactKind.RECURSION, FactKind.HEAP, FactKind.BISECT, FactKind.DICT, FactKind.SET,
    FactKind.DEQUE, FactKind.WHILE, FactKind.MUTATES_ARGUMENT, FactKind.LOOP, FactKind.NO_EMPTY_CHECK,
    FactKind.EARLY_RETURN, FactKind.EMPTY_CHECK, FactKind.PRINTS, FactKind.STUB, FactKind.NO_ENTRY,
)  # fmt: skip
"""Facts in the order in which they are worth a question."""


def _about_code(seen: Observations, voice: Voice) -> str | None:
    """One question on what is written, of the most telling fact that has a question left."""
    for kind in _TELLING:
        fact = seen.first(kind)
        if fact is not None and _nameable(fact):
            name = plain(fact.name) if kind is FactKind.SYNTAX_ERROR else code(fact.name)
            question = voice.find(f"code.{kind}", name=name, other=code(fact.other), line=fact.line)
            if question is not None:
                return question
    return None


def _nameable(fact: Fact) -> bool:
    return bool(fact.name) and (bool(fact.other) or fact.kind is not FactKind.NESTED_LOOP)


def _run_passed(situation: Situation, voice: Voice) -> list[Action]:
    run = _last_run(situation)
    if run is None:
        return []
    entry = recap.entry(situation.interview.current)
    if run.input is not None:
        result = run.verdict.tests[0] if run.verdict.tests else None
        got = code(result.got) if result and result.got is not None else "nothing"
        return _say(voice.find("run.passed_own", entry=entry, input=code(run.input), got=got))
    lead = voice.find("run.passed", passed=recap.score(run.verdict), entry=entry)
    return _say(voice.together(lead, _about_code(recap.seen(situation.interview), voice)))


def _run_failed(situation: Situation, voice: Voice) -> list[Action]:
    run = _last_run(situation)
    if run is None:
        return []
    entry = recap.entry(situation.interview.current)
    failing = next((test for test in run.verdict.tests if test.code is not Code.AC), None)
    if run.verdict.code is Code.IE:
        return []
    if failing is None:
        return _say(voice.find("run.compile", message=_message(run.verdict.message)))
    shown = _shown(failing)
    family = {Code.RTE: "run.error", Code.TLE: "run.slow", Code.WA: "run.wrong"}.get(
        failing.code, "run.failed"
    )
    if failing.input is None:
        family = "run.failed"
    if family == "run.wrong" and failing.got == "None" != failing.expected:
        family = "run.none"
    failed = f"{run.verdict.total - run.verdict.passed} of {run.verdict.total} examples fail"
    return _say(voice.find(family, "run.failed", entry=entry, failed=failed, **shown))


def _last_run(situation: Situation) -> Trial | None:
    current = situation.interview.current
    return current.runs[-1] if current and current.runs else None


def _shown(test: TestResult) -> dict[str, object]:
    """What may be shown of a test. Of a hidden one nothing is there to show."""
    return {
        "number": test.number,
        "input": code(test.input or ""),
        "expected": code(test.expected or ""),
        "got": code(test.got or ""),
        "message": _message(test.message),
    }


def _message(text: str) -> str:
    """The error's own line, e.g. ``IndexError: list index out of range``."""
    lines = [line for line in text.splitlines() if line.strip()]
    return code(lines[-1], most=90) if lines else "an error"


# Submissions


_REJECTED = {
    Code.WA: "submit.wrong",
    Code.RTE: "submit.error",
    Code.TLE: "submit.slow",
    Code.MLE: "submit.memory",
    Code.OLE: "submit.output",
    Code.CE: "submit.compile",
}


def _submission(situation: Situation, voice: Voice) -> list[Action]:
    state, current = situation.interview, situation.interview.current
    made = current.attempts[-1] if current and current.attempts else None
    if current is None or made is None or made.verdict is None or made.reason != "candidate":
        return []  # by the clock or the finish: the closing words speak of it
    attempt, entry = recap.attempt(made), recap.entry(current)
    verdict = made.verdict
    if verdict.code is Code.IE:
        return _say(voice.find("submit.internal", attempt=attempt, entry=entry))
    if verdict.code is Code.AC:
        total = f"{verdict.total} tests"
        result = voice.find("submit.accepted", attempt=attempt, total=total)
        note = Assess("technical", f"Accepted on submission {made.number}.", (made.seq,))
        return [note, *_say(voice.together(result, _complexity_question(situation, voice)))]
    result = _rejection(voice, made, verdict, entry)
    note = f"Submission {made.number}: {recap.verdict_words(verdict)}."
    actions: list[Action] = [Assess("technical", note, (made.seq,))]
    if current.outcome is not None:
        best = current.best.verdict if current.best else None
        most = recap.count(state.terms.max_attempts if state.terms else current.used, "submission")
        out = voice.find("submit.out", most=most, best=recap.score(best) if best else "none")
        return [*actions, *_say(voice.together(result, out, _complexity_question(situation, voice)))]
    left = recap.count(max((state.terms.max_attempts if state.terms else 0) - current.used, 0), "submission")
    remaining = voice.find("submit.left", left=left)
    return [*actions, *_say(voice.together(result, remaining, _think(situation, voice, verdict)))]


def _rejection(voice: Voice, made: Attempt, verdict: Verdict, entry: str) -> str | None:
    first = next((test for test in verdict.tests if test.code is not Code.AC), None)
    failed = verdict.total - verdict.passed
    fields: dict[str, object] = {
        "attempt": recap.attempt(made),
        "entry": entry,
        "failed": f"{failed} of {verdict.total} tests",
        "passed": f"{verdict.passed} of {verdict.total} tests",
        "which": _which(first),
        "message": _message(first.message if first and first.visible else verdict.message),
    }
    return voice.find(_REJECTED.get(verdict.code, "submit.wrong"), **fields)


def _which(test: TestResult | None) -> str:
    """A test by number, and by category where it is hidden: never by its data."""
    if test is None:
        return "the first test"
    return f"example {test.number}" if test.visible else f"test {test.number}, a hidden one ({test.category})"


def _think(situation: Situation, voice: Voice, verdict: Verdict) -> str | None:
    """One question that makes the candidate look for the reason."""
    first = next((test for test in verdict.tests if test.code is not Code.AC), None)
    entry = recap.entry(situation.interview.current)
    if first is None:
        return None
    if first.visible and first.input is not None and first.code is Code.WA:
        return voice.find("think.visible", entry=entry, **_shown(first))
    family = f"think.{first.category}"
    if first.code in (Code.TLE, Code.MLE):
        return _about_code(recap.seen(situation.interview), voice) or voice.find("think.large", entry=entry)
    known = family in ("think.edge", "think.typical", "think.large", "think.adversarial")
    return voice.find(family if known else "think.typical", "think.typical", entry=entry)


def _complexity_question(situation: Situation, voice: Voice) -> str | None:
    aside = recap.detail(recap.seen(situation.interview))
    entry = recap.entry(situation.interview.current)
    return voice.find("review.complexity", entry=entry, detail=aside)


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
    state, current = situation.interview, situation.interview.current
    if current is None:
        return []
    question = _last_thing(situation, voice, current)
    offer = None
    taken = len(current.hints)
    if state.terms is not None and taken < len(state.terms.hint_costs) and current.outcome is None:
        cost = recap.points(state.terms.hint_costs[taken])
        offer = voice.find("still.offer", level=taken + 1, cost=cost)
    return _say(voice.together(question, offer))


def _last_thing(situation: Situation, voice: Voice, current: Round) -> str | None:
    """A question on the newest of what they said, wrote, ran, took or submitted."""
    state = situation.interview
    said = recap.candidate_messages(state)
    cells = [cell.seq for cell in state.cells.values()]
    newest = {
        "words": said[-1].seq if said else 0,
        "cell": max(cells, default=0),
        "run": current.runs[-1].seq if current.runs else 0,
        "attempt": current.attempts[-1].seq if current.attempts else 0,
        "hint": current.hints[-1].seq if current.hints else 0,
    }
    # A run or a hint follows a cell at once: what was written is told by what came of it.
    last = max(newest, key=lambda name: newest[name]) if any(newest.values()) else "nothing"
    words = recap.last_words(state)
    if last == "run":
        run = current.runs[-1]
        return voice.find("still.run", passed=recap.score(run.verdict))
    if last == "attempt" and (verdict := current.attempts[-1].verdict) is not None:
        made = recap.attempt(current.attempts[-1])
        return voice.find("still.attempt", attempt=made, verdict=recap.verdict_words(verdict))
    if last == "hint":
        return voice.find("still.hint", level=current.hints[-1].level)
    if last == "words" and words:
        return voice.find("still.words", words=words)
    if last == "nothing":
        return voice.find("still.nothing")
    return _about_code(recap.seen(situation.interview), voice) or voice.find("still.nothing")


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
        left = recap.count(
            max((state.terms.max_attempts if state.terms else 0) - current.used, 0), "submission"
        )
        fields = {"attempt": recap.attempt(best), "passed": recap.score(best.verdict), "left": left}
        return voice.find("stand.attempt", **fields)
    runs = [run for run in current.runs if run.input is None]
    if runs:
        return voice.find("stand.run", passed=recap.score(runs[-1].verdict), entry=entry)
    return voice.find("stand.cells" if recap.seen(state).written else "stand.nothing", entry=entry)


# Endings


def _ending(family: str) -> Callable[[Situation, Voice], list[Action]]:
    def end(situation: Situation, voice: Voice) -> list[Action]:
        state, current = situation.interview, situation.interview.current
        if current is None or current.problem is None:
            return _say(voice.find("close.finished_all", before=recap.overall(state))) if state.rounds else []
        did, title = recap.did(current), plain(current.problem.title)
        words = recap.last_words(state)
        kept = voice.find("wrap.said", words=words) if words else None
        return _say(voice.together(voice.find(family, title=title, did=did), kept))

    return end


_REACTIONS: dict[Occasion, Callable[[Situation, Voice], list[Action]]] = {
    Occasion.STAGE: _stage,
    Occasion.MESSAGE: dialogue.reply,
    Occasion.HINT_TAKEN: _hint_taken,
    Occasion.RUN_PASSED: _run_passed,
    Occasion.RUN_FAILED: _run_failed,
    Occasion.SUBMISSION: _submission,
    Occasion.STANDSTILL: _standstill,
    Occasion.HALF_TIME: _half_time,
    Occasion.FIVE_MINUTES: _five_minutes,
    Occasion.SKIPPED: _ending("close.skipped"),
    Occasion.TIME_UP: _ending("close.time"),
    Occasion.FINISHED: _ending("close.finished"),
}


def _say(text: str | None) -> list[Action]:
    return [Say(text)] if text else []
