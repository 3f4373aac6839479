"""Asks a model for a problem and takes it only if the judge proves it; faults go back, a few times."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from pydantic import ValidationError
from traitlets import Float, Int, Unicode
from traitlets.config import Config, Configurable

from mockmind_lab.authoring.proof import prove
from mockmind_lab.authoring.proposal import Proposal
from mockmind_lab.authoring.write import write_package
from mockmind_lab.core.problem import Complexity, Difficulty, Generation, Manifest
from mockmind_lab.core.topics import TOPICS
from mockmind_lab.errors import ModelUnavailable, Refused, StreamCut
from mockmind_lab.judge.values import clean_text
from mockmind_lab.providers import Finished, Prompt, Text, Turn, Usage, choose, price
from mockmind_lab.providers.asking import faults
from mockmind_lab.providers.base import TextPiece

if TYPE_CHECKING:
    from collections.abc import Awaitable, Collection, Sequence

    from mockmind_lab.authoring.draft import Draft
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Package
    from mockmind_lab.providers import Provider

__all__ = ["PROMPT", "Listener", "ProblemGenerator", "Spending"]

PROMPT = "write_problem.1"
"""The prompt's name and version; a change of its words that changes what comes of it gets a new number."""

_FAULTS = 8  # told to the model at a time
_FAULT = 400  # characters of one
_SILENCE = 120.0  # seconds without a byte, unless SdkProvider.timeout_seconds is set
_KEPT = 4000  # characters that are sent back of an answer that is none


@dataclass(slots=True)
class Spending:
    """What the answers took so far, priced one by one. ``dollars`` is None once a price is not known.

    ``uncounted`` answers ended before the model said how many tokens they took.
    """

    answers: int = 0
    uncounted: int = 0
    usage: Usage = field(default_factory=Usage)
    dollars: float | None = 0.0
    source: str = ""

    def add(self, usage: Usage, model: str, *, seller: str = "") -> None:
        """Count an answer of ``model`` (``provider:model``); ``seller`` as in ``price``."""
        cost = price(usage, model, seller=seller)
        self.answers += 1
        self.usage, self.source = self.usage + usage, cost.source
        both = self.dollars is not None and cost.dollars is not None
        self.dollars = (self.dollars or 0.0) + (cost.dollars or 0.0) if both else None

    def lose(self) -> None:
        """Count an answer that ended before it said what it took."""
        self.answers += 1
        self.uncounted += 1

    def __str__(self) -> str:
        dollars = "price unknown" if self.dollars is None else f"${self.dollars:.4f}"
        source = f" ({self.source})" if self.source and self.dollars is not None else ""
        many = "1 answer" if self.answers == 1 else f"{self.answers} answers"
        cut = f", without {self.uncounted} that did not end" if self.uncounted else ""
        tokens = f"{self.usage.all_input:,} tokens in and {self.usage.output:,} out"
        return f"{dollars}{source} for {tokens}, in {many}{cut}"


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told how it goes: ``say`` hears lines, ``grow`` the characters of an answer so far."""

    say: Callable[[str], None]
    grow: Callable[[int], None]


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer. ``fault`` says why it is none; ``cut`` that nothing of it is to be sent back."""

    turn: Turn
    text: str = ""
    fault: str = ""
    cut: bool = False


class ProblemGenerator(Configurable):
    """Makes problems by a model. ``sleep`` is what a provider waits by between its tries."""

    model = Unicode(
        "anthropic:claude-sonnet-5-5", help="The model that writes problems, as provider:model."
    ).tag(config=True)
    repairs = Int(3, min=0, max=3, help="How often a package that does not hold goes back to the model.").tag(
        config=True
    )
    max_tokens = Int(32_000, min=1000, help="Most tokens of one answer.").tag(config=True)
    max_characters = Int(
        400_000, min=1000, help="Most characters of one answer; the model is cut off after them."
    ).tag(config=True)
    answer_seconds = Float(
        900.0, min=0.1, help="Seconds that one answer may take; the model is cut off after them."
    ).tag(config=True)

    def generate(
        self,
        difficulty: Difficulty,
        topic: str,
        into: str | Path,
        *,
        judge: Judge,
        taken: Collection[str] = (),
        spending: Spending,
        listener: Listener,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> Package:
        """A package that was proved, written to the folder ``into``; ``topic`` is one of the vocabulary.

        Not to be called from a running event loop. ``taken`` are names it must not have. ``spending`` grows
        with every answer, whatever comes of it. Raises ``Refused`` where no answer held, a ``ModelError``
        where there was none, and ``SandboxError`` for a fault of ours; then nothing was written.
        """
        _ready(Path(into), judge)
        prompt = self._request(difficulty, topic, taken)
        found: Sequence[str] = ()
        provider = choose(self.model, config=_patient(self.config), sleep=sleep)
        with asyncio.Runner() as runner:
            try:
                for attempt in range(1, self.repairs + 2):
                    listener.say(f"Asking {provider.name} for a problem, {attempt} of {self.repairs + 1}.")
                    answer = runner.run(self._asked(provider, prompt, spending, listener))
                    draft, found = _held(answer, difficulty, topic, taken, judge, listener)
                    if draft and not found:
                        return write_package(_signed(draft, provider.name, spending), into)
                    for line in found:
                        listener.say(f"✗ {line}")
                    if not answer.cut:
                        listed = "\n".join(f"- {line}" for line in found)
                        again = Turn(
                            "user", (Text(Template(_parts()[2]).substitute(faults=listed)),), mark=True
                        )
                        prompt = replace(prompt, turns=(prompt.turns[0], answer.turn, again))
            finally:
                runner.run(provider.close())
        last = found[0] if found else ""
        raise Refused(
            f"{provider.name} wrote no problem that holds in {self.repairs + 1} answers; at last: {last}"
        )

    def _request(self, difficulty: Difficulty, topic: str, taken: Collection[str]) -> Prompt:
        """What the model is asked first."""
        system, request, _ = _parts()
        asked = Template(request).substitute(
            difficulty=difficulty.value,
            minutes=difficulty.minutes,
            topic=topic,
            topics=", ".join(TOPICS),
            taken=", ".join(sorted(taken)) or "none",
        )
        return Prompt(
            (Turn("user", (Text(asked),), mark=True),),
            system=system,
            max_tokens=self.max_tokens,
            schema=Proposal.model_json_schema(),
        )

    async def _asked(
        self, provider: Provider, prompt: Prompt, spending: Spending, listener: Listener
    ) -> _Answer:
        """One answer, whole or cut off. Raises a ``ModelError`` where none began."""
        said: list[str] = []
        finished, fault, cut = None, "", True
        try:
            async with asyncio.timeout(self.answer_seconds):
                finished = await self._heard(provider, prompt, said, listener)
            fault, cut = f"the answer had no end after {self.max_characters:,} characters; be brief", False
        except TimeoutError:
            fault, cut = f"the answer had no end after {self.answer_seconds:g} seconds; be brief", False
        except (StreamCut, ModelUnavailable) as error:
            # Once an answer has begun, to ask again is worth an answer; what found nobody was tried already.
            if not said and not isinstance(error, StreamCut):
                raise
            fault = str(error)
        finally:
            if finished is None and (said or not cut):
                spending.lose()
        if finished is None:
            return _Answer(_shortened("".join(said)), fault=fault, cut=cut)
        spending.add(finished.usage, provider.name, seller=str(getattr(provider, "seller", "")))
        return self._whole(finished)

    async def _heard(
        self, provider: Provider, prompt: Prompt, said: list[str], listener: Listener
    ) -> Finished | None:
        """The whole answer, or None where it is too long. What comes is put into ``said``."""
        length = 0
        async with contextlib.aclosing(provider.stream(prompt)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Finished):
                    return piece
                if isinstance(piece, TextPiece):
                    said.append(piece.text)
                    length += len(piece.text)
                    listener.grow(length)
                if length > self.max_characters:
                    return None
        raise StreamCut(f"{provider.name} ended its answer before its end; try again.")

    def _whole(self, finished: Finished) -> _Answer:
        if finished.stop == "max_tokens":
            fault = f"the answer is longer than {self.max_tokens:,} tokens; be brief"
            return _Answer(_shortened(finished.text), fault=fault)
        if not finished.text:
            return _Answer(_shortened(""), fault="the answer is empty; answer with JSON")
        return _Answer(Turn("assistant", finished.content), finished.text)


def _held(
    answer: _Answer,
    difficulty: Difficulty,
    topic: str,
    taken: Collection[str],
    judge: Judge,
    listener: Listener,
) -> tuple[Draft | None, list[str]]:
    """The proved draft, or what is wrong with the answer, in lines fit for a person and the model."""
    if answer.fault:
        return None, [_line(answer.fault)]
    try:
        proposal = Proposal.model_validate_json(answer.text)
        draft = proposal.draft(difficulty, topic)
    except ValidationError as error:
        return None, [_line(f"the form: {faults(error)}")]
    listener.say(f"“{_line(proposal.title)}” ({proposal.slug}) has come; the judge looks at it.")
    if proposal.slug in taken:
        return None, [f"slug: the bank has a problem named {proposal.slug}; write another one"]
    proof = prove(proposal, draft, judge, on_step=lambda step: listener.say(f"✓ {step}"))
    return proof.draft, [_line(fault) for fault in proof.faults[:_FAULTS]]


def _signed(draft: Draft, model: str, spending: Spending) -> Draft:
    """The draft with what it came of."""
    generation = Generation(
        model=model,
        prompt=f"{PROMPT} sha256:{_digest()}",
        answers=spending.answers,
        input_tokens=spending.usage.all_input,
        output_tokens=spending.usage.output,
        dollars=None if spending.dollars is None else round(spending.dollars, 6),
    )
    return replace(draft, manifest=draft.manifest.model_copy(update={"generation": generation}))


def _patient(config: Config) -> Config:
    """The settings, with more time for a first word: a form of this size may take a minute to be prepared."""
    patient = Config({"SdkProvider": {"timeout_seconds": _SILENCE}})
    patient.merge(config)
    return patient


def _parts() -> tuple[str, str, str]:
    """System, request and repair of the prompt."""
    parts = _text().split("<!-- part: ")
    system, request, repair = (part.partition("-->\n")[2] if at else part for at, part in enumerate(parts))
    return system.strip(), request.strip(), repair.strip()


def _text() -> str:
    return (files("mockmind_lab.authoring") / "prompts" / f"{PROMPT}.md").read_text("utf-8")


def _digest() -> str:
    """SHA-256 (hex) of the prompt's words and of the form that is asked for."""
    form = json.dumps(Proposal.model_json_schema(), sort_keys=True)
    return hashlib.sha256(f"{_text()}\0{form}".encode()).hexdigest()


def _ready(into: Path, judge: Judge) -> None:
    """Nothing is paid for that could not be judged or written. Raises ``Refused`` or ``SandboxError``."""
    try:
        into.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=into):
            pass
    except OSError as error:
        raise Refused(f"{into} can't be written ({error.strerror}); name a folder with --into.") from error
    cost = Complexity(time="O(1)", space="O(1)")
    probe = Manifest(title="Probe", difficulty=Difficulty.EASY, topics=(), kind="stdio", complexity=cost)
    judge.outcomes(probe, "print()", [[""]])


def _shortened(text: str) -> Turn:
    """The beginning of an answer; a turn is never empty."""
    return Turn("assistant", (Text(f"{text[:_KEPT]}…" if text else "(nothing)"),))


def _line(text: str) -> str:
    return clean_text(" ".join(text.split()), _FAULT)
