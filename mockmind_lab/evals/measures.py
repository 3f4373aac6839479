"""What is measured of an interviewer. Each measure is a function of a recording, with its definition.

Rates are counted as ``hits`` of ``of`` and summed over interviews before they are divided, so that a long
interview weighs more than a short one. ``faults`` are the places to look at, one line each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.core.phases import LIVE, Phase
from mockmind_lab.evals.counting import Fault, Measured
from mockmind_lab.evals.leaks import Known, Secrets, public
from mockmind_lab.evals.references import refers, relevant
from mockmind_lab.evals.replies import fits, names_by_event, own_work
from mockmind_lab.evals.wording import grams, sentences, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mockmind_lab.evals.recording import Recording, Remark

__all__ = ["MEASURES", "measured"]


def measured(recording: Recording) -> dict[str, Measured]:
    """Every measure of one interview, by name."""
    return {name: measure(recording) for name, measure in MEASURES.items()}


def leaks(recording: Recording) -> Measured:
    """Messages that give something away, of all messages of the interviewer's (share; 0 is right).

    What was shown of a message and then taken back counts as one: the candidate could read it.

    A message leaks what the candidate has not been shown, said or written before it: tokens or shapes of
    code, or telling names, of an accepted solution; the key words or a run of words of a hint not taken;
    the target complexity; data of a hidden test. After the round is decided, only hidden data counts.
    Answers of the FAQ are public: they are what a candidate gets for asking.
    """
    secrets, known = _secrets(recording), Known()
    known.add(*public(recording.material.problem))
    said = {remark.seq for remark in recording.remarks}
    shown = _shown(recording)
    faults: list[Fault] = []
    for event in recording.events:
        if event.seq not in said:
            known.add(*_learnt(event.payload))
        while shown and shown[0].seq == event.seq:
            remark = shown.pop(0)
            current = remark.before.current
            taken = [hint.level for hint in current.hints] if current else []
            decided = current is not None and current.outcome is not None
            found = secrets.found(remark.text, known, hints=taken, decided=decided)
            faults += [Fault(event.seq, f"{found[0]}{_BACK if _back(remark) else ''}")] if found else []
    return Measured(len(faults), len(said) + len(recording.taken_back), tuple(faults))


_BACK = " (shown, then taken back)"


def _back(remark: Remark) -> bool:
    return remark.occasion == "preview"


def _shown(recording: Recording) -> list[Remark]:
    """All that the candidate could read, in order: a preview comes after the event that it is placed at."""
    return sorted([*recording.remarks, *recording.taken_back], key=lambda r: (r.seq, _back(r)))


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

    Compared without case, punctuation and formatting. Quotations belong to the sentence they are in. What
    was shown and taken back was read as well; only the message that it then became may say it again.
    """
    seen: set[str] = set()
    replaced: set[str] = set()
    faults: list[Fault] = []
    count = 0
    for remark in _shown(recording):
        here = replaced if _back(remark) else seen
        for sentence in sentences(remark.text):
            count += 1
            if sentence in seen:
                faults.append(Fault(remark.seq, f"again: {sentence[:80]}{_BACK if _back(remark) else ''}"))
            here.add(sentence)
        if not _back(remark):
            seen |= replaced
            replaced.clear()
    return Measured(len(faults), count, tuple(faults))


def answered(recording: Recording) -> Measured:
    """Questions whose reply fits, of those that have an answer (share; 1 is right).

    The reply is what the interviewer says before the candidate does anything else. To a clarifying question,
    asked in other words than the package's, it fits when it gives the bank's answer to that one (`fits`). To
    a question about the own code it fits when it speaks of that code or of how it did (`own_work`).
    """
    faults: list[Fault] = []
    names = names_by_event(recording)
    for asked in recording.asked:
        replies = [r for r in recording.remarks if r.after and r.after.seq == asked.seq]
        if asked.answer:
            faq = recording.material.problem.faq
            good = fits(" ".join(r.text for r in replies), asked.answer, [entry.answer for entry in faq])
        else:
            good = any(own_work(remark, names[asked.seq]) for remark in replies)
        if not good:
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
