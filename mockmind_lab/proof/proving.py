"""Prove a report, step by step, and claim no more than each step shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mockmind_lab.core.plural import count
from mockmind_lab.proof.again import scored_again
from mockmind_lab.report.check import chain_faults, document_faults, stories, unchecked
from mockmind_lab.report.front import TRUST, trust
from mockmind_lab.report.sign import fingerprint, signer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

    from mockmind_lab.proof.again import Rejudge
    from mockmind_lab.report.keys import KeyRing

__all__ = ["Line", "Proof", "prove"]

Mark = Literal["held", "failed", "open", "note"]
Step = Literal["document", "chain", "signature", "scores", "verdicts"]


@dataclass(frozen=True, slots=True)
class Line:
    """One finding. ``open`` is what could not be settled here; a ``note`` says what a finding is worth."""

    step: Step
    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """All findings, in the order of the steps."""

    lines: tuple[Line, ...]

    @property
    def code(self) -> Literal[0, 1, 3, 4]:
        """The exit code: 0 all held, and the key is known; 1 the report was changed or forged; 3 it holds,
        but nobody known here vouches for it; 4 it holds, but scores or verdicts don't come out again."""
        if self._any("failed", "document", "chain", "signature"):
            return 1
        if self._any("failed", "scores", "verdicts"):
            return 4
        return 3 if self._any("open", "signature") else 0

    def _any(self, mark: Mark, *steps: Step) -> bool:
        return any(line.mark == mark and line.step in steps for line in self.lines)


def prove(notebook: NotebookNode, *, ring: KeyRing, rejudge: Rejudge | None = None) -> Proof:
    """Every step on ``notebook``. ``rejudge`` judges a submission again (None: no verdict is made again).

    Never raises on a hostile notebook. Scores and verdicts are left alone where the document does not hold.
    """
    lines = [*_document(notebook), *_chain(notebook), *_signature(notebook, ring)]
    if any(line.mark == "failed" for line in lines):
        return Proof(tuple(lines))
    for story in stories(notebook):
        lines += [Line("scores", mark, text) for mark, text in scored_again(story)]
        if rejudge:
            lines += [Line("verdicts", mark, text) for mark, text in rejudge(story)]
    return Proof(tuple(lines))


def _document(notebook: NotebookNode) -> Iterator[Line]:
    faults = document_faults(notebook)
    yield from (Line("document", "failed", fault) for fault in faults)
    if not faults:
        yield Line("document", "held", "The document is what its events say: every cell was derived again.")
        yield from (Line("document", "note", f"Not checked: {line}") for line in unchecked(notebook))


def _chain(notebook: NotebookNode) -> Iterator[Line]:
    faults = chain_faults(notebook)
    yield from (Line("chain", "failed", fault) for fault in faults)
    if faults:
        return
    interviews = notebook.metadata.mockmind.interviews
    texts = [text for embedded in interviews for text in embedded.events]
    redacted = sum('"payload":null' in text for text in texts)
    withheld = f", {redacted} of them with their content withheld" if redacted else ""
    instead = sum(len(embedded.get("stand_ins", ())) for embedded in interviews)
    withheld += f" (the name was replaced in {instead}: that rests on the signature alone)" if instead else ""
    chains = "The chain of" if len(interviews) == 1 else f"The chains of {len(interviews)} interviews with"
    yield Line("chain", "held", f"{chains} {count(len(texts), 'event')} is whole{withheld}.")


def _signature(notebook: NotebookNode, ring: KeyRing) -> Iterator[Line]:
    key = signer(notebook)
    if key == "unsigned":
        yield Line("signature", "open", "Nobody signed this report: whoever wrote it may have invented it.")
    elif key == "invalid":
        yield Line(
            "signature",
            "failed",
            "The signature is none of this report: it was changed since, or the signature is another's.",
        )
        return
    else:
        yield _whose(key, ring)
    yield from _worth(notebook)


def _whose(key: bytes, ring: KeyRing) -> Line:
    known = ring.find(key)
    name = fingerprint(key)
    if known is None:
        return Line(
            "signature",
            "open",
            f"Signed by an unknown key, {name}. Anyone can make one: ask its owner for it, compare, and "
            "`mockmind keys trust` it.",
        )
    whose = "this machine's own key" if known.own else f"the key of {known.name}, known here"
    return Line("signature", "held", f"Signed by {whose}, {name}; nothing it covers was changed since.")


def _worth(notebook: NotebookNode) -> Iterator[Line]:
    """What the signature is worth: that depends on who could have used its key."""
    try:
        kinds = {trust(story) for story in stories(notebook)}
    except Exception:  # the steps before have said why
        return
    for kind in sorted(kinds):
        yield Line("signature", "note", f"{kind}: {TRUST[kind]}.")
    if "practice" in kinds:
        yield Line(
            "signature",
            "note",
            "A candidate's own key proves that nothing was changed since, not that the candidate was honest.",
        )
