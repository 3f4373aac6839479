"""Reports without the candidate's name: events that say it are redacted, and others stand in for them.

The chain is as whole as before, for it commits to the hash of what was redacted. What stands in is
the same payload with the name replaced; no hash proves it, so it rests on the signature alone, and
``mockmind verify`` says so.
"""

from __future__ import annotations

import builtins
import json
import keyword
import re
import sys
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mockmind_lab.core import payloads as p
from mockmind_lab.core.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mockmind_lab.core.events import Event

__all__ = ["anonymous"]

CANDIDATE = "Candidate"
_NOTEBOOK = "notebook.ipynb"
# Accounts that name nobody: to replace `root` would only spoil the code of a tree.
_NOBODY = frozenset({
    "root", "jovyan", "user", "candidate", "student", "admin", "ubuntu", "debian", "runner", "guest",
    "nobody", "vagrant", "test", "home", "host", "interviewer",
})  # fmt: skip
_PROGRAMMING = {*keyword.kwlist, *dir(builtins), *sys.stdlib_module_names, *LANGUAGES}
_SHORTEST = 3  # letters of a part of a name that is looked for


def anonymous(events: Sequence[Event]) -> tuple[list[Event], dict[int, p.Payload]]:
    """The events, those redacted that say who the candidate is, and what stands in for them, by ``seq``."""
    pattern = _pattern(events)
    shown: list[Event] = []
    stand_ins: dict[int, p.Payload] = {}
    for event in events:
        if event.payload is None:
            shown.append(event)
            continue
        try:
            instead = _without(event.payload, pattern)
        except ValidationError:  # the name is a word that the format needs there: then nothing stands in
            shown.append(event.redacted())
            continue
        if instead == event.payload:
            shown.append(event)
        else:
            shown.append(event.redacted())
            stand_ins[event.seq] = instead
    return shown, stand_ins


def _without(payload: p.Payload, pattern: re.Pattern[str] | None) -> p.Payload:
    """``payload`` with the candidate's name, account and notebook replaced."""
    match payload:
        case p.InterviewCreated():
            place = None if payload.notebook is None else _NOTEBOOK
            return payload.model_copy(
                update={"candidate": CANDIDATE, "owner": CANDIDATE.lower(), "notebook": place}
            )
        case p.HostChanged():
            return payload.model_copy(update={"user": "host"})
        case p.ProblemPresented():
            return payload  # the bank's own words
        case _ if pattern is None:
            return payload
        case _:
            return type(payload).model_validate(_replaced(payload.model_dump(mode="json"), pattern))


def _replaced(value: Any, pattern: re.Pattern[str]) -> Any:
    """Texts with the name replaced; a name in code becomes another name, the same everywhere."""
    if isinstance(value, str):
        return pattern.sub(lambda match: CANDIDATE.lower() if match[0].islower() else CANDIDATE, value)
    if isinstance(value, dict):
        return {key: _replaced(item, pattern) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, pattern) for item in value]
    return value


def _pattern(events: Iterable[Event]) -> re.Pattern[str] | None:
    """What is looked for: whole names, their parts, the account and the notebook's path."""
    names, kept = list[str](), set[str]()
    for event in events:
        match event.payload:
            case p.InterviewCreated() as terms:
                names += [terms.notebook or "", terms.candidate, terms.owner]
                names += re.findall(r"[^\W\d_]+", terms.candidate) + re.findall(r"[^\W\d_]+", terms.owner)
            case p.HostChanged(user=user):
                names.append(user)
            case p.ProblemPresented():
                text = json.dumps(event.payload.model_dump(mode="json"), ensure_ascii=False)
                kept |= {word.lower() for word in re.findall(r"[^\W\d_]+", text)}
            case _:
                pass
    # Longest first: of two that begin alike, the whole is replaced and not a part of it.
    looked_for = sorted({name.strip() for name in names if _tells(name, kept)}, key=lambda name: -len(name))
    if not looked_for:
        return None
    # A word of the language or the problem is a name only as it is written in one.
    spelt = [re.escape(n) if _common(n, kept) else f"(?i:{re.escape(n)})" for n in looked_for]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spelt)})(?![^\W_])")


def _tells(name: str, kept: set[str]) -> bool:
    """Whether the word tells who somebody is."""
    name = name.strip()
    if len(name) < _SHORTEST or name.lower() in _NOBODY:
        return False
    # Written small it can't be told from the word: an account called `max`.
    return not (name.islower() and _common(name, kept))


def _common(name: str, kept: set[str]) -> bool:
    return name.lower() in kept or name.lower() in _PROGRAMMING
