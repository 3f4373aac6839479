"""What is measured of an interviewer. Each measure is a function of a recording, with its definition.

Rates are counted as ``hits`` of ``of`` and summed over interviews before they are divided, so that a long
interview weighs more than a short one. ``faults`` are the places to look at, one line each.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.core.phases import LIVE, Phase
from mockmind_lab.evals.leaks import Known, Secrets, public
from mockmind_lab.evals.wording import compact, grams, sentences, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.evals.recording import Recording, Remark

__all__ = ["MEASURES", "Fault", "Measured", "measured"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A message that counts against the interviewer, and why."""

    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class Measured:
    """``hits`` of ``of``, with the faults found."""

    hits: int
    of: int
    faults: tuple[Fault, ...] = ()


def measured(recording: Recording) -> dict[str, Measured]:
    """Every measure of one interview, by name."""
    return {name: measure(recording) for name, measure in MEASURES.items()}


def leaks(recording: Recording) -> Measured:
    """Messages that give something away, of all messages of the interviewer's (share; 0 is right).

    A message leaks what the candidate has not been shown, said or written before it: tokens or shapes of
    code, or telling names, of an accepted solution; the key words or a run of words of a hint not taken;
    the target complexity; data of a hidden test. After the round is decided, only hidden data counts.
    Answers of the FAQ are public: they are what a candidate gets for asking.
    """
    secrets, known = _secrets(recording), Known()
    known.add(*public(recording.material.problem))
    remarks = {remark.seq: remark for remark in recording.remarks}
    faults: list[Fault] = []
    for event in recording.events:
        if remark := remarks.get(event.seq):
            current = remark.before.current
            taken = [hint.level for hint in current.hints] if current else []
            decided = current is not None and current.outcome is not None
            found = secrets.found(remark.text, known, hints=taken, decided=decided)
            faults += [Fault(event.seq, found[0])] if found else []
        else:
            known.add(*_learnt(event.payload))
    return Measured(len(faults), len(remarks), tuple(faults))


def _secrets(recording: Recording) -> Secrets:
    key = recording.material.problem.digest or recording.material.slug
    if key not in _SECRETS:
        _SECRETS.clear()  # a worker takes one problem after the other
        _SECRETS[key] = Secrets(recording.material)
    return _SECRETS[key]


_SECRETS: dict[str, Secrets] = {}


def _learnt(payload: p.Payload | None) -> Iterator[str]:
    """What the candidate said, wrote or was shown by an event."""
    match payload:
        case p.MessageSaid(speaker="candidate"):
            yield payload.text
        case p.HintGiven():
            yield payload.text
        case p.CellExecuted():
            yield payload.source
        case p.CodeRun() | p.VerdictGiven():
            yield payload.verdict.message
            for test in payload.verdict.tests:
                if test.visible:
                    yield f"{test.input} {test.expected} {test.got} {test.message} {test.stdout}"
        case _:
            pass


_WHEN: Mapping[str, tuple[Phase, ...]] = {
    "stage": (Phase.GREETING, Phase.CLARIFYING),
    "run_passed": (Phase.OBSERVING, Phase.NUDGING),
    "run_failed": (Phase.OBSERVING, Phase.NUDGING),
    "hint_taken": (Phase.NUDGING,),
    "submission": (Phase.OBSERVING, Phase.NUDGING, Phase.REVIEWING),
    "standstill": (Phase.CLARIFYING, Phase.OBSERVING, Phase.NUDGING),
}
_PHASE_WORDS = re.compile(
    r"\b(?:phase|clarifying|observing|nudging|reviewing|wrapping up|next stage)\b", re.IGNORECASE
)


def out_of_phase(recording: Recording) -> Measured:
    """Messages that don't belong where they were said, of all messages (share; 0 is right).

    Said while the interview did not run; on an occasion that the phase does not have; a phase announced by
    name; one of the problem's follow-ups, or a question for the complexity, before the round is decided;
    a hint or a submission offered after it.
    """
    faults: list[Fault] = []
    follow_ups = [grams(stems(text), 4) for text in recording.material.problem.follow_ups]
    for remark in recording.remarks:
        if why := _misplaced(remark, follow_ups):
            faults.append(Fault(remark.seq, why))
    return Measured(len(faults), len(recording.remarks), tuple(faults))


def _misplaced(remark: Remark, follow_ups: list[set[tuple[str, ...]]]) -> str:
    state, text = remark.before, remark.text
    current, phase = state.current, state.phase
    if state.status not in LIVE or state.running_since is None:
        return f"said while {state.status}"
    allowed = _WHEN.get(remark.occasion)
    if allowed is not None and phase is not None and phase not in allowed:
        return f"on {remark.occasion} while {phase}"
    unquoted = re.sub(r"“[^”]*”|`[^`]*`", " ", text)
    if found := _PHASE_WORDS.search(unquoted):
        return f"announces {found.group()!r}"
    if current is None:
        return ""
    if current.outcome is None:
        if any(grams(stems(text), 4) & wanted for wanted in follow_ups):
            return "a follow-up before the verdict"
        if remark.occasion != "message" and re.search(
            r"\bbig-?O\b|time and (?:in )?(?:space|memory)", unquoted
        ):
            return "asks for the complexity before the verdict"
        return ""
    if offered := re.search(r"%interview (?:hint|submit)", text):
        return f"offers {offered.group()!r} after the verdict"
    return ""


def repeated(recording: Recording) -> Measured:
    """Sentences of the interviewer's that it had said before in the interview, of all (share; 0 is right).

    Compared without case, punctuation and formatting. Quotations belong to the sentence they are in.
    """
    seen: set[str] = set()
    faults: list[Fault] = []
    count = 0
    for remark in recording.remarks:
        for sentence in sentences(remark.text):
            count += 1
            if sentence in seen:
                faults.append(Fault(remark.seq, f"again: {sentence[:80]}"))
            seen.add(sentence)
    return Measured(len(faults), count, tuple(faults))


def answered(recording: Recording) -> Measured:
    """Questions that got their answer, of those that the problem has an answer to (share; 1 is right).

    The reply is what the interviewer says before the candidate does anything else. It answers when it
    holds at least half of the different words of the bank's answer, grammar and endings aside.
    """
    faults: list[Fault] = []
    for asked in recording.asked:
        reply = " ".join(r.text for r in recording.remarks if r.after and r.after.seq == asked.seq)
        wanted = set(stems(asked.answer))
        if len(wanted & set(stems(reply))) * 2 < len(wanted):
            faults.append(Fault(asked.seq, f"not answered: {asked.question[:80]}"))
    return Measured(len(recording.asked) - len(faults), len(recording.asked), tuple(faults))


_CLOCK = frozenset({"standstill", "half_time", "five_minutes", "time_up", "skipped", "finished"})


def silent(recording: Recording) -> Measured:
    """Cells and runs after which the interviewer left the candidate alone until their next move, of those
    it should have (share; 1 is right).

    It should after every cell, and after every run of the examples but the first that passes and the
    first that fails. What the clock calls for (a standstill, half time, the end) is no intrusion.
    """
    spoken = {r.after.seq for r in recording.remarks if r.after and r.occasion not in _CLOCK}
    faults: list[Fault] = []
    count, passed = 0, set[bool]()
    for event in recording.events:
        match event.payload:
            case p.CellExecuted():
                pass
            case p.CodeRun(input=None) as run:
                well = run.verdict.code == "AC"
                if well not in passed:
                    passed.add(well)
                    continue
            case _:
                continue
        count += 1
        if event.seq in spoken:
            faults.append(Fault(event.seq, f"spoke after {event.kind}"))
    return Measured(count - len(faults), count, tuple(faults))


def refers(recording: Recording) -> Measured:
    """Replies after the first that name something of this candidate's, of all such (share; 1 is right).

    A reply is a message on an occasion once the candidate has said, written, run or taken anything: before
    that there is nothing to refer to. It refers by three words of theirs in a row (or all, of a shorter
    message), by a name out of their code, by a result that a run or verdict of theirs had, or by what
    they tried (runs, submissions, hints, counted or numbered).
    """
    words, names, faults, count = Words(), set[str](), list[Fault](), 0
    given = {remark.seq: remark for remark in recording.remarks}
    for event in recording.events:
        remark = given.get(event.seq)
        if remark is None:
            words.take(event.payload)
            names |= _names_of(event.payload)
            continue
        if remark is recording.remarks[0] or remark.after is None:
            continue
        count += 1
        if not (words.quoted_in(remark.text) or _named_in(remark.text, names) or _results_in(remark)):
            faults.append(Fault(remark.seq, f"refers to nothing: {remark.text[:80]}"))
    return Measured(count - len(faults), count, tuple(faults))


class Words:
    """What the candidate has said, as runs of words."""

    def __init__(self) -> None:
        self._runs: set[tuple[str, ...]] = set()
        self._short: set[tuple[str, ...]] = set()

    def take(self, payload: p.Payload | None) -> None:
        """Take in a message of theirs."""
        if isinstance(payload, p.MessageSaid) and payload.speaker == "candidate":
            found = _plain_words(payload.text)
            self._runs |= grams(found, 3)
            if 0 < len(found) < 3:
                self._short.add(found)

    def copy(self) -> Words:
        """The same, which takes in nothing more."""
        other = Words()
        other._runs, other._short = set(self._runs), set(self._short)
        return other

    def quoted_in(self, text: str) -> bool:
        """Whether three of their words in a row are in ``text``, or a shorter message as a whole."""
        found = _plain_words(text)
        return bool(grams(found, 3) & self._runs) or any(
            short in grams(found, len(short)) for short in self._short
        )


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w^]+", text.lower()))


def _names_of(payload: p.Payload | None) -> set[str]:
    """Names that the candidate's cell holds, the entry point among them once they have written it."""
    if not isinstance(payload, p.CellExecuted):
        return set()
    return set(re.findall(r"[A-Za-z_]\w*", payload.source))


def _named_in(text: str, names: set[str]) -> bool:
    spans = re.findall(r"`([^`]+)`", text)
    return any(name in names for span in spans for name in re.findall(r"[A-Za-z_]\w*", span))


_TELLING = 4  # characters of a result that don't stand in a message by chance
_COUNTED = re.compile(r"\b\d+ of \d+\b|\b(?:first|second|third|last|your|one|two|three|four) ")
_DONE = re.compile(
    r"\b(?:submissions?|attempts?|runs?|ran|hints?|examples?|tests?|accepted|wrong answer|"
    r"time limit|run-time error|judged?|verdict)\b",
    re.IGNORECASE,
)


def _results_in(remark: Remark) -> bool:
    """Whether a message speaks of a result or of what was tried, where there is such a thing."""
    current = remark.before.current
    if current is None or not (current.runs or current.attempts or current.hints):
        return False
    text = compact(remark.text)
    verdicts = [run.verdict for run in current.runs] + [a.verdict for a in current.attempts if a.verdict]
    shown = (part for v in verdicts for t in v.tests for part in (t.message[:20], t.got or "") if t.visible)
    if any(len(compact(part)) >= _TELLING and compact(part) in text for part in shown):
        return True
    if current.hints and re.search(rf"\bhint {current.hints[-1].level}\b", remark.text):
        return True
    return _COUNTED.search(remark.text) is not None and _DONE.search(remark.text) is not None


_CONSTRUCTS: Mapping[str, Callable[[ast.AST], bool]] = {
    r"loops?\b|goes round|each time": lambda n: isinstance(n, ast.For | ast.While | ast.comprehension),
    r"calls? itself|recurs": lambda n: isinstance(n, ast.Call),
    r"sort|in order": lambda n: _calls(n, "sort", "sorted"),
    r"prints?\b": lambda n: _calls(n, "print"),
    r"returns?\b|hands? back|comes back": lambda n: isinstance(n, ast.Return),
    r"slice|copied|new piece": lambda n: isinstance(n, ast.Slice),
    r"push|heap": lambda n: _calls(n, "heappush", "heapify", "heappop"),
    r"time|memory|cost|steps|run time|big-?o": lambda n: isinstance(n, ast.FunctionDef | ast.ClassDef),
}
"""What a question speaks of, and how it shows in a syntax tree."""

_ON_CODE = frozenset({"run_passed", "run_failed", "submission", "standstill", "hint_taken"})


def relevant(recording: Recording) -> Measured:
    """Questions on code that are about this code, of all questions on code (share; 1 is right).

    A question on code is one on a run, a submission, a standstill or a hint, once a cell was run. It is
    about this code when it names something out of the newest cells or the tests that were run, or
    speaks of something that their syntax tree holds, or of a result, or of the candidate's own words on it.
    """
    faults, count, words = list[Fault](), 0, _heard(recording)
    for remark in recording.remarks:
        code = "\n".join(cell.source for cell in remark.before.cells.values())
        if remark.occasion not in _ON_CODE or not code:
            continue
        for question in _questions(remark.text):
            count += 1
            if not words[remark.seq].quoted_in(question) and (why := _beside(question, code, remark)):
                faults.append(Fault(remark.seq, f"{why}: {question[:80]}"))
    return Measured(count - len(faults), count, tuple(faults))


def _questions(text: str) -> list[str]:
    """The questions of a message. What stands in a code span is no punctuation of the message's."""
    spans: list[str] = []

    def hide(span: re.Match[str]) -> str:
        spans.append(span.group())
        return f"\0{len(spans) - 1}\0"

    hidden = re.sub(r"`[^`]*`|“[^”]*”", hide, text)
    found = [part.strip() for part in re.findall(r"[^.?!\n]+\?", hidden)]
    return [re.sub(r"\0(\d+)\0", lambda at: spans[int(at.group(1))], part) for part in found]


def _heard(recording: Recording) -> dict[int, Words]:
    """By each remark, what the candidate had said by then."""
    found: dict[int, Words] = {}
    words = Words()
    given = {remark.seq for remark in recording.remarks}
    for event in recording.events:
        words.take(event.payload)
        if event.seq in given:
            found[event.seq] = words.copy()
    return found


def _beside(question: str, code: str, remark: Remark) -> str:
    """Why a question is not about this code, or nothing."""
    named = {n for span in re.findall(r"`([^`]+)`", question) for n in re.findall(r"[A-Za-z_]\w*", span)}
    if named:
        holds = set(re.findall(r"[A-Za-z_]\w*", code + _shown(remark.before)))
        return "" if named & holds else "names what is not there"
    speaks = [found for way, found in _CONSTRUCTS.items() if re.search(way, question, re.IGNORECASE)]
    if _results_in(remark) and not speaks:
        return ""
    nodes = list(ast.walk(_tree(code)))
    if speaks and any(any(map(found, nodes)) for found in speaks):
        return ""
    return "speaks of what is not there" if speaks else "speaks of nothing in particular"


def _shown(state: Interview) -> str:
    current = state.current
    verdicts = [run.verdict for run in current.runs] if current else []
    verdicts += [a.verdict for a in current.attempts if a.verdict] if current else []
    results = [test for verdict in verdicts for test in verdict.tests]
    return " ".join(f"{t.input} {t.expected} {t.got} {t.message}" for t in results) + " interview hint None"


def _tree(code: str) -> ast.AST:
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _calls(node: ast.AST, *names: str) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    return (isinstance(called, ast.Name) and called.id in names) or (
        isinstance(called, ast.Attribute) and called.attr in names
    )


_TOPICS: Mapping[str, str] = {
    "complexity": r"\bbig-?o\b|\bO\(|\btime and (?:in )?(?:space|memory)|\bcomplexity\b",
    "testing": r"\btests?\b.*\?|\bunusual inputs?\b|\bwhich inputs?\b|\bedge cases?\b",
    "code": r"`[^`]+`.*\?|\bline \d+",
}


def covered(recording: Recording) -> Measured:
    """Topics that were asked about, of those that a round which was judged should have (share; 1 is right).

    The topics: the code itself, its complexity, how to test it, and one of the problem's follow-ups where
    it has any. Counted in interviews whose problem was decided by the judge with time left to talk.
    """
    current = recording.end.current
    if current is None or current.outcome not in ("solved", "out_of_attempts"):
        return Measured(0, 0)
    asked = " ".join(remark.text.replace("\n", " ") for remark in recording.remarks)
    missing = [name for name, way in _TOPICS.items() if not re.search(way, asked, re.IGNORECASE)]
    follow_ups = recording.material.problem.follow_ups
    known = grams(stems(asked), 4)
    if follow_ups and not any(grams(stems(text), 4) & known for text in follow_ups):
        missing.append("follow-up")
    of = len(_TOPICS) + bool(follow_ups)
    faults = tuple(Fault(recording.events[-1].seq, f"never asked about: {name}") for name in missing)
    return Measured(of - len(missing), of, faults)


def brief(recording: Recording) -> Measured:
    """Messages of at most three sentences, of those that answer no question (share; 1 is right)."""
    unasked = [remark for remark in recording.remarks if remark.occasion != "message"]
    faults = [
        Fault(r.seq, f"{len(sentences(_data_out(r.text)))} sentences") for r in unasked if _long(r.text)
    ]
    return Measured(len(unasked) - len(faults), len(unasked), tuple(faults))


def _long(text: str) -> bool:
    return len(sentences(_data_out(text))) > 3


def _data_out(text: str) -> str:
    """A message without quotations and code, whose full stops are not its own."""
    return re.sub(r"“[^”]*”", "words", re.sub(r"`[^`]*`", "code", text))


MEASURES: Mapping[str, Callable[[Recording], Measured]] = {
    "leaks": leaks,
    "out_of_phase": out_of_phase,
    "repeated": repeated,
    "refers": refers,
    "answered": answered,
    "silent": silent,
    "relevant": relevant,
    "covered": covered,
    "brief": brief,
}
"""By name, in the order of the table."""
