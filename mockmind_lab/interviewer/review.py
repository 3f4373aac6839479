"""The talk after a round is decided: complexity, then edge cases, then a follow-up, then a summary."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from mockmind_lab.core.phases import Outcome, Phase
from mockmind_lab.core.problem import UNKNOWN
from mockmind_lab.core.verdict import Code
from mockmind_lab.interviewer import recap
from mockmind_lab.interviewer.base import Action, Advance, Assess, Say
from mockmind_lab.interviewer.facts import FactKind
from mockmind_lab.interviewer.growth import alike, claims, compare, estimate, same, slower
from mockmind_lab.interviewer.ledger import claimed_cost, marks, noted
from mockmind_lab.interviewer.phrases import phrases
from mockmind_lab.interviewer.voice import Voice, code
from mockmind_lab.interviewer.words import content, plain, quoted, sentences

if TYPE_CHECKING:
    from mockmind_lab.core.interview import Message, Round
    from mockmind_lab.core.problem import Problem
    from mockmind_lab.interviewer.base import Situation
    from mockmind_lab.interviewer.facts import Observations
    from mockmind_lab.interviewer.growth import Claim

__all__ = ["absent_structure", "answers", "named_edges", "reply", "wrap_up"]


def answers(situation: Situation, message: Message) -> bool:
    """Whether a message in review answers what was asked there, though it may be put as a question."""
    if claims(message.text):
        return True
    problem = situation.problem
    return problem is not None and bool(named_edges(message.text, problem))


def reply(situation: Situation, voice: Voice, message: Message) -> list[Action]:
    """What to say to an answer, and the next question; after the last one the summary."""
    problem, current = situation.problem, situation.interview.current
    if problem is None or current is None:
        return []
    asked = _asked(situation, current)
    if "review.follow_up" in asked:
        said = (
            None if _gives_up(message.text) else voice.find("review.follow_reply", words=quoted(message.text))
        )
        note = Assess("problem_solving", f"Asked a follow-up, said {quoted(message.text)}.", (message.seq,))
        return [*_say(said), note, *wrap_up(situation, voice)]
    if "review.edges" in asked:
        return _edges(situation, voice, message, problem)
    if asked & _COST:
        return _complexity(situation, voice, message, asked, problem)
    return _say(_question(situation, voice, "review.complexity"))


def wrap_up(situation: Situation, voice: Voice) -> list[Action]:
    """The end of the review: what this candidate did, in at most three sentences."""
    state, current = situation.interview, situation.interview.current
    if current is None or current.problem is None:
        return []
    best = current.best.verdict if current.best else None
    title, did = current.problem.title, recap.did(current)
    if current.outcome is Outcome.SOLVED and current.best:
        attempt, did = recap.attempt(current.best), recap.did(current, verdict=False)
        result = voice.find("wrap.solved", title=title, did=did, attempt=attempt)
    elif best is not None:
        result = voice.find("wrap.unsolved", title=title, did=did, best=recap.score(best))
    else:
        result = voice.find("wrap.untried", title=title, did=did)
    more = state.stage is not None and state.stage.index + 1 < len(state.plan)
    finish = None if more else voice.find("wrap.finish")
    text = voice.together(result, _kept(situation, voice), finish)
    return [Advance(Phase.WRAPPING_UP), *_say(text)]


def _kept(situation: Situation, voice: Voice) -> str | None:
    """One thing the candidate said that is worth keeping: a plan that was left, a claim of cost, a plan."""
    for plan in noted(situation.interview, "approach", "decision"):
        left = absent_structure(plan.text, recap.seen(situation.interview), planned=True)
        if left is not None:
            return voice.find("wrap.plan_left", words=quoted(plan.text), mention=plain(left))
    claim = recap.best_claim(situation.interview)
    words = recap.last_words(situation.interview)
    if claim:
        return voice.find("wrap.claim", claim=plain(claim))
    return voice.find("wrap.said", words=words) if words else None


def _asked(situation: Situation, current: Round) -> frozenset[str]:
    """What was asked since the round was decided, as the transcript has it."""
    since = max((attempt.seq for attempt in current.attempts), default=0)
    said = (m for m in situation.interview.messages if m.speaker == "interviewer" and m.seq > since)
    found = (phrases().asked(message.text) for message in said if message.round == current.number)
    return frozenset(family for families in found for family in families)


def _question(situation: Situation, voice: Voice, family: str) -> str | None:
    """One of the questions of the review that need no material but the code."""
    current = situation.interview.current
    aside = recap.detail(recap.seen(situation.interview))
    return voice.find(family, entry=recap.entry(current), detail=aside)


def _complexity(
    situation: Situation, voice: Voice, message: Message, asked: frozenset[str], problem: Problem
) -> list[Action]:
    claimed = {claim.of: claim for claim in claims(message.text)}
    time, space = claimed.get("time") or _upheld(situation, message, asked), claimed.get("space")
    target = problem.complexity.time
    if target == UNKNOWN:
        note = f"Said of its cost: {quoted(message.text)}; the problem names no target."
        return [Assess("technical", note, (message.seq,)), *_next(situation, voice, None)]
    pressed = bool(asked & _PRESSED)
    seen = recap.seen(situation.interview)
    if not pressed and (absent := absent_structure(message.text, seen)):
        fields = {"mention": plain(absent), "entry": code(_entry_name(problem)), "detail": recap.detail(seen)}
        return _say(voice.find("review.complexity_absent", **fields))
    if time is None:
        words = quoted(message.text)
        if not pressed and not _gives_up(message.text):
            return _say(voice.find("review.complexity_unsaid", words=words))
        said = voice.find("review.complexity_skip", words=words, target=target)
        note = f"Gave no time complexity; the target is {target}."
        return [Assess("technical", note, (message.seq,)), *_next(situation, voice, said)]
    family, note, counted = _judged_claim(situation, time.growth, target, seen)
    if family in _DOUBTS and not pressed:
        family = "review.complexity_probe"
    claim = plain(time.text)
    fields = {"claim": claim, "target": target, "counted": counted, "detail": recap.detail(seen)}
    fields["entry"] = code(_entry_name(problem))
    said = voice.find(family, **fields)
    if family == "review.complexity_probe":
        return _say(said)
    said = voice.together(said, _space(voice, space, problem))
    return [
        Assess("technical", f"Claimed {claim} for time; {note}", (message.seq,)),
        *_next(situation, voice, said),
    ]


def _upheld(situation: Situation, message: Message, asked: frozenset[str]) -> Claim | None:
    """The claim that the ledger has, where they were asked whether it holds and did not take it back."""
    growth = claimed_cost(situation.interview)
    if growth is None or not asked & {"review.cost_recalled", "review.cost_differs"}:
        return None
    if _DENIED.search(message.text) or _gives_up(message.text):
        return None
    return next((claim for claim in claims(f"O({growth})")), None)


_COST = frozenset({"review.complexity", "review.cost_recalled", "review.cost_differs"})
_PRESSED = frozenset(
    {
        "review.complexity_probe",
        "review.complexity_unsaid",
        "review.complexity_absent",
        "review.cost_differs",
    }
)
"""Questions of which one is asked before an answer is let stand or put right."""
_DOUBTS = frozenset(
    {
        "review.complexity_counted",
        "review.complexity_is",
        "review.complexity_slow",
        "review.complexity_told",
        "review.complexity_fast",
    }
)
"""What is said of a claim that we don't share, once it was questioned."""


def _judged_claim(situation: Situation, growth: str, target: str, seen: Observations) -> tuple[str, str, str]:
    """What to say of a claim of time (a family), what to note of it, and what the code seems to cost.

    The code comes first: a claim that is the target is still wrong where this version is slower.
    """
    current = situation.interview.current
    counted = estimate(seen)
    shown = f"O({counted})" if counted else ""
    if counted and slower(counted, growth):
        better = compare(target, counted) == -1
        family = "review.complexity_counted" if better else "review.complexity_is"
        return family, f"the code looks like {shown}, the target is {target}.", shown
    if alike(growth, target):
        if current is not None and _ran_out_of_time(current):
            return "review.complexity_slow", "that is the target, but the code ran out of time.", shown
        family = "review.complexity_uncounted" if seen.has(FactKind.RECURSION) else "review.complexity_right"
        return family, "that is the target.", shown
    if compare(target, growth) == -1:
        if counted and same(growth, counted):
            return "review.complexity_fits", f"it fits the code, the target is {target}.", shown
        if current is not None and current.outcome is not Outcome.SOLVED:
            return "review.complexity_reach", f"the target is {target}.", shown
    if slower(target, growth):
        return "review.complexity_fast", f"that is less than the target, {target}.", shown
    return "review.complexity_told", f"the target is {target}.", shown


def _ran_out_of_time(current: Round) -> bool:
    """Whether the last submission, which is the code talked about, was too slow."""
    made = recap.judged(current)
    return bool(made) and made[-1].verdict is not None and made[-1].verdict.code is Code.TLE


_STRUCTURES: tuple[tuple[str, tuple[FactKind, ...], frozenset[str]], ...] = (
    (r"(?:monotonic )?deques?", (FactKind.DEQUE,), frozenset({"deque", "popleft"})),
    (r"(?:(?:min|max)[- ])?heaps?|priority queues?", (FactKind.HEAP,), frozenset({"heapq", "PriorityQueue"})),
    (
        r"hash ?(?:map|table)s?|dict(?:ionary|ionaries|s)?",
        (FactKind.DICT,),
        frozenset({"dict", "Counter", "defaultdict", "get", "items", "fromkeys"}),
    ),
    (r"binary search(?:es)?|bisect(?:ion)?", (FactKind.BISECT, FactKind.WHILE), frozenset[str]()),
    (r"recursi(?:on|ve|vely)", (FactKind.RECURSION,), frozenset[str]()),
    (r"sorting", (FactKind.SORT, FactKind.BISECT, FactKind.HEAP), frozenset[str]()),
)
"""What a structure is called, the facts that show it in code, and names that hint at it."""
_UNREAL = re.compile(
    r"\b(?:no|not|without|instead|rather|if|would|could|should|might|unless|never)\b|n't\b|n’t\b",
    re.IGNORECASE,
)


_DENIED = re.compile(r"\b(?:no|not|without|instead|rather|never)\b|n't\b|n’t\b", re.IGNORECASE)


def absent_structure(text: str, seen: Observations, *, planned: bool = False) -> str | None:
    """A structure that the candidate says the code has and that is nowhere in it, in their own word.

    Sentences that wish for one (``with a heap it would be …``) or deny one are left alone; a ``planned`` one
    may be wished for.
    """
    if not seen.written or not seen.names:
        return None
    for sentence in sentences(text):
        if (_DENIED if planned else _UNREAL).search(sentence):
            continue
        for names, kinds, hints in _STRUCTURES:
            match = re.search(rf"\b(?:{names})\b", sentence, re.IGNORECASE)
            if match and seen.first(*kinds) is None and not hints & seen.names:
                return match.group().lower()
    return None


def _space(voice: Voice, claim: Claim | None, problem: Problem) -> str | None:
    target = problem.complexity.space
    if claim is None or alike(claim.growth, target):
        return None
    return voice.find("review.space", claim=plain(claim.text), target=target)


def _next(situation: Situation, voice: Voice, said: str | None) -> list[Action]:
    """From complexity on to edge cases."""
    return _say(voice.together(said, _question(situation, voice, "review.edges")))


def _edges(situation: Situation, voice: Voice, message: Message, problem: Problem) -> list[Action]:
    now = named_edges(message.text, problem)
    before = [fact.text for fact in noted(situation.interview, "edge_case") if fact.message < message.seq]
    before = [edge for edge in dict.fromkeys(before) if edge not in now]
    named = [*now, *before]
    missing = [edge for edge in problem.edge_cases if edge not in named]
    if named:
        heard = (
            voice.find("review.edges_named", named=" and ".join(f"*{plain(edge)}*" for edge in now[:2]))
            if now
            else None
        )
        said = voice.together(heard, _earlier(situation, voice, before))
        note = f"Named {len(named)} of {len(problem.edge_cases)} edge cases: {'; '.join(named)}."
    else:
        first = plain(missing[0]) if missing else "an input at its limits"
        fields = {"words": quoted(message.text), "missing": first, "entry": code(_entry_name(problem))}
        families = ("review.edges_none", "review.edges_missing")
        said = voice.find(*families[_gives_up(message.text) :], **fields)
        note = "Named none of the problem's edge cases."
    assessed = Assess("testing", note, (message.seq,))
    follow_up = _follow_up(situation, voice, problem)
    if follow_up is None:
        return [assessed, *_say(said), *wrap_up(situation, voice)]
    return [assessed, *_say(voice.together(said, follow_up))]


def _earlier(situation: Situation, voice: Voice, before: list[str]) -> str | None:
    """A case that they named before they were asked, and whether they ever tried an input of their own."""
    current = situation.interview.current
    if not before or current is None:
        return None
    tried = any(run.input is not None for run in recap.runs(current))
    family = "review.edges_before" if tried else "review.edges_untried"
    return voice.find(family, named=f"*{plain(before[0])}*", entry=recap.entry(current))


def _follow_up(situation: Situation, voice: Voice, problem: Problem) -> str | None:
    if not problem.follow_ups:
        return None
    key = hashlib.sha256(f"{situation.interview.id}:{problem.slug}".encode()).digest()
    question = problem.follow_ups[key[0] % len(problem.follow_ups)]
    return voice.find("review.follow_up", entry=code(_entry_name(problem)), question=question)


def named_edges(text: str, problem: Problem) -> list[str]:
    """Which of the problem's edge cases ``text`` names, in their own words."""
    params = problem.signature.params if problem.signature else ()
    common = content(problem.title) | content(" ".join(p.name for p in params))
    wanted = {edge: marks(edge) for edge in problem.edge_cases}
    for mark in {mark for found in wanted.values() for mark in found}:
        if sum(mark in found for found in wanted.values()) > 1:
            common |= {mark}
    said = marks(text)
    named: list[str] = []
    for edge, found in wanted.items():
        own = (found - common) or found
        met = own & said
        if len(met) * 2 >= len(own) or len(met) >= 2:
            named.append(edge)
    return named


def _entry_name(problem: Problem) -> str:
    return problem.signature.entry_point if problem.signature else problem.title


def _gives_up(text: str) -> bool:
    ways = r"\b(?:no (?:idea|clue|sense)|don'?t know|not sure|skip|pass|nothing to test)\b"
    return re.search(ways, text.lower()) is not None


def _say(text: str | None) -> list[Action]:
    return [Say(text)] if text else []
