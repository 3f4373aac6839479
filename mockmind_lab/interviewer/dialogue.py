"""Replies to what a candidate says: facts of the problem and the state, a question on a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.core.display import literal, shown_call
from mockmind_lab.core.phases import Phase, StageName
from mockmind_lab.core.problem import UNKNOWN
from mockmind_lab.interviewer import clarifying, errands, faq, recap, review
from mockmind_lab.interviewer.base import Action, Advance, Assess, Say
from mockmind_lab.interviewer.growth import claims
from mockmind_lab.interviewer.intent import Intent, fishes, intent, mention
from mockmind_lab.interviewer.voice import Voice, code
from mockmind_lab.interviewer.words import content, plain, quoted, sentences
from mockmind_lab.interviewer.work import about_work

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.core.interview import Message
    from mockmind_lab.interviewer.base import Situation

__all__ = ["fact_of_last_verdict", "reply"]

_PLEAS = (Intent.HINT, Intent.ANSWER, Intent.HIDDEN, Intent.ARGUE, Intent.LOST, Intent.WORK)
"""Intents that want a reply though they are no questions."""
_TRIES = re.compile(
    r"\b(?:i(?:'ll| will|'d| would|'m going to| want to| am going to)|let me)\b.*"
    r"\b(?:test|try|check|look at|verify)\b.*\b(?:inputs?|cases?|examples?|tests?|before i|by hand)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:my |the )?(?:plan|idea|approach)(?: is)?:\s*", re.IGNORECASE)
_OF_HINTS = re.compile(r"\bhints?\b", re.IGNORECASE)
_OF_TESTS = re.compile(r"\b(?:tests?|cases?|inputs?|expected|data)\b", re.IGNORECASE)
_IDEA = 3  # concepts in a sentence that tells of an idea
_MOST_ANSWERS = 4  # questions answered in one message


def reply(situation: Situation, voice: Voice) -> list[Action]:
    """What to do on the candidate's messages that wait for an answer; talk that leads on goes by the last."""
    stage, waiting = situation.interview.stage, situation.unanswered
    if stage is not None and stage.name is not StageName.PROBLEM:
        waiting = waiting[-1:]
    actions = [action for message in waiting for action in _replied(situation, voice, message)]
    if len(waiting) <= 1:
        return actions
    # One message, so that no pause comes between two answers; one move at most, once all is said.
    said = "\n\n".join(action.text for action in actions if isinstance(action, Say))
    notes = [action for action in actions if not isinstance(action, Say | Advance)]
    moves = [action for action in actions if isinstance(action, Advance)]
    return [*([Say(said)] if said else []), *notes, *moves[:1]]


def _replied(situation: Situation, voice: Voice, message: Message) -> list[Action]:
    state = situation.interview
    if state.stage is None:
        return []
    wanted = errands.errand(situation, message)
    if wanted is not None and (said := _Reply(situation, voice, message).to_errand(wanted)):
        return [Say(said)]
    if state.stage.name in (StageName.SELF_INTRODUCTION, StageName.WARM_UP, StageName.GREETING):
        return _small_talk(voice, message)
    if state.stage.name is StageName.CLOSING:
        return _last_word(voice, message)
    if state.phase is Phase.REVIEWING and _in_review(situation, message):
        return review.reply(situation, voice, message)
    return _Reply(situation, voice, message).actions()


def _small_talk(voice: Voice, message: Message) -> list[Action]:
    said = voice.find("stage.reply", words=quoted(_core(message.text)))
    return [Say(said), Advance(None)] if said else [Advance(None)]


def _last_word(voice: Voice, message: Message) -> list[Action]:
    if intent(message.text, question=False) is Intent.NOTHING:
        return []
    said = voice.find("stage.closing_reply", words=quoted(message.text))
    return [Say(said)] if said else []


def _core(text: str) -> str:
    """The sentence with the most in it."""
    return max(sentences(text), key=lambda sentence: len(content(sentence)), default=text)


def _in_review(situation: Situation, message: Message) -> bool:
    """In review a message is an answer, unless it plainly asks for something else."""
    asked = faq.questions(message.text)
    return not asked or review.answers(situation, message)


class _Reply:
    """The reply to one message, sentence by sentence."""

    def __init__(self, situation: Situation, voice: Voice, message: Message) -> None:
        self._situation = situation
        self._state = situation.interview
        self._voice = voice
        self._message = message
        self._before = errands.said_before(situation.interview, message)
        self._notes: list[Action] = []
        self._given: set[str] = set()  # what this reply has answered already: entries of the FAQ, pleas
        self._handlers: dict[Intent, Callable[[str], str | None]] = {
            Intent.HINT: self._asks_hint,
            Intent.ANSWER: self._asks_answer,
            Intent.HIDDEN: self._asks_hidden,
            Intent.CHECK: self._asks_check,
            Intent.LOST: self._is_lost,
            Intent.TIME: self._asks_time,
            Intent.ATTEMPTS: self._asks_attempts,
            Intent.COST: self._asks_cost,
            Intent.LIMITS: self._asks_limits,
            Intent.HOW: self._asks_how,
            Intent.LIBRARY: self._asks_library,
            Intent.ARGUE: self._argues,
            Intent.TARGET: self._asks_target,
            Intent.WHY: self._asks_why,
            Intent.WORK: self._asks_of_work,
            Intent.SHAPE: self._asks_shape,
        }

    def actions(self) -> list[Action]:
        """The message to say, if any, and the notes for the grader."""
        asked = faq.questions(self._message.text)[:_MOST_ANSWERS]
        told = [(part, self._told(part)) for part in sentences(self._message.text)]
        parts = [self._answered(part, self._kind(part, question=True)) for part in asked]
        for part, kind in told:
            if part not in asked and kind in _PLEAS:
                parts.append(self._answered(part, kind))
                break
        said = [part for part in parts if part] or self._statement([kind for _, kind in told])
        if not said and any(kind is not Intent.NOTHING for _, kind in told):
            said = [text for text in [self._fallback()] if text]
        return [Say("\n\n".join(said)), *self._notes] if said else self._notes

    def to_errand(self, kind: Intent) -> str | None:
        """What to say where the message as a whole wants something of the interview itself."""
        if handler := self._handlers.get(kind):
            return handler(self._message.text)
        return errands.word_on(kind, self._situation, self._voice, self._message)

    def _told(self, part: str) -> Intent:
        return self._kind(part, question=faq.is_question(part))

    def _kind(self, part: str, *, question: bool) -> Intent:
        return errands.wish(part, intent(part, question=question), before=self._before)

    # Questions

    def _answered(self, part: str, kind: Intent) -> str | None:
        """The reply to one question or plea; None where none is needed."""
        if kind in (Intent.NOTHING, Intent.HELLO):
            return None
        if kind is Intent.CHECK and self._plan_within():
            return self._plan()
        if kind is Intent.QUESTION and claims(part) and self._undecided():
            return self._plan()  # ``isn't this O(n)?`` is for them to show
        found = clarifying.meant(part, kind, self._situation.problem)
        asked = found[0].entry.question if found else kind.value if kind in _PLEAS else ""
        if asked in self._given:
            return None  # the second half of a question has its answer with the first
        self._given |= {asked} - {""}
        if found:
            self._assess_question(part)
            return clarifying.from_faq(self._situation, self._voice, part, found)
        if kind is Intent.QUESTION and not faq.asks_outright(part):
            return None  # thinking aloud: a doubt is no question unless there is an answer to it
        return self._handlers.get(kind, self._about_problem)(part)

    def _about_problem(self, part: str) -> str | None:
        """What no FAQ entry answers; whether a technique leads anywhere is theirs to find out."""
        words = quoted(part)
        if self._undecided() and fishes(part) and (said := self._voice.find("faq.technique", words=words)):
            return said
        if self._situation.problem is not None:
            self._assess_question(part)
        return clarifying.beyond_faq(self._situation, self._voice, part)

    def _undecided(self) -> bool:
        return self._state.current is not None and self._state.current.outcome is None

    def _assess_question(self, part: str) -> None:
        if not self._state.cells and self._state.phase in (Phase.GREETING, Phase.CLARIFYING):
            note = f"Asked before writing code: {quoted(part)}."
            self._notes.append(Assess("communication", note, (self._message.seq,)))

    def _hint_price(self) -> tuple[int, str] | None:
        current, terms = self._state.current, self._state.terms
        taken = len(current.hints) if current else 0
        if current is None or current.outcome is not None or terms is None or taken >= len(terms.hint_costs):
            return None
        return taken + 1, recap.points(terms.hint_costs[taken])

    def _asks_answer(self, part: str) -> str | None:
        words = quoted(part)
        price = self._hint_price()
        if price is None:
            return self._voice.find("ask.answer_no_hints", "faq.reserved", words=words)
        return self._voice.find("ask.answer", "faq.reserved", words=words, level=price[0], cost=price[1])

    def _asks_hint(self, part: str) -> str | None:
        price, words = self._hint_price(), quoted(part)
        if price is not None:
            return self._voice.find("want.hint", "ask.answer", words=words, level=price[0], cost=price[1])
        left = "ask.answer_no_hints" if self._undecided() else "want.hint_late"
        return self._voice.find(left, "faq.reserved", words=words)

    def _asks_cost(self, part: str) -> str | None:
        price = self._hint_price()
        if price is None:
            return self._voice.find("ask.answer_no_hints", words=quoted(part))
        return self._voice.find("ask.cost", level=price[0], cost=price[1], words=quoted(part))

    def _asks_hidden(self, part: str) -> str | None:
        if _OF_HINTS.search(part) and not _OF_TESTS.search(part):
            return self._asks_answer(part)
        return self._voice.find("ask.hidden", words=quoted(part))

    def _asks_check(self, part: str) -> str | None:
        """What is known of their code, where it was run; ``so it is the first?`` is about the task."""
        judged = fact_of_last_verdict(self._situation) is not None and not part.lower().startswith("so ")
        if judged and (said := self._asks_of_work(part)):
            return said
        return self._voice.find("ask.check", words=quoted(part), entry=recap.entry(self._state.current))

    def _is_lost(self, part: str) -> str | None:
        problem, words = self._situation.problem, quoted(part)
        test = next(iter(problem.visible_tests), None) if problem else None
        if problem is None or test is None or test.raises:
            return self._voice.find("lost_without", words=words)
        given, expected = code(shown_call(problem, test.args)), code(literal(test.expected))
        return self._voice.find(
            "lost", "lost_without", words=words, number=test.number, input=given, expected=expected
        )

    def _asks_time(self, part: str) -> str | None:
        left = self._state.stage_remaining(self._situation.now)
        return self._voice.find("ask.time", minutes=recap.minutes(left), words=quoted(part))

    def _asks_attempts(self, part: str) -> str | None:
        current, terms = self._state.current, self._state.terms
        if current is None or terms is None:
            return self._about_problem(part)
        left = max(terms.max_attempts - current.used, 0)
        most = recap.number(terms.max_attempts, "submission")
        fields = {"used": current.used or "none", "most": most, "left": left or "none"}
        return self._voice.find("ask.attempts", **fields)

    def _asks_limits(self, part: str) -> str | None:
        problem = self._situation.problem
        if problem is None:
            return self._about_problem(part)
        seconds = f"{problem.limits.cpu_seconds:g} s"
        memory = f"{problem.limits.memory_bytes // 2**20} MiB"
        return self._voice.find("ask.limits", seconds=seconds, memory=memory, words=quoted(part))

    def _asks_how(self, part: str) -> str | None:
        return self._voice.find("ask.how", words=quoted(part), entry=recap.entry(self._state.current))

    def _asks_library(self, part: str) -> str | None:
        return self._voice.find("ask.library", words=quoted(part))

    def _argues(self, part: str) -> str | None:
        fact = fact_of_last_verdict(self._situation)
        if fact is None:
            return self._asks_check(part)
        return self._voice.find("argue", words=quoted(part), fact=fact)

    def _asks_why(self, part: str) -> str | None:
        fact = fact_of_last_verdict(self._situation)
        if fact is None or self._undecided():
            return self._asks_of_work(part)
        return self._voice.find("review.why", fact=fact)

    def _asks_of_work(self, part: str) -> str | None:
        return about_work(self._situation, self._voice, part, fact_of_last_verdict(self._situation))

    def _asks_shape(self, part: str) -> str | None:
        problem = self._situation.problem
        if problem is None or problem.signature is None:
            return self._about_problem(part)
        return self._voice.find("faq.types", words=quoted(part), signature=clarifying.signature(problem))

    def _asks_target(self, part: str) -> str | None:
        """The target complexity, which is theirs to find until the round is decided."""
        problem, current = self._situation.problem, self._state.current
        if problem is None or current is None or current.outcome is None:
            return self._voice.find("faq.reserved", words=quoted(part))
        target, space = problem.complexity.time, problem.complexity.space
        if target == UNKNOWN:
            return self._voice.find("faq.reserved", words=quoted(part))
        return self._voice.find("ask.target", words=quoted(part), target=target, space=space)

    # Statements

    def _plan_within(self) -> bool:
        text = self._message.text
        return mention(text) is not None or bool(claims(text))

    def _statement(self, kinds: list[Intent]) -> list[str]:
        """The reply to what asks nothing, as a list of at most one."""
        words = quoted(self._message.text)
        meant = {kind for kind in kinds if kind is not Intent.NOTHING}
        if not meant:
            return []
        if meant <= {Intent.UNCLEAR, Intent.HELLO}:
            said = self._voice.find("unclear" if Intent.UNCLEAR in meant else "hello", words=words)
        elif self._state.phase is Phase.WRAPPING_UP or len(content(self._message.text)) < 2:
            said = self._voice.find("heard", words=quoted(_core(self._message.text)))
        else:
            said = self._plan()
        return [said] if said else []

    def _plan(self) -> str | None:
        """One question on the plan, by the technique or the cost that was named."""
        spoken = sentences(self._message.text)
        named = mention(self._message.text)
        claimed = claims(self._message.text)
        announced = next((part for part in spoken if _TRIES.search(part)), None)
        if announced and named is None and not claimed:
            return self._voice.find("plan.test", "heard", words=quoted(announced))
        if not self._state.current or not self._state.current.runs:
            note = f"Told a plan: {quoted(_core(self._message.text))}."
            self._notes.append(Assess("problem_solving", note, (self._message.seq,)))
        if named is not None:
            words = quoted(next((part for part in spoken if mention(part)), self._message.text))
            return self._voice.find(named[0], "plan.plain", words=words, mention=plain(named[1]))
        if claimed:
            idea = next((part for part in spoken if not claims(part) and len(content(part)) >= _IDEA), "")
            fields = {
                "words": quoted(_LABEL.sub("", idea) or self._message.text),
                "claim": plain(claimed[0].text),
            }
            return self._voice.find("plan.complexity" if idea else "plan.claim", "plan.plain", **fields)
        return self._voice.find("plan.plain", "heard", words=quoted(_core(self._message.text)))

    def _fallback(self) -> str | None:
        """The one family that never runs out: it counts."""
        nth = sum(m.speaker == "candidate" for m in self._state.messages)
        return self._voice.find("fallback", words=quoted(self._message.text), nth=nth)


def fact_of_last_verdict(situation: Situation) -> str | None:
    """The newest verdict in one clause, with a visible test that failed where there is one."""
    current = situation.interview.current
    if current is None:
        return None
    judged = [*recap.runs(current), *recap.judged(current)]
    newest = max(judged, key=lambda item: item.seq, default=None)
    if newest is None or newest.verdict is None:
        return None
    for test in newest.verdict.tests:
        if test.visible and test.code != "AC" and test.input is not None:
            got = code(test.got) if test.got is not None else plain(test.message) or test.code.meaning
            due = f" where {code(test.expected)} is due" if test.expected is not None else ""
            return f"example {test.number} gives {got}{due}"
    passed = f", with {recap.score(newest.verdict)} passed" if newest.verdict.total else ""
    return f"the verdict is {newest.verdict.code.meaning}{passed}"
