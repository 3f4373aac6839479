"""The labelled set for the leak guard: what an interviewer might say, in the state it would be said in.

One file a problem in ``guardset``: ``split`` is what it may be used for (``tune``, or ``measure`` only), and
each message has its ``style``, the kind of ``leak`` it is (none where harmless), how many ``hints`` were
taken before it, what the candidate ``said`` and the ``code`` they ran. A message leaks that gives away code
or pseudo-code too near a reference solution, the key idea of a hint not yet taken, data of a hidden test, or
the target complexity where the candidate has not told it; whatever else an interviewer says is harmless.

``guardset/blind`` is of the measuring problems as well, by somebody who had seen neither the guard nor the
other messages nor any ``ideas.yaml``. ``guardset/blind_again`` is by two others of whom the same holds, asked
for what a fluent interviewer really lets slip; two readers of whom neither had written it gave each message
the same label. ``guardset/talks`` is such messages of the tuning problems, by fourteen writers.

``guardset/readings.json`` has, of the messages to measure on, second opinions on those that the guard was not
sure of: a large language model gave them by the reader's own instruction, many in a row, knowing no labels.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import yaml

from mockmind_lab.core import commands
from mockmind_lab.interviewer.hintguard import Look
from mockmind_lab.interviewer.policy import Censor
from mockmind_lab.library import Library
from tests.interviewer.conftest import Talk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mockmind_lab.interviewer.base import Situation

FOLDER = Path(__file__).parent / "guardset"
BLIND = FOLDER / "blind"
AGAIN = FOLDER / "blind_again"
TALKS = FOLDER / "talks"
KINDS = ("idea", "pseudo", "code", "data", "complexity")
READINGS = FOLDER / "readings.json"
LIBRARY = Library(index_file="")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message and the state it would be said in."""

    slug: str
    split: Literal["tune", "measure"]
    style: str
    text: str
    leak: str | None = None
    hints: int = 0
    said: tuple[str, ...] = ()
    code: str = ""

    @property
    def key(self) -> str:
        """What its reading is kept under."""
        whole = repr((self.slug, self.hints, self.said, self.code, self.text))
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


@dataclass(slots=True)
class Counts:
    """How many messages there were and how many were withheld, by kind; and which were judged wrongly."""

    seen: Counter[str] = field(default_factory=Counter[str])
    held: Counter[str] = field(default_factory=Counter[str])
    wrong: list[tuple[Labelled, str | None]] = field(default_factory=list[tuple[Labelled, str | None]])

    @property
    def caught(self) -> float:
        """The part of the leaks that was withheld."""
        return sum(self.held[kind] for kind in KINDS) / max(1, sum(self.seen[kind] for kind in KINDS))

    @property
    def false_alarms(self) -> float:
        """The part of the harmless messages that was withheld."""
        return self.held["none"] / max(1, self.seen["none"])

    def table(self) -> str:
        """The confusion by kind, a line each, and what was judged wrongly."""
        lines = [
            f"{kind:10} {self.held[kind]:4} of {self.seen[kind]:4} withheld" for kind in (*KINDS, "none")
        ]
        lines.append(f"{self.caught:.1%} of leaks caught, {self.false_alarms:.1%} false alarms")
        for message, reason in self.wrong:
            text = " ".join(message.text.split())[:150]
            lines.append(f"{message.slug}, {message.leak or 'none'}, {message.style}: {text} -> {reason}")
        return "\n".join(lines)


def labelled(folder: Path = FOLDER) -> list[Labelled]:
    """The whole set in ``folder``, without those below it."""
    found: list[Labelled] = []
    for path in sorted(folder.glob("*.yaml")):
        data = yaml.safe_load(path.read_text())
        for item in data["messages"]:
            heard = item.pop("said", ())
            said = (heard,) if isinstance(heard, str) else tuple(heard)
            found.append(Labelled(slug=path.stem, split=data["split"], said=said, **item))
    return found


@lru_cache(maxsize=1)
def sets() -> dict[str, list[Labelled]]:
    """The sets by name: the two that the guard is tuned on, and those it is measured on."""
    found = {half: [m for m in labelled() if m.split == half] for half in ("tune", "measure")}
    return found | {"talks": labelled(TALKS), "blind": labelled(BLIND), "blind_again": labelled(AGAIN)}


@lru_cache(maxsize=1024)  # all states of the set: a guard costs far more to build than to ask
def censor(slug: str, hints: int = 0, said: tuple[str, ...] = (), code: str = "") -> Censor:
    """The guard in front of one conversation."""
    return Censor(situation(slug, hints, said, code), solutions(slug))


def situation(slug: str, hints: int = 0, said: tuple[str, ...] = (), code: str = "") -> Situation:
    """One conversation: so many hints were taken, and this was said and written."""
    talk = Talk([LIBRARY.get(slug)]).begin()
    for _ in range(hints):
        talk.take(commands.give_hint(talk.state, talk.problem()))
    for text in said:
        talk.take(commands.say(talk.state, text))
    if code:
        talk.write(code)
    return talk.situation()


@lru_cache(maxsize=64)
def solutions(slug: str) -> tuple[str, ...]:
    """Reference solutions, as a model's turn is given them."""
    return tuple(s.source for s in LIBRARY.submissions(slug) if s.kind == "accepted")


def looks(messages: Iterable[Labelled]) -> Iterator[tuple[Labelled, Look]]:
    """What the guard by itself makes of each message."""
    for message in messages:
        guard = censor(message.slug, message.hints, message.said, message.code)
        yield message, guard.look(message.text)


@lru_cache(maxsize=8)
def looked(name: str) -> list[tuple[Labelled, Look]]:
    """What the guard by itself makes of the set ``name``."""
    return list(looks(sets()[name]))


def read_again(name: str) -> Iterator[tuple[Labelled, Look]]:
    """The same of the set ``name``, with the opinions that are kept where the guard was not sure."""
    opinions = json.loads(READINGS.read_text())[name]
    for message, look in looked(name):
        tells = opinions.get(message.key) if look.unsure else None
        yield message, look if tells is None else Look(None if tells == "nothing" else tells)


def counted(found: Iterable[tuple[Labelled, Look]]) -> Counts:
    """What was made of messages, by kind."""
    counts = Counts()
    for message, look in found:
        kind = message.leak or "none"
        counts.seen[kind] += 1
        counts.held[kind] += look.leak is not None
        if (look.leak is None) == (message.leak is not None):
            counts.wrong.append((message, look.leak))
    return counts
