"""Remarks on code and verdicts: one question on what the candidate wrote, ran or submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.languages import LANGUAGES
from mockmind_lab.core.verdict import Code
from mockmind_lab.interviewer import recap
from mockmind_lab.interviewer.base import Action, Assess, Say
from mockmind_lab.interviewer.facts import FactKind
from mockmind_lab.interviewer.growth import estimate, slower
from mockmind_lab.interviewer.ledger import claimed_cost
from mockmind_lab.interviewer.mistaken import behaves_like, only_slow
from mockmind_lab.interviewer.voice import Voice, code

if TYPE_CHECKING:
    from mockmind_lab.core.interview import Attempt, Trial
    from mockmind_lab.core.verdict import TestResult, Verdict
    from mockmind_lab.interviewer.base import Situation
    from mockmind_lab.interviewer.facts import Fact, Observations

__all__ = ["about_code", "run_failed", "run_passed", "shown", "submission", "think"]

_TELLING = (
    FactKind.SYNTAX_ERROR, FactKind.STUB, FactKind.NO_ENTRY, FactKind.NO_BASE_CASE, FactKind.UNUSED_ARGUMENT,
    FactKind.NO_RETURN,
    FactKind.NESTED_LOOP, FactKind.LINEAR_SEARCH, FactKind.POP_FRONT, FactKind.SLICE_IN_LOOP, FactKind.SORT,
    FactKind.MEMO, FactKind.RECURSION, FactKind.HEAP, FactKind.BISECT, FactKind.DICT, FactKind.SET,
    FactKind.DEQUE, FactKind.WHILE, FactKind.MUTATES_ARGUMENT, FactKind.LOOP, FactKind.NO_EMPTY_CHECK,
    FactKind.EARLY_RETURN, FactKind.EMPTY_CHECK, FactKind.PRINTS,
)  # fmt: skip
"""Facts in the order in which they are worth a question."""


def about_code(seen: Observations, voice: Voice) -> str | None:
    """One question on what is written, of the most telling fact that has a question left."""
    for kind in _TELLING:
        fact = seen.first(kind)
        if fact is not None and _nameable(fact):
            name = code(fact.name)
            family = "code.other_entry" if kind is FactKind.NO_ENTRY and fact.other else f"code.{kind}"
            question = voice.find(family, name=name, other=code(fact.other), line=fact.line)
            if question is not None:
                return question
    return None


def _nameable(fact: Fact) -> bool:
    return bool(fact.name) and (bool(fact.other) or fact.kind is not FactKind.NESTED_LOOP)


_FAILED = {Code.RTE: "run.error", Code.TLE: "run.slow", Code.WA: "run.wrong"}


def run_passed(situation: Situation, voice: Voice) -> list[Action]:
    run = _last_run(situation)
    if run is None:
        return []
    entry = recap.entry(situation.interview.current)
    if run.input is not None:
        result = run.verdict.tests[0] if run.verdict.tests else None
        got = code(result.got) if result and result.got is not None else "nothing"
        return _say(voice.find("run.passed_own", entry=entry, input=code(run.input), got=got))
    lead = voice.find("run.passed", passed=recap.score(run.verdict), entry=entry)
    return _say(voice.together(lead, about_code(recap.seen(situation.interview), voice)))


def run_failed(situation: Situation, voice: Voice) -> list[Action]:
    run = _last_run(situation)
    if run is None:
        return []
    entry = recap.entry(situation.interview.current)
    failing = next((test for test in run.verdict.tests if test.code is not Code.AC), None)
    if run.verdict.code is Code.IE:
        return _say(voice.find("run.internal", entry=entry))
    if failing is None:
        message = _message(run.verdict.message)
        return _say(voice.find("run.compile", message=message, language=_language(run)))
    fields = shown(failing)
    family = _FAILED.get(failing.code, "run.failed") if failing.input is not None else "run.failed"
    if family == "run.wrong" and failing.got == "None" != failing.expected:
        family = "run.none"
    lost = run.verdict.total - run.verdict.passed
    failed = f"{lost} of {recap.number(run.verdict.total, 'example')}"
    return _say(voice.find(family, "run.failed", entry=entry, failed=failed, **fields))


def _last_run(situation: Situation) -> Trial | None:
    current = situation.interview.current
    return current.runs[-1] if current and current.runs else None


def _language(made: Trial | Attempt) -> str:
    language = LANGUAGES.get(made.artefact.language)
    return language.title if language else "the compiler"


def shown(test: TestResult) -> dict[str, object]:
    """What may be shown of a test. Of a hidden one nothing is there to show."""
    return {
        "number": test.number,
        "input": code(test.input or ""),
        "expected": code(test.expected or ""),
        "got": code(test.got or ""),
        "message": _message(test.message),
    }


def _message(text: str) -> str:
    """The error's own line, e.g. ``IndexError: list index out of range``: the judge puts ``raised`` first."""
    lines = [line for line in text.splitlines() if line.strip()]
    return code(lines[-1].strip().removeprefix("raised "), most=90) if lines else "an error"


_REJECTED = {
    Code.WA: "submit.wrong",
    Code.RTE: "submit.error",
    Code.TLE: "submit.slow",
    Code.MLE: "submit.memory",
    Code.OLE: "submit.output",
    Code.CE: "submit.compile",
}


def submission(situation: Situation, voice: Voice) -> list[Action]:
    state, current = situation.interview, situation.interview.current
    made = current.attempts[-1] if current and current.attempts else None
    if current is None or made is None or made.verdict is None or made.reason != "candidate":
        return []  # by the clock or the finish: the closing words speak of it
    attempt, entry = recap.attempt(made), recap.entry(current)
    verdict = made.verdict
    if verdict.code is Code.IE:
        return _say(voice.find("submit.internal", attempt=attempt, entry=entry))
    if verdict.code is Code.AC:
        total = recap.number(verdict.total, "test")
        result = voice.find("submit.accepted", attempt=attempt, total=total)
        note = Assess("technical", f"Accepted on submission {made.number}.", (made.seq,))
        return [note, *_say(voice.together(result, _complexity_question(situation, voice)))]
    result = _rejection(voice, made, verdict, entry)
    note = f"Submission {made.number}: {recap.verdict_words(verdict)}.{_likeness(situation, verdict)}"
    actions: list[Action] = [Assess("technical", note, (made.seq,))]
    if current.outcome is not None:
        best = current.best.verdict if current.best else None
        most = recap.count(state.terms.max_attempts if state.terms else current.used, "submission")
        out = voice.find("submit.out", most=most, best=recap.score(best) if best else "none")
        return [*actions, *_say(voice.together(result, out, _complexity_question(situation, voice)))]
    remaining = voice.find("submit.left", left=recap.left(state))
    return [*actions, *_say(voice.together(result, remaining, think(situation, voice, verdict)))]


def _likeness(situation: Situation, verdict: Verdict) -> str:
    """Which solution of the bank it fails like, for the grader; empty where it is like none."""
    like = behaves_like(situation.problem, verdict) if situation.problem else None
    if like is not None:
        return f" It fails the small tests as one does who takes it that {like.belief}."
    return " It is right on every small test and too slow for a larger one." if only_slow(verdict) else ""


def _rejection(voice: Voice, made: Attempt, verdict: Verdict, entry: str) -> str | None:
    first = next((test for test in verdict.tests if test.code is not Code.AC), None)
    failed = verdict.total - verdict.passed
    fields: dict[str, object] = {
        "attempt": recap.attempt(made),
        "language": _language(made),
        "entry": entry,
        "failed": f"{failed} of {recap.number(verdict.total, 'test')}",
        "passed": f"{verdict.passed} of {recap.number(verdict.total, 'test')}",
        "which": _which(first),
        "message": _message(first.message if first and first.visible else verdict.message),
    }
    return voice.find(_REJECTED.get(verdict.code, "submit.wrong"), **fields)


def _which(test: TestResult | None) -> str:
    """A test by number, and by category where it is hidden: never by its data."""
    if test is None:
        return "the first test"
    return f"example {test.number}" if test.visible else f"test {test.number}, a hidden one ({test.category})"


def think(situation: Situation, voice: Voice, verdict: Verdict) -> str | None:
    """One question that makes the candidate look for the reason."""
    first = next((test for test in verdict.tests if test.code is not Code.AC), None)
    entry = recap.entry(situation.interview.current)
    if first is None:
        return None
    like = behaves_like(situation.problem, verdict) if situation.problem else None
    if like is not None and (said := voice.find("think.mistake", entry=entry, belief=like.belief)):
        return said
    if first.visible and first.input is not None and first.code is Code.WA:
        return voice.find("think.visible", entry=entry, **shown(first))
    if first.visible and first.input is not None and first.code is Code.RTE:
        return voice.find("think.error", entry=entry, **shown(first))
    family = f"think.{first.category}"
    if first.code in (Code.TLE, Code.MLE):
        return about_code(recap.seen(situation.interview), voice) or voice.find("think.large", entry=entry)
    known = family in ("think.edge", "think.typical", "think.large", "think.adversarial")
    return voice.find(family if known else "think.typical", "think.typical", entry=entry)


def _complexity_question(situation: Situation, voice: Voice) -> str | None:
    """What their code costs: as a question on what they claimed, where the ledger has a claim."""
    seen = recap.seen(situation.interview)
    entry, aside = recap.entry(situation.interview.current), recap.detail(seen)
    claimed, counted = claimed_cost(situation.interview), estimate(seen)
    if claimed is not None:
        family = "review.cost_differs" if counted and slower(counted, claimed) else "review.cost_recalled"
        claim = f"O({claimed})"
        return voice.find(family, "review.complexity", entry=entry, detail=aside, claim=claim)
    return voice.find("review.complexity", entry=entry, detail=aside)


def _say(text: str | None) -> list[Action]:
    return [Say(text)] if text else []
