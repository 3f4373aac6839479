"""Replies to questions about the candidate's own work: from the newest verdict, run or code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.verdict import Code
from mockmind_lab.interviewer import recap
from mockmind_lab.interviewer.facts import FactKind
from mockmind_lab.interviewer.mistaken import behaves_like
from mockmind_lab.interviewer.remarks import about_code, shown, think
from mockmind_lab.interviewer.words import quoted

if TYPE_CHECKING:
    from mockmind_lab.core.interview import Attempt, Trial
    from mockmind_lab.core.verdict import Verdict
    from mockmind_lab.interviewer.base import Situation
    from mockmind_lab.interviewer.voice import Voice

__all__ = ["about_work"]

_NOT_TO_RUN = (FactKind.NO_ENTRY, FactKind.SYNTAX_ERROR)
"""Facts of code that a run would refuse."""


def about_work(situation: Situation, voice: Voice, part: str, fact: str | None) -> str | None:
    """The reply to ``part``, a question on the candidate's code or answer; None where all was said.

    ``fact`` is the newest verdict in a clause. A verdict counts for the code that got it: what was changed
    since is asked about as it stands.
    """
    state, current = situation.interview, situation.interview.current
    source, words, entry = recap.source(state), quoted(part), recap.entry(current)
    newest = _newest(situation)
    if newest is None or newest.verdict is None or fact is None:
        if not source:
            return voice.find("work.nothing", words=words, entry=entry)
        seen = recap.seen(state)
        if seen.first(*_NOT_TO_RUN) is not None and (said := about_code(seen, voice)):
            return said
        return _as_it_stands(situation, voice, "work.unrun", words=words, entry=entry)
    if newest.artefact.source != source:
        return _as_it_stands(situation, voice, "work.changed", words=words, entry=entry, fact=fact)
    if newest.verdict.code is Code.AC:
        passed = recap.score(newest.verdict)
        if current is not None and current.outcome is not None:
            return voice.find("work.accepted", words=words, entry=entry, passed=passed)
        return voice.find("work.passed", words=words, entry=entry, passed=passed)
    lead = voice.find("work.failed", words=words, fact=fact)
    return voice.together(lead, _next_look(situation, voice, newest.verdict, entry)) if lead else None


def _newest(situation: Situation) -> Trial | Attempt | None:
    current = situation.interview.current
    judged = [*recap.runs(current), *recap.judged(current)] if current else []
    return max(judged, key=lambda item: item.seq, default=None)


def _as_it_stands(situation: Situation, voice: Voice, family: str, **fields: object) -> str | None:
    """That no verdict is about this version, and a question on what is written."""
    lead = voice.find(family, **fields)
    return voice.together(lead, about_code(recap.seen(situation.interview), voice)) if lead else None


def _next_look(situation: Situation, voice: Voice, verdict: Verdict, entry: str) -> str | None:
    """One question: on the misconception if it is known, else where an example or a hidden test fails."""
    problem = situation.problem
    if problem is not None and behaves_like(problem, verdict) is not None:
        return think(situation, voice, verdict)
    failing = next((t for t in verdict.tests if t.visible and t.code is not Code.AC), None)
    if failing is not None and failing.input is not None:
        return voice.find("work.look", "think.visible", entry=entry, **shown(failing))
    return think(situation, voice, verdict)
