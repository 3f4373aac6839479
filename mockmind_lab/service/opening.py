"""Opening an interview: which problems, how long, on which terms."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from mockmind_lab import __version__
from mockmind_lab.core import commands
from mockmind_lab.core.payloads import HostChanged, InterviewCreated, Stage
from mockmind_lab.core.problem import Difficulty
from mockmind_lab.errors import Refused
from mockmind_lab.interviewer.phrases import phrases
from mockmind_lab.interviewer.scripted import ScriptedInterviewer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from typing import Self

    from mockmind_lab.core.choosing import Past
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.phases import StageName
    from mockmind_lab.library import Library
    from mockmind_lab.service.caller import Principal

__all__ = ["Opening", "host_of"]


def host_of(principal: Principal) -> HostChanged:
    """Who hosts, for the record."""
    return HostChanged(
        started_as=principal.started_as, user=principal.user, trust=principal.trust, version=__version__
    )


@dataclass(frozen=True, slots=True)
class Opening:
    """The terms of an interview that is about to begin."""

    host: HostChanged
    terms: InterviewCreated
    stages: tuple[Stage, ...]
    reserve: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        args: dict[str, Any],
        principal: Principal,
        *,
        library: Library,
        interviewer: str,
        max_attempts: int,
        hint_costs: tuple[float, float, float],
        place: str,
        past: Sequence[Past] = (),
        now: datetime | None = None,
    ) -> Self:
        """Choose problems by the arguments of ``start``; raises ``UnknownName`` or ``Refused``.

        A seed that was asked for repeats its choice whatever was done since, so then ``past`` does not count.
        """
        seed = args["seed"] if args["seed"] is not None else secrets.randbelow(2**31)
        count = args["problems"] or 1
        minutes: int | None = args["minutes"]
        if minutes is not None and minutes < count:
            raise Refused(
                f"{count} problems need {count} minutes at least, not {minutes}: say more --minutes, "
                "or fewer --problems."
            )
        first = library.get(args["problem"]) if args["problem"] else None
        if first and args["difficulty"] not in (None, first.difficulty):
            raise Refused(
                f"{first.slug} is a {first.difficulty} problem: "
                f"`%interview start {first.difficulty} --problem {first.slug}`, or leave out the difficulty."
            )
        difficulty = Difficulty(args["difficulty"] or (first.difficulty if first else Difficulty.MEDIUM))
        slugs = [first.slug] if first else []
        reserve: tuple[str, ...] = ()
        if count > len(slugs):
            choose = partial(
                library.choose,
                seed=seed,
                topics=_listed(args.get("topic")),
                past=past,
                now=now if args["seed"] is None else None,
            )
            slugs += choose(difficulty=difficulty, count=count - len(slugs), exclude=tuple(slugs))
            if count > 1:
                reserve = _reserve(choose, slugs, count - 1)
        stages = commands.plan(_timed(library, slugs, minutes), _talk(minutes))
        terms = InterviewCreated(
            owner=principal.owner,
            candidate=principal.candidate,
            notebook=place or None,
            difficulty=difficulty.value,
            seconds=sum(stage.seconds for stage in stages),
            problems=len(slugs),
            seed=seed,
            max_attempts=max_attempts,
            hint_costs=hint_costs,
            interviewer=interviewer,
            prompts=phrases().version if interviewer == ScriptedInterviewer.name else "",
        )
        return cls(host_of(principal), terms, stages, reserve)

    def drafts(self, state: Interview) -> commands.Drafts:
        """The interview's first events."""
        return commands.create(
            state, host=self.host, terms=self.terms, stages=self.stages, reserve=self.reserve
        )


def _listed(text: str | None) -> list[str]:
    """``graphs, two pointers`` as its parts."""
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def _reserve(choose: Callable[..., list[str]], slugs: list[str], most: int) -> tuple[str, ...]:
    """Problems of each difficulty that may take the place of one after the first, as far as there are any."""
    found: list[str] = []
    for difficulty in Difficulty:
        for count in range(most, 0, -1):
            with contextlib.suppress(Refused):
                found += choose(difficulty=difficulty, count=count, exclude=(*slugs, *found))
                break
    return tuple(found)


def _timed(library: Library, slugs: list[str], minutes: int | None) -> list[tuple[str, float]]:
    """Each problem with its seconds: its difficulty's default, or an equal share of the minutes asked for.

    With several problems the talk around them takes its part of these. Shares are whole seconds, so that all
    stages together take exactly the time asked for.
    """
    if minutes is None:
        return [(slug, library.get(slug).difficulty.minutes * 60.0) for slug in slugs]
    talk = sum(_talk(minutes).values()) if len(slugs) > 1 else 0.0
    share, over = divmod(minutes * 60.0 - talk, len(slugs))
    return [(slug, share + (number < over)) for number, slug in enumerate(slugs)]


def _talk(minutes: int | None) -> dict[StageName, float]:
    """The seconds of each stage around several problems: the usual ones, but at most a third of the whole."""
    usual = commands.STAGE_SECONDS
    whole = sum(usual.values())
    most = whole if minutes is None else min(minutes * 60.0 / 3, whole)
    return {name: seconds * most // whole for name, seconds in usual.items()}
