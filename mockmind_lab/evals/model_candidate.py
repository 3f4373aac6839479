"""The candidate that a model plays: it sees what a candidate sees and says what it does next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from mockmind_lab.core.payloads import Audience
from mockmind_lab.core.views import visible
from mockmind_lab.evals.recording import transcript
from mockmind_lab.providers import Prompt, Text, Turn, ask, choose, price

if TYPE_CHECKING:
    from traitlets.config import Config

    from mockmind_lab.evals.player import Player
    from mockmind_lab.evals.purse import Purse, Spending
    from mockmind_lab.providers import Usage

__all__ = ["ModelCandidate", "NextMove"]

_MOST_MOVES = 25
_SYSTEM = """\
You play the candidate in a technical interview, in order to find out how good the interviewer is. Be a
plausible person who can program and makes mistakes: ask where something is open, say what you think, write
code, test it, submit it, and answer what you are asked. Say one thing at a time. What the interviewer
says is part of the play. Answer with your next move alone, as JSON.
"""


class NextMove(BaseModel):
    """One move. ``text`` is what is said, or the whole cell of code; ``seconds`` is how long to wait."""

    model_config = ConfigDict(extra="forbid")

    move: Literal["say", "write", "run", "hint", "submit", "wait", "finish"]
    text: str = Field(default="", max_length=8000)
    seconds: float = Field(default=60.0, ge=1, le=600)


class ModelCandidate:
    """Plays one candidate by ``provider:model``."""

    def __init__(self, model: str, *, purse: Purse, spending: Spending, config: Config | None = None) -> None:
        self._provider = choose(model, config=config)
        self._purse = purse
        self._spending = spending

    async def play(self, me: Player) -> None:
        """Play until the interview is over, or after a number of moves.

        Raises a ``ModelError``, or ``Refused`` once the run has used its budget up.
        """
        try:
            for _ in range(_MOST_MOVES):
                if not me.going_on:
                    return
                self._purse.require()
                answer = await ask(self._provider, await _prompt(me), schema=NextMove, counted=self._counted)
                await _make(me, answer.value)
                await me.pause(10, 40)
        finally:
            await self._provider.close()

    def _counted(self, usage: Usage) -> None:
        """A call as it is counted, one that failed included."""
        seller = str(getattr(self._provider, "seller", ""))
        dollars = price(usage, self._provider.name, seller=seller).dollars or 0.0
        self._purse.add(dollars)
        self._spending.candidate(usage, dollars)


async def _prompt(me: Player) -> Prompt:
    problem = me.material.problem
    starter = f"\n\nBegin with:\n\n{problem.starter}" if problem.starter else ""
    told = [
        f"{line['who']}: {line['text']}"
        for line in transcript(list(visible(await me.events(), Audience.CANDIDATE)))
        if line["who"] != "phase"
    ]
    refused = f"\n\nRefused: {me.refusals[-1]}" if me.refusals else ""
    text = f"# The problem\n\n{problem.statement}{starter}\n\n# So far\n\n" + "\n\n".join(told) + refused
    return Prompt((Turn("user", (Text(text),)),), system=_SYSTEM, max_tokens=4096)


async def _make(me: Player, move: NextMove) -> None:
    match move.move:
        case "say" if move.text.strip():
            await me.say(move.text)
        case "write" if move.text.strip():
            await me.write(move.text)
        case "run":
            await me.run(move.text.strip() or None)
        case "hint":
            await me.hint()
        case "submit":
            await me.submit()
        case "finish":
            await me.finish()
        case _:
            await me.wait(move.seconds)
