"""Whether a reply fits its question, found out by means of its own: none of what matched the question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.evals.references import named_in, names_of, results_in
from mockmind_lab.evals.wording import stems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mockmind_lab.evals.recording import Recording, Remark

__all__ = ["fits", "names_by_event", "own_work"]

_ENOUGH = 0.5  # of the different words of an answer
_RIVAL = 4  # words that another answer needs in order to be told from chance


def fits(reply: str, answer: str, answers: Iterable[str]) -> bool:
    """Whether ``reply`` gives ``answer``, and none of the other ``answers`` rather than it.

    It holds at least half of its different words, grammar, endings and quotations aside; of no other answer
    it holds a greater part; and it says yes or no where the answer does, not the contrary.
    """
    reply = re.sub(r"“[^”]*”", " ", reply)
    said, held = set(stems(reply)), _held(answer, reply)
    if held < _ENOUGH or _contrary(reply, answer):
        return False
    rivals = (other for other in answers if other != answer and len(set(stems(other)) & said) >= _RIVAL)
    return all(_held(other, reply) <= held for other in rivals)


def _held(answer: str, reply: str) -> float:
    wanted = set(stems(answer)) or set(stems(answer, common=True))
    said = set(stems(reply)) | set(stems(reply, common=True))
    return len(wanted & said) / max(len(wanted), 1)


def _contrary(reply: str, answer: str) -> bool:
    """Whether the answer begins with yes or no, and the reply says only the other one."""
    begins = re.match(r"(yes|no)\b", answer, re.IGNORECASE)
    if begins is None:
        return False
    said = {word.lower() for word in re.findall(r"(?:^|[.?!:]\s+)(yes|no)\b", reply, re.IGNORECASE)}
    return bool(said) and begins.group(1).lower() not in said


def own_work(remark: Remark, names: set[str]) -> bool:
    """Whether a reply speaks of the candidate's code, by a name of theirs or a line, or of how it did."""
    return named_in(remark.text, names) or results_in(remark) or bool(re.search(r"\bline \d+", remark.text))


def names_by_event(recording: Recording) -> dict[int, set[str]]:
    """By each event, the names that the candidate's cells held until then."""
    found: dict[int, set[str]] = {}
    names: set[str] = set()
    for event in recording.events:
        names = names | names_of(event.payload)
        found[event.seq] = names
    return found
